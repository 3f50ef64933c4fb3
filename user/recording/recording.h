/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Recordings of HID devices, as attached to bug reports. They are read from many formats, see
 * format.h, and written in that of hid-recorder:
 *
 *	D: 0                            the device that the following lines describe; initially 0
 *	R: 50 05 01 09 02 ...           its report descriptor: length and bytes
 *	N: Vendor Mouse                 its name
 *	P: usb-0000:00:14.0-1/input0    its physical path
 *	I: 3 046d c52b                  its bus, vendor and product, in hexadecimal
 *	E: 000001.250000 3 00 05 07     a report: seconds and microseconds, length, bytes
 *	B: 000001.250000 3 00 fb 07     a report before HID-BPF programs changed it: a device with
 *	                                these lines has sent them, and not its lines E:
 *	# ...                           a comment
 */
#ifndef RECORDING_H
#define RECORDING_H

#include "device/device.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The largest report that hid-core accepts, in bytes: HID_MAX_BUFFER_SIZE of <linux/hid.h>. */
#define RECORDING_REPORT_MAX 16384

struct recording_device {
	unsigned int index; /* its number in "D:"; in other formats, its place among the devices */
	char name[128]; /* "" if the file does not say */
	char phys[64];
	uint16_t bus; /* all three are 0 if the file does not say */
	uint32_t vendor;
	uint32_t product;
	uint8_t *rdesc;
	size_t rdesc_size;
};

struct recording_event {
	size_t device; /* index into ->devices */
	uint64_t usec; /* since the start of the recording */
	bool before_programs; /* "B:" */
	uint8_t *data;
	size_t size;
};

struct recording {
	struct recording_device *devices;
	size_t devices_count;
	struct recording_event *events;
	size_t events_count;
	const char *format; /* the name of the file's format */
	size_t skipped; /* lines that are not part of the recording, such as those of a mail */
	size_t first_skipped, last_skipped; /* the numbers of the first and the last one */
	char error[256]; /* what is wrong and in which line */
};

/*
 * Reads a recording in any of the formats. Returns 0, or -1 with ->error set. In both cases the
 * caller must free *recording with recording_free(). A valid recording has at least one device, and
 * each has a descriptor. All its events are reports that the device sent.
 */
int recording_read(struct recording *recording, FILE *file);
void recording_free(struct recording *recording);

/*
 * What messages call a device: its name in quotes, or "device N" if the file does not say the name.
 * Valid until the next call.
 */
const char *recording_device_title(const struct recording_device *device);

/* Write the lines of a device, or of a report at a time in microseconds. */
void recording_write_device(FILE *file, const struct recording_device *device);
void recording_write_event(FILE *file, uint64_t usec, const void *data, size_t size);

#endif
