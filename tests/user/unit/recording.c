// SPDX-License-Identifier: GPL-2.0-only
/* What the reader of recordings makes of those from bug reports, and of damaged ones. */
#include "lib/unit.h"

#include "recording/recording.h"

#include <stdbool.h>
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

/* The device that all formats describe here. */
static const char mouse[] = "\x05\x01\x09\x02\xa1\x01\x05\x09\x19\x01\x29\x03\x15\x00\x25\x01"
			    "\x75\x01\x95\x08\x81\x02\x05\x01\x09\x30\x09\x31\x15\x81\x25\x7f"
			    "\x75\x08\x95\x02\x81\x06\xc0";

/* The same in lines of 16 bytes. */
#define LINE_1 "05 01 09 02 a1 01 05 09 19 01 29 03 15 00 25 01"
#define LINE_2 "75 01 95 08 81 02 05 01 09 30 09 31 15 81 25 7f"
#define LINE_3 "75 08 95 02 81 06 c0"
#define ALL LINE_1 " " LINE_2 " " LINE_3
#define RECORDING "R: 39 " ALL "\nN: Some Mouse\nI: 3 1209 0001\nE: 000000.000000 3 01 02 fe\n"

static int read_memory(struct recording *recording, const void *bytes, size_t size)
{
	FILE *file = fmemopen((void *)bytes, size, "r");
	int err;

	assert_non_null(file);
	err = recording_read(recording, file);
	fclose(file);
	return err;
}

static void check_mouse(const struct recording_device *device)
{
	assert_int_equal(device->rdesc_size, sizeof(mouse) - 1);
	assert_memory_equal(device->rdesc, mouse, sizeof(mouse) - 1);
}

/* Reads a file in a format that must describe the mouse and no other device. */
static void read_mouse(struct recording *recording, const void *bytes, size_t size,
		       const char *format)
{
	if (read_memory(recording, bytes, size))
		fail_msg("%s: %s in: %s", format, recording->error, (const char *)bytes);
	assert_string_equal(recording->format, format);
	assert_int_equal(recording->devices_count, 1);
	check_mouse(&recording->devices[0]);
}

static void check_text(const char *text, const char *format)
{
	struct recording recording;

	read_mouse(&recording, text, strlen(text), format);
	recording_free(&recording);
}

/* Also its name, its IDs and its report. */
static void check_recording(const void *bytes, size_t size)
{
	struct recording recording;

	read_mouse(&recording, bytes, size, "hid-recorder");
	assert_string_equal(recording.devices[0].name, "Some Mouse");
	assert_int_equal(recording.devices[0].vendor, 0x1209);
	assert_int_equal(recording.events_count, 1);
	assert_int_equal(recording.events[0].size, 3);
	assert_memory_equal(recording.events[0].data, "\x01\x02\xfe", 3);
	recording_free(&recording);
}

static void a_mail_that_quotes_and_wraps(void **state)
{
	static const char mail[] = "Hi,\n"
				   "\n"
				   "On Tuesday somebody wrote:\n"
				   "> | $ sudo hid-recorder /dev/hidraw3\n"
				   "> | # hid-recorder\n"
				   "> | R: 39 " LINE_1 "\n" LINE_2 "\n"
				   "> | " LINE_3 "\n"
				   "> | N: Some Mouse\n"
				   "> | I: 3 1209 0001\n"
				   "> | E: 000000.000000 3 01\n"
				   "02 fe\n"
				   "> | 42\n"
				   "-- \n"
				   "me\n";
	struct recording recording;

	(void)state;
	check_recording(mail, strlen(mail));
	assert_int_equal(read_text(&recording, mail), 0);
	assert_int_equal(recording.skipped, 6);
	assert_int_equal(recording.first_skipped, 1);
	recording_free(&recording);
	assert_int_equal(read_text(&recording, RECORDING "\n# comment\n"), 0);
	assert_int_equal(recording.skipped, 0);
	recording_free(&recording);
}

static void check_utf16(bool big_endian)
{
	char wide[2 * sizeof(RECORDING)] = { big_endian ? '\xfe' : '\xff',
					     big_endian ? '\xff' : '\xfe' };

	for (size_t i = 0; i < sizeof(RECORDING) - 1; i++)
		wide[2 + 2 * i + big_endian] = RECORDING[i];
	check_recording(wide, sizeof(wide));
}

