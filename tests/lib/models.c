// SPDX-License-Identifier: GPL-2.0-only
/* Report descriptors of the tests' devices. */
#include "models.h"

#define MODEL(_name, _product)                       \
	const struct model _name = {                 \
		.name = "Guest Test " #_name,        \
		.bus = BUS_USB,                      \
		.vendor = 0x1209,                    \
		.product = _product,                 \
		.rdesc = _name##_rdesc,              \
		.rdesc_size = sizeof(_name##_rdesc), \
	}

/* The indentation below shows the collections. */
/* clang-format off */

#define MOUSE_BEGIN                                                                          \
	0x05, 0x01, /* usage page: generic desktop */                                        \
	0x09, 0x02, /* usage: mouse */                                                       \
	0xa1, 0x01 /* collection: application */
#define MOUSE_AXES                                                                           \
		0x05, 0x09, /* usage page: buttons */                                        \
		0x19, 0x01, 0x29, 0x03, /* usages 1 to 3 */                                  \
		0x15, 0x00, 0x25, 0x01, /* logical 0 to 1 */                                 \
		0x75, 0x01, 0x95, 0x03, 0x81, 0x02, /* 3 bits: input, variable */            \
		0x75, 0x05, 0x95, 0x01, 0x81, 0x01, /* 5 bits: constant */                   \
		0x05, 0x01, /* usage page: generic desktop */                                \
		0x09, 0x30, 0x09, 0x31, /* usages x, y */                                    \
		0x15, 0x81, 0x25, 0x7f, /* logical -127 to 127 */                            \
		0x75, 0x08, 0x95, 0x02, 0x81, 0x06 /* 2 bytes: input, relative */
#define VENDOR_BEGIN                                                                         \
	0x06, 0x00, 0xff, /* usage page: vendor defined */                                   \
	0x09, 0x01, /* usage 1 */                                                            \
	0xa1, 0x01 /* collection: application */
/* count bytes of an input (0x81), output (0x91) or feature (0xb1) report */
#define VENDOR_BYTES(_kind, _count)                                                          \
		0x09, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, _count, _kind, 0x02
#define REPORT(_number) 0x85, _number
#define END 0xc0

static const unsigned char mouse_rdesc[] = { MOUSE_BEGIN, MOUSE_AXES, END };
MODEL(mouse, 0x0001);

static const unsigned char combo_rdesc[] = {
	MOUSE_BEGIN, REPORT(1), MOUSE_AXES, END,
	VENDOR_BEGIN,
		REPORT(2), VENDOR_BYTES(0x81, 8),
		REPORT(1), VENDOR_BYTES(0x91, 4), VENDOR_BYTES(0xb1, 4),
	END,
};
MODEL(combo, 0x0002);

static const unsigned char vendor64_rdesc[] = {
	VENDOR_BEGIN, VENDOR_BYTES(0x81, 64), VENDOR_BYTES(0x91, 64), VENDOR_BYTES(0xb1, 64), END,
};
MODEL(vendor64, 0x0003);

static const unsigned char vendor65_rdesc[] = {
	VENDOR_BEGIN, VENDOR_BYTES(0x81, 65), END,
};
MODEL(vendor65, 0x0004);

static const unsigned char big_feature_rdesc[] = {
	MOUSE_BEGIN, REPORT(2), MOUSE_AXES, END,
	VENDOR_BEGIN, REPORT(1), VENDOR_BYTES(0xb1, 130), END,
};
MODEL(big_feature, 0x0009);

#define KEYBOARD_BEGIN                                                                       \
	0x05, 0x01, /* usage page: generic desktop */                                        \
	0x09, 0x06, /* usage: keyboard */                                                    \
	0xa1, 0x01 /* collection: application */
#define KEYBOARD_KEYS                                                                        \
		0x05, 0x07, /* usage page: keyboard */                                       \
		0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, /* modifiers */              \
		0x75, 0x01, 0x95, 0x08, 0x81, 0x02, /* 8 bits: input, variable */            \
		0x75, 0x08, 0x95, 0x01, 0x81, 0x01, /* 1 byte: constant */                   \
		0x19, 0x00, 0x29, 0x65, 0x15, 0x00, 0x25, 0x65, /* keys */                   \
		0x75, 0x08, 0x95, 0x06, 0x81, 0x00 /* 6 bytes: input, array */
#define KEYBOARD_LEDS                                                                        \
		0x05, 0x08, /* usage page: LEDs */                                           \
		0x19, 0x01, 0x29, 0x02, 0x15, 0x00, 0x25, 0x01, /* num lock, caps lock */    \
		0x75, 0x01, 0x95, 0x02, 0x91, 0x02, /* 2 bits: output, variable */           \
		0x75, 0x06, 0x95, 0x01, 0x91, 0x01 /* 6 bits: constant */

static const unsigned char keyboard_rdesc[] = {
	KEYBOARD_BEGIN, KEYBOARD_KEYS, KEYBOARD_LEDS, END,
};
MODEL(keyboard, 0x0005);

static const unsigned char numbered_keyboard_rdesc[] = {
	KEYBOARD_BEGIN, REPORT(1), KEYBOARD_KEYS, REPORT(3), KEYBOARD_LEDS, END,
};
MODEL(numbered_keyboard, 0x0006);

static const unsigned char wheel_rdesc[] = {
	MOUSE_BEGIN, REPORT(1), MOUSE_AXES,
		0xa1, 0x02, /* collection: logical */
			REPORT(2), 0x09, 0x48, /* usage: resolution multiplier */
			0x15, 0x00, 0x25, 0x01, 0x35, 0x01, 0x45, 0x08, /* 1 to 8 */
			0x75, 0x02, 0x95, 0x01, 0xb1, 0x02, /* 2 bits: feature */
			0x75, 0x06, 0xb1, 0x01, /* 6 bits: constant */
			REPORT(1), 0x09, 0x38, /* usage: wheel */
			0x15, 0x81, 0x25, 0x7f, 0x35, 0x00, 0x45, 0x00,
			0x75, 0x08, 0x95, 0x01, 0x81, 0x06, /* 1 byte: input, relative */
		END,
	END,
};
MODEL(wheel, 0x0007);

static const unsigned char touchscreen_rdesc[] = {
	0x05, 0x0d, /* usage page: digitizer */
	0x09, 0x04, /* usage: touch screen */
	0xa1, 0x01, /* collection: application */
		0x09, 0x22, 0xa1, 0x02, /* collection: finger */
			0x09, 0x42, 0x15, 0x00, 0x25, 0x01, /* tip switch */
			0x75, 0x01, 0x95, 0x01, 0x81, 0x02,
			0x95, 0x07, 0x81, 0x01,
			0x09, 0x51, 0x25, 0x0f, /* contact id */
			0x75, 0x08, 0x95, 0x01, 0x81, 0x02,
			0x05, 0x01, 0x09, 0x30, 0x26, 0xff, 0x0f, /* x */
			0x75, 0x10, 0x81, 0x02,
			0x09, 0x31, 0x81, 0x02, /* y */
		END,
	END,
};
MODEL(touchscreen, 0x0008);

static const unsigned char sensor_rdesc[] = {
	0x05, 0x20, /* usage page: sensors */
	0x09, 0x01, /* usage: sensor collection */
	0xa1, 0x01, /* collection: application */
		0x09, 0xe1, 0xa1, 0x00, /* collection: custom sensor, physical */
			REPORT(1), 0x0a, 0x0e, 0x03, /* usage: report interval */
			0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x01, 0xb1, 0x02,
			0x0a, 0x44, 0x05, /* usage: custom value 1 */
			0x75, 0x08, 0x95, 0x01, 0x81, 0x02,
		END,
	END,
};
MODEL(sensor, 0x000a);
