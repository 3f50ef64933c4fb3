/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * HID devices the tests make through /dev/uhid, and what applications see of them: the test is the
 * hardware on one side, and opens hidraw, evdev and sysfs on the other.
 */
#ifndef TESTS_LIB_DEVICE_H
#define TESTS_LIB_DEVICE_H

#include <linux/input.h>
#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

/* What a kind of device is: see models.h. */
struct model {
	const char *name;
	__u16 bus;
	__u32 vendor;
	__u32 product;
	const unsigned char *rdesc;
	size_t rdesc_size;
};

struct device;

/* Something the host asked of the hardware. */
struct host_request {
	enum { HOST_OUTPUT, HOST_GET_REPORT, HOST_SET_REPORT } kind;
	__u8 number; /* of the report; not for HOST_OUTPUT */
	__u8 type; /* UHID_FEATURE_REPORT and so on */
	__u16 size;
	__u8 data[4096];
};

/* Plugs in a device and waits until a driver is bound to it. */
struct device *device_plug(const struct model *model);
/* Plugs it in without waiting: it may not have an id yet. */
struct device *device_plug_async(const struct model *model);
/* Waits until it has an id; drivers may still be trying. */
void device_wait_found(struct device *dev);
/* Waits until a driver has been bound more often than "starts" times, and its nodes are there. */
void device_wait_bound(struct device *dev, unsigned int starts);
/* How often a driver has been bound. */
unsigned int device_starts(struct device *dev);
/* Unplugs it; returns when it is gone from the kernel. Keeps *dev for questions. */
void device_unplug(struct device *dev);
/* The same while other threads may be sending: from then on they get errors. */
void device_pull(struct device *dev);

/* The id programs know the device by, and its name in /sys/bus/hid/devices. */
int device_id(struct device *dev);
const char *device_sysname(struct device *dev);
/* An id no device has. */
int device_unused_id(void);

/* The hardware sends an input report. Returns 0 or -errno. */
int device_try_send(struct device *dev, const void *data, size_t len);
void device_send(struct device *dev, const void *data, size_t len);
#define SEND(_dev, ...)                                     \
	device_send(_dev, (unsigned char[]){ __VA_ARGS__ }, \
		    sizeof((unsigned char[]){ __VA_ARGS__ }))

/* What the hardware answers to GET_REPORT of this number (an error until set). */
void device_answer(struct device *dev, __u8 number, const void *data, size_t len);
/* The hardware does not answer GET_REPORT and SET_REPORT until it is no longer mute. */
void device_mute(struct device *dev, bool mute);
/* SET_REPORT fails. */
void device_refuse_set(struct device *dev, bool refuse);
/* The next thing the host asked, oldest first; false if there is none within ms milliseconds. */
bool device_next_request(struct device *dev, struct host_request *request, unsigned int ms);
/* Nothing more has been asked than what was read by device_next_request(). */
bool device_is_quiet(struct device *dev);
/* Forgets what was asked. */
void device_forget_requests(struct device *dev);

/* Opens the device's hidraw node, or its evdev node; non-blocking. */
int device_hidraw(struct device *dev);
int device_evdev(struct device *dev);
/* Some drivers give their devices none. */
bool device_has_hidraw(struct device *dev);
bool device_has_evdev(struct device *dev);

/* Next report from hidraw is exactly this. */
#define CHECK_REPORT(_fd, ...)                                                         \
	device_check_report(__FILE__, __LINE__, _fd, (unsigned char[]){ __VA_ARGS__ }, \
			    sizeof((unsigned char[]){ __VA_ARGS__ }))
void device_check_report(const char *file, int line, int fd, const unsigned char *want, size_t len);
/* There is nothing to be read from hidraw. */
bool device_is_silent(int fd);
/* Next event of evdev that is not EV_SYN or EV_MSC; false if there is none. */
bool device_next_event(int fd, struct input_event *event);
bool device_has_event(int fd);
#define CHECK_EVENT(_fd, _type, _code, _value) \
	device_check_event(__FILE__, __LINE__, _fd, _type, _code, _value)
void device_check_event(const char *file, int line, int fd, int type, int code, int value);

/*
 * Reads the file below the device's directory in sysfs that matches a pattern: its length, or
 * -errno.
 */
int device_sysfs(struct device *dev, const char *path, void *buf, size_t size);
/* Value of a line KEY=value of the device's uevent file. */
void device_uevent(struct device *dev, const char *key, char *value, size_t size);
/* Name of the bound driver, "" if there is none. */
void device_driver(struct device *dev, char *name, size_t size);
/* Unbinds the driver, binds one by name. Returns 0 or -errno. */
int device_unbind(struct device *dev);
int device_bind(struct device *dev, const char *driver);

/* Path of what the loader leaves in bpffs, below the directory for this device. */
void device_pins(struct device *dev, const char *below, char *path, size_t size);
/* Whether the loader left something in bpffs, below the directory for this device. */
bool device_has_pins(struct device *dev, const char *below);

#endif
