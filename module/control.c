// SPDX-License-Identifier: GPL-2.0-only
/*
 * The tracing front end's device /dev/hid_bpf_compat: attachments, their IDs and their holders.
 *
 * attachments_lock protects the table of IDs. Whoever removes an attachment from the table detaches
 * it, so that this happens once: on closing its file descriptor, on a request by ID, or on removal
 * of the device.
 */

#include <linux/anon_inodes.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/lockdep.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat/older.h"
#include "device.h"
#include "frontend.h"
#include "tracing.h"

static DEFINE_MUTEX(attachments_lock);
static DEFINE_IDR(attachments);

static void attachment_put(struct hbc_attachment *attachment)
{
	if (!refcount_dec_and_test(&attachment->users))
		return;
	hbc_tracing_put_progs(attachment);
	kfree(attachment);
}

/* For the caller that removed it from the table. May sleep until none of its programs runs. */
static void attachment_end(struct hbc_attachment *attachment)
{
	hbc_device_detach(&attachment->ops);
	attachment_put(attachment);
	/* Taken by attachment_begin(). */
	module_put(THIS_MODULE);
}

static int detach_by_id(u32 id)
{
	struct hbc_attachment *attachment;

	mutex_lock(&attachments_lock);
	attachment = idr_remove(&attachments, id);
	mutex_unlock(&attachments_lock);
	if (!attachment)
		return -ENOENT;
	attachment_end(attachment);
	return 0;
}

/* Whether an attachment outlives its file descriptor. That is never revoked. */
static bool is_kept(const struct hbc_attachment *attachment)
{
	return attachment->attach_flags & HID_BPF_COMPAT_KEEP;
}

/* IDs are allocated cyclically, so this one has not been reused for another attachment. */
static int link_release(struct inode *inode, struct file *file)
{
	struct hbc_attachment *attachment = file->private_data;
	bool removed = false;

	mutex_lock(&attachments_lock);
	if (!is_kept(attachment))
		removed = idr_remove(&attachments, attachment->id);
	mutex_unlock(&attachments_lock);
	if (removed)
		attachment_end(attachment);
	attachment_put(attachment);
	return 0;
}

static const struct file_operations link_fops = {
	.owner = THIS_MODULE,
	.release = link_release,
};

static struct hbc_attachment *attachment_new(const struct hid_bpf_compat_attach *request)
{
	struct hbc_attachment *attachment;
	unsigned int hook;
	int ret = 0;

	if (request->flags & ~BPF_F_BEFORE || request->attach_flags & ~HID_BPF_COMPAT_KEEP)
		return ERR_PTR(-EINVAL);

	attachment = kzalloc(sizeof(*attachment), GFP_KERNEL);
	if (!attachment)
		return ERR_PTR(-ENOMEM);
	refcount_set(&attachment->users, 1);
	attachment->ops.hid_id = request->hid_id;
	attachment->ops.flags = request->flags;
	attachment->attach_flags = request->attach_flags;

	for (hook = 0; !ret && hook < HID_BPF_COMPAT_NR_HOOKS; hook++) {
		if (request->prog_fds[hook] == -1)
			continue;
		ret = hbc_tracing_set_prog(attachment, hook, request->prog_fds[hook]);
	}
	if (ret) {
		attachment_put(attachment);
		return ERR_PTR(ret);
	}
	return attachment;
}

/*
 * Attaches it to its device and enters it into the table. From then on anyone may detach it by ID,
 * so the table holds its own reference. Every attachment in the table keeps the module loaded.
 */
static int attachment_begin(struct hbc_attachment *attachment)
{
	int id, ret;

	ret = hbc_device_attach(&attachment->ops, &attachment->id);
	if (ret)
		return ret;

	mutex_lock(&attachments_lock);
	/* Removal of the device detaches kept attachments, but only those it finds in the table. */
	if (is_kept(attachment) && hbc_device_is_gone(&attachment->ops))
		id = -EINVAL;
	else
		id = idr_alloc_cyclic(&attachments, attachment, 1, 0, GFP_KERNEL);
	if (id > 0) {
		WRITE_ONCE(attachment->id, id);
		refcount_inc(&attachment->users);
		__module_get(THIS_MODULE);
	}
	mutex_unlock(&attachments_lock);
	if (id < 0) {
		hbc_device_detach(&attachment->ops);
		return id;
	}
	return 0;
}

