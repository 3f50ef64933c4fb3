/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The functions that programs may call: names, arguments, flags, checks and return values are those
 * of Linux 7.3 (drivers/hid/bpf/hid_bpf_dispatch.c).
 *
 * Nothing in this module calls them.
 */
#ifndef HBC_KFUNCS_H
#define HBC_KFUNCS_H

#include "compat/compat.h"

/**
 * hid_bpf_get_data() - access to the data of a context
 * @ctx: the context a program was called with, or allocated
 * @offset: where the wanted bytes begin
 * @rdwr_buf_size: how many are wanted, a constant
 *
 * Context: any.
 * Return: the bytes, to read and write; NULL when they do not all lie within the allocated size.
 */
__u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const size_t rdwr_buf_size);

/**
 * hid_bpf_allocate_context() - a context for a device, outside of its hooks
 * @hid_id: the number of the device, the last part of its sysname
 *
 * Context: sleepable.
 * Return: a context without data, to be given back by hid_bpf_release_context(); NULL when there is
 * no such device or no memory.
 */
struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id);

/**
 * hid_bpf_release_context() - the counterpart of hid_bpf_allocate_context()
 * @ctx: the context
 *
 * Context: sleepable.
 */
void hid_bpf_release_context(struct hid_bpf_ctx *ctx);

/**
 * hid_bpf_hw_request() - make a request to the device
 * @ctx: the context
 * @buf: the report, its ID (or 0) in the first byte; receives the answer
 * @buf__sz: bytes in @buf
 * @rtype: the kind of report
 * @reqtype: HID_REQ_GET_REPORT, HID_REQ_SET_REPORT or another class request
 *
 * Context: sleepable.
 * Return: bytes transferred; -EDEADLOCK from a program that runs because of another program's
 * request, -EINVAL for arguments that fit no report of the device, -ENODEV for a device that is
 * gone, -ENOMEM, or what the device's programs or its transport say.
 */
int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz,
		       enum hid_report_type rtype, enum hid_class_request reqtype);

/**
 * hid_bpf_hw_output_report() - send an output report to the device
 * @ctx: the context
 * @buf: the report, its ID (or 0) in the first byte
 * @buf__sz: bytes in @buf
 *
 * Context: sleepable.
 * Return: as hid_bpf_hw_request().
 */
int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz);

/**
 * hid_bpf_try_input_report() - inject a report as if the device had sent it, without waiting
 * @ctx: the context
 * @type: the kind of report
 * @buf: the report
 * @buf__sz: bytes in @buf
 *
 * Context: any. From a hid_device_event hook the report is processed inside the one at hand, and
 * goes through the same event buffer. Return: 0; -EBUSY when the device is processing a report or
 * being probed, -EDEADLOCK from a program that runs because of an injected report, -EINVAL for a
 * report that the device does not have, -ENODEV without a driver, or what the device's programs and
 * hid-core say.
 */
int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
			     const size_t buf__sz);

/**
 * hid_bpf_input_report() - inject a report as if the device had sent it
 * @ctx: the context
 * @type: the kind of report
 * @buf: the report
 * @buf__sz: bytes in @buf
 *
 * Context: sleepable; waits until the device is not processing another report.
 * Return: as hid_bpf_try_input_report(), but -EINTR instead of -EBUSY.
 */
int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
			 const size_t buf__sz);

/**
 * hbc_kfuncs_init() - offer them to the programs of the front end and to syscall programs
 *
 * There is no counterpart: they go with the module's BTF.
 *
 * Return: 0 or an errno; -ENOEXEC when the BPF core has not taken this module's BTF.
 */
int hbc_kfuncs_init(void);

#endif /* HBC_KFUNCS_H */
