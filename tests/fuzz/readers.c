// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls the readers of report descriptors and recordings, in all formats, from libFuzzer: both read
 * anything, and what they read is written in every format.
 */
#include "rdesc/text.h"
#include "rdesc/macros.h"
#include "rdesc/packed.h"
#include "recording/recording.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Uses all results on a report of exactly its length and on shorter ones. */
static void check_report(const struct rdesc_report *report)
{
	size_t size = rdesc_report_size(report);
	uint8_t *bytes = calloc(1, size + 1);
	int64_t value;

	for (size_t i = 0; bytes && i < report->fields_count; i++) {
		const struct rdesc_field *field = &report->fields[i];

		for (unsigned int j = 0; j < field->count && j < 16; j++) {
			bool whole = rdesc_value(field, j, bytes, size, &value);

			assert(whole);
			rdesc_usage(field, j, value);
			rdesc_value(field, j, bytes, size / 2, &value);
		}
	}
	free(bytes);
}

static void check_rdesc(const uint8_t *data, size_t size)
{
	static FILE *nowhere;
	static void *packed;
	struct rdesc rdesc;

	if (!nowhere) {
		nowhere = fopen("/dev/null", "w");
		packed = malloc(RDESC_PACKED_SIZE);
	}
	assert(!rdesc_parse(&rdesc, data, size) == !rdesc.error[0]);
	for (size_t i = 0; i < rdesc.reports_count; i++)
		check_report(&rdesc.reports[i]);
	rdesc_print_items(nowhere, data, size, "");
	rdesc_print_reports(nowhere, &rdesc, "");
	rdesc_write_macros(nowhere, data, size);
	rdesc_pack(packed, &rdesc);
	rdesc_free(&rdesc);
}

static void check_read(const struct recording *recording)
{
	assert(recording->devices_count);
	for (size_t i = 0; i < recording->devices_count; i++) {
		assert(recording->devices[i].rdesc_size);
		assert(recording->devices[i].rdesc_size <= DEVICE_RDESC_MAX);
	}
	for (size_t i = 0; i < recording->events_count; i++) {
		assert(recording->events[i].device < recording->devices_count);
		assert(recording->events[i].size);
		assert(recording->events[i].size <= RECORDING_REPORT_MAX);
	}
}

static void check_recording(const uint8_t *data, size_t size)
{
	struct recording recording;
	FILE *file = fmemopen((void *)data, size, "r");

	if (!file)
		return;
	if (recording_read(&recording, file))
		assert(*recording.error);
	else
		check_read(&recording);
	recording_free(&recording);
	fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size + 1);

	if (!copy)
		return 0;
	/* At the end of its memory, so that sanitizers find accesses beyond. */
	memcpy(copy + 1, data, size);
	check_rdesc(copy + 1, size);
	if (size)
		check_recording(copy + 1, size);
	free(copy);
	return 0;
}
