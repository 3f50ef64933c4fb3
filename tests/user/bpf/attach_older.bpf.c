// SPDX-License-Identifier: GPL-2.0-only
/* Attaches programs for the HID-BPF of Linux 6.3 to 6.10, as the loaders of that time do. */
#include "vmlinux.h"
#include "hid_bpf_helpers.h"

#include "attach_older.h"

extern int hid_bpf_attach_prog(unsigned int hid_id, int prog_fd, __u32 flags) __ksym;

SEC("syscall")
int attach_older(struct attach_older *args)
{
	args->link = hid_bpf_attach_prog(args->hid_id, args->prog_fd, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
