// SPDX-License-Identifier: GPL-2.0-only
/* hid-core has hid_safe_input_report(), which also takes the size of the report's buffer. */
#include <linux/hid.h>

int probe(struct hid_device *hdev, u8 *data);
int probe(struct hid_device *hdev, u8 *data)
{
	return hid_safe_input_report(hdev, HID_INPUT_REPORT, data, (size_t)64, (u32)8, 1);
}