static void what_editors_and_terminals_add(void **state)
{
	static const char marked[] = "\xef\xbb\xbf" RECORDING;
	static const char coloured[] = "\033[1;32mR:\033[m 39 " ALL "\r\n"
				       "N:\xc2\xa0Some Mouse\r\n"
				       "\033[32mI: 3 1209 0001\033[0m\r\n"
				       "waiting\rE: 000000.000000 3 01 02 fe\r\n";

	(void)state;
	check_recording(marked, strlen(marked));
	check_recording(coloured, strlen(coloured));
	check_utf16(false);
	check_utf16(true);
}

/* Programs were attached to the first device, not to the second one. */
static void a_device_has_sent_what_is_in_its_lines_B(void **state)
{
	static const char text[] = RECORDING "E: 000000.010000 3 00 00 01\n"
					     "B: 000000.000100 3 01 fe fe\n"
					     "B: 000000.010100 3 00 00 ff\n"
					     "B: 000000.020000 3 00 07 07\n"
					     "D: 1\n"
					     "R: 39 " ALL "\n"
					     "E: 000000.030000 3 00 05 05\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, text), 0);
	assert_int_equal(recording.events_count, 4);
	assert_memory_equal(recording.events[0].data, "\x01\xfe\xfe", 3);
	assert_int_equal(recording.events[0].usec, 100);
	assert_memory_equal(recording.events[1].data, "\x00\x00\xff", 3);
	assert_memory_equal(recording.events[2].data, "\x00\x07\x07", 3);
	assert_int_equal(recording.events[3].device, 1);
	assert_memory_equal(recording.events[3].data, "\x00\x05\x05", 3);
	recording_free(&recording);
}

static void binary_descriptors(void **state)
{
	struct recording recording;

	(void)state;
	read_mouse(&recording, mouse, sizeof(mouse) - 1, "binary");
	recording_free(&recording);
}

static void dumps_of_xxd_hexdump_and_od(void **state)
{
	(void)state;
	check_text("00000000: 0501 0902 a101 0509 1901 2903 1500 2501  ..........)...%.\n"
		   "00000010: 7501 9508 8102 0501 0930 0931 1581 257f  u........0.1..%.\n"
		   "00000020: 7508 9502 8106 c0                        u......\n",
		   "hex");
	check_text("05010902a101050919012903150025017501950881020501093009311581\n"
		   "257f750895028106c0\n",
		   "hex");
	check_text(
		"00000000  05 01 09 02 a1 01 05 09  19 01 29 03 15 00 25 01  |..........)...%.|\n"
		"00000010  75 01 95 08 81 02 05 01  09 30 09 31 15 81 25 7f  |u........0.1..%.|\n"
		"00000020  75 08 95 02 81 06 c0                              |u......|\n"
		"00000027\n",
		"hex");
	check_text("0000000 0105 0209 01a1 0905 0119 0329 0015 0125\n"
		   "0000010 0175 0895 0281 0105 3009 3109 8115 7f25\n"
		   "0000020 0875 0295 0681 00c0\n"
		   "0000027\n",
		   "hex");
	check_text("0000000 " LINE_1 "\n0000020 " LINE_2 "\n0000040 " LINE_3 "\n0000047\n", "hex");
	check_text("000000 " LINE_1 "  >..........)...%.<\n"
		   "000010 " LINE_2 "  >u........0.1..%.<\n"
		   "000020 " LINE_3 "                             >u......<\n"
		   "000027\n",
		   "hex");
}

/* Brackets and comments are only characters here. */
static void the_characters_of_a_dump_do_not_matter(void **state)
{
	static const char dump[] =
		"00000000  06 7b ff 09 5b a1 01 09  7d 15 00 25 2f 75 08 95  |.{..[...}..%/u..|\n"
		"00000010  2a 81 02 c0                                       |*...|\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, dump), 0);
	assert_int_equal(recording.devices[0].rdesc_size, 20);
	recording_free(&recording);
}

