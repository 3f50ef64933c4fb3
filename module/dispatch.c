// SPDX-License-Identifier: GPL-2.0-only
/*
 * Running a device's programs, and what hid-core does before and after.
 *
 * device.h describes how running programs are pinned. Every function here also works for a device
 * without ops or without a state: it may have lost them after the call was redirected.
 */

#include <linux/hid.h>
#include <linux/hid-debug.h>
#include <linux/lockdep.h>
#include <linux/slab.h>

#include "compat/older.h"
#include "device.h"
#include "dispatch.h"
#include "intercept.h"

struct hid_report *hbc_get_report(const struct hid_report_enum *report_enum, const u8 *data)
{
	return report_enum->report_id_hash[report_enum->numbered ? *data : 0];
}

/* All members are named, otherwise the compiler clears the whole structure first. */
static void init_ctx(struct hbc_ctx *ctx, struct hbc_device *dev, u8 *data, u32 size, bool from_bpf)
{
	*ctx = (struct hbc_ctx){
		.ctx = { .hid = dev->hdev, .allocated_size = size, .size = size },
		.data = data,
		.from_bpf = from_bpf,
		.in_request = false,
		.dev = dev,
		.ops = NULL,
	};
}

/* Whether a driver with this report_table gets the report in its raw_event(). */
static bool report_is_in(const struct hid_report_id *table, const struct hid_report *report)
{
	if (!table)
		return true;
	for (; table->report_type != HID_TERMINATOR; table++)
		if (table->report_type == HID_ANY_ID || table->report_type == report->type)
			return true;
	return false;
}

/* The length of the longest parsed report, rounded up. driver_input_lock is held. */
static u32 event_data_size(const struct hbc_device *dev)
{
	struct hid_report *report;
	unsigned int type, id;
	u32 longest = 0;

	for (type = 0; type < HID_REPORT_TYPES; type++) {
		for (id = 0; id < HID_MAX_IDS; id++) {
			report = dev->hdev->report_enum[type].report_id_hash[id];
			if (report)
				longest = max(longest, hid_report_len(report));
		}
	}
	return min(round_up(longest, HBC_EVENT_DATA_ALIGN), dev->data_capacity);
}

/* The report may lie in the event buffer itself, if an event program injects its own data. */
static __always_inline void fill_event_data(struct hbc_device *dev, const struct hbc_report *report)
{
	u32 n;

	if (unlikely(!dev->data_size))
		dev->data_size = event_data_size(dev);
	n = min3((size_t)report->size, report->bufsize, (size_t)dev->data_size);
	if (unlikely(report->from_bpf)) {
		memmove(dev->data, report->data, n);
		memset(dev->data + n, 0, dev->data_size - n);
		return;
	}
	memset(dev->data, 0, dev->data_size);
	memcpy(dev->data, report->data, n);
}

static __always_inline int call_event_hooks(struct hbc_device *dev, struct hbc_ctx *ctx,
					    const struct hbc_report *report)
{
	struct hid_bpf_ops *ops;
	int ret;

	list_for_each_entry_srcu(ops, &dev->ops, list, srcu_read_lock_held(&hbc_events)) {
		if (!ops->hid_device_event)
			continue;
		if (HBC_HOOKS_NEED_OPS)
			ctx->ops = ops;
		ret = ops->hid_device_event(&ctx->ctx, report->type, report->source);
		if (!ret)
			continue;
		if (ret < 0) {
			hbc_count_drop(dev, ops);
			return ret;
		}
		ctx->ctx.size = ret;
	}
	return 0;
}

/*
 * Runs the event programs on the report, which lies in the event buffer afterwards. A report longer
 * than the buffer is truncated for the programs, and dropped unless they make it fit.
 * driver_input_lock is held: nobody else uses the buffer, except for a program that injects a
 * report from its hook.
 */
static __always_inline int run_event_hooks(struct hbc_device *dev, struct hbc_report *report)
{
	struct hbc_ctx ctx;
	u32 size;
	int ret;

	/* Pairs with smp_store_release() in add_ops(). */
	if (!smp_load_acquire(&dev->nr_event_ops))
		return 0;

	fill_event_data(dev, report);
	init_ctx(&ctx, dev, dev->data, dev->data_size, report->from_bpf);
	ctx.ctx.size = report->size;
	ret = call_event_hooks(dev, &ctx, report);
	if (ret)
		return ret;

	/* A negative size stored by a program is too large as well. */
	size = ctx.ctx.size;
	if (size > dev->data_size)
		return -EINVAL;
	if (size)
		report->size = size;
	report->data = dev->data;
	report->bufsize = dev->data_size;
	return 0;
}

int hbc_call_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data, int size)
{
	/* intercept_driver.c may be changing them. */
	const struct hid_report_id *table = READ_ONCE(hdev->driver->report_table);
	hbc_raw_event_t raw_event = READ_ONCE(hdev->driver->raw_event);

	if (hbc_intercept->raw_event)
		raw_event = hbc_intercept->raw_event(hdev->driver, &table);
	if (!raw_event || !report_is_in(table, report))
		return 0;
	return raw_event(hdev, report, data, size);
}

/* What hid-core does with a report after the programs. driver_input_lock is held. */
static __always_inline int deliver(struct hid_device *hdev, const struct hbc_report *r)
{
	struct hid_report *report;
	int ret;

	if (!r->size)
		return -1;
	if (!list_empty(&hdev->debug_list))
		hid_dump_report(hdev, r->type, r->data, r->size);

	report = hbc_get_report(&hdev->report_enum[r->type], r->data);
	if (!report)
		return -1;

	ret = hbc_driver_raw_event(hdev, report, r->data, r->size);
	if (ret < 0)
		return ret;
	return hbc_compat_raw_event(hdev, r->type, r->data, r->bufsize, r->size, r->interrupt);
}

