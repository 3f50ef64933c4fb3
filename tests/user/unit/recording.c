// SPDX-License-Identifier: GPL-2.0-only
/* What the reader of recordings makes of those from bug reports, and of damaged ones. */
#include "lib/unit.h"

#include "recording/recording.h"

#include <stdlib.h>

/* As hid-recorder writes it, with a comment that explains the descriptor. */
static const char one_device[] = "# hid-recorder 0.10\n"
				 "# Some Mouse\n"
				 "R: 6 05 01 09 02 a1 01\n"
				 "N: Some Mouse\n"
				 "P: usb-0000:00:14.0-1/input0\n"
				 "I: 3 046d c52b\n"
				 "D: 0\n"
				 "# X: 5 | Y: 7\n"
				 "E: 000000.000000 3 00 05 07\n"
				 "E: 000001.250000  3 01 ff 80\n";

static const char two_devices[] = "D: 0\n"
				  "R: 2 05 01\n"
				  "N: Pen\n"
				  "I: 3 28bd 0803\n"
				  "D: 1\n"
				  "R: 3 06 00 ff\n"
				  "N: Pad\n"
				  "I: 3 28bd 0804\n"
				  "D: 1\n"
				  "E: 000000.000010 1 aa\n"
				  "D: 0\n"
				  "E: 000002.000000 2 bb cc\n";

static int read_text(struct recording *recording, const char *text)
{
	FILE *file = fmemopen((void *)text, strlen(text), "r");
	int err;

	assert_non_null(file);
	err = recording_read(recording, file);
	fclose(file);
	return err;
}

static void a_recording_of_one_device(void **state)
{
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, one_device), 0);
	assert_int_equal(recording.devices_count, 1);
	assert_string_equal(recording.devices[0].name, "Some Mouse");
	assert_string_equal(recording.devices[0].phys, "usb-0000:00:14.0-1/input0");
	assert_int_equal(recording.devices[0].bus, 3);
	assert_int_equal(recording.devices[0].vendor, 0x046d);
	assert_int_equal(recording.devices[0].product, 0xc52b);
	assert_int_equal(recording.devices[0].rdesc_size, 6);
	assert_memory_equal(recording.devices[0].rdesc, "\x05\x01\x09\x02\xa1\x01", 6);
	assert_int_equal(recording.events_count, 2);
	assert_int_equal(recording.events[1].usec, 1250000);
	assert_int_equal(recording.events[1].size, 3);
	assert_memory_equal(recording.events[1].data, "\x01\xff\x80", 3);
	recording_free(&recording);
}

static void a_recording_of_two_devices(void **state)
{
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, two_devices), 0);
	assert_int_equal(recording.devices_count, 2);
	assert_string_equal(recording.devices[1].name, "Pad");
	assert_int_equal(recording.devices[1].product, 0x0804);
	assert_int_equal(recording.devices[1].rdesc_size, 3);
	assert_int_equal(recording.events_count, 2);
	assert_int_equal(recording.events[0].device, 1);
	assert_int_equal(recording.events[1].device, 0);
	recording_free(&recording);
}

static void line_ends_and_indents_do_not_matter(void **state)
{
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, "  R: 1 05\r\n\r\n\tI: 5 1 2\r\n  E: 3.9 1 0a"), 0);
	assert_int_equal(recording.devices[0].bus, 5);
	assert_int_equal(recording.events[0].usec, 3000009);
	assert_int_equal(recording.events[0].data[0], 10);
	recording_free(&recording);
}

