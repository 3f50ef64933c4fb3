// SPDX-License-Identifier: GPL-2.0-only
/* What the decoder of report descriptors makes of good, odd and damaged ones. */
#include "lib/unit.h"

#include "rdesc/json.h"
#include "rdesc/names.h"
#include "rdesc/text.h"
#include "rdesc/units.h"

#include <json-c/json.h>
#include <stdlib.h>

/* Indented as its collections are. */
/* clang-format off */
static const uint8_t mouse[] = {
	0x05, 0x01, 0x09, 0x02, 0xa1, 0x01, /* generic desktop, mouse */
		0x05, 0x09, 0x19, 0x01, 0x29, 0x03, 0x15, 0x00, 0x25, 0x01,
		0x75, 0x01, 0x95, 0x03, 0x81, 0x02, /* buttons 1 to 3 */
		0x75, 0x05, 0x95, 0x01, 0x81, 0x03, /* padding */
		0x05, 0x01, 0x09, 0x30, 0x09, 0x31, 0x15, 0x81, 0x25, 0x7f,
		0x75, 0x08, 0x95, 0x02, 0x81, 0x06, /* x, y: relative */
	0xc0,
};

static const uint8_t keyboard[] = {
	0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, /* generic desktop, keyboard */
		0x85, 0x03,
		0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01,
		0x75, 0x01, 0x95, 0x08, 0x81, 0x02, /* modifiers */
		0x19, 0x00, 0x29, 0xff, 0x26, 0xff, 0x00,
		0x75, 0x08, 0x95, 0x02, 0x81, 0x00, /* two key codes */
		0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x25, 0x01,
		0x75, 0x01, 0x95, 0x05, 0x91, 0x02, /* LEDs: output */
	0xc0,
	0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, /* vendor */
		0x85, 0x04, 0x09, 0x02, 0x75, 0x20, 0x95, 0x01,
		0x17, 0x00, 0x00, 0x00, 0x80, 0x27, 0xff, 0xff, 0xff, 0x7f,
		0xb1, 0x02, /* one feature of 32 bits */
	0xc0,
};
/* clang-format on */

static const struct rdesc_report *only_report(struct rdesc *rdesc, const void *data, size_t size)
{
	assert_int_equal(rdesc_parse(rdesc, data, size), 0);
	assert_int_equal(rdesc->reports_count, 1);
	return &rdesc->reports[0];
}

static int64_t value_of(const struct rdesc_field *field, unsigned int element, const void *report,
			size_t size)
{
	int64_t value;

	assert_true(rdesc_value(field, element, report, size, &value));
	return value;
}

static void check_usage(uint32_t usage, const char *wanted)
{
	char name[64];

	rdesc_usage_name(usage, name, sizeof(name));
	assert_string_equal(name, wanted);
}

static void reports_without_number(void **state)
{
	static const uint8_t report[] = { 0x05, 0xff, 0x7f };
	const struct rdesc_report *input;
	struct rdesc rdesc;

	(void)state;
	input = only_report(&rdesc, mouse, sizeof(mouse));
	assert_false(rdesc.numbered);
	assert_int_equal(rdesc_report_size(input), 3);
	assert_int_equal(input->fields_count, 3);
	assert_ptr_equal(rdesc_match(&rdesc, RDESC_INPUT, report, 3), input);
	assert_int_equal(value_of(&input->fields[0], 0, report, 3), 1);
	assert_int_equal(value_of(&input->fields[0], 1, report, 3), 0);
	assert_int_equal(value_of(&input->fields[0], 2, report, 3), 1);
	assert_int_equal(value_of(&input->fields[2], 0, report, 3), -1);
	assert_int_equal(value_of(&input->fields[2], 1, report, 3), 127);
	check_usage(rdesc_usage(&input->fields[0], 2, 1), "Button 3");
	check_usage(rdesc_usage(&input->fields[2], 1, 5), "Y");
	check_usage(input->fields[2].application, "Mouse");
	rdesc_free(&rdesc);
}

