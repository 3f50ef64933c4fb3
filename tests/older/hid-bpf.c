// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stands in for the HID-BPF of Linux 6.3 to 6.10: the same names, types and calls in a kernel that
 * has other ones. Real kernels have this code in vmlinux, so the module has no exit function.
 *
 * Programs are BPF_MODIFY_RETURN programs for hid_bpf_device_event() or hid_bpf_rdesc_fixup() that
 * are never attached there: hid_bpf_attach_prog() adds them to a device. Real kernels run them by
 * a tail call of a BPF program that the kernel contains, here they are called.
 */

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/fdtable.h>
#include <linux/filter.h>
#include <linux/hid.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <asm/ibt.h>

#define MAX_PROGS 1024
#define DATA_ALIGN 64

struct older_ctx {
	struct hid_bpf_ctx ctx;
	u8 *data;
};

/*
 * An attached program, at the index that the lists of devices contain. It is disabled when its link
 * is gone or the device, and released later.
 */
struct older_prog {
	struct bpf_link *link;
	struct bpf_prog *prog;
	struct hid_device *hdev;
	enum hid_bpf_prog_type type;
	bool enabled;
	struct list_head list;
};

struct older_link {
	struct bpf_link link;
	struct older_prog *at;
};

static struct older_prog progs[MAX_PROGS];
/* All attached programs in the order in which they run. */
static LIST_HEAD(attached);
/* Protects both, and updates of the lists of devices. */
static DEFINE_SPINLOCK(progs_lock);
/* Held to attach and release programs; as in real kernels also while a device is probed again. */
static DEFINE_MUTEX(attach_lock);

struct hid_bpf_ops *hid_bpf_ops;
EXPORT_SYMBOL(hid_bpf_ops);

/* The kernel does not export these. */
static typeof(bpf_link_init) *link_init;
static typeof(bpf_link_prime) *link_prime;
static typeof(bpf_link_settle) *link_settle;

__bpf_hook_start();

__used noinline int hid_bpf_device_event(struct hid_bpf_ctx *ctx)
{
	return 0;
}

__used noinline int hid_bpf_rdesc_fixup(struct hid_bpf_ctx *ctx)
{
	return 0;
}

__bpf_hook_end();

static const char *const targets[HID_BPF_PROG_TYPE_MAX] = {
	[HID_BPF_PROG_TYPE_DEVICE_EVENT] = "hid_bpf_device_event",
	[HID_BPF_PROG_TYPE_RDESC_FIXUP] = "hid_bpf_rdesc_fixup",
};

/* The argument, and what a trampoline has around it: helpers may look there. */
static int run_prog(const struct bpf_prog *prog, struct older_ctx *ctx)
{
	struct {
		u64 nr_args;
		u64 arg;
		u64 ret;
	} frame = { 1, (unsigned long)&ctx->ctx };
	struct bpf_trace_run_ctx run_ctx = {};
	struct bpf_run_ctx *old_run_ctx;
	int ret;

	migrate_disable();
	old_run_ctx = bpf_set_run_ctx(&run_ctx.run_ctx);
	ret = bpf_prog_run(prog, &frame.arg);
	bpf_reset_run_ctx(old_run_ctx);
	migrate_enable();
	return ret;
}

/* The result is that of the last program. */
static int run_progs(struct hid_device *hdev, enum hid_bpf_prog_type type, struct older_ctx *ctx)
{
	const struct hid_bpf_prog_list *list;
	int ret = 0;
	u8 i;

	rcu_read_lock();
	list = rcu_dereference(hdev->bpf.progs[type]);
	for (i = 0; list && i < list->prog_cnt; i++) {
		const struct older_prog *at = &progs[list->prog_idx[i]];

		if (!READ_ONCE(at->enabled))
			continue;
		ctx->ctx.index = list->prog_idx[i];
		ret = run_prog(at->prog, ctx);
		if (ret < 0)
			break;
		if (ret)
			ctx->ctx.retval = ret;
	}
	rcu_read_unlock();
	return ret;
}

