// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding the group of a device from its report descriptor. hid-core does that only when it adds a
 * device, in a function that is not exported.
 *
 * The rules are those of hid_scan_report() in Linux 6.12 and 7.3. Like that, the scan is lenient:
 * it skips unknown items, and stops if the descriptor ends in the middle of an item.
 */

#include <linux/hid.h>
#include <linux/slab.h>

#include "rdesc.h"

/* Vendors and a product with special rules (Linux 7.3, drivers/hid/hid-ids.h). */
#define VENDOR_WACOM 0x056a
#define VENDOR_SYNAPTICS 0x06cb
#define VENDOR_MICROSOFT 0x045e
#define PRODUCT_POWER_COVER 0x07da

/* Features that identify a touchscreen certified for Windows 8, and their sizes in bytes. */
#define USAGE_WIN8_BLOB 0xff0000c5
#define WIN8_BLOB_SIZE 256
#define USAGE_WIN8_CERT 0xff0000c6
#define WIN8_CERT_SIZE 1

#define USAGE_GOOGLE_TOP_ROW (HID_UP_GOOGLEVENDOR | 0x0001)

#define STACK_SIZE 4
#define TAG_LONG_ITEM 15

/* Consecutive usages declared for the next main item. */
struct usage_range {
	u32 first;
	u32 count;
	u16 page; /* of each usage, whose own upper half is ignored; unused if extended */
	bool extended; /* declared together with their page */
};

struct globals {
	u32 page;
	u32 report_size;
	u32 report_count;
};

struct scan {
	const struct hid_device *hdev;
	u16 group;
	bool win8;
	bool vendor_page;
	bool pointer;
	struct globals global;
	struct globals stack[STACK_SIZE];
	unsigned int depth;
	struct usage_range *usages; /* room for one per byte of the descriptor */
	unsigned int nr_ranges;
	unsigned int nr_usages; /* in all of them, at most HID_MAX_USAGES */
	u32 usage_min;
	unsigned int delimiters;
};

static bool is_in(const struct usage_range *range, u32 usage)
{
	if (range->extended)
		return usage - range->first < range->count;
	return usage >> 16 == range->page && ((usage - range->first) & 0xffff) < range->count;
}

static bool has_usage(const struct scan *scan, u32 usage)
{
	unsigned int i;

	for (i = 0; i < scan->nr_ranges; i++)
		if (is_in(&scan->usages[i], usage))
			return true;
	return false;
}

static void add_usages(struct scan *scan, u32 first, u32 count, unsigned int item_size)
{
	count = min(count, HID_MAX_USAGES - scan->nr_usages);
	if (!count)
		return;
	scan->nr_usages += count;
	scan->usages[scan->nr_ranges++] = (struct usage_range){
		.first = first,
		.count = count,
		.page = scan->global.page,
		.extended = item_size > 2,
	};
}

/*
 * hid-core cuts a range that is too long, and takes one whose maximum is less than its minimum for
 * such a range.
 */
static void add_usage_range(struct scan *scan, u32 min, u32 max, unsigned int item_size)
{
	if (max - min + scan->nr_usages >= HID_MAX_USAGES)
		max = HID_MAX_USAGES - scan->nr_usages + min - 1;
	if (max >= min)
		add_usages(scan, min, max - min + 1, item_size);
}

/* The last usage page before a main item also applies to usages declared before that page. */
static void apply_last_page(struct scan *scan)
{
	struct usage_range *range;
	unsigned int i;

	for (i = scan->nr_ranges; i-- > 0;) {
		range = &scan->usages[i];
		if (range->extended)
			continue;
		if (range->page == scan->global.page)
			break;
		range->page = scan->global.page;
	}
}

static void scan_collection(struct scan *scan, u8 type)
{
	u32 page = scan->global.page << 16;

	if (page == HID_UP_SENSOR &&
	    (type == HID_COLLECTION_PHYSICAL || type == HID_COLLECTION_APPLICATION))
		scan->group = HID_GROUP_SENSOR_HUB;
	if (scan->hdev->vendor == VENDOR_MICROSOFT && scan->hdev->product == PRODUCT_POWER_COVER &&
	    scan->group == HID_GROUP_MULTITOUCH)
		scan->group = HID_GROUP_GENERIC;
	if (page == HID_UP_GENDESK && has_usage(scan, HID_GD_POINTER))
		scan->pointer = true;
	if (page >= HID_UP_MSVENDOR)
		scan->vendor_page = true;
	if (page == HID_UP_GOOGLEVENDOR && has_usage(scan, USAGE_GOOGLE_TOP_ROW))
		scan->group = HID_GROUP_VIVALDI;
}

static void scan_feature(struct scan *scan)
{
	const struct globals *g = &scan->global;

	if (g->report_size != 8)
		return;
	if ((g->report_count == WIN8_BLOB_SIZE && has_usage(scan, USAGE_WIN8_BLOB)) ||
	    (g->report_count == WIN8_CERT_SIZE && has_usage(scan, USAGE_WIN8_CERT)))
		scan->win8 = true;
}