/* "*" stands for lines like the one before; od counts in octal. */
static void repeated_lines_of_a_dump(void **state)
{
	static const char *const dumps[] = {
		"00000000  05 01 09 02 a1 01 09 01  09 01 09 01 09 01 09 01  |................|\n"
		"00000010  09 01 09 01 09 01 09 01  09 01 09 01 09 01 09 01  |................|\n"
		"*\n"
		"00000050  c0                                                |.|\n"
		"00000051\n",
		"0000000 05 01 09 02 a1 01 09 01 09 01 09 01 09 01 09 01\n"
		"0000020 09 01 09 01 09 01 09 01 09 01 09 01 09 01 09 01\n"
		"*\n"
		"0000120 c0\n"
		"0000121\n",
	};
	struct recording recording;

	(void)state;
	for (size_t i = 0; i < sizeof(dumps) / sizeof(dumps[0]); i++) {
		assert_int_equal(read_text(&recording, dumps[i]), 0);
		assert_int_equal(recording.devices[0].rdesc_size, 81);
		assert_memory_equal(recording.devices[0].rdesc + 76, "\x09\x01\x09\x01\xc0", 5);
		recording_free(&recording);
	}
}

static void bytes_with_text_around(void **state)
{
	(void)state;
	check_text(ALL, "hex");
	/* debugfs */
	check_text(ALL "\n\n  INPUT[INPUT]\n    Field(0)\n      Usage(3)\n", "hex");
	check_text("> $ xxd -i </sys/class/hidraw/hidraw0/device/report_descriptor\n"
		   ">   0x05, 0x01, 0x09, 0x02, 0xa1, 0x01, 0x05, 0x09, 0x19, 0x01, 0x29, 0x03,\n"
		   ">   0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0x05, 0x01,\n"
		   ">   0x09, 0x30, 0x09, 0x31, 0x15, 0x81, 0x25, 0x7f, 0x75, 0x08, 0x95, 0x02,\n"
		   ">   0x81, 0x06, 0xc0\n"
		   "> $ exit\n",
		   "hex");
}

/* hid-recorder explains descriptors like this; some people attach no more. */
static void comments_with_a_descriptor(void **state)
{
	struct recording recording;

	(void)state;
	assert_int_equal(
		read_text(&recording,
			  "# 0x05, 0x01,                    // Usage Page (Generic Desktop)\n"
			  "# 0x09, 0x02,                    // Usage (Mouse)\n"
			  "# 0xa1, 0x01,                    // Collection (Application)\n"
			  "# 0xc0,                          // End Collection\n"),
		0);
	assert_int_equal(recording.devices[0].rdesc_size, 7);
	recording_free(&recording);
}

/* The JSON of a device with programs, as "hidbpf info --json" prints it. */
static void the_names_of_programs_are_not_that_of_the_device(void **state)
{
	static const char info[] = "{\n"
				   "  \"device\":\"0003:1209:0001.0001\",\n"
				   "  \"name\":\"Some Mouse\",\n"
				   "  \"programs\":[\n"
				   "    {\n"
				   "      \"name\":\"fix_descriptor\"\n"
				   "    }\n"
				   "  ],\n"
				   "  \"descriptor_before\":\"05010902a101c0\",\n"
				   "  \"descriptor_after\":\"05010902a101c0c0\"\n"
				   "}\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, info), 0);
	assert_string_equal(recording.devices[0].name, "Some Mouse");
	assert_int_equal(recording.devices[0].rdesc_size, 7);
	recording_free(&recording);
}

static void arrays_of_a_source(void **state)
{
	static const char source[] = "#define VENDOR 0x1209\n"
				     "static const __u8 pen[45] = {\n"
				     "\t0x05, 0x01, // Usage Page [Generic Desktop]\n"
				     "\t0x09, 0x02, /* Usage (Mouse) */ 0xA1, 0x01,\n"
				     "\t/* Three buttons and\n"
				     "\t * 05 bits\n"
				     "\t */\n"
				     "\t0x5, 0x09, 0x19, 0x01, 0xc0 };\n"
				     "static const __u8 table[] = { 1, 2, 3, 4 };\n"
				     "static const __u8 placeholders[] = {\n"
				     "\t0x05, 0x01, 0x09, 0x02, 0xA1, 0x01,\n"
				     "\tMAXIMUM, 0xc0\n"
				     "};\n"
				     "u8 pad[] = {\n"
				     "\t0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0xC0\n"
				     "};\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, source), 0);
	assert_int_equal(recording.devices_count, 2);
	assert_string_equal(recording.devices[0].name, "pen");
	assert_int_equal(recording.devices[0].rdesc_size, 11);
	assert_memory_equal(recording.devices[0].rdesc,
			    "\x05\x01\x09\x02\xa1\x01\x05\x09\x19\x01\xc0", 11);
	assert_string_equal(recording.devices[1].name, "pad");
	assert_int_equal(recording.devices[1].index, 1);
	recording_free(&recording);
}

