// SPDX-License-Identifier: GPL-2.0-only
/* The kfuncs of HID-BPF; kfuncs.h documents them. */

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/semaphore.h>
#include <linux/slab.h>

#include "device.h"
#include "dispatch.h"
#include "kfuncs.h"

static struct hbc_ctx *to_hbc_ctx(struct hid_bpf_ctx *ctx)
{
	return container_of(ctx, struct hbc_ctx, ctx);
}

/*
 * Returns 0 if @buf, of *@size bytes, can be a report of the device, and limits *@size to the
 * report's length. @id_byte: the first byte is reserved for a report ID even if the device does not
 * use them.
 */
static int check_report(const struct hid_bpf_ctx *ctx, const u8 *buf, size_t *size,
			enum hid_report_type rtype, bool id_byte)
{
	const struct hid_report_enum *report_enum;
	struct hid_report *report;
	u32 len;

	if (rtype >= HID_REPORT_TYPES || *size < 1)
		return -EINVAL;

	report_enum = &ctx->hid->report_enum[rtype];
	report = hbc_get_report(report_enum, buf);
	if (!report)
		return -EINVAL;

	len = hid_report_len(report);
	if (id_byte && !report_enum->numbered)
		len++;
	*size = min_t(size_t, *size, len);
	return 0;
}

static bool is_request(enum hid_class_request reqtype)
{
	switch (reqtype) {
	case HID_REQ_GET_REPORT:
	case HID_REQ_GET_IDLE:
	case HID_REQ_GET_PROTOCOL:
	case HID_REQ_SET_REPORT:
	case HID_REQ_SET_IDLE:
	case HID_REQ_SET_PROTOCOL:
		return true;
	default:
		return false;
	}
}

/* driver_input_lock is held, so no driver frees the report. Sleeps only if raw_event() does. */
static int inject_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, u8 *buf, size_t size)
{
	struct hbc_report report = {
		.type = type,
		.data = buf,
		.source = (unsigned long)ctx,
		.from_bpf = true,
	};
	int ret, idx;

	if (!ctx->hid->driver)
		return -ENODEV;
	ret = check_report(ctx, buf, &size, type, false);
	if (ret)
		return ret;

	report.bufsize = size;
	report.size = size;
	idx = hbc_events_enter();
	ret = hbc_input_report_locked(ctx->hid, &report);
	hbc_events_leave(idx);
	return ret;
}

/*
 * Takes driver_input_lock to inject a report. Whoever binds or unbinds a driver holds it, and may
 * wait for this program or be this task; while a driver is bound, it is only held briefly. The
 * caller is in the section for which unbinding waits before it takes the lock.
 */
static int lock_input(const struct hbc_device *dev)
{
	struct semaphore *lock = &dev->hdev->driver_input_lock;

	lockdep_assert(srcu_read_lock_held(&dev->srcu));

	/* Orders nothing: what the driver has parsed is read under the lock. */
	if (READ_ONCE(dev->bound))
		return down_interruptible(lock);
	return down_trylock(lock) ? -EBUSY : 0;
}

/* Returns 0 if a program may make a request now. See device.h for why. */
static int check_driver(const struct hbc_ctx *ctx)
{
	const struct hbc_device *dev = ctx->dev;
	const struct task_struct *binder;

	lockdep_assert(srcu_read_lock_held(&dev->srcu));

	if (READ_ONCE(dev->gone))
		return -ENODEV;
	/*
	 * Both pair with smp_store_release() in driver_bound(). If @binder has left, the driver
	 * that it has bound is seen; and with a bound driver, the reports that it has parsed.
	 */
	binder = smp_load_acquire(&dev->binder);
	if (ctx->in_request || smp_load_acquire(&dev->bound) || binder == current)
		return 0;
	return binder ? -EBUSY : -ENODEV;
}

/*
 * Checks a request of a program, whose kind the caller has set, and fills in the rest. The data are
 * a copy, which the caller must free: the transport may use DMA, which a program's stack or map
 * does not allow.
 */
static int copy_report(struct hid_bpf_ctx *ctx, const u8 *buf, size_t size,
		       struct hbc_request *request)
{
	int ret;

	ret = check_report(ctx, buf, &size, request->type, true);
	if (ret)
		return ret;
	if (!is_request(request->reqtype))
		return -EINVAL;

	request->data = kmemdup(buf, size, GFP_KERNEL);
	if (!request->data)
		return -ENOMEM;
	request->report_id = request->data[0];
	request->size = size;
	request->source = (unsigned long)ctx;
	request->from_bpf = true;
	return 0;
}

/* As copy_report(), and sends the copy. */
static int send_report(struct hid_bpf_ctx *ctx, const u8 *buf, size_t size,
		       struct hbc_request *request,
		       int (*send)(struct hid_device *hdev, const struct hbc_request *request))
{
	struct hbc_device *dev = to_hbc_ctx(ctx)->dev;
	int ret, idx;

	if (to_hbc_ctx(ctx)->from_bpf)
		return -EDEADLOCK;

	/* Removing the device or its driver waits for this section. */
	idx = srcu_read_lock(&dev->srcu);
	ret = check_driver(to_hbc_ctx(ctx));
	if (!ret)
		ret = copy_report(ctx, buf, size, request);
	if (!ret)
		ret = send(ctx->hid, request);
	srcu_read_unlock(&dev->srcu, idx);
	return ret;
}

__bpf_kfunc_start_defs();