static void what_is_written_is_read_again(void **state)
{
	struct recording recording;
	size_t len;
	char *text = NULL;
	FILE *file = open_memstream(&text, &len);

	(void)state;
	assert_int_equal(read_text(&recording, one_device), 0);
	recording_write_device(file, &recording.devices[0]);
	for (size_t i = 0; i < recording.events_count; i++)
		recording_write_event(file, recording.events[i].usec, recording.events[i].data,
				      recording.events[i].size);
	recording_free(&recording);
	fclose(file);
	assert_string_equal(text, "D: 0\n"
				  "R: 6 05 01 09 02 a1 01\n"
				  "N: Some Mouse\n"
				  "P: usb-0000:00:14.0-1/input0\n"
				  "I: 3 046d c52b\n"
				  "E: 000000.000000 3 00 05 07\n"
				  "E: 000001.250000 3 01 ff 80\n");
	assert_int_equal(read_text(&recording, text), 0);
	assert_int_equal(recording.events_count, 2);
	recording_free(&recording);
	free(text);
}

static void check_mistake(const char *text, const char *wanted)
{
	struct recording recording;

	assert_int_equal(read_text(&recording, text), -1);
	if (!strstr(recording.error, wanted))
		fail_msg("\"%s\" does not say \"%s\"", recording.error, wanted);
	recording_free(&recording);
}

static void mistakes_are_named_with_their_line(void **state)
{
	(void)state;
	check_mistake("# nothing\n", "no device");
	check_mistake("N: x\nI: 3 1 2\n", "the report descriptor (R:) of device 0 is missing");
	check_mistake("R: 1 05\n\nhello\n", "line 3: neither a comment");
	check_mistake("R: 1 05\nX: 1\n", "line 2: unknown line \"X:\"");
	check_mistake("R: 2 05\n", "line 1: 1 bytes instead of 2");
	check_mistake("R: 1 05 06\n", "line 1: more than 1 bytes");
	check_mistake("R: 2 05 xx\n", "line 1: more than 2 bytes, or an invalid byte");
	check_mistake("R: 2 05 067\n", "line 1: more than 2 bytes, or an invalid byte");
	check_mistake("R: 0\n", "line 1: a length of 0");
	check_mistake("R: -1 05\n", "line 1: the length before the bytes is missing");
	check_mistake("R: 4097 05\n", "line 1: a length of 4097");
	check_mistake("R: 1 05\nR: 1 05\n", "line 2: device 0 already has a report descriptor");
	check_mistake("R: 1 05\nI: 3 046d\n", "line 2: bus, vendor and product");
	check_mistake("R: 1 05\nE: 3 00 01 02\n", "line 2: the time, seconds.microseconds");
	check_mistake("R: 1 05\nE: 0.1000000 1 02\n", "line 2: the time, seconds.microseconds");
	check_mistake("D: x\n", "line 1: the device number");
}

static void binary_files_are_refused(void **state)
{
	static const char bytes[] = "R: 1 05\nE: 0.0 1 00\0\n";
	struct recording recording;
	FILE *file = fmemopen((void *)bytes, sizeof(bytes) - 1, "r");

	(void)state;
	assert_int_equal(recording_read(&recording, file), -1);
	assert_string_equal(recording.error, "line 2: not a text file");
	fclose(file);
	recording_free(&recording);
}

/* Cut anywhere, and with any one character changed. */
static void damaged_recordings(void **state)
{
	static const char characters[] = "\n\r\t :#.-0fgDRNPIE\xff";
	char copy[sizeof(two_devices)];
	struct recording recording;

	(void)state;
	for (size_t at = 1; at < sizeof(two_devices) - 1; at++) {
		memcpy(copy, two_devices, at);
		copy[at] = '\0';
		read_text(&recording, copy);
		recording_free(&recording);
		for (const char *c = characters; *c; c++) {
			memcpy(copy, two_devices, sizeof(copy));
			copy[at] = *c;
			read_text(&recording, copy);
			recording_free(&recording);
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_recording_of_one_device),
	cmocka_unit_test(a_recording_of_two_devices),
	cmocka_unit_test(line_ends_and_indents_do_not_matter),
	cmocka_unit_test(what_is_written_is_read_again),
	cmocka_unit_test(mistakes_are_named_with_their_line),
	cmocka_unit_test(binary_files_are_refused),
	cmocka_unit_test(damaged_recordings),
};

int main(void)
{
	return cmocka_run_group_tests_name("recordings", tests, NULL, NULL);
}