static void usbhid_dumps(void **state)
{
	static const char dump[] = "Starting dumping interrupt transfer stream\n"
				   "with 1 minute timeout.\n"
				   "\n"
				   "001:004:000:DESCRIPTOR         1700000000.000001\n"
				   " 05 01 09 06 A1 01 C0\n"
				   "\n"
				   "001:004:001:DESCRIPTOR         1700000000.000002\n"
				   " " LINE_1 " \n " LINE_2 " \n " LINE_3 "\n"
				   "\n"
				   "001:004:001:STREAM             1700000001.000000\n"
				   " 01 02 FE\n"
				   "\n"
				   "001:004:001:STREAM             1700000002.500000\n"
				   " 00 00 00\n"
				   "\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, dump), 0);
	assert_string_equal(recording.format, "usbhid-dump");
	assert_int_equal(recording.devices_count, 2);
	assert_int_equal(recording.devices[0].rdesc_size, 7);
	check_mouse(&recording.devices[1]);
	assert_string_equal(recording.devices[1].name, "USB device 001:004 interface 1");
	assert_int_equal(recording.devices[1].bus, 3);
	assert_int_equal(recording.events_count, 2);
	assert_int_equal(recording.events[1].device, 1);
	assert_int_equal(recording.events[1].usec, 1500000);
	assert_memory_equal(recording.events[0].data, "\x01\x02\xfe", 3);
	assert_int_equal(recording.skipped, 2);
	recording_free(&recording);
}

static void libinput_recordings(void **state)
{
	static const char record[] =
		"# libinput record\n"
		"version: 1\n"
		"ndevices: 2\n"
		"devices:\n"
		"- node: /dev/input/event0\n"
		"  evdev:\n"
		"    name: \"Power Button\"\n"
		"    id: [25, 0, 1, 0]\n"
		"  events:\n"
		"- node: /dev/input/event3\n"
		"  evdev:\n"
		"    # Name: Some Mouse\n"
		"    name: \"Some Mouse\"\n"
		"    id: [3, 4617, 1, 273]\n"
		"    codes:\n"
		"      0: [0, 1, 2] # EV_SYN\n"
		"  hid: [\n"
		"    0x05, 0x01, 0x09, 0x02, 0xa1, 0x01, 0x05, 0x09, 0x19, 0x01, 0x29, 0x03, 0x15, 0x00, 0x25, 0x01, \n"
		"    0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0x05, 0x01, 0x09, 0x30, 0x09, 0x31, 0x15, 0x81, 0x25, 0x7f, \n"
		"    0x75, 0x08, 0x95, 0x02, 0x81, 0x06, 0xc0\n"
		"  ]\n"
		"  events:\n"
		"  - evdev:\n"
		"    - [  0,      0,   1, 272,       1] # EV_KEY / BTN_LEFT 1\n"
		"  - hid:\n"
		"      time: [  1,    250]\n"
		"      hidraw0: [\n"
		"        0x01, 0x02, 0xfe\n"
		"      ]\n";
	struct recording recording;

	(void)state;
	read_mouse(&recording, record, strlen(record), "libinput record");
	assert_string_equal(recording.devices[0].name, "Some Mouse");
	assert_int_equal(recording.devices[0].bus, 3);
	assert_int_equal(recording.devices[0].vendor, 0x1209);
	assert_int_equal(recording.devices[0].product, 1);
	assert_int_equal(recording.devices[0].index, 0);
	assert_int_equal(recording.events_count, 1);
	assert_int_equal(recording.events[0].usec, 1000250);
	assert_memory_equal(recording.events[0].data, "\x01\x02\xfe", 3);
	recording_free(&recording);
}

static void decimal_descriptors_of_older_libinput(void **state)
{
	static const char record[] = "devices:\n"
				     "- node: /dev/input/event3\n"
				     "  hid: [5, 1, 9, 2, 161, 1, 9, 10,\n"
				     "    192]\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, record), 0);
	assert_int_equal(recording.devices[0].rdesc_size, 9);
	assert_memory_equal(recording.devices[0].rdesc, "\x05\x01\x09\x02\xa1\x01\x09\x0a\xc0", 9);
	recording_free(&recording);
}