u8 *dispatch_hid_bpf_device_event(struct hid_device *hdev, enum hid_report_type type, u8 *data,
				  u32 *size, int interrupt)
{
	struct older_ctx ctx = {
		.ctx = {
			.hid = hdev,
			.report_type = type,
			.allocated_size = hdev->bpf.allocated_data,
			.size = *size,
		},
		.data = hdev->bpf.device_data,
	};
	int ret;

	if (type >= HID_REPORT_TYPES)
		return ERR_PTR(-EINVAL);
	if (!ctx.data)
		return data;

	/* Real kernels do not compare, and write beyond the end of the buffer. */
	if (WARN(*size > ctx.ctx.allocated_size, "a report of %u bytes for a buffer of %u\n", *size,
		 ctx.ctx.allocated_size))
		return ERR_PTR(-EINVAL);
	memset(ctx.data, 0, ctx.ctx.allocated_size);
	memcpy(ctx.data, data, *size);

	ret = run_progs(hdev, HID_BPF_PROG_TYPE_DEVICE_EVENT, &ctx);
	if (ret < 0)
		return ERR_PTR(ret);
	if (ret > ctx.ctx.allocated_size)
		return ERR_PTR(-EINVAL);
	if (ret)
		*size = ret;
	return ctx.data;
}
EXPORT_SYMBOL_GPL(dispatch_hid_bpf_device_event);

/* The caller owns the result, in every case a copy. */
u8 *call_hid_bpf_rdesc_fixup(struct hid_device *hdev, u8 *rdesc, unsigned int *size)
{
	struct older_ctx ctx = {
		.ctx = {
			.hid = hdev,
			.allocated_size = HID_MAX_DESCRIPTOR_SIZE,
			.size = *size,
		},
	};
	int ret;

	ctx.data = kzalloc(HID_MAX_DESCRIPTOR_SIZE, GFP_KERNEL);
	if (!ctx.data)
		goto unchanged;
	memcpy(ctx.data, rdesc, min(*size, HID_MAX_DESCRIPTOR_SIZE));

	ret = run_progs(hdev, HID_BPF_PROG_TYPE_RDESC_FIXUP, &ctx);
	if (ret < 0 || ret > HID_MAX_DESCRIPTOR_SIZE)
		goto unchanged;
	if (ret)
		*size = ret;
	return krealloc(ctx.data, *size, GFP_KERNEL);

unchanged:
	kfree(ctx.data);
	return kmemdup(rdesc, *size, GFP_KERNEL);
}
EXPORT_SYMBOL_GPL(call_hid_bpf_rdesc_fixup);

/* Room for the longest report that the device has now. */
static int allocate_event_data(struct hid_device *hdev)
{
	struct hid_report *report;
	unsigned int type, id;
	u32 longest = 0;

	if (hdev->bpf.device_data)
		return 0;
	for (type = 0; type < HID_REPORT_TYPES; type++) {
		for (id = 0; id < HID_MAX_IDS; id++) {
			report = hdev->report_enum[type].report_id_hash[id];
			if (report)
				longest = max(longest, hid_report_len(report));
		}
	}
	longest = round_up(longest, DATA_ALIGN);
	hdev->bpf.device_data = kzalloc(longest, GFP_KERNEL);
	if (!hdev->bpf.device_data)
		return -ENOMEM;
	hdev->bpf.allocated_data = longest;
	return 0;
}

int hid_bpf_connect_device(struct hid_device *hdev)
{
	if (!rcu_access_pointer(hdev->bpf.progs[HID_BPF_PROG_TYPE_DEVICE_EVENT]))
		return 0;
	return allocate_event_data(hdev);
}
EXPORT_SYMBOL_GPL(hid_bpf_connect_device);

void hid_bpf_disconnect_device(struct hid_device *hdev)
{
	kfree(hdev->bpf.device_data);
	hdev->bpf.device_data = NULL;
	hdev->bpf.allocated_data = 0;
}
EXPORT_SYMBOL_GPL(hid_bpf_disconnect_device);

/* Takes over list, which is empty, to list the device's enabled programs. */
static void update_list(struct hid_device *hdev, enum hid_bpf_prog_type type,
			struct hid_bpf_prog_list *list)
{
	const struct older_prog *at;

	spin_lock(&progs_lock);
	list_for_each_entry(at, &attached, list)
		if (at->hdev == hdev && at->type == type && at->enabled)
			list->prog_idx[list->prog_cnt++] = at - progs;
	if (!hdev->bpf.destroyed)
		list = rcu_replace_pointer(hdev->bpf.progs[type], list,
					   lockdep_is_held(&progs_lock));
	spin_unlock(&progs_lock);
	synchronize_rcu();
	kfree(list);
}

