// SPDX-License-Identifier: GPL-2.0-only
/* An object for the mice of the tests, whose probe program rejects all of them. */
#include "module/bpf/swap.h"

union {
	struct {
		__uint(name, 0);
		__uint(bus, 0x03);
		__uint(group, 0x01);
		__uint(vid, 0x1209);
		__uint(pid, 0x0001);
	} mouse;
} devices SEC(".hid_bpf_config");

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -1;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops swap = { .hid_device_event = (void *)swap_axes };

char _license[] SEC("license") = "GPL";
