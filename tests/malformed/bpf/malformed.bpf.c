// SPDX-License-Identifier: GPL-2.0-only
/* Programs for each hook that write and return what the test sets. */
#include "hid_bpf.h"
#include "shared.h"

struct script event_script[EVENT_OPS];
struct view event_view[EVENT_OPS];
struct script request_script, output_script;
struct view request_view, output_view;
struct rdesc_script rdesc_script;
struct view rdesc_view;

static __u32 sum_of(const __u8 *data)
{
	__u32 sum = 2166136261;

	for (int i = 0; i < LOOK; i++)
		sum = (sum ^ data[i]) * 16777619;
	return sum;
}

static void note(struct hid_bpf_ctx *hctx, struct view *view)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, LOOK);

	view->runs++;
	view->allocated_size = hctx->allocated_size;
	view->size = hctx->size;
	view->sum = data ? sum_of(data) : 0;
}

static int play(struct hid_bpf_ctx *hctx, const struct script *script)
{
	__u8 *byte = hid_bpf_get_data(hctx, script->at, 1);

	if (byte && script->write)
		*byte = script->value;
	return script->ret;
}

#define EVENT(_number)                                                                       \
	SEC("struct_ops/hid_device_event")                                                   \
	int BPF_PROG(on_event##_number, struct hid_bpf_ctx *hctx, enum hid_report_type type, \
		     __u64 source)                                                           \
	{                                                                                    \
		note(hctx, &event_view[_number]);                                            \
		event_view[_number].type = type;                                             \
		return play(hctx, &event_script[_number]);                                   \
	}                                                                                    \
	SEC(".struct_ops.link")                                                              \
	struct hid_bpf_ops event##_number = { .hid_device_event = (void *)on_event##_number };

EVENT(0)
EVENT(1)
EVENT(2)

SEC("struct_ops/hid_rdesc_fixup")
int BPF_PROG(on_rdesc, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, RDESC_MAX);

	note(hctx, &rdesc_view);
	/* Byte by byte: the number of bytes is the test's choice. */
	for (__u32 i = 0; data && i < RDESC_MAX; i++) {
		if (i >= rdesc_script.len)
			break;
		data[i] = rdesc_script.data[i];
	}
	return rdesc_script.ret;
}

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(on_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	note(hctx, &request_view);
	request_view.number = reportnum;
	request_view.type = rtype;
	request_view.request = reqtype;
	/* The buffer for an answer is not initialised. */
	if (reqtype == HID_REQ_GET_REPORT)
		request_view.sum = 0;
	return play(hctx, &request_script);
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(on_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	note(hctx, &output_view);
	return play(hctx, &output_script);
}

SEC(".struct_ops.link")
struct hid_bpf_ops fixup = { .hid_rdesc_fixup = (void *)on_rdesc };

SEC(".struct_ops.link")
struct hid_bpf_ops requests = {
	.hid_hw_request = (void *)on_request,
	.hid_hw_output_report = (void *)on_output,
};

char _license[] SEC("license") = "GPL";
