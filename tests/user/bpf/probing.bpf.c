// SPDX-License-Identifier: GPL-2.0-only
/* An object whose probe program accepts only mice, by their report descriptor. */
#include "module/bpf/swap.h"

#define EINVAL 22

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	/* usage: mouse */
	if (args->rdesc_size > 4 && args->rdesc[2] == 0x09 && args->rdesc[3] == 0x02 && args->hid)
		args->retval = 0;
	else
		args->retval = -EINVAL;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops swap = { .hid_device_event = (void *)swap_axes };

char _license[] SEC("license") = "GPL";