static void short_reports_have_fewer_values(void **state)
{
	static const uint8_t report[] = { 0x01, 0x02 };
	const struct rdesc_report *input;
	struct rdesc rdesc;
	int64_t value;

	(void)state;
	input = only_report(&rdesc, mouse, sizeof(mouse));
	assert_true(rdesc_value(&input->fields[2], 0, report, 2, &value));
	assert_false(rdesc_value(&input->fields[2], 1, report, 2, &value));
	assert_null(rdesc_match(&rdesc, RDESC_INPUT, report, 0));
	rdesc_free(&rdesc);
}

static void reports_with_numbers(void **state)
{
	static const uint8_t report[] = { 3, 0x02, 0x05, 0x00 };
	const struct rdesc_report *input, *feature;
	struct rdesc rdesc;

	(void)state;
	assert_int_equal(rdesc_parse(&rdesc, keyboard, sizeof(keyboard)), 0);
	assert_true(rdesc.numbered);
	assert_int_equal(rdesc.reports_count, 3);
	input = rdesc_match(&rdesc, RDESC_INPUT, report, sizeof(report));
	assert_non_null(input);
	assert_int_equal(rdesc_report_size(input), 4);
	assert_int_equal(value_of(&input->fields[0], 1, report, 4), 1);
	check_usage(rdesc_usage(&input->fields[0], 1, 1), "Left Shift");
	assert_int_equal(rdesc_report_size(rdesc_find(&rdesc, RDESC_OUTPUT, 3)), 2);
	feature = rdesc_find(&rdesc, RDESC_FEATURE, 4);
	assert_int_equal(rdesc_report_size(feature), 5);
	check_usage(rdesc_usage(&feature->fields[0], 0, 0), "Vendor ff00:0002");
	assert_null(rdesc_find(&rdesc, RDESC_INPUT, 4));
	rdesc_free(&rdesc);
}

static void arrays_name_their_value(void **state)
{
	const struct rdesc_field *codes;
	struct rdesc rdesc;

	(void)state;
	assert_int_equal(rdesc_parse(&rdesc, keyboard, sizeof(keyboard)), 0);
	codes = &rdesc.reports[0].fields[1];
	check_usage(rdesc_usage(codes, 0, 0x05), "B");
	check_usage(rdesc_usage(codes, 1, 0x28), "Enter");
	assert_int_equal(rdesc_usage(codes, 0, 256), 0);
	assert_int_equal(rdesc_usage(codes, 0, -1), 0);
	rdesc_free(&rdesc);
}

static void wide_values_keep_their_sign(void **state)
{
	static const uint8_t report[] = { 4, 0xfe, 0xff, 0xff, 0xff };
	struct rdesc rdesc;

	(void)state;
	assert_int_equal(rdesc_parse(&rdesc, keyboard, sizeof(keyboard)), 0);
	assert_int_equal(value_of(&rdesc_find(&rdesc, RDESC_FEATURE, 4)->fields[0], 0, report, 5),
			 -2);
	rdesc_free(&rdesc);
}

