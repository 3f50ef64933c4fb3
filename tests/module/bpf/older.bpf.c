// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs for the HID-BPF of Linux 6.3 to 6.10, and the syscall program that attaches them.
 * vmlinux.h has the later types of the same names.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#include "older.h"

enum hid_report_type { HID_INPUT_REPORT };

struct hid_bpf_ctx {
	enum hid_report_type report_type;
	__s32 size;
} __attribute__((preserve_access_index));

extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
			      const __u64 __sz) __ksym;
extern int hid_bpf_attach_prog(unsigned int hid_id, int prog_fd, __u32 flags) __ksym;

struct older older;

SEC("fmod_ret/hid_bpf_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, OLDER_DATA);

	older.events++;
	older.type = hctx->report_type;
	older.size = hctx->size;
	if (!data)
		return 0;
	older.second_byte = data[1];
	data[1] = data[1] * 10 + older.mark;
	return older.event_ret;
}

SEC("fmod_ret/hid_bpf_rdesc_fixup")
int BPF_PROG(on_rdesc, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, OLDER_DATA);

	older.fixups++;
	older.rdesc_size = hctx->size;
	if (data)
		data[3] += older.add_at3;
	return 0;
}

SEC("syscall")
int attach(struct older_attach *args)
{
	args->ret = hid_bpf_attach_prog(args->hid_id, args->prog_fd, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
