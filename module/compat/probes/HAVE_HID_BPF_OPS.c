// SPDX-License-Identifier: GPL-2.0-only
/* The headers define struct hid_bpf_ops in its final form (a struct_ops, since 6.11). */
#include <linux/hid.h>

int probe(struct hid_bpf_ops *ops, struct hid_bpf_ctx *ctx);
int probe(struct hid_bpf_ops *ops, struct hid_bpf_ctx *ctx)
{
	ops->hdev = ctx->hid;
	return ops->hid_hw_output_report(ctx, 0) + ctx->retval;
}