static void names_of_all_pages(void **state)
{
	(void)state;
	check_usage(RDESC_USAGE(0x01, 0x38), "Wheel");
	check_usage(RDESC_USAGE(0x02, 0xbb), "Throttle");
	check_usage(RDESC_USAGE(0x07, 0x2d), "-");
	check_usage(RDESC_USAGE(0x07, 0x90), "Language 1");
	check_usage(RDESC_USAGE(0x07, 0xb0), "Keypad Double 0");
	check_usage(RDESC_USAGE(0x08, 0x02), "Caps Lock");
	check_usage(RDESC_USAGE(0x08, 0x33), "Stop");
	check_usage(RDESC_USAGE(0x08, 0x36), "Play");
	check_usage(RDESC_USAGE(0x08, 0x37), "Pause");
	check_usage(RDESC_USAGE(0x08, 0x38), "Record");
	check_usage(RDESC_USAGE(0x08, 0x39), "Error");
	check_usage(RDESC_USAGE(0x08, 0x3a), "Usage Selected Indicator");
	check_usage(RDESC_USAGE(0x08, 0x3b), "Usage In Use Indicator");
	check_usage(RDESC_USAGE(0x08, 0x3d), "Indicator On");
	check_usage(RDESC_USAGE(0x08, 0x41), "Indicator Off");
	check_usage(RDESC_USAGE(0x08, 0x42), "Flash On Time");
	check_usage(RDESC_USAGE(0x09, 0x10), "Button 16");
	check_usage(RDESC_USAGE(0x0c, 0xe9), "Volume Increment");
	check_usage(RDESC_USAGE(0x0c, 0x192), "Calculator");
	check_usage(RDESC_USAGE(0x0c, 0x238), "AC Pan");
	check_usage(RDESC_USAGE(0x0d, 0x42), "Tip Switch");
	check_usage(RDESC_USAGE(0x0e, 0x1003), "Waveform Click");
	check_usage(RDESC_USAGE(0x01, 0xfff), "Generic Desktop 0xfff");
	check_usage(RDESC_USAGE(0xff0d, 0x01), "Vendor ff0d:0001");
	check_usage(RDESC_USAGE(0x77, 0x01), "Usage 0077:0001");
}

/* Every usage with a macro has a name that is not cut off. */
static void names_of_all_macros(void **state)
{
	static const uint32_t all[] = {
#define PAGE(_page, _name)
#define USAGE(_page, _usage, _name) RDESC_USAGE(_page, _usage),
#include USAGE_MACROS
	};
	char name[64], longer[128];

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		rdesc_usage_name(all[i], name, sizeof(name));
		rdesc_usage_name(all[i], longer, sizeof(longer));
		assert_string_equal(name, longer);
		assert_null(strstr(name, "0x"));
		assert_null(strstr(name, "  "));
	}
}

/* The descriptor is refused with a text; what was before the mistake is there. */
static void check_mistake(const void *data, size_t size, const char *text, size_t reports)
{
	struct rdesc rdesc;

	assert_int_equal(rdesc_parse(&rdesc, data, size), -1);
	if (!strstr(rdesc.error, text))
		fail_msg("\"%s\" does not say \"%s\"", rdesc.error, text);
	assert_int_equal(rdesc.reports_count, reports);
	rdesc_free(&rdesc);
}

#define MISTAKE(_text, _reports, ...)                                                        \
	check_mistake((uint8_t[]){ __VA_ARGS__ }, sizeof((uint8_t[]){ __VA_ARGS__ }), _text, \
		      _reports)

static void mistakes_are_named(void **state)
{
	(void)state;
	check_mistake(mouse, sizeof(mouse) - 1,
		      "a Collection without an End Collection, at byte 44, the end; the kernel "
		      "logs \"unbalanced collection at end of report description\"",
		      1);
	MISTAKE("an End Collection without a Collection, at byte 0, End Collection; the kernel "
		"logs \"collection stack underflow\"",
		0, 0xc0);
	MISTAKE("the last item is truncated, at byte 2, the end; the kernel logs \"item fetching "
		"failed at offset 2/3\"",
		0, 0x05, 0x01, 0x09);
	MISTAKE("the descriptor is empty", 0);
	MISTAKE("at byte 2, Pop; the kernel logs \"global environment stack underflow\"", 0, 0xa4,
		0xb4, 0xb4);
	MISTAKE("stack overflow", 0, 0xa4, 0xa4, 0xa4, 0xa4, 0xa4);
	MISTAKE("at byte 0, Report ID (0); the kernel logs \"report_id 0 is invalid\"", 0, 0x85,
		0x00);
	MISTAKE("invalid report_size 257", 0, 0x76, 0x01, 0x01);
	MISTAKE("invalid report_count 65535", 0, 0x96, 0xff, 0xff);
	MISTAKE("an unknown global item, at byte 2, Item 0xc5; the kernel logs \"unknown global tag "
		"0xc\"",
		0, 0x75, 0x08, 0xc5, 0x00);
	MISTAKE("a long item, at byte 0", 0, 0xf2, 0x00, 0x00);
	MISTAKE("the logical maximum is below the minimum, at byte 4, Input", 1, 0x15, 0x02, 0x25,
		0x01, 0x81, 0x02);
	MISTAKE("report is too long", 1, 0x75, 0xff, 0x96, 0xff, 0x2f, 0x81, 0x02);
	MISTAKE("nested delimiters", 0, 0xa9, 0x01, 0xa9, 0x01);
	MISTAKE("bogus close delimiter", 0, 0xa9, 0x00);
	MISTAKE("unbalanced delimiter", 0, 0xa9, 0x01);
	MISTAKE("usage index exceeded", 0, 0x19, 0x00, 0x2a, 0xff, 0x2f, 0x09, 0x01);
	MISTAKE("no more usage index available", 0, 0x19, 0x01, 0x2a, 0x00, 0x30, 0x29, 0x02);
}

