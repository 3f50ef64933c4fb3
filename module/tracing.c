// SPDX-License-Identifier: GPL-2.0-only
/*
 * Running programs that the BPF core treats as tracing programs.
 *
 * The verifier takes the argument types of such a program from its attach target in this module's
 * BTF, so the program gets a typed struct hid_bpf_ctx as a struct_ops program does. It is never
 * attached to that target: the module runs it.
 *
 * Before 6.3 the target is a typedef like those of tracepoints, but without a tracepoint, and the
 * program may be sleepable. Since 6.3 such a program may not sleep, but a module can list functions
 * as targets of BPF_MODIFY_RETURN programs, which may.
 *
 * A program runs in the same environment as a struct_ops program called by the BPF core's
 * trampoline. As there, nothing prevents recursion: a program that injects a report from its hook
 * runs again for that report. It ends there, because a program that runs for an injected report
 * cannot inject another.
 */

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/filter.h>
#include <linux/rcupdate_trace.h>

#include "dispatch.h"
#include "tracing.h"

static const char *const hook_names[] = HID_BPF_COMPAT_HOOKS;

#ifdef HAVE_FMODRET_SET

#define HOOK_ATTACH_TYPE BPF_MODIFY_RETURN

__bpf_hook_start();

__used noinline int hid_bpf_compat_device_event(struct hid_bpf_ctx *ctx, enum hid_report_type type,
						u64 source)
{
	return 0;
}

__used noinline int hid_bpf_compat_rdesc_fixup(struct hid_bpf_ctx *ctx)
{
	return 0;
}

__used noinline int hid_bpf_compat_hw_request(struct hid_bpf_ctx *ctx, unsigned char reportnum,
					      enum hid_report_type rtype,
					      enum hid_class_request reqtype, u64 source)
{
	return 0;
}

__used noinline int hid_bpf_compat_hw_output_report(struct hid_bpf_ctx *ctx, u64 source)
{
	return 0;
}

__bpf_hook_end();

BTF_KFUNCS_START(hook_set)
BTF_ID_FLAGS(func, hid_bpf_compat_device_event)
BTF_ID_FLAGS(func, hid_bpf_compat_rdesc_fixup, KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_compat_hw_request, KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_compat_hw_output_report, KF_SLEEPABLE)
BTF_KFUNCS_END(hook_set)

static const struct btf_kfunc_id_set hook_id_set = {
	.owner = THIS_MODULE,
	.set = &hook_set,
};

BTF_ID_LIST(hook_ids)
BTF_ID(func, hid_bpf_compat_device_event)
BTF_ID(func, hid_bpf_compat_rdesc_fixup)
BTF_ID(func, hid_bpf_compat_hw_request)
BTF_ID(func, hid_bpf_compat_hw_output_report)

int hbc_tracing_init(void)
{
	return register_btf_fmodret_id_set(&hook_id_set);
}

#else

#define HOOK_ATTACH_TYPE BPF_TRACE_RAW_TP

/* The first argument stands for the private data of a tracepoint, which a program does not see. */
typedef void (*btf_trace_hid_bpf_compat_device_event)(void *data, struct hid_bpf_ctx *ctx,
						      enum hid_report_type type, u64 source);
typedef void (*btf_trace_hid_bpf_compat_rdesc_fixup)(void *data, struct hid_bpf_ctx *ctx);
typedef void (*btf_trace_hid_bpf_compat_hw_request)(void *data, struct hid_bpf_ctx *ctx,
						    unsigned char reportnum,
						    enum hid_report_type rtype,
						    enum hid_class_request reqtype, u64 source);
typedef void (*btf_trace_hid_bpf_compat_hw_output_report)(void *data, struct hid_bpf_ctx *ctx,
							  u64 source);

BTF_ID_LIST(hook_ids)
BTF_ID(typedef, btf_trace_hid_bpf_compat_device_event)
BTF_ID(typedef, btf_trace_hid_bpf_compat_rdesc_fixup)
BTF_ID(typedef, btf_trace_hid_bpf_compat_hw_request)
BTF_ID(typedef, btf_trace_hid_bpf_compat_hw_output_report)

int hbc_tracing_init(void)
{
	BTF_TYPE_EMIT(btf_trace_hid_bpf_compat_device_event);
	BTF_TYPE_EMIT(btf_trace_hid_bpf_compat_rdesc_fixup);
	BTF_TYPE_EMIT(btf_trace_hid_bpf_compat_hw_request);
	BTF_TYPE_EMIT(btf_trace_hid_bpf_compat_hw_output_report);
	return 0;
}

#endif

u32 hbc_tracing_attach_type(void)
{
	return HOOK_ATTACH_TYPE;
}