static __always_inline int input_report_locked(struct hid_device *hdev, struct hbc_report *report)
{
	struct hbc_device *dev;
	int ret;

	lockdep_assert(srcu_read_lock_held(&hbc_events));

	if (!hdev->driver)
		return -ENODEV;
	if (report->type >= HID_REPORT_TYPES)
		return -EINVAL;

	dev = hbc_device_find(hdev);
	if (dev) {
		if (READ_ONCE(dev->gone))
			return -ENODEV;
		ret = run_event_hooks(dev, report);
		if (ret)
			return ret;
	}
	return hbc_older_event(hdev, report) ?: deliver(hdev, report);
}

int hbc_input_report_locked(struct hid_device *hdev, struct hbc_report *report)
{
	return input_report_locked(hdev, report);
}

/*
 * Called for every report from the device. What it calls is inlined, so that the compiler keeps
 * @report in registers.
 */
int hbc_input_report(struct hid_device *hdev, enum hid_report_type type, u8 *data, size_t bufsize,
		     u32 size, int interrupt)
{
	int idx = hbc_events_enter();
	struct hbc_report report = {
		.type = type,
		.data = data,
		.bufsize = bufsize,
		.size = size,
		.interrupt = interrupt,
		.source = 0,
		.from_bpf = false,
		.older_ran = false,
	};
	int ret = -EBUSY;

	if (!down_trylock(&hdev->driver_input_lock)) {
		ret = input_report_locked(hdev, &report);
		up(&hdev->driver_input_lock);
	}
	hbc_events_leave(idx);
	return ret;
}

static int call_request_hook(struct hid_bpf_ops *ops, struct hid_bpf_ctx *ctx,
			     const struct hbc_request *r)
{
	if (!ops->hid_hw_request)
		return 0;
	return ops->hid_hw_request(ctx, r->report_id, r->type, r->reqtype, r->source);
}

static int call_output_hook(struct hid_bpf_ops *ops, struct hid_bpf_ctx *ctx,
			    const struct hbc_request *r)
{
	if (!ops->hid_hw_output_report)
		return 0;
	return ops->hid_hw_output_report(ctx, r->source);
}

/* Calls one hook of all ops in turn, until a program returns something other than 0. */
static int run_hooks(struct hid_device *hdev, const struct hbc_request *request,
		     int (*call_hook)(struct hid_bpf_ops *ops, struct hid_bpf_ctx *ctx,
				      const struct hbc_request *r))
{
	struct hid_bpf_ops *ops;
	struct hbc_device *dev;
	struct hbc_ctx ctx;
	int ret = 0;
	int idx;

	dev = hbc_device_enter(hdev, &idx);
	if (IS_ERR_OR_NULL(dev))
		return PTR_ERR_OR_ZERO(dev);

	init_ctx(&ctx, dev, request->data, request->size, request->from_bpf);
	ctx.in_request = true;
	list_for_each_entry_srcu(ops, &dev->ops, list, srcu_read_lock_held(&dev->srcu)) {
		ctx.ops = ops;
		ret = call_hook(ops, &ctx.ctx, request);
		if (ret)
			break;
	}
	if (ret < 0)
		hbc_count_error(dev, ctx.ops);
	hbc_device_leave(dev, idx);
	return ret;
}

static bool is_transferable(const struct hid_device *hdev, const struct hbc_request *request)
{
	const size_t max = hdev->ll_driver->max_buffer_size ?: HID_MAX_BUFFER_SIZE;

	return request->data && request->size && request->size <= max;
}

int hbc_raw_request(struct hid_device *hdev, const struct hbc_request *request)
{
	int ret;

	if (!is_transferable(hdev, request) || request->type >= HID_REPORT_TYPES)
		return -EINVAL;

	ret = run_hooks(hdev, request, call_request_hook);
	/*
	 * The kernel takes this as the number of valid bytes in its buffer, and would read beyond
	 * its end. Other callers check, and an application must see what the program returned.
	 */
	if (!request->source)
		ret = min_t(int, ret, request->size);
	if (ret)
		return ret;
	return hdev->ll_driver->raw_request(hdev, request->report_id, request->data, request->size,
					    request->type, request->reqtype);
}

int hbc_output_report(struct hid_device *hdev, const struct hbc_request *request)
{
	int ret;

	if (!is_transferable(hdev, request))
		return -EINVAL;

	ret = run_hooks(hdev, request, call_output_hook);
	if (ret)
		return ret;
	if (!hdev->ll_driver->output_report)
		return -ENOSYS;
	return hdev->ll_driver->output_report(hdev, request->data, request->size);
}

int hbc_request(struct hid_device *hdev, struct hid_report *report, enum hid_class_request reqtype)
{
	struct hbc_request request = {
		.report_id = report->id,
		.type = report->type,
		.reqtype = reqtype,
		.size = hid_report_len(report),
	};
	u8 *buf, *data;
	int ret;

	buf = hid_alloc_report_buf(report, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;

	/* The transport expects a report ID in the first byte, even if the report has none. */
	data = buf;
	if (!report->id) {
		data++;
		request.size++;
	}
	if (reqtype == HID_REQ_SET_REPORT)
		hid_output_report(report, data);

	request.data = buf;
	ret = hbc_raw_request(hdev, &request);
	if (ret >= 0 && reqtype == HID_REQ_GET_REPORT)
		hbc_input_report(hdev, report->type, buf, ret, ret, 0);
	kfree(buf);
	return min(ret, 0);
}