/* hid-core takes it, so it is decoded. */
static void check_accepted(const void *data, size_t size, const char *text)
{
	struct rdesc rdesc;
	char *printed = NULL;
	size_t len;
	FILE *file = open_memstream(&printed, &len);

	rdesc_parse(&rdesc, data, size);
	assert_string_equal(rdesc.error, "");
	rdesc_print_reports(file, &rdesc, "");
	fclose(file);
	if (!strstr(printed, text))
		fail_msg("no \"%s\" in:\n%s", text, printed);
	free(printed);
	rdesc_free(&rdesc);
}

#define ACCEPTED(_text, ...) \
	check_accepted((uint8_t[]){ __VA_ARGS__ }, sizeof((uint8_t[]){ __VA_ARGS__ }), _text)

static void a_page_applies_to_earlier_usages(void **state)
{
	(void)state;
	/* Primax keyboards. */
	ACCEPTED("Left Control .. Right GUI", 0x05, 0x01, 0x19, 0xe0, 0x29, 0xe7, 0x25, 0x01, 0x75,
		 0x01, 0x95, 0x08, 0x05, 0x07, 0x81, 0x02);
	/* Back to the last usage of the page, which the two buttons come before. */
	ACCEPTED("Button 1, Button 2, Back, Home\n", 0x05, 0x09, 0x09, 0x01, 0x09, 0x02, 0x05, 0x0c,
		 0x0a, 0x24, 0x02, 0x0a, 0x23, 0x02, 0x25, 0x01, 0x75, 0x01, 0x95, 0x04, 0x81,
		 0x02);
	/* A usage of four bytes keeps its page and does not end the search. */
	ACCEPTED("Button 1, X, Button 2 (", 0x05, 0x01, 0x09, 0x01, 0x0b, 0x30, 0x00, 0x01, 0x00,
		 0x09, 0x02, 0x25, 0x01, 0x75, 0x01, 0x95, 0x03, 0x05, 0x09, 0x81, 0x02);
	ACCEPTED(", Mouse\n", 0x05, 0x09, 0x09, 0x02, 0x05, 0x01, 0xa1, 0x01, 0x75, 0x08, 0x95,
		 0x01, 0x81, 0x01, 0xc0);
}

static void first_of_alternative_usages(void **state)
{
	(void)state;
	ACCEPTED("X, Rx (", 0x05, 0x01, 0x75, 0x08, 0x95, 0x02, 0xa9, 0x01, 0x09, 0x30, 0x09, 0x33,
		 0xa9, 0x00, 0xa9, 0x01, 0x09, 0x31, 0x09, 0x34, 0xa9, 0x00, 0x81, 0x02);
}