static int attach_kept(struct hbc_attachment *attachment, u32 __user *id)
{
	int ret = attachment_begin(attachment);

	if (!ret && put_user(attachment->id, id)) {
		detach_by_id(attachment->id);
		ret = -EFAULT;
	}
	attachment_put(attachment);
	return ret;
}

/* The file takes over our reference. It becomes visible last, when nothing can fail any more. */
static int attach_held(struct hbc_attachment *attachment, u32 __user *id)
{
	struct file *file;
	int fd, ret;

	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0) {
		ret = fd;
		goto err_attachment;
	}
	ret = attachment_begin(attachment);
	if (ret)
		goto err_fd;

	if (put_user(attachment->id, id)) {
		ret = -EFAULT;
		goto err_detach;
	}
	file = anon_inode_getfile("hid_bpf_compat", &link_fops, attachment, O_RDWR);
	if (IS_ERR(file)) {
		ret = PTR_ERR(file);
		goto err_detach;
	}
	fd_install(fd, file);
	return fd;

err_detach:
	detach_by_id(attachment->id);
err_fd:
	put_unused_fd(fd);
err_attachment:
	attachment_put(attachment);
	return ret;
}

static int ioctl_attach(void __user *arg, u32 size)
{
	struct hid_bpf_compat_attach __user *user = arg;
	struct hid_bpf_compat_attach request;
	struct hbc_attachment *attachment;
	int ret;

	if (size < sizeof(request))
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;
	ret = copy_struct_from_user(&request, sizeof(request), arg, size);
	if (ret)
		return ret;

	attachment = attachment_new(&request);
	if (IS_ERR(attachment))
		return PTR_ERR(attachment);
	if (request.attach_flags & HID_BPF_COMPAT_KEEP)
		return attach_kept(attachment, &user->id);
	return attach_held(attachment, &user->id);
}

static int ioctl_detach(const u32 __user *arg)
{
	u32 id;

	if (get_user(id, arg))
		return -EFAULT;
	return detach_by_id(id);
}

/* While the device is not gone, its removal is yet to come and will find the attachment kept. */
static int ioctl_keep(const u32 __user *arg)
{
	struct hbc_attachment *attachment;
	int ret = 0;
	u32 id;

	if (get_user(id, arg))
		return -EFAULT;
	mutex_lock(&attachments_lock);
	attachment = idr_find(&attachments, id);
	if (!attachment)
		ret = -ENOENT;
	else if (hbc_device_is_gone(&attachment->ops))
		ret = -ENODEV;
	else
		attachment->attach_flags |= HID_BPF_COMPAT_KEEP;
	mutex_unlock(&attachments_lock);
	return ret;
}

/* The caller's structure may be shorter than ours: then the rest is cut off. */
static int give(void __user *arg, u32 size, const void *data, size_t data_size)
{
	return copy_to_user(arg, data, min_t(size_t, size, data_size)) ? -EFAULT : 0;
}

static int ioctl_version(void __user *arg, u32 size)
{
	const struct hid_bpf_compat_version version = {
		.size = size,
		.version = HID_BPF_COMPAT_VERSION,
		.attach_type = hbc_tracing_attach_type(),
		.flags = HBC_HAVE_OLDER ? HID_BPF_COMPAT_ALIASES : 0,
	};

	return give(arg, size, &version, sizeof(version));
}

