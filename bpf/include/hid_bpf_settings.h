/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Helpers for programs with settings. A setting is a global variable whose value is set before the
 * program is loaded: hidbpf attach DEVICE OBJECT --set NAME=VALUE. The bytes of a report are
 * counted from 0; byte 0 is the report ID if the device uses report IDs.
 */
#ifndef HID_BPF_SETTINGS_H
#define HID_BPF_SETTINGS_H

#include "hid_bpf_helpers.h"

/* Setting: report ID of the reports to handle; 0 if the device does not use report IDs. */
__u8 report_id = 0;

/* Whether the program was called for an input report with this report ID. */
static inline __maybe_unused bool is_wanted(struct hid_bpf_ctx *hctx, enum hid_report_type type)
{
	__u8 *id = hid_bpf_get_data(hctx, 0, 1);

	return id && hctx->size > 0 && type == HID_INPUT_REPORT && (!report_id || *id == report_id);
}

#endif /* HID_BPF_SETTINGS_H */
