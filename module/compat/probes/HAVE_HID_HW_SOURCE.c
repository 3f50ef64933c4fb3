// SPDX-License-Identifier: GPL-2.0-only
/* hid-core has __hid_hw_*() variants with the source of a request as an argument, for hidraw. */
#include <linux/hid.h>

int probe(struct hid_device *hdev, __u8 *buf);
int probe(struct hid_device *hdev, __u8 *buf)
{
	u64 source = 0;
	bool from_bpf = false;

	return __hid_hw_raw_request(hdev, 1, buf, (size_t)8, HID_FEATURE_REPORT, HID_REQ_GET_REPORT,
				    source, from_bpf) +
	       __hid_hw_output_report(hdev, buf, (size_t)8, source, from_bpf);
}
