/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What programs with settings share. A setting is a global variable that is given a value before the
 * program is loaded: hidbpf attach DEVICE OBJECT --set NAME=VALUE. A report's bytes are counted from 0,
 * and byte 0 is the report's number if the device numbers its reports.
 */
#ifndef HID_BPF_SETTINGS_H
#define HID_BPF_SETTINGS_H

#include "hid_bpf_helpers.h"

/* Setting: number of the reports the program is for; 0 if the device does not number its reports. */
__u8 report_id = 0;

/* Whether a program was called for such a report that the device has sent. */
static inline __maybe_unused bool is_wanted(struct hid_bpf_ctx *hctx, enum hid_report_type type)
{
	__u8 *number = hid_bpf_get_data(hctx, 0, 1);

	return number && hctx->size > 0 && type == HID_INPUT_REPORT &&
	       (!report_id || *number == report_id);
}

#endif /* HID_BPF_SETTINGS_H */