__bpf_kfunc __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
				   const size_t rdwr_buf_size)
{
	if (offset > ctx->allocated_size || rdwr_buf_size > ctx->allocated_size - offset)
		return NULL;
	return to_hbc_ctx(ctx)->data + offset;
}

__bpf_kfunc struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id)
{
	struct hbc_ctx *ctx;

	ctx = kzalloc(sizeof(*ctx), GFP_KERNEL);
	if (!ctx)
		return NULL;

	ctx->dev = hbc_device_get(hid_id);
	if (IS_ERR(ctx->dev)) {
		kfree(ctx);
		return NULL;
	}
	ctx->ctx.hid = ctx->dev->hdev;
	return &ctx->ctx;
}

__bpf_kfunc void hid_bpf_release_context(struct hid_bpf_ctx *ctx)
{
	hbc_device_put(to_hbc_ctx(ctx)->dev);
	kfree(to_hbc_ctx(ctx));
}

__bpf_kfunc int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz,
				   enum hid_report_type rtype, enum hid_class_request reqtype)
{
	struct hbc_request request = { .type = rtype, .reqtype = reqtype };
	int ret;

	ret = send_report(ctx, buf, buf__sz, &request, hbc_raw_request);
	/* A program that answers in place of the device may return more than the buffer holds. */
	ret = min(ret, (int)request.size);
	if (ret > 0)
		memcpy(buf, request.data, ret);
	kfree(request.data);
	return ret;
}

__bpf_kfunc int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz)
{
	struct hbc_request request = { .type = HID_OUTPUT_REPORT, .reqtype = HID_REQ_SET_REPORT };
	int ret;

	ret = send_report(ctx, buf, buf__sz, &request, hbc_output_report);
	kfree(request.data);
	return ret;
}

__bpf_kfunc int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type,
					 __u8 *buf, const size_t buf__sz)
{
	const struct hbc_ctx *hbc_ctx = to_hbc_ctx(ctx);
	/* In another hook, the buffer may just be being allocated for the first event program. */
	bool in_event_hook = hbc_ctx->data && hbc_ctx->data == READ_ONCE(hbc_ctx->dev->data);
	bool was_locked;
	int ret;

	if (hbc_ctx->from_bpf)
		return -EDEADLOCK;

	was_locked = down_trylock(&ctx->hid->driver_input_lock);
	if (was_locked && !in_event_hook)
		return -EBUSY;
	/* Otherwise the context is used outside the hook for which it was made. */
	ret = was_locked == in_event_hook ? inject_report(ctx, type, buf, buf__sz) : -EINVAL;
	if (!was_locked)
		up(&ctx->hid->driver_input_lock);
	return ret;
}

__bpf_kfunc int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
				     const size_t buf__sz)
{
	struct hbc_device *dev = to_hbc_ctx(ctx)->dev;
	int ret, idx;

	if (to_hbc_ctx(ctx)->from_bpf)
		return -EDEADLOCK;

	idx = srcu_read_lock(&dev->srcu);
	ret = lock_input(dev);
	if (!ret) {
		ret = inject_report(ctx, type, buf, buf__sz);
		up(&ctx->hid->driver_input_lock);
	}
	srcu_read_unlock(&dev->srcu, idx);
	return ret;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(hook_kfunc_ids)
BTF_ID_FLAGS(func, hid_bpf_get_data, HBC_KF_TRUSTED | KF_RET_NULL)
BTF_ID_FLAGS(func, hid_bpf_allocate_context, KF_ACQUIRE | KF_RET_NULL | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_release_context, KF_RELEASE | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_hw_request, HBC_KF_TRUSTED | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_hw_output_report, HBC_KF_TRUSTED | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_input_report, HBC_KF_TRUSTED | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_try_input_report, HBC_KF_TRUSTED)
BTF_KFUNCS_END(hook_kfunc_ids)

static const struct btf_kfunc_id_set hook_kfuncs = {
	.owner = THIS_MODULE,
	.set = &hook_kfunc_ids,
};

BTF_KFUNCS_START(syscall_kfunc_ids)
BTF_ID_FLAGS(func, hid_bpf_allocate_context, KF_ACQUIRE | KF_RET_NULL | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_release_context, KF_RELEASE | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_hw_request, HBC_KF_TRUSTED | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_hw_output_report, HBC_KF_TRUSTED | KF_SLEEPABLE)
BTF_ID_FLAGS(func, hid_bpf_input_report, HBC_KF_TRUSTED | KF_SLEEPABLE)
BTF_KFUNCS_END(syscall_kfunc_ids)

static const struct btf_kfunc_id_set syscall_kfuncs = {
	.owner = THIS_MODULE,
	.set = &syscall_kfunc_ids,
};

/*
 * Whether the BPF core has the module's BTF. If it does not, because the BTF does not match or
 * memory ran out, registering kfuncs does nothing and returns 0. Only after finding the BTF does it
 * look at the program type: an error for a type that cannot have a module's kfuncs proves that the
 * BTF is there.
 */
static bool have_btf(void)
{
	return register_btf_kfunc_id_set(BPF_PROG_TYPE_LIRC_MODE2, &hook_kfuncs) == -EINVAL;
}

int hbc_kfuncs_init(void)
{
	int ret;

	if (!have_btf())
		return -ENOEXEC;
	ret = register_btf_kfunc_id_set(HBC_HOOK_PROG_TYPE, &hook_kfuncs);
	return ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &syscall_kfuncs);
}
