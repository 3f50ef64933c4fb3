// SPDX-License-Identifier: GPL-2.0-only
/* Since 6.13 hid-core parses bpf_rdesc, which is dev_rdesc unless native HID-BPF changed it. */
#include <linux/hid.h>

const void *probe(const struct hid_device *hdev);
const void *probe(const struct hid_device *hdev)
{
	return hdev->bpf_rdesc;
}
