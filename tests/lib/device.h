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

/* A kind of device, see models.h. */
struct model {
	const char *name;
	__u16 bus;
	__u32 vendor;
	__u32 product;
	const unsigned char *rdesc;
	size_t rdesc_size;
};

struct device;

/* A request from the host to the hardware. */
struct host_request {
	enum { HOST_OUTPUT, HOST_GET_REPORT, HOST_SET_REPORT } kind;
	__u8 number; /* report ID; not for HOST_OUTPUT */
	__u8 type; /* UHID_FEATURE_REPORT and so on */
	__u16 size;
	__u8 data[4096];
};

/* Plugs in a device and waits until a driver is bound to it. */
struct device *device_plug(const struct model *model);
/* Plugs in a device without waiting: it may not have an id yet. */
struct device *device_plug_async(const struct model *model);
/* Waits until the device has an id; drivers may still be probing it. */
void device_wait_found(struct device *dev);
/* Waits until drivers have been bound more than "starts" times and the nodes exist. */
void device_wait_bound(struct device *dev, unsigned int starts);
/* Number of times a driver has been bound. */
unsigned int device_starts(struct device *dev);
/* Unplugs the device; returns when the kernel has removed it. *dev can still be queried. */
void device_unplug(struct device *dev);
/* The same while other threads may be sending: they get errors from then on. */
void device_pull(struct device *dev);

/* The id programs know the device by, and its name in /sys/bus/hid/devices. */
int device_id(struct device *dev);
const char *device_sysname(struct device *dev);
/* An id that no device has. */
int device_unused_id(void);

/* The hardware sends an input report. Returns 0 or -errno. */
int device_try_send(struct device *dev, const void *data, size_t len);
void device_send(struct device *dev, const void *data, size_t len);
#define SEND(_dev, ...)                                     \
	device_send(_dev, (unsigned char[]){ __VA_ARGS__ }, \
		    sizeof((unsigned char[]){ __VA_ARGS__ }))

/* Sets the hardware's reply to GET_REPORT for this report ID (an error until set). */
void device_answer(struct device *dev, __u8 number, const void *data, size_t len);
/* A mute device does not reply to GET_REPORT and SET_REPORT. */
void device_mute(struct device *dev, bool mute);
/* Makes SET_REPORT fail. */
void device_refuse_set(struct device *dev, bool refuse);
/* Takes the oldest request of the host; false if none arrives within ms milliseconds. */
bool device_next_request(struct device *dev, struct host_request *request, unsigned int ms);
/* Checks that the host has sent no request that device_next_request() has not taken. */
bool device_is_quiet(struct device *dev);
/* Discards all requests. */
void device_forget_requests(struct device *dev);

/* Opens the device's hidraw node, or its evdev node; non-blocking. */
int device_hidraw(struct device *dev);
int device_evdev(struct device *dev);
/* Whether the device has one: some drivers create none. */
bool device_has_hidraw(struct device *dev);
bool device_has_evdev(struct device *dev);

/* The next report from hidraw is exactly this one. */
#define CHECK_REPORT(_fd, ...)                                                         \
	device_check_report(__FILE__, __LINE__, _fd, (unsigned char[]){ __VA_ARGS__ }, \
			    sizeof((unsigned char[]){ __VA_ARGS__ }))
void device_check_report(const char *file, int line, int fd, const unsigned char *want, size_t len);
/* hidraw has no report to read. */
bool device_is_silent(int fd);
/* The next event of evdev that is not EV_SYN or EV_MSC; false if there is none. */
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

/* Path of a pin in bpffs, below the directory for this device. */
void device_pins(struct device *dev, const char *below, char *path, size_t size);
/* Whether hidbpf has pins in bpffs, below the directory for this device. */
bool device_has_pins(struct device *dev, const char *below);

#endif
