// SPDX-License-Identifier: GPL-2.0-only
/*
 * Uses what the headers of udev-hid-bpf offer and those of Linux do not, in the ways its programs
 * do; the second byte of the first report that comes tells that the functions to be called later
 * were taken.
 */
#include "vmlinux.h"
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"
#include "hid_report_descriptor_helpers.h"
#include "hid_report_helpers.h"
#include <bpf/bpf_tracing.h>

#define HID_BPF_ASYNC_MAX_CTX 2
#include "hid_bpf_async.h"

/* clang-format off */
HID_BPF_CONFIG(
	HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1209, 0x0001),
	HID_DEVICE(BUS_I2C, HID_GROUP_MULTITOUCH_WIN_8, 0x1209, 0x0002),
);
/* clang-format on */

EXPORT_UDEV_PROP(HID_PADS, 16);

struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR;

static __u32 collections;

static int HID_BPF_ASYNC_FUN(later)(struct hid_bpf_ctx *hctx)
{
	return hctx->hid->id == 0;
}

/* As newer sources have it. */
static int HID_BPF_ASYNC_FUN(much_later)(struct hid_bpf_ctx *hctx, void *map, int *key, void *value)
{
	return later(hctx);
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(use_all, struct hid_bpf_ctx *hctx)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	if (!data)
		return 0;
	hid_bpf_printk_event(hctx);
	if (!HID_BPF_ASYNC_DELAYED_CALL(later, hctx, 0) &&
	    !HID_BPF_ASYNC_DELAYED_CALL(much_later, hctx, 60000))
		data[1] = 0x11;
	return 0;
}

SEC(HID_BPF_HW_REQUEST)
int BPF_PROG(pass, struct hid_bpf_ctx *hctx, unsigned char number, enum hid_report_type type,
	     enum hid_class_request request, __u64 source)
{
	return 0;
}

HID_BPF_OPS(all) = {
	.hid_device_event = (void *)use_all,
	.hid_hw_request = (void *)pass,
};

static void count_collections(void)
{
	struct hid_rdesc_collection *collection;
	struct hid_rdesc_report *report;
	struct hid_rdesc_field *field;

	hid_bpf_for_each_input_report(&HID_REPORT_DESCRIPTOR, report)
		hid_bpf_for_each_field(report, field)
			hid_bpf_for_each_collection(field, collection)
				collections += !!collection->usage_id;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	_release_(hid_bpf_ctx) *hctx = hid_bpf_allocate_context(args->hid);
	struct hid_rdesc_field field = { .bits_start = 4, .bits_end = 12 };
	__u8 buffer[2] = { 0x10, 0x02 };

	args->retval = -EINVAL;
	if (!hctx || EXTRACT_BITS(buffer, &field) != 0x21)
		return 0;
	count_collections();
	UDEV_PROP_SPRINTF(HID_PADS, "%d", collections);
	args->retval = HID_BPF_ASYNC_INIT(later) || HID_BPF_ASYNC_INIT(much_later) ||
		       much_later(hctx, 0, 0, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