/* Of a device whose descriptor a program changes, the one before is its own. */
static void the_output_of_info(void **state)
{
	static const char info[] = "# hidbpf info 1209:0001\n"
				   "Device:   0003:1209:0001.0001\n"
				   "Name:     Some Mouse\n"
				   "Bus:      0003 USB\n"
				   "IDs:      1209:0001\n"
				   "Driver:   hid-generic\n"
				   "\n"
				   "Programs: none\n"
				   "\n"
				   "Report descriptor before, 7 bytes:\n"
				   "  05 01           Usage Page (Generic Desktop)\n"
				   "  09 02           Usage (Mouse)\n"
				   "  a1 01           Collection (Application)\n"
				   "  c0              End Collection\n"
				   "  Input report, 3 bytes, Mouse\n"
				   "    byte 0            8 x 1 bit    0..1           Button 1\n"
				   "\n"
				   "Report descriptor after, 6 bytes:\n"
				   "  05 01           Usage Page (Generic Desktop)\n"
				   "  09 02           Usage (Mouse)\n"
				   "  a1 01           Collection (Application)\n";
	struct recording recording;

	(void)state;
	assert_int_equal(read_text(&recording, info), 0);
	assert_string_equal(recording.format, "hidbpf info");
	assert_int_equal(recording.devices_count, 1);
	assert_string_equal(recording.devices[0].name, "Some Mouse");
	assert_int_equal(recording.devices[0].bus, 3);
	assert_int_equal(recording.devices[0].product, 1);
	assert_int_equal(recording.devices[0].rdesc_size, 7);
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
	check_mistake("N: x\nI: 3 1 2\n", "the report descriptor (R:) of device 0 is missing");
	check_mistake("R: 2 05\n", "line 1: 1 bytes instead of 2");
	check_mistake("R: 2 05\nhello\n", "line 1: 1 bytes instead of 2");
	check_mistake("R: 1 05 06\n", "line 1: more than 1 bytes");
	check_mistake("R: 2 05 xx\n", "line 1: invalid byte \"xx\"");
	check_mistake("R: 2 05 067\n", "line 1: invalid byte \"067\"");
	check_mistake("R: 3 05\n06 067\n", "line 2: invalid byte \"067\"");
	check_mistake("R: 0\n", "line 1: a report descriptor of 0 bytes");
	check_mistake("R: -1 05\n", "line 1: the length before the bytes is missing");
	check_mistake("R: 4097 05\n", "line 1: a report descriptor of 4097 bytes");
	check_mistake("R: 1 05\nR: 1 05\n", "line 2: device 0 already has a report descriptor");
	check_mistake("R: 1 05\nI: 3 046d\n", "line 2: bus, vendor and product");
	check_mistake("R: 1 05\nE: 3 00 01 02\n", "line 2: the time, seconds.microseconds");
	check_mistake("R: 1 05\nE: 0.1000000 1 02\n", "line 2: the time, seconds.microseconds");
	check_mistake("R: 1 05\nB: 0.1 16385 02\n", "line 2: a report of 16385 bytes");
	check_mistake("R: 1 05\nD: x\n", "line 2: the device number");
	check_mistake("001:004:000:STREAM 1.0\n 00\n", "the DESCRIPTOR of USB device 001:004");
	check_mistake("001:004:000:DESCRIPTOR 1.0\n 01 02\n", "line 1: 2 bytes that are not");
	check_mistake("devices:\n- node: /dev/input/event0\n", "none of its devices has");
	check_mistake("devices:\n- node: x\n  hid: [\n 0x05,\n", "line 5: not a byte, or the");
	check_mistake("Report descriptor, 7 bytes:\n  05 01   Usage Page\n", "line 1: less than");
	check_mistake(
		"Report descriptor before: unknown\nReport descriptor after, 2 bytes:\n  05 01\n",
		"line 1: the descriptor before programs changed it is not known");
	check_mistake(
		"\"device\":\"x\",\n\"descriptor_before\":null,\n\"descriptor_after\":\"0501\"\n",
		"line 2: the descriptor before programs changed it is not known");
}

