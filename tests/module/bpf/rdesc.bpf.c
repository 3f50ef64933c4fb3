// SPDX-License-Identifier: GPL-2.0-only
/* A hid_rdesc_fixup program that does what the test sets in "rdesc_act". */
#include "hid_bpf.h"
#include "shared.h"

struct seen seen;
struct rdesc_act rdesc_act;

static void note(struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, SEEN_DATA);

	seen.runs++;
	seen.id = hctx->hid->id;
	seen.allocated_size = hctx->allocated_size;
	seen.size = hctx->size;
	seen.have_data = !!data;
	if (data)
		__builtin_memcpy(seen.data, data, SEEN_DATA);
}

/* Byte by byte: the number of bytes is the test's choice. */
static void replace(struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, RDESC_DATA);

	if (!data)
		return;
	for (__u32 i = 0; i < RDESC_DATA; i++)
		if (i < rdesc_act.len)
			data[i] = rdesc_act.data[i];
}

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(on_rdesc, struct hid_bpf_ctx *hctx)
{
	note(hctx);
	replace(hctx);
	return rdesc_act.ret;
}

SEC("struct_ops.s/hid_rdesc_fixup")
int BPF_PROG(on_rdesc_sleepable, struct hid_bpf_ctx *hctx)
{
	note(hctx);
	replace(hctx);
	return rdesc_act.ret;
}

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(rename, struct hid_bpf_ctx *hctx)
{
	struct hid_device *hid = hctx->hid;

	seen.runs++;
	__builtin_memcpy(hid->name, "Renamed Device", sizeof("Renamed Device"));
	__builtin_memcpy(hid->phys, "new/phys", sizeof("new/phys"));
	__builtin_memcpy(hid->uniq, "new-uniq", sizeof("new-uniq"));
	return 0;
}

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	seen.runs++;
	seen.size = hctx->size;
	seen.allocated_size = hctx->allocated_size;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops fixup = { .hid_rdesc_fixup = (void *)on_rdesc };

SEC(".struct_ops.link")
struct hid_bpf_ops sleepable_fixup = { .hid_rdesc_fixup = (void *)on_rdesc_sleepable };

SEC(".struct_ops.link")
struct hid_bpf_ops renaming = { .hid_rdesc_fixup = (void *)rename };

SEC(".struct_ops.link")
struct hid_bpf_ops fixup_and_event = {
	.hid_rdesc_fixup = (void *)on_rdesc,
	.hid_device_event = (void *)on_event,
};

char _license[] SEC("license") = "GPL";
