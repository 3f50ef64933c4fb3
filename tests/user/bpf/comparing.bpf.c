// SPDX-License-Identifier: GPL-2.0-only
/* An object that compares bytes: the buttons of a report tell how it compares to another one. */
#include "vmlinux.h"
#include "hid_bpf.h"

static const __u8 mouse[] = { 0x05, 0x01, 0x09, 0x02 };
static const __u8 other[8] = { 0, 5, 7, 0, 0, 0, 0, 0 };
static const __u8 long_one[300] = { [299] = 1 };
static __u8 zeros[300];

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(compare, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3), padded[8] = { 0 };
	int order;

	if (!data || __builtin_memcmp(zeros, long_one, sizeof(zeros)) >= 0)
		return 0;
	__builtin_memcpy(padded, data, 3);
	order = __builtin_memcmp(padded, other, sizeof(other));
	data[0] = order < 0 ? 1 : order > 0 ? 2 : 4;
	return 0;
}

/* The verifier allows probe programs less than others. */
SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = __builtin_memcmp(args->rdesc, mouse, sizeof(mouse)) ? -22 : 0;
	return 0;
}

HID_BPF_OPS(comparing) = { .hid_device_event = (void *)compare };

char _license[] SEC("license") = "GPL";
