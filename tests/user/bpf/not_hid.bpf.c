// SPDX-License-Identifier: GPL-2.0-only
/* A BPF object that has nothing to do with HID. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("syscall")
int nothing(void *arg)
{
	return 0;
}

char _license[] SEC("license") = "GPL";