static void titles_name_the_innermost_application(void **state)
{
	(void)state;
	ACCEPTED("Input report, 1 byte, Mouse\n", 0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x09, 0x02,
		 0xa1, 0x01, 0x09, 0x01, 0xa1, 0x00, 0x75, 0x08, 0x95, 0x01, 0x81, 0x01, 0xc0, 0xc0,
		 0xc0);
}

static void odd_ranges(void **state)
{
	(void)state;
	ACCEPTED("Button 0 .. Button 5\n", 0x05, 0x09, 0x29, 0x05, 0x95, 0x08, 0x75, 0x01, 0x81,
		 0x02);
	/* Too long, or upside down. */
	ACCEPTED("Button 1 .. Button 12288\n", 0x05, 0x09, 0x19, 0x01, 0x2a, 0xff, 0xff, 0x95, 0x08,
		 0x75, 0x01, 0x81, 0x02);
	ACCEPTED("Button 6 .. Button 12293\n", 0x05, 0x09, 0x19, 0x06, 0x29, 0x05, 0x95, 0x08, 0x75,
		 0x01, 0x81, 0x02);
	ACCEPTED("8 x 1 bit    0..0           Button 1\n", 0x05, 0x09, 0x09, 0x01, 0x19, 0x06, 0x29,
		 0x05, 0x95, 0x08, 0x75, 0x01, 0x81, 0x02);
}

static void maximums_depend_on_the_minimum_before(void **state)
{
	(void)state;
	ACCEPTED("0..255 ", 0x05, 0x01, 0x15, 0x00, 0x25, 0xff, 0x09, 0x30, 0x75, 0x08, 0x95, 0x01,
		 0x81, 0x02);
	ACCEPTED("-1..255 ", 0x05, 0x01, 0x25, 0xff, 0x15, 0xff, 0x09, 0x30, 0x75, 0x08, 0x95, 0x01,
		 0x81, 0x02);
	ACCEPTED("-5..-1 ", 0x05, 0x01, 0x15, 0xfb, 0x25, 0xff, 0x09, 0x30, 0x75, 0x08, 0x95, 0x01,
		 0x81, 0x02);
}

/* Only feature reports have an ID. */
static void reports_of_one_type_are_numbered(void **state)
{
	static const uint8_t data[] = { 0x05, 0x01, 0x09, 0x30, 0x75, 0x08, 0x95, 0x01,
					0x81, 0x02, 0x85, 0x05, 0x09, 0x30, 0xb1, 0x02 };
	struct rdesc rdesc;

	(void)state;
	assert_int_equal(rdesc_parse(&rdesc, data, sizeof(data)), 0);
	assert_ptr_equal(rdesc_match(&rdesc, RDESC_INPUT, "\5", 1), &rdesc.reports[0]);
	assert_ptr_equal(rdesc_match(&rdesc, RDESC_FEATURE, "\5\1", 2), &rdesc.reports[1]);
	rdesc_free(&rdesc);
}

static void limits_of_transports(void **state)
{
	static const uint8_t data[] = { 0x75, 0x08, 0x96, 0x00, 0x10, 0x81, 0x01 };
	char error[256];

	(void)state;
	assert_true(rdesc_is_accepted(data, sizeof(data), RDESC_REPORT_MAX, error));
	assert_string_equal(error, "");
	assert_false(rdesc_is_accepted(data, sizeof(data), RDESC_UHID_REPORT_MAX, error));
	assert_string_equal(error, "the report is too long, at byte 5, Input (Constant, Array, "
				   "Absolute); the kernel logs \"report is too long\"");
}

/* Returns what is printed into a stream; the caller frees it. */
static char *items_text(const void *data, size_t size)
{
	size_t len;
	char *text = NULL;
	FILE *file = open_memstream(&text, &len);

	rdesc_print_items(file, data, size, "");
	fclose(file);
	return text;
}