static void describe(struct hbc_attachment *attachment, struct hid_bpf_compat_info *info)
{
	unsigned int hook;

	lockdep_assert_held(&attachments_lock);

	info->id = attachment->id;
	info->hid_id = attachment->ops.hid_id;
	info->flags = attachment->ops.flags;
	info->attach_flags = attachment->attach_flags;
	for (hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
		if (attachment->progs[hook])
			info->prog_ids[hook] = attachment->progs[hook]->aux->id;
}

static int ioctl_info(void __user *arg, u32 size, bool next)
{
	struct hid_bpf_compat_info __user *user = arg;
	struct hid_bpf_compat_info info = { .size = size };
	struct hbc_attachment *attachment;
	int id;

	if (size < offsetofend(struct hid_bpf_compat_info, id))
		return -EINVAL;
	if (get_user(id, (int __user *)&user->id))
		return -EFAULT;
	if (id < 0 || (next && id == INT_MAX))
		return -ENOENT;

	mutex_lock(&attachments_lock);
	if (next) {
		id++;
		attachment = idr_get_next(&attachments, &id);
	} else {
		attachment = idr_find(&attachments, id);
	}
	if (attachment)
		describe(attachment, &info);
	mutex_unlock(&attachments_lock);
	if (!attachment)
		return -ENOENT;
	return give(arg, size, &info, sizeof(info));
}

static int ioctl_older(void __user *arg, u32 size)
{
	struct hid_bpf_compat_older __user *user = arg;
	struct hid_bpf_compat_older older = { .size = size };
	struct hbc_device *dev;

	if (!HBC_HAVE_OLDER)
		return -ENOTTY;
	if (size < offsetofend(struct hid_bpf_compat_older, hid_id))
		return -EINVAL;
	if (get_user(older.hid_id, &user->hid_id))
		return -EFAULT;

	dev = hbc_device_get(older.hid_id);
	if (IS_ERR(dev))
		return -ENODEV;
	hbc_older_count(dev->hdev, &older.nr_events, &older.nr_fixups);
	hbc_device_put(dev);
	return give(arg, size, &older, sizeof(older));
}

static long control_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *user = (void __user *)arg;
	u32 size;

	if (!bpf_capable())
		return -EPERM;
	if (cmd == HID_BPF_COMPAT_IOC_DETACH)
		return ioctl_detach(user);
	if (cmd == HID_BPF_COMPAT_IOC_KEEP)
		return ioctl_keep(user);
	/* All other requests pass a structure that begins with its size. */
	if (get_user(size, (u32 __user *)user))
		return -EFAULT;

	switch (cmd) {
	case HID_BPF_COMPAT_IOC_VERSION:
		return ioctl_version(user, size);
	case HID_BPF_COMPAT_IOC_ATTACH:
		return ioctl_attach(user, size);
	case HID_BPF_COMPAT_IOC_INFO:
		return ioctl_info(user, size, false);
	case HID_BPF_COMPAT_IOC_NEXT:
		return ioctl_info(user, size, true);
	case HID_BPF_COMPAT_IOC_OLDER:
		return ioctl_older(user, size);
	default:
		return -ENOTTY;
	}
}

static const struct file_operations control_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = control_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice control = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "hid_bpf_compat",
	.mode = 0600,
	.fops = &control_fops,
};

/* The ID of a kept attachment of the device, or 0. */
static u32 kept_on(const struct hid_device *hdev)
{
	struct hbc_attachment *attachment;
	u32 found = 0;
	int id;

	mutex_lock(&attachments_lock);
	idr_for_each_entry(&attachments, attachment, id) {
		if (is_kept(attachment) && attachment->ops.hid_id == hdev->id) {
			found = id;
			break;
		}
	}
	mutex_unlock(&attachments_lock);
	return found;
}

/* A kept attachment ends with its device. By then device.c has stopped its programs. */
static int bus_event(struct notifier_block *nb, unsigned long action, void *data)
{
	u32 id;

	if (action == BUS_NOTIFY_REMOVED_DEVICE)
		while ((id = kept_on(to_hid_device((struct device *)data))))
			detach_by_id(id);
	return NOTIFY_OK;
}

static struct notifier_block bus_notifier = { .notifier_call = bus_event };

int hbc_frontend_init(void)
{
	int ret;

	ret = hbc_tracing_init();
	if (ret)
		return ret;
	ret = bus_register_notifier(&hid_bus_type, &bus_notifier);
	if (ret)
		return ret;
	ret = misc_register(&control);
	if (ret)
		bus_unregister_notifier(&hid_bus_type, &bus_notifier);
	return ret;
}

void hbc_frontend_exit(void)
{
	misc_deregister(&control);
	bus_unregister_notifier(&hid_bus_type, &bus_notifier);
	idr_destroy(&attachments);
}