/* hid-core's probe function clears the bit. */
static int reconnect(struct hid_device *hdev)
{
	if (test_and_set_bit(ffs(HID_STAT_REPROBED), &hdev->status))
		return 0;
	return device_reprobe(&hdev->dev);
}

static struct older_prog *disabled_prog(void)
{
	struct older_prog *at;

	list_for_each_entry(at, &attached, list)
		if (!at->enabled)
			return at;
	return NULL;
}

/* Takes a disabled program from its device. */
static void release_prog(struct older_prog *at)
{
	enum hid_bpf_prog_type type = at->type;
	struct hid_device *hdev = at->hdev;

	update_list(hdev, type,
		    kzalloc(sizeof(struct hid_bpf_prog_list), GFP_KERNEL | __GFP_NOFAIL));
	spin_lock(&progs_lock);
	list_del(&at->list);
	at->link = NULL;
	spin_unlock(&progs_lock);
	if (type == HID_BPF_PROG_TYPE_RDESC_FIXUP && !hdev->bpf.destroyed)
		reconnect(hdev);
	put_device(&hdev->dev);
}

static void release_disabled(struct work_struct *work)
{
	struct older_prog *at;

	mutex_lock(&attach_lock);
	for (;;) {
		spin_lock(&progs_lock);
		at = disabled_prog();
		spin_unlock(&progs_lock);
		if (!at)
			break;
		release_prog(at);
	}
	mutex_unlock(&attach_lock);
}

static DECLARE_WORK(release_work, release_disabled);

void hid_bpf_device_init(struct hid_device *hdev)
{
}
EXPORT_SYMBOL_GPL(hid_bpf_device_init);

void hid_bpf_destroy_device(struct hid_device *hdev)
{
	struct hid_bpf_prog_list *lists[HID_BPF_PROG_TYPE_MAX];
	enum hid_bpf_prog_type type;
	struct older_prog *at;

	spin_lock(&progs_lock);
	hdev->bpf.destroyed = true;
	list_for_each_entry(at, &attached, list)
		if (at->hdev == hdev)
			WRITE_ONCE(at->enabled, false);
	for (type = 0; type < HID_BPF_PROG_TYPE_MAX; type++)
		lists[type] = rcu_replace_pointer(hdev->bpf.progs[type], NULL,
						  lockdep_is_held(&progs_lock));
	spin_unlock(&progs_lock);
	synchronize_rcu();
	for (type = 0; type < HID_BPF_PROG_TYPE_MAX; type++)
		kfree(lists[type]);
	schedule_work(&release_work);
}
EXPORT_SYMBOL_GPL(hid_bpf_destroy_device);

static void link_release(struct bpf_link *link)
{
	struct older_prog *at = container_of(link, struct older_link, link)->at;

	spin_lock(&progs_lock);
	/* It may be another link's, if the device is gone. */
	if (at->link == link)
		WRITE_ONCE(at->enabled, false);
	spin_unlock(&progs_lock);
	schedule_work(&release_work);
}

static void link_dealloc(struct bpf_link *link)
{
	kfree(container_of(link, struct older_link, link));
}

static void link_show_fdinfo(const struct bpf_link *link, struct seq_file *seq)
{
	seq_puts(seq, "attach_type:\tHID-BPF\n");
}

static const struct bpf_link_ops link_ops = {
	.release = link_release,
	.dealloc = link_dealloc,
	.show_fdinfo = link_show_fdinfo,
};

static struct older_prog *unused_prog(void)
{
	struct older_prog *at;

	for (at = progs; at < progs + MAX_PROGS; at++)
		if (!at->link)
			return at;
	return NULL;
}

static bool has_room(const struct hid_device *hdev, enum hid_bpf_prog_type type)
{
	const struct older_prog *at;
	unsigned int n = 0;

	list_for_each_entry(at, &attached, list)
		n += at->hdev == hdev && at->type == type;
	return n < (type == HID_BPF_PROG_TYPE_RDESC_FIXUP ? 1 : HID_BPF_MAX_PROGS_PER_DEV);
}

