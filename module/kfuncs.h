/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kfuncs: their names, arguments, flags, checks and return values are those of Linux 7.3
 * (drivers/hid/bpf/hid_bpf_dispatch.c).
 *
 * Only programs call them, nothing in this module does.
 */
#ifndef HBC_KFUNCS_H
#define HBC_KFUNCS_H

/**
 * hid_bpf_get_data() - get access to the data of a context
 * @ctx: the context that the program was called with, or that it allocated
 * @offset: offset of the first byte
 * @rdwr_buf_size: number of bytes, a constant
 *
 * Context: any.
 * Return: a pointer for reading and writing the bytes; NULL if they are not all within the
 * allocated size.
 */
__u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const size_t rdwr_buf_size);

/**
 * hid_bpf_allocate_context() - allocate a context for a device, outside its hooks
 * @hid_id: the device's ID, the number at the end of its sysname
 *
 * Context: sleepable.
 * Return: a context without data, to be released by hid_bpf_release_context(); NULL if there is no
 * such device or no memory.
 */
struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id);

/**
 * hid_bpf_release_context() - release a context from hid_bpf_allocate_context()
 * @ctx: the context
 *
 * Context: sleepable.
 */
void hid_bpf_release_context(struct hid_bpf_ctx *ctx);

/**
 * hid_bpf_hw_request() - make a request to the device
 * @ctx: the context
 * @buf: the report, beginning with its report ID (or 0); receives the answer
 * @buf__sz: bytes in @buf
 * @rtype: kind of report
 * @reqtype: HID_REQ_GET_REPORT, HID_REQ_SET_REPORT or another class request
 *
 * With the context of a request's hook, the request is made whatever the state of the driver. With
 * any other, a driver must be bound, unless the calling program runs in the task that is binding or
 * unbinding it.
 *
 * Context: sleepable.
 * Return: bytes transferred; -EDEADLOCK if the calling program runs because of another program's
 * call, -EINVAL if the arguments match no report of the device, -EBUSY while a driver is being
 * bound or unbound, -ENODEV if there is no driver or the device is being removed, -ENOMEM, or an
 * error of the device's programs or its transport.
 */
int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz,
		       enum hid_report_type rtype, enum hid_class_request reqtype);

/**
 * hid_bpf_hw_output_report() - send an output report to the device
 * @ctx: the context
 * @buf: the report, beginning with its report ID (or 0)
 * @buf__sz: bytes in @buf
 *
 * Context: sleepable.
 * Return: as for hid_bpf_hw_request(), under the same conditions.
 */
int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *buf, size_t buf__sz);

/**
 * hid_bpf_try_input_report() - inject a report as if the device had sent it, without waiting
 * @ctx: the context
 * @type: kind of report
 * @buf: the report
 * @buf__sz: bytes in @buf
 *
 * Context: any. If called from a hid_device_event hook, the injected report is processed before the
 * current one continues, in the same event buffer.
 * Return: 0; -EBUSY if the device is processing a report or being probed, -EDEADLOCK if the calling
 * program runs because of another program's call, -EINVAL if the device has no such report, -ENODEV
 * if it has no driver or is being removed, or an error of the device's programs or of hid-core.
 */
int hid_bpf_try_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
			     const size_t buf__sz);

/**
 * hid_bpf_input_report() - inject a report as if the device had sent it
 * @ctx: the context
 * @type: kind of report
 * @buf: the report
 * @buf__sz: bytes in @buf
 *
 * Context: sleepable; waits while the device is processing another report.
 * Return: as for hid_bpf_try_input_report(), but -EBUSY only while a driver that keeps reports out
 * is being bound or unbound, which may itself wait for the calling program; -EINTR if a signal ends
 * the wait.
 */
int hid_bpf_input_report(struct hid_bpf_ctx *ctx, enum hid_report_type type, __u8 *buf,
			 const size_t buf__sz);

/**
 * hbc_kfuncs_init() - register the kfuncs for the programs of the front end and syscall programs
 *
 * There is no counterpart: they are dropped with the module's BTF.
 *
 * Return: 0 or an errno; -ENOEXEC if the BPF core has not accepted this module's BTF.
 */
int hbc_kfuncs_init(void);

#endif /* HBC_KFUNCS_H */
