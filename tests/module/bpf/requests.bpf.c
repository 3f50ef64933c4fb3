// SPDX-License-Identifier: GPL-2.0-only
/* hid_hw_request and hid_hw_output_report programs that do what the test sets in "act". */
#include "hid_bpf.h"
#include "shared.h"

struct seen seen_request;
struct seen seen_output;
struct request_act act_request;
struct request_act act_output;

/* The buffer is as long as the request: read up to 8 bytes, in steps that fit. */
static void note_data(struct hid_bpf_ctx *hctx, struct seen *seen)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 8);

	if (data) {
		__builtin_memcpy(seen->data, data, 8);
		seen->have_data = 8;
		return;
	}
	data = hid_bpf_get_data(hctx, 0, 2);
	if (data) {
		__builtin_memcpy(seen->data, data, 2);
		seen->have_data = 2;
		return;
	}
	data = hid_bpf_get_data(hctx, 0, 1);
	if (data) {
		seen->data[0] = *data;
		seen->have_data = 1;
	}
}

static void note(struct hid_bpf_ctx *hctx, struct seen *seen, __u64 source)
{
	seen->runs++;
	seen->id = hctx->hid->id;
	seen->allocated_size = hctx->allocated_size;
	seen->size = hctx->size;
	seen->source = source;
	seen->have_data = 0;
	note_data(hctx, seen);
}

static void change(struct hid_bpf_ctx *hctx, struct request_act *act)
{
	__u8 *second = hid_bpf_get_data(hctx, 1, 1);
	__u8 *data = hid_bpf_get_data(hctx, 0, 4);

	if (second && act->set_at1)
		*second = act->set_at1;
	if (!data || !act->answer)
		return;
	for (int i = 0; i < 4; i++)
		data[i] = act->answer + i;
}

/* Only the first run makes a request; the run that this causes tries a second level. */
static int record_nested(struct request_act *act, __u32 runs, int ret)
{
	if (runs > 1) {
		act->nested_ret_of_nested = ret;
		return 0;
	}
	act->nested_ret = ret;
	return 1;
}

SEC("struct_ops.s/hid_hw_request")
int BPF_PROG(on_request, struct hid_bpf_ctx *hctx, unsigned char reportnum,
	     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source)
{
	__u8 buf[4] = { reportnum, 7, 7, 7 };
	/* Once a run is counted, the test may change what the next one returns. */
	int answer = act_request.ret;
	__u32 runs;
	int ret;

	barrier();
	note(hctx, &seen_request, source);
	seen_request.reportnum = reportnum;
	seen_request.type = rtype;
	seen_request.reqtype = reqtype;
	change(hctx, &act_request);
	if (!act_request.nested)
		return answer;

	runs = seen_request.runs;
	ret = hid_bpf_hw_request(hctx, buf, sizeof(buf), rtype, reqtype);
	return record_nested(&act_request, runs, ret) ? answer : 0;
}

SEC("struct_ops.s/hid_hw_output_report")
int BPF_PROG(on_output, struct hid_bpf_ctx *hctx, __u64 source)
{
	__u8 buf[4] = { 1, 7, 7, 7 };
	/* Once a run is counted, the test may change what the next one returns. */
	int answer = act_output.ret;
	__u32 runs;
	int ret;

	barrier();
	note(hctx, &seen_output, source);
	change(hctx, &act_output);
	if (!act_output.nested)
		return answer;

	runs = seen_output.runs;
	ret = hid_bpf_hw_output_report(hctx, buf, sizeof(buf));
	return record_nested(&act_output, runs, ret) ? answer : 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops request = {
	.hid_hw_request = (void *)on_request,
};

SEC(".struct_ops.link")
struct hid_bpf_ops output = {
	.hid_hw_output_report = (void *)on_output,
};

SEC(".struct_ops.link")
struct hid_bpf_ops both = {
	.hid_hw_request = (void *)on_request,
	.hid_hw_output_report = (void *)on_output,
};

char _license[] SEC("license") = "GPL";