/* Takes over the references to the device and the program, if it succeeds. attach_lock is held. */
static int add_prog(struct hid_device *hdev, enum hid_bpf_prog_type type, struct bpf_prog *prog,
		    u32 flags, struct bpf_link_primer *primer)
{
	struct hid_bpf_prog_list *list;
	struct older_link *link;
	struct older_prog *at;
	int err;

	if (!has_room(hdev, type))
		return -E2BIG;
	at = unused_prog();
	if (!at)
		return -ENOMEM;
	list = kzalloc(sizeof(*list), GFP_KERNEL);
	link = kzalloc(sizeof(*link), GFP_KERNEL);
	err = list && link ? 0 : -ENOMEM;
	if (err)
		goto free;
	link->at = at;
	link_init(&link->link, BPF_LINK_TYPE_UNSPEC, &link_ops, prog);
	err = link_prime(&link->link, primer);
	if (err)
		goto free;

	*at = (struct older_prog){
		.link = &link->link,
		.prog = prog,
		.hdev = hdev,
		.type = type,
		.enabled = true,
	};
	spin_lock(&progs_lock);
	if (flags & HID_BPF_FLAG_INSERT_HEAD)
		list_add(&at->list, &attached);
	else
		list_add_tail(&at->list, &attached);
	spin_unlock(&progs_lock);
	update_list(hdev, type, list);
	return 0;

free:
	kfree(link);
	kfree(list);
	return err;
}

static int prog_type(const struct bpf_prog *prog)
{
	int type;

	for (type = 0; type < HID_BPF_PROG_TYPE_MAX; type++)
		if (prog->aux->attach_func_name &&
		    !strcmp(prog->aux->attach_func_name, targets[type]))
			return type;
	return -EINVAL;
}

static int match_id(struct device *dev, const void *id)
{
	return to_hid_device(dev)->id == *(const unsigned int *)id;
}

/* The caller puts the device. */
static struct hid_device *get_device_by_id(unsigned int id)
{
	struct device *dev = NULL;

	if (hid_bpf_ops)
		dev = bus_find_device(hid_bpf_ops->bus_type, NULL, &id, match_id);
	return dev ? to_hid_device(dev) : NULL;
}

__bpf_kfunc_start_defs();

/* The verifier knows the meaning of the last argument by its name. */
__bpf_kfunc __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset,
				   const size_t rdwr_buf_size)
{
	if (rdwr_buf_size > ctx->allocated_size || offset > ctx->allocated_size - rdwr_buf_size)
		return NULL;
	return container_of(ctx, struct older_ctx, ctx)->data + offset;
}

/* Returns the file descriptor of a link. Its end detaches the program. */
__bpf_kfunc int hid_bpf_attach_prog(unsigned int hid_id, int prog_fd, __u32 flags)
{
	struct bpf_link_primer primer;
	struct hid_device *hdev;
	struct bpf_prog *prog;
	int type, fd, err;

	if (flags & ~HID_BPF_FLAG_INSERT_HEAD)
		return -EINVAL;
	hdev = get_device_by_id(hid_id);
	if (!hdev)
		return -EINVAL;
	prog = bpf_prog_get_type_dev(prog_fd, BPF_PROG_TYPE_TRACING, false);
	err = PTR_ERR_OR_ZERO(prog);
	if (err)
		goto put_device;
	type = prog_type(prog);
	/* Programs that are reached by a tail call cannot sleep. */
	err = type < 0 || prog->sleepable ? -EINVAL : 0;
	if (!err && type == HID_BPF_PROG_TYPE_DEVICE_EVENT)
		err = allocate_event_data(hdev);
	if (err)
		goto put_prog;

	mutex_lock(&attach_lock);
	err = add_prog(hdev, type, prog, flags, &primer);
	mutex_unlock(&attach_lock);
	if (err)
		goto put_prog;

	fd = link_settle(&primer);
	if (type == HID_BPF_PROG_TYPE_RDESC_FIXUP) {
		err = reconnect(hdev);
		if (err) {
			close_fd(fd);
			return err;
		}
	}
	return fd;

put_prog:
	bpf_prog_put(prog);
put_device:
	put_device(&hdev->dev);
	return err;
}

