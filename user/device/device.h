/* SPDX-License-Identifier: GPL-2.0-only */
/* HID devices of the system: naming one, listing them, reading what they are. */
#ifndef DEVICE_DEVICE_H
#define DEVICE_DEVICE_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

/* The entry of DEVICE in the help of commands, a struct command_word. */
#define DEVICE_HELP                                                                         \
	{                                                                                   \
		"DEVICE", "a HID device: its name in /sys/bus/hid/devices, such as\n"       \
			  "0003:1209:AC3E.0001; its path in sysfs; one of its nodes\n"      \
			  "/dev/hidrawN or /dev/input/eventN; or VENDOR:PRODUCT, such as\n" \
			  "1209:ac3e, if only one such device is connected"                 \
	}

#define DEVICE_NAME 64 /* size of a name in /sys/bus/hid/devices */
/*
 * The largest report descriptor that the kernel accepts: HID_MAX_DESCRIPTOR_SIZE of <linux/hid.h>,
 * which programs that are built without a kernel cannot include beside their own headers.
 */
#define DEVICE_RDESC_MAX 4096

/* A device, which may have been unplugged. */
struct device {
	char sysname[DEVICE_NAME]; /* 0003:1234:5678.0001 */
	int id; /* the number after the dot, in hexadecimal */
};

/* What a device is. */
struct device_info {
	struct device device;
	char syspath[256];
	__u16 bus; /* BUS_* of linux/input.h */
	__u16 group; /* HID_GROUP_* */
	__u32 vendor;
	__u32 product;
	char modalias[64]; /* hid:b0003g0001v0000046Dp0000C52B */
	char name[256];
	char driver[64]; /* "" if none is bound */
};

/*
 * Finds the device that a user names, see DEVICE_HELP: DONE, or an exit code with a message. A
 * device named as in /sys/bus/hid/devices need not be connected.
 */
int device_parse(struct device *device, const char *name);
/* Whether a text is VENDOR:PRODUCT, and the two IDs. */
bool device_parse_ids(const char *text, __u32 *vendor, __u32 *product);
/* Whether a text has the form of a device name. */
bool device_is_name(const char *name);
/* Whether the device is connected: DONE, or NO_DEVICE with a message. */
int device_check(const struct device *device);
/* Reads what the device is: DONE, or NO_DEVICE with a message. */
int device_read(struct device_info *info, const struct device *device);
/*
 * Reads a udev property of the device, from the environment if udev runs hidbpf for this device,
 * else from udev's database. NULL if it is not set; freed by the caller.
 */
char *device_property(const struct device_info *info, const char *name);
/* Reads the report descriptor; returns its length, 0 if it cannot be read. */
size_t device_descriptor(const struct device *device, void *buf, size_t size);
/*
 * Does the same for a device that was just plugged in, which has no descriptor until a driver is
 * bound: waits up to a second.
 */
size_t device_wait_descriptor(const struct device *device, void *buf, size_t size);
/* Reads a file, such as a report descriptor; returns its length, 0 if it cannot be read. */
size_t device_read_file(const char *path, void *buf, size_t size);
/* Lists all devices by name, freed by the caller. Returns how many, or -errno. */
int device_list(struct device_info **list);

/* "USB" for BUS_USB; NULL if the bus has no name here. */
const char *device_bus_name(unsigned int bus);

#endif