static void items_as_text(void **state)
{
	static const uint8_t items[] = { 0x05, 0x01, 0x09, 0x02, 0xa1, 0x01,
					 0x26, 0xff, 0x00, 0xc0, 0x81 };
	char *text = items_text(items, sizeof(items));

	(void)state;
	assert_string_equal(text, "05 01           Usage Page (Generic Desktop)\n"
				  "09 02           Usage (Mouse)\n"
				  "a1 01           Collection (Application)\n"
				  "26 ff 00          Logical Maximum (255)\n"
				  "c0              End Collection\n"
				  "the item at byte 10 is truncated\n");
	free(text);
}

static void reports_as_text(void **state)
{
	struct rdesc rdesc;
	size_t len;
	char *text = NULL;
	FILE *file = open_memstream(&text, &len);

	(void)state;
	rdesc_parse(&rdesc, mouse, sizeof(mouse));
	rdesc_print_reports(file, &rdesc, "");
	fclose(file);
	assert_string_equal(text,
			    "Input report, 3 bytes, Mouse\n"
			    "  byte 0 bits 0-2   3 x 1 bit    0..1           Button 1 .. Button 3\n"
			    "  byte 0 bits 3-7   5 bits       padding\n"
			    "  bytes 1-2         2 x 8 bits   -127..127      X, Y (relative)\n");
	free(text);
	rdesc_free(&rdesc);
}

/* Of the Huion tablets: inches with an exponent in four bits, and a buffer filled up with zeros. */
static void units_and_padding(void **state)
{
	static const uint8_t tablet[] = {
		0x05, 0x0d, 0x09, 0x02, 0xa1, 0x01, 0x05, 0x01, 0x09, 0x30, 0x75, 0x10,
		0x95, 0x01, 0x65, 0x13, 0x55, 0x0d, 0x46, 0x10, 0x27, 0x26, 0x50, 0xc3,
		0x27, 0x50, 0xc3, 0x00, 0x00, 0x81, 0x02, 0xc0, 0x00, 0x00, 0x00,
	};
	char *text = items_text(tablet, sizeof(tablet));

	(void)state;
	assert_non_null(strstr(text, "  Unit (inch)\n"));
	assert_non_null(strstr(text, "  Unit Exponent (-3)\n"));
	assert_non_null(strstr(text, "End Collection\n00 ...          3 bytes of padding\n"));
	assert_null(strstr(text, "Item 0x00"));
	free(text);
	check_accepted(tablet, sizeof(tablet),
		       "16 bits      0..50000       X (0..10 inch) (197 units/mm)\n");
}

static void an_axis_after_a_slider_has_a_resolution(void **state)
{
	static const uint8_t controls[] = {
		0x05, 0x01, 0x09, 0x04, 0xa1, 0x01, 0x09, 0x36, 0x09, 0x30,
		0x75, 0x10, 0x95, 0x02, 0x65, 0x13, 0x55, 0x0d, 0x46, 0x10,
		0x27, 0x27, 0x50, 0xc3, 0x00, 0x00, 0x81, 0x02, 0xc0,
	};
	struct json_object *json;
	struct rdesc rdesc;

	(void)state;
	check_accepted(controls, sizeof(controls), "Slider, X (0..10 inch) (197 units/mm)\n");
	assert_int_equal(rdesc_parse(&rdesc, controls, sizeof(controls)), 0);
	json = rdesc_json(&rdesc);
	assert_non_null(strstr(json_object_to_json_string_ext(json, JSON_C_TO_STRING_PLAIN),
			       "\"resolution\":197"));
	json_object_put(json);
	rdesc_free(&rdesc);
}

/* As with reports, see a_page_applies_to_earlier_usages(). */
static void items_have_the_last_page(void **state)
{
	static const uint8_t items[] = { 0x05, 0x01, 0x19, 0xe0, 0x29, 0xe7, 0x05, 0x07,
					 0x81, 0x02, 0x05, 0x09, 0x09, 0x01, 0x05, 0x0c,
					 0x09, 0xe9, 0x81, 0x02, 0x09, 0xea };
	char *text = items_text(items, sizeof(items));

	(void)state;
	assert_non_null(strstr(text, " Usage Minimum (Left Control)\n"));
	assert_non_null(strstr(text, " Usage Maximum (Right GUI)\n"));
	assert_non_null(strstr(text, " Usage (Button 1)\n"));
	assert_non_null(strstr(text, " Usage (Volume Increment)\n"));
	assert_non_null(strstr(text, " Usage (Volume Decrement)\n"));
	free(text);
}

