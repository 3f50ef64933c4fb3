// SPDX-License-Identifier: GPL-2.0-only
/*
 * The struct_ops hid_bpf_ops: what its programs may do, and attaching them to devices.
 *
 * The BPF core calls the callbacks in process context. It never calls the CFI stubs.
 */

#include <linux/bpf.h>
#include <linux/bpf_verifier.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/module.h>
#include <linux/stddef.h>

#include "device.h"
#include "frontend.h"

/* The module's BTF, NULL until the BPF core has accepted it. Valid while the module is loaded. */
static struct btf *hbc_btf;

/*
 * Makes the verifier trust hid_bpf_ctx.hid as it trusts the context, so that a program may write
 * through it. The verifier looks this type up by name.
 */
struct hid_bpf_ctx__safe_trusted {
	struct hid_device *hid;
};

enum writable_type { TYPE_CTX, TYPE_DEVICE, NR_WRITABLE_TYPES };

/*
 * In the kernel's BTF and the module's. Their IDs are not known when the module is built, as the
 * kernel may relocate the module's BTF.
 */
static const struct btf_type *writable_types[NR_WRITABLE_TYPES];

/* Parts of structures that programs may write: of a string, all but the terminating NUL. */
static const struct writable {
	enum writable_type type;
	int start;
	int end;
} writables[] = {
	{ TYPE_CTX, offsetof(struct hid_bpf_ctx, retval), offsetofend(struct hid_bpf_ctx, retval) },
	{ TYPE_DEVICE, offsetof(struct hid_device, name),
	  offsetofend(struct hid_device, name) - 1 },
	{ TYPE_DEVICE, offsetof(struct hid_device, uniq),
	  offsetofend(struct hid_device, uniq) - 1 },
	{ TYPE_DEVICE, offsetof(struct hid_device, phys),
	  offsetofend(struct hid_device, phys) - 1 },
};

static int ops_init(struct btf *btf)
{
	BTF_TYPE_EMIT(struct hid_bpf_ctx__safe_trusted);
	hbc_btf = btf;
	return 0;
}

static bool ops_is_valid_access(int off, int size, enum bpf_access_type type,
				const struct bpf_prog *prog, struct bpf_insn_access_aux *info)
{
	return bpf_tracing_btf_ctx_access(off, size, type, prog, info);
}

/* Called only for stores: the verifier checks loads against BTF. */
static int ops_btf_struct_access(struct bpf_verifier_log *log, const struct bpf_reg_state *reg,
				 int off, int size)
{
	const struct btf_type *t = btf_type_by_id(reg->btf, reg->btf_id);
	const struct writable *w;

	for (w = writables; w < writables + ARRAY_SIZE(writables); w++)
		if (t == READ_ONCE(writable_types[w->type]) && off >= w->start &&
		    off + size <= w->end)
			return 0;

	bpf_log(log,
		"hid_bpf_compat: cannot write %d bytes at offset %d of this structure; programs may write retval and size of the context, and name, uniq and phys of the device except for the last byte of each\n",
		size, off);
	return -EACCES;
}

/* The type that the pointer type @id points to. */
static const struct btf_type *pointee(u32 id)
{
	return btf_type_by_id(hbc_btf, btf_type_by_id(hbc_btf, id)->type);
}

/*
 * A hook is a pointer to a function, whose first argument is the context. Each task that verifies a
 * program stores the types before it reads them, and all store the same: no order is needed.
 */
static void find_writable_types(const struct btf_member *hook)
{
	const struct btf_type *ctx = pointee(btf_params(pointee(hook->type))[0].type);

	WRITE_ONCE(writable_types[TYPE_CTX], ctx);
	WRITE_ONCE(writable_types[TYPE_DEVICE], pointee(btf_members(ctx)[0].type));
}

/*
 * Called for each program before its accesses are checked. Reports arrive in interrupt context; the
 * other hooks may sleep.
 */
static int ops_check_member(const struct btf_type *t, const struct btf_member *member,
			    const struct bpf_prog *prog)
{
	find_writable_types(member);
	switch (__btf_member_bit_offset(t, member) / BITS_PER_BYTE) {
	case offsetof(struct hid_bpf_ops, hid_rdesc_fixup):
	case offsetof(struct hid_bpf_ops, hid_hw_request):
	case offsetof(struct hid_bpf_ops, hid_hw_output_report):
		return 0;
	default:
		return prog->sleepable ? -EINVAL : 0;
	}
}

/* Returns 1 for a member copied here, 0 for one that the BPF core must fill in. */
static int ops_init_member(const struct btf_type *t, const struct btf_member *member, void *kdata,
			   const void *udata)
{
	const struct hid_bpf_ops *from = udata;
	struct hid_bpf_ops *ops = kdata;

	switch (__btf_member_bit_offset(t, member) / BITS_PER_BYTE) {
	case offsetof(struct hid_bpf_ops, hid_id):
		ops->hid_id = from->hid_id;
		return 1;
	case offsetof(struct hid_bpf_ops, flags):
		if (from->flags & ~BPF_F_BEFORE)
			return -EINVAL;
		ops->flags = from->flags;
		return 1;
	default:
		return 0;
	}
}

static int ops_reg(void *kdata, struct bpf_link *link)
{
	/* The BPF core sets the link's ID later, and keeps the link until after ops_unreg(). */
	return hbc_device_attach(kdata, link ? &link->id : NULL);
}

static void ops_unreg(void *kdata, struct bpf_link *link)
{
	hbc_device_detach(kdata);
}

/* Never called: the BPF core takes prototypes and CFI type IDs from them. */
static int stub_device_event(struct hid_bpf_ctx *ctx, enum hid_report_type type, u64 source)
{
	return 0;
}

static int stub_rdesc_fixup(struct hid_bpf_ctx *ctx)
{
	return 0;
}

static int stub_hw_request(struct hid_bpf_ctx *ctx, unsigned char reportnum,
			   enum hid_report_type rtype, enum hid_class_request reqtype, u64 source)
{
	return 0;
}

static int stub_hw_output_report(struct hid_bpf_ctx *ctx, u64 source)
{
	return 0;
}

static struct hid_bpf_ops cfi_stubs = {
	.hid_device_event = stub_device_event,
	.hid_rdesc_fixup = stub_rdesc_fixup,
	.hid_hw_request = stub_hw_request,
	.hid_hw_output_report = stub_hw_output_report,
};

static const struct bpf_verifier_ops verifier_ops = {
	.get_func_proto = bpf_base_func_proto,
	.is_valid_access = ops_is_valid_access,
	.btf_struct_access = ops_btf_struct_access,
};

static struct bpf_struct_ops hid_bpf_struct_ops = {
	.verifier_ops = &verifier_ops,
	.init = ops_init,
	.check_member = ops_check_member,
	.init_member = ops_init_member,
	.reg = ops_reg,
	.unreg = ops_unreg,
	.name = "hid_bpf_ops",
	.cfi_stubs = &cfi_stubs,
	.owner = THIS_MODULE,
};

int hbc_frontend_init(void)
{
	int ret = register_bpf_struct_ops(&hid_bpf_struct_ops, hid_bpf_ops);

	if (ret) {
		pr_err("the BPF core rejected the struct_ops hid_bpf_ops (%d)\n", ret);
		return ret;
	}
	/* If the module's BTF is unusable, the BPF core returns 0 and at most warns. */
	if (!hbc_btf) {
		pr_err(HBC_NO_BTF);
		return -ENOEXEC;
	}
	return 0;
}

/* A struct_ops cannot be unregistered; it is dropped with the module's BTF. */
void hbc_frontend_exit(void)
{
}
