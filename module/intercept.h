/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Entering hid-core: reports, requests and parsing of a device with ops come to us.
 *
 * There are two ways, of which the module parameter "intercept" chooses one:
 * - ftrace (intercept_ftrace.c): calls of hid-core's functions come to us instead;
 * - driver (intercept_driver.c): the callbacks of the driver that is bound to the device are ours.
 * "auto" takes the first, and the second where that does not work.
 */
#ifndef HBC_INTERCEPT_H
#define HBC_INTERCEPT_H

#include "compat/compat.h"

struct hbc_device;

/**
 * struct hbc_intercept - a way into hid-core
 * @name: its name, as in the module parameter
 * @init: optional: find out whether it works here, and leave hid-core alone again; logs why not
 * @exit: the counterpart; hid-core has been left, and no call is under way any more
 * @check: whether what @ops want is possible, or NULL if all is; logs why not
 * @get: optional: be in hid-core from now on; logs why not
 * @put: optional: undo one @get, maybe later
 * @hook: optional: be in the callbacks of a driver for a device. hbc_devices_lock is held, and
 *	  device_lock() of the device or its driver cannot change for another reason
 * @unhook: optional: undo @hook, which may have failed; hbc_devices_lock is held
 * @raw_event: optional: the driver's own raw_event() and report_table, where ours is in its place
 *
 * All are called in process context and may sleep, but @raw_event.
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
	hbc_raw_event_t (*raw_event)(const struct hid_driver *driver,
				     const struct hid_report_id **table);
};

extern const struct hbc_intercept hbc_intercept_ftrace;
extern const struct hbc_intercept hbc_intercept_driver;

/* The way chosen, from hbc_intercept_init() on. */
extern const struct hbc_intercept *hbc_intercept;

/**
 * hbc_intercept_init() - choose a way into hid-core, and prove that it works
 *
 * Return: 0, -EINVAL for an unknown choice, or why the way chosen does not work: -ENOENT when a
 * function is missing, -EBUSY when somebody else redirects one. The reason is in the kernel log.
 */
int hbc_intercept_init(void);

/**
 * hbc_intercept_exit() - wait until no call is left in this module
 *
 * To be called when no device has ops any more. A call may be asleep in a device's transport
 * driver, for as long as that driver waits.
 *
 * Context: process context, may sleep.
 */
void hbc_intercept_exit(void);

/**
 * hbc_intercept_enter() - the first thing that each function does which hid-core calls
 *
 * Functions that bring a report use hbc_events_enter() instead.
 *
 * Keeps this module's text in memory until hbc_intercept_leave().
 *
 * Context: any but NMI.
 * Return: what hbc_intercept_leave() wants back.
 */
int hbc_intercept_enter(void);

/**
 * hbc_intercept_leave() - the last thing that each function does which hid-core calls
 * @idx: what hbc_intercept_enter() returned
 *
 * Context: the same as that of hbc_intercept_enter().
 */
void hbc_intercept_leave(int idx);

#endif /* HBC_INTERCEPT_H */