static void scan_main(struct scan *scan, unsigned int tag, u32 data)
{
	apply_last_page(scan);

	switch (tag) {
	case HID_MAIN_ITEM_TAG_BEGIN_COLLECTION:
		scan_collection(scan, data & 0xff);
		break;
	case HID_MAIN_ITEM_TAG_INPUT:
		if (!(data & HID_MAIN_ITEM_CONSTANT) && has_usage(scan, HID_DG_CONTACTID))
			scan->group = HID_GROUP_MULTITOUCH;
		break;
	case HID_MAIN_ITEM_TAG_FEATURE:
		scan_feature(scan);
		break;
	}

	scan->nr_ranges = 0;
	scan->nr_usages = 0;
	scan->usage_min = 0;
	scan->delimiters = 0;
}

static void scan_global(struct scan *scan, unsigned int tag, u32 data)
{
	switch (tag) {
	case HID_GLOBAL_ITEM_TAG_USAGE_PAGE:
		scan->global.page = data;
		break;
	case HID_GLOBAL_ITEM_TAG_REPORT_SIZE:
		scan->global.report_size = data;
		break;
	case HID_GLOBAL_ITEM_TAG_REPORT_COUNT:
		scan->global.report_count = data;
		break;
	case HID_GLOBAL_ITEM_TAG_PUSH:
		if (scan->depth < STACK_SIZE)
			scan->stack[scan->depth++] = scan->global;
		break;
	case HID_GLOBAL_ITEM_TAG_POP:
		if (scan->depth)
			scan->global = scan->stack[--scan->depth];
		break;
	}
}

static void scan_local(struct scan *scan, unsigned int tag, u32 data, unsigned int size)
{
	if (tag == HID_LOCAL_ITEM_TAG_DELIMITER) {
		scan->delimiters += !!data;
		return;
	}
	/* Only the first of several alternative usages counts. */
	if (scan->delimiters > 1)
		return;

	switch (tag) {
	case HID_LOCAL_ITEM_TAG_USAGE:
		add_usages(scan, data, 1, size);
		break;
	case HID_LOCAL_ITEM_TAG_USAGE_MINIMUM:
		scan->usage_min = data;
		break;
	case HID_LOCAL_ITEM_TAG_USAGE_MAXIMUM:
		add_usage_range(scan, scan->usage_min, data, size);
		break;
	}
}

static void scan_item(struct scan *scan, unsigned int type, unsigned int tag, u32 data,
		      unsigned int size)
{
	switch (type) {
	case HID_ITEM_TYPE_MAIN:
		scan_main(scan, tag, data);
		break;
	case HID_ITEM_TYPE_GLOBAL:
		scan_global(scan, tag, data);
		break;
	case HID_ITEM_TYPE_LOCAL:
		scan_local(scan, tag, data, size);
		break;
	}
}

static u32 value_of(const u8 *bytes, unsigned int size)
{
	u32 value = 0;
	unsigned int i;

	for (i = 0; i < size; i++)
		value |= (u32)bytes[i] << (8 * i);
	return value;
}

/*
 * Short items have a prefix with the size in its low bits, 0, 1, 2 or 4 bytes (HID 1.11, 6.2.2.2).
 * Long items have size and tag in the next two bytes (6.2.2.3). Their prefix should be 0xfe, which
 * makes their type reserved, but hid-core decides by the upper four bits alone; it handles a long
 * item of another type like a short one with the value 0.
 */
static void scan_items(struct scan *scan, const u8 *item, const u8 *end)
{
	unsigned int type, tag, size;
	bool is_long;
	u8 prefix;

	while (item < end) {
		prefix = *item++;
		type = prefix >> 2 & 3;
		tag = prefix >> 4;
		size = prefix & 3 ? 1 << ((prefix & 3) - 1) : 0;
		is_long = tag == TAG_LONG_ITEM;
		if (is_long) {
			if (end - item < 2)
				return;
			size = *item++;
			tag = *item++;
		}
		if (end - item < size)
			return;
		scan_item(scan, type, tag, is_long ? 0 : value_of(item, size), size);
		item += size;
	}
}

static u16 group_of(const struct scan *scan)
{
	if (scan->hdev->vendor == VENDOR_WACOM)
		return HID_GROUP_WACOM;
	if (scan->group == HID_GROUP_MULTITOUCH && scan->win8)
		return HID_GROUP_MULTITOUCH_WIN_8;
	if (scan->group == HID_GROUP_GENERIC && scan->hdev->vendor == VENDOR_SYNAPTICS &&
	    scan->vendor_page && scan->pointer)
		return HID_GROUP_RMI;
	return scan->group;
}

u16 hbc_group_scan(const struct hid_device *hdev, const u8 *rdesc, unsigned int size)
{
	struct scan scan = { .hdev = hdev, .group = HID_GROUP_GENERIC };

	scan.usages = kvmalloc_array(size, sizeof(*scan.usages), GFP_KERNEL);
	if (!scan.usages)
		return HID_GROUP_ANY;
	scan_items(&scan, rdesc, rdesc + size);
	kvfree(scan.usages);
	return group_of(&scan);
}