static void items_have_the_sign_of_their_minimum(void **state)
{
	static const uint8_t items[] = { 0x15, 0x00, 0x25, 0xdd, 0x15, 0x81,
					 0x25, 0xfe, 0x46, 0xff, 0xff };
	char *text = items_text(items, sizeof(items));

	(void)state;
	assert_string_equal(text, "15 00           Logical Minimum (0)\n"
				  "25 dd           Logical Maximum (221)\n"
				  "15 81           Logical Minimum (-127)\n"
				  "25 fe           Logical Maximum (-2)\n"
				  "46 ff ff        Physical Maximum (65535)\n");
	free(text);
}

static void check_unit(uint32_t unit, const char *wanted)
{
	char text[80];

	rdesc_unit_text(unit, text, sizeof(text));
	assert_string_equal(text, wanted);
}

static void names_of_units(void **state)
{
	(void)state;
	check_unit(0, "");
	check_unit(0x11, "cm");
	check_unit(0x14, "deg");
	check_unit(0x101, "g");
	check_unit(0x1001, "s");
	check_unit(0xe111, "cm g s^-2");
	check_unit(0xf3, "inch^-1");
	check_unit(0x1000001, "cd");
	check_unit(0x15, "0x15");
	check_unit(0x10000011, "0x10000011");
	check_unit(0xfffffff3, "0xfffffff3");
}

/* Of any beginning, and with any one byte damaged, a descriptor is read without harm. */
static void damaged_descriptors(void **state)
{
	uint8_t copy[sizeof(keyboard)];
	struct rdesc rdesc;

	(void)state;
	for (size_t at = 0; at < sizeof(keyboard); at++) {
		uint8_t *beginning = test_malloc(at + 1);

		memcpy(beginning, keyboard, at);
		rdesc_parse(&rdesc, beginning, at);
		rdesc_free(&rdesc);
		test_free(beginning);
		for (int byte = 0; byte < 256; byte++) {
			memcpy(copy, keyboard, sizeof(copy));
			copy[at] = byte;
			rdesc_parse(&rdesc, copy, sizeof(copy));
			rdesc_free(&rdesc);
			free(items_text(copy, sizeof(copy)));
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(reports_without_number),
	cmocka_unit_test(short_reports_have_fewer_values),
	cmocka_unit_test(reports_with_numbers),
	cmocka_unit_test(arrays_name_their_value),
	cmocka_unit_test(wide_values_keep_their_sign),
	cmocka_unit_test(names_of_all_pages),
	cmocka_unit_test(names_of_all_macros),
	cmocka_unit_test(mistakes_are_named),
	cmocka_unit_test(a_page_applies_to_earlier_usages),
	cmocka_unit_test(first_of_alternative_usages),
	cmocka_unit_test(titles_name_the_innermost_application),
	cmocka_unit_test(odd_ranges),
	cmocka_unit_test(maximums_depend_on_the_minimum_before),
	cmocka_unit_test(reports_of_one_type_are_numbered),
	cmocka_unit_test(limits_of_transports),
	cmocka_unit_test(items_as_text),
	cmocka_unit_test(reports_as_text),
	cmocka_unit_test(units_and_padding),
	cmocka_unit_test(an_axis_after_a_slider_has_a_resolution),
	cmocka_unit_test(items_have_the_last_page),
	cmocka_unit_test(items_have_the_sign_of_their_minimum),
	cmocka_unit_test(names_of_units),
	cmocka_unit_test(damaged_descriptors),
};

int main(void)
{
	return cmocka_run_group_tests_name("report descriptors", tests, NULL, NULL);
}