static void garbage_is_not_taken_for_a_descriptor(void **state)
{
	static const char *const formats[] = {
		"binary", "hid-recorder", "usbhid-dump", "libinput record", "hidbpf info", "hex",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		check_mistake("# nothing\n", formats[i]);
		check_mistake("Dear all,\nmy 3 mice are broken since 12 10 2023.\n", formats[i]);
	}
	check_mistake("", "it is empty");
	check_mistake("05 01\nde ad be ef\n", "line 1: 6 bytes that are not a report descriptor");
	check_mistake("de ad be ef\n", "line 1: 4 bytes that are not a report descriptor: "
				       "it does not begin with items up to a Collection");
	check_mistake("a1 01 09 01 c0\n", "no Usage Page comes before the first Collection");
	/* A line of the dump is missing. */
	check_mistake("00000000: 0501 0902 a101 0509 1901 2903 1500 2501  ..........)...%.\n"
		      "00000020: 7508 9502 8106 c0                        u......\n",
		      "line 1: 23 bytes that are not a report descriptor: something else");
}

static void other_binary_files_are_refused(void **state)
{
	static const char *const files[] = { "\x7f"
					     "ELF\2\1\1\0",
					     "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
					     "R: 1 05\nE: 0.0 1 00\0\n" };
	static const uint8_t sizes[] = { 8, 16, 22 };
	struct recording recording;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(read_memory(&recording, files[i], sizes[i]), -1);
		assert_non_null(strstr(recording.error,
				       "it is a binary file, but not a report descriptor"));
		recording_free(&recording);
	}
}

/* Cut anywhere, and with any one character changed. */
static void damage(const char *text)
{
	static const char characters[] = "\n\r\t :#.-0fgDRNPIEB[]{}*/>\x01\xff";
	size_t size = strlen(text);
	struct recording recording;
	char copy[4096];

	assert_in_range(size, 1, sizeof(copy));
	for (size_t at = 1; at < size; at++) {
		read_memory(&recording, text, at);
		recording_free(&recording);
		for (const char *c = characters; *c; c++) {
			memcpy(copy, text, size);
			copy[at] = *c;
			read_memory(&recording, copy, size);
			recording_free(&recording);
		}
	}
}

static void damaged_recordings(void **state)
{
	(void)state;
	damage(two_devices);
	damage("001:004:001:DESCRIPTOR         1700000000.000002\n 05 01 A1 01 C0\n"
	       "001:004:001:STREAM             1700000001.000000\n 01 02 FE\n");
	damage("devices:\n- node: x\n  name: \"x\"\n  id: [3, 4617, 1, 273]\n  hid: [\n"
	       "  0x05, 0x01, 0xa1, 0x01\n  ]\n  - hid:\n  time: [ 1, 2]\n  hidraw0: [\n 0x1 ]\n");
	damage("Name: x\nBus: 0003\nIDs: 1:2\nReport descriptor, 5 bytes:\n 05 01  Usage Page\n"
	       " a1 01  Collection\n c0  End Collection\n");
	damage("0000000 0105 0209 01a1 0109 0109 0109 0109 0109\n"
	       "0000010 0109 0109 0109 0109 0109 0109 0109 0109\n*\n0000030 00c0\n0000031\n");
	damage("u8 pen[] = { /* x */ 0x05, 0x01, // y\n 0xa1, 0x01, 0xc0 };\n");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_recording_of_one_device),
	cmocka_unit_test(a_recording_of_two_devices),
	cmocka_unit_test(line_ends_and_indents_do_not_matter),
	cmocka_unit_test(a_mail_that_quotes_and_wraps),
	cmocka_unit_test(what_editors_and_terminals_add),
	cmocka_unit_test(a_device_has_sent_what_is_in_its_lines_B),
	cmocka_unit_test(binary_descriptors),
	cmocka_unit_test(dumps_of_xxd_hexdump_and_od),
	cmocka_unit_test(the_characters_of_a_dump_do_not_matter),
	cmocka_unit_test(repeated_lines_of_a_dump),
	cmocka_unit_test(bytes_with_text_around),
	cmocka_unit_test(comments_with_a_descriptor),
	cmocka_unit_test(arrays_of_a_source),
	cmocka_unit_test(usbhid_dumps),
	cmocka_unit_test(libinput_recordings),
	cmocka_unit_test(decimal_descriptors_of_older_libinput),
	cmocka_unit_test(the_output_of_info),
	cmocka_unit_test(the_names_of_programs_are_not_that_of_the_device),
	cmocka_unit_test(what_is_written_is_read_again),
	cmocka_unit_test(mistakes_are_named_with_their_line),
	cmocka_unit_test(garbage_is_not_taken_for_a_descriptor),
	cmocka_unit_test(other_binary_files_are_refused),
	cmocka_unit_test(damaged_recordings),
};

int main(void)
{
	return cmocka_run_group_tests_name("recordings", tests, NULL, NULL);
}
