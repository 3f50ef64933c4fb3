// SPDX-License-Identifier: GPL-2.0-only
/* hid_report_raw_event() takes the size of the buffer as well as that of the report. */
#include <linux/hid.h>

int probe(struct hid_device *hdev, u8 *data);
int probe(struct hid_device *hdev, u8 *data)
{
	return hid_report_raw_event(hdev, HID_INPUT_REPORT, data, (size_t)64, (u32)8, 1);
}
