/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intercepting hid-core: taking over the reports, requests and parsing of devices with ops.
 *
 * There are two methods; the module parameter "intercept" selects one:
 * - ftrace (intercept_ftrace.c): calls of hid-core's functions are redirected to this module;
 * - driver (intercept_driver.c): the callbacks of the driver bound to the device are replaced.
 * "auto" selects ftrace, or driver if ftrace does not work.
 */
#ifndef HBC_INTERCEPT_H
#define HBC_INTERCEPT_H

struct hbc_device;

/**
 * struct hbc_intercept - a method of intercepting hid-core
 * @name: name, as in the module parameter
 * @init: optional: test whether the method works, and undo that; logs an error
 * @exit: undo @init; hid-core is not intercepted any more, and no intercepted call is running
 * @check: optional: return 0 if the method supports all hooks of @ops; logs an error
 * @get: optional: start intercepting; logs an error
 * @put: optional: undo one @get, possibly later
 * @hook: optional: replace the callbacks of a driver for a device. Called with hbc_devices_lock
 *	  held, and with device_lock() of the device held or its driver pinned in another way
 * @unhook: optional: undo @hook, even if it failed. Called with hbc_devices_lock held
 * @hold: optional: keep the driver of a device, which is about to be unbound, until @unhook. Called
 *	  with hbc_devices_lock and device_lock() of the device held
 * @raw_event: optional: get the driver's own raw_event() and report_table, if they are replaced
 *
 * All are called in process context and may sleep, except @raw_event.
 */
struct hbc_intercept {
	const char *name;
	int (*init)(void);
	void (*exit)(void);
	int (*check)(const struct hid_bpf_ops *ops);
	int (*get)(void);
	void (*put)(void);
	int (*hook)(struct hbc_device *dev, struct hid_driver *driver);
	void (*unhook)(struct hbc_device *dev);
	void (*hold)(struct hbc_device *dev);
	hbc_raw_event_t (*raw_event)(const struct hid_driver *driver,
				     const struct hid_report_id **table);
};

extern const struct hbc_intercept hbc_intercept_ftrace;
extern const struct hbc_intercept hbc_intercept_driver;

/* The selected method, set by hbc_intercept_init(). */
extern const struct hbc_intercept *hbc_intercept;

/**
 * hbc_intercept_init() - select a method of intercepting hid-core, and test it
 *
 * Return: 0; -EINVAL for an unknown method; or the reason why the method does not work: -ENOENT if
 * a function is missing, -EBUSY if another module or livepatch redirects one. Errors are logged.
 */
int hbc_intercept_init(void);

/**
 * hbc_intercept_exit() - wait until no intercepted call runs in this module
 *
 * Called when no device has ops any more. An intercepted call may still sleep in a transport
 * driver, for as long as that driver waits for the device.
 *
 * Context: process context, may sleep.
 */
void hbc_intercept_exit(void);

/**
 * hbc_intercept_enter() - begin an intercepted call
 *
 * Every function that hid-core calls begins with this, or with hbc_events_enter() if it receives a
 * report. Keeps this module's text in memory until hbc_intercept_leave().
 *
 * Context: any but NMI. The section may sleep if the caller may.
 * Return: the argument for hbc_intercept_leave().
 */
int hbc_intercept_enter(void);

/**
 * hbc_intercept_leave() - end an intercepted call, as the last thing it does
 * @idx: the value that hbc_intercept_enter() returned
 *
 * Context: the same as that of hbc_intercept_enter().
 */
void hbc_intercept_leave(int idx);

#endif /* HBC_INTERCEPT_H */
