/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Recordings of HID devices in the text format of hid-recorder, as people attach them to bug reports:
 *
 *	D: 0                            the device that the following lines are about; 0 at first
 *	R: 50 05 01 09 02 ...           its report descriptor: length and bytes
 *	N: Vendor Mouse                 its name
 *	P: usb-0000:00:14.0-1/input0    its physical path
 *	I: 3 046d c52b                  its bus, vendor and product, in hexadecimal
 *	E: 000001.250000 3 00 05 07     a report: seconds and microseconds, length, bytes
 *	# ...                           a comment
 */
#ifndef RECORDING_H
#define RECORDING_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The most that the kernel takes. */
#define RECORDING_RDESC_MAX 4096
#define RECORDING_REPORT_MAX 4096

struct recording_device {
	unsigned int index; /* as in D: */
	char name[128];
	char phys[64];
	uint16_t bus;
	uint32_t vendor;
	uint32_t product;
	uint8_t *rdesc;
	size_t rdesc_size;
};

struct recording_event {
	size_t device; /* place in ->devices */
	uint64_t usec;
	uint8_t *data;
	size_t size;
};

struct recording {
	struct recording_device *devices;
	size_t devices_count;
	struct recording_event *events;
	size_t events_count;
	char error[160];
};

/*
 * Reads a recording: 0, or -1 and ->error says what is wrong in which line. In both cases *recording has
 * to be freed. On 0 there is a device, and all of them have a descriptor.
 */
int recording_read(struct recording *recording, FILE *file);
void recording_free(struct recording *recording);

/* Writes the lines about a device, and those of a report. */
void recording_write_device(FILE *file, const struct recording_device *device);
void recording_write_event(FILE *file, uint64_t usec, const void *data, size_t size);

#endif