/*
 * A program's arguments and what follows them, laid out as in a trampoline: helpers may look there.
 */
#define MAX_ARGS 5

struct hook_frame {
	u64 nr_args;
	u64 args[MAX_ARGS];
	u64 ret;
};

/* The caller is in an SRCU section that pins the program, or is attaching it. Sleeps if it may. */
static int run_hook(struct hid_bpf_ctx *ctx, enum hid_bpf_compat_hook hook,
		    struct hook_frame *frame)
{
	const struct hbc_ctx *hbc_ctx = container_of(ctx, struct hbc_ctx, ctx);
	const struct bpf_prog *prog =
		container_of(hbc_ctx->ops, struct hbc_attachment, ops)->progs[hook];
	bool sleepable = hbc_compat_prog_sleepable(prog);
	struct bpf_trace_run_ctx run_ctx = {};
	struct bpf_run_ctx *old_run_ctx;
	int ret;

	if (sleepable)
		rcu_read_lock_trace();
	else
		rcu_read_lock();
	migrate_disable();
	old_run_ctx = bpf_set_run_ctx(&run_ctx.run_ctx);
	ret = bpf_prog_run(prog, frame->args);
	bpf_reset_run_ctx(old_run_ctx);
	migrate_enable();
	if (sleepable)
		rcu_read_unlock_trace();
	else
		rcu_read_unlock();
	return ret;
}

static int run_device_event(struct hid_bpf_ctx *ctx, enum hid_report_type type, u64 source)
{
	struct hook_frame frame = { 3, { (unsigned long)ctx, type, source } };

	return run_hook(ctx, HID_BPF_COMPAT_DEVICE_EVENT, &frame);
}

static int run_rdesc_fixup(struct hid_bpf_ctx *ctx)
{
	struct hook_frame frame = { 1, { (unsigned long)ctx } };

	return run_hook(ctx, HID_BPF_COMPAT_RDESC_FIXUP, &frame);
}

static int run_hw_request(struct hid_bpf_ctx *ctx, unsigned char reportnum,
			  enum hid_report_type rtype, enum hid_class_request reqtype, u64 source)
{
	struct hook_frame frame = { 5, { (unsigned long)ctx, reportnum, rtype, reqtype, source } };

	return run_hook(ctx, HID_BPF_COMPAT_HW_REQUEST, &frame);
}

static int run_hw_output_report(struct hid_bpf_ctx *ctx, u64 source)
{
	struct hook_frame frame = { 2, { (unsigned long)ctx, source } };

	return run_hook(ctx, HID_BPF_COMPAT_HW_OUTPUT_REPORT, &frame);
}

/*
 * Whether the program was verified against this module's type for the hook. ID and name together
 * prove that the BTF is ours: no other module has this name at this ID.
 */
static bool is_for_hook(const struct bpf_prog *prog, enum hid_bpf_compat_hook hook)
{
	return prog->expected_attach_type == HOOK_ATTACH_TYPE &&
	       prog->aux->attach_btf_id == hook_ids[hook] && prog->aux->attach_func_name &&
	       strstr(prog->aux->attach_func_name, hook_names[hook]) &&
	       (hook != HID_BPF_COMPAT_DEVICE_EVENT || !hbc_compat_prog_sleepable(prog));
}

int hbc_tracing_set_prog(struct hbc_attachment *attachment, enum hid_bpf_compat_hook hook, int fd)
{
	struct bpf_prog *prog = bpf_prog_get_type_dev(fd, BPF_PROG_TYPE_TRACING, false);

	if (IS_ERR(prog))
		return PTR_ERR(prog);
	if (!is_for_hook(prog, hook)) {
		bpf_prog_put(prog);
		return -EINVAL;
	}

	attachment->progs[hook] = prog;
	switch (hook) {
	case HID_BPF_COMPAT_DEVICE_EVENT:
		attachment->ops.hid_device_event = run_device_event;
		break;
	case HID_BPF_COMPAT_RDESC_FIXUP:
		attachment->ops.hid_rdesc_fixup = run_rdesc_fixup;
		break;
	case HID_BPF_COMPAT_HW_REQUEST:
		attachment->ops.hid_hw_request = run_hw_request;
		break;
	default:
		attachment->ops.hid_hw_output_report = run_hw_output_report;
		break;
	}
	return 0;
}

void hbc_tracing_put_progs(struct hbc_attachment *attachment)
{
	unsigned int hook;

	for (hook = 0; hook < ARRAY_SIZE(attachment->progs); hook++)
		if (attachment->progs[hook])
			bpf_prog_put(attachment->progs[hook]);
}
