// SPDX-License-Identifier: GPL-2.0-only
/* HID devices have an ID, and the kinds of reports a type. */
#include <linux/hid.h>

enum hid_report_type probe(const struct hid_device *hdev);
enum hid_report_type probe(const struct hid_device *hdev)
{
	return hdev->id ? HID_INPUT_REPORT : HID_FEATURE_REPORT;
}
