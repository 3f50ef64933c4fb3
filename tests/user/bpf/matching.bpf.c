// SPDX-License-Identifier: GPL-2.0-only
/*
 * An object that names its devices, the mice of the tests and all of another vendor, and describes
 * them.
 */
#include "module/bpf/swap.h"

#define DEVICE(_bus, _group, _vendor, _product) \
	struct {                                \
		__uint(name, 0);                \
		__uint(bus, _bus);              \
		__uint(group, _group);          \
		__uint(vid, _vendor);           \
		__uint(pid, _product);          \
	}

union {
	DEVICE(0x03, 0x01, 0x1209, 0x0001) mouse;
	DEVICE(0x00, 0x00, 0xabcd, 0x0000) other;
} devices SEC(".hid_bpf_config");

const char info[] SEC(".hid_bpf_info") = "device=Test Mouse\0device=Other\033Mouse\0later=Text\0"
					 "problem=It moves.\0fixed=6.17";

SEC(".struct_ops.link")
struct hid_bpf_ops swap = { .hid_device_event = (void *)swap_axes };

char _license[] SEC("license") = "GPL";
