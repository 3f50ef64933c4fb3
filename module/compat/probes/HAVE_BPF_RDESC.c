// SPDX-License-Identifier: GPL-2.0-only
/* hid-core keeps a descriptor of its own for HID-BPF, and parses that instead of the device's. */
#include <linux/hid.h>

const void *probe(const struct hid_device *hdev);
const void *probe(const struct hid_device *hdev)
{
	return hdev->bpf_rdesc;
}
