// SPDX-License-Identifier: GPL-2.0-only
/* An object with one hid_bpf_ops. */
#include "swap.h"

SEC(".struct_ops.link")
struct hid_bpf_ops swap = { .hid_device_event = (void *)swap_axes };

char _license[] SEC("license") = "GPL";
