// SPDX-License-Identifier: GPL-2.0-only
/* An object without programs to attach: its probe program sets a udev property of mice. */
#include "vmlinux.h"
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1209, HID_PID_ANY));

EXPORT_UDEV_PROP(TESTS_KIND, 16);

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	/* usage: mouse */
	args->retval = args->rdesc[3] == 0x02 ? 0 : -EINVAL;
	if (!args->retval)
		UDEV_PROP_SPRINTF(TESTS_KIND, "mouse %d", args->rdesc_size);
	return 0;
}

char _license[] SEC("license") = "GPL";