__bpf_kfunc struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id)
{
	struct hid_device *hdev = get_device_by_id(hid_id);
	struct older_ctx *ctx;

	if (!hdev)
		return NULL;
	ctx = kzalloc(sizeof(*ctx), GFP_KERNEL);
	if (!ctx) {
		put_device(&hdev->dev);
		return NULL;
	}
	ctx->ctx.hid = hdev;
	return &ctx->ctx;
}

__bpf_kfunc void hid_bpf_release_context(struct hid_bpf_ctx *ctx)
{
	struct hid_device *hdev = (struct hid_device *)ctx->hid;

	kfree(container_of(ctx, struct older_ctx, ctx));
	put_device(&hdev->dev);
}

__bpf_kfunc int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz,
				   enum hid_report_type rtype, enum hid_class_request reqtype)
{
	struct hid_device *hdev = (struct hid_device *)ctx->hid;
	const struct hid_report_enum *reports;
	struct hid_report *report;
	u8 *copy;
	int ret;

	if (!hid_bpf_ops || rtype >= HID_REPORT_TYPES || buf__sz < 1)
		return -EINVAL;
	reports = &hdev->report_enum[rtype];
	report = reports->report_id_hash[reports->numbered ? *buf : 0];
	if (!report)
		return -EINVAL;
	buf__sz = min_t(size_t, buf__sz, hid_report_len(report));
	copy = kmemdup(buf, buf__sz, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	ret = hid_bpf_ops->hid_hw_raw_request(hdev, *buf, copy, buf__sz, rtype, reqtype);
	if (ret > 0)
		memcpy(buf, copy, min_t(size_t, ret, buf__sz));
	kfree(copy);
	return ret;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(target_ids)
BTF_ID_FLAGS(func, hid_bpf_device_event)
BTF_ID_FLAGS(func, hid_bpf_rdesc_fixup)
BTF_KFUNCS_END(target_ids)

BTF_KFUNCS_START(tracing_ids)
BTF_ID_FLAGS(func, hid_bpf_get_data, KF_RET_NULL)
BTF_KFUNCS_END(tracing_ids)

BTF_KFUNCS_START(syscall_ids)
BTF_ID_FLAGS(func, hid_bpf_attach_prog)
BTF_ID_FLAGS(func, hid_bpf_allocate_context, KF_ACQUIRE | KF_RET_NULL)
BTF_ID_FLAGS(func, hid_bpf_release_context, KF_RELEASE)
BTF_ID_FLAGS(func, hid_bpf_hw_request)
BTF_KFUNCS_END(syscall_ids)

static const struct btf_kfunc_id_set target_set = {
	.owner = THIS_MODULE,
	.set = &target_ids,
};

static const struct btf_kfunc_id_set tracing_set = {
	.owner = THIS_MODULE,
	.set = &tracing_ids,
};

static const struct btf_kfunc_id_set syscall_set = {
	.owner = THIS_MODULE,
	.set = &syscall_ids,
};

/*
 * A kprobe, even if it is disabled, knows the address of a function that is not exported: after its
 * ENDBR instruction, if it has one.
 */
static void *find_symbol(const char *name)
{
	struct kprobe kp = { .symbol_name = name, .flags = KPROBE_FLAG_DISABLED };
	void *entry;

	if (register_kprobe(&kp))
		return NULL;
	unregister_kprobe(&kp);
	entry = (void *)kp.addr - ENDBR_INSN_SIZE;
	return is_endbr(*(u32 *)entry) ? entry : kp.addr;
}

static int __init hid_bpf_init(void)
{
	int err;

	link_init = find_symbol("bpf_link_init");
	link_prime = find_symbol("bpf_link_prime");
	link_settle = find_symbol("bpf_link_settle");
	if (!link_init || !link_prime || !link_settle)
		return -ENOENT;
	err = register_btf_fmodret_id_set(&target_set);
	if (!err)
		err = register_btf_kfunc_id_set(BPF_PROG_TYPE_TRACING, &tracing_set);
	if (!err)
		err = register_btf_kfunc_id_set(BPF_PROG_TYPE_SYSCALL, &syscall_set);
	return err;
}
module_init(hid_bpf_init);

MODULE_DESCRIPTION("Stands in for the HID-BPF of Linux 6.3 to 6.10, for tests");
MODULE_LICENSE("GPL");
