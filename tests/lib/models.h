/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of HID devices that the tests plug in. */
#ifndef TESTS_LIB_MODELS_H
#define TESTS_LIB_MODELS_H

#include "device.h"

/*
 * A mouse without report IDs: 3 bytes, buttons, x and y (relative, 8 bit). hid-generic binds to it.
 */
extern const struct model mouse;
#define MOUSE_REPORT 3

/*
 * A device with numbered reports: input 1 is a mouse as above, 4 bytes with its ID; input 2 has
 * 8 vendor bytes, 9 with its ID; output 1 has 4 vendor bytes (5), feature 1 has 4 (5).
 */
extern const struct model combo;

/* The driver in callbacks.ko binds to any model with this product. */
#define CALLBACKS_PRODUCT 0x0023

/* One vendor collection with unnumbered input, output and feature reports of 64 bytes each. */
extern const struct model vendor64;

/* The same with 65 bytes, one more than the granularity of the programs' buffer. */
extern const struct model vendor65;

/*
 * The mouse with a feature report 1 of 130 bytes, and input report 2 instead of an unnumbered one.
 */
extern const struct model big_feature;

/* A keyboard with LEDs, unnumbered: input 8 bytes, output 1 byte (num lock, caps lock). */
extern const struct model keyboard;

/* The keyboard with its LEDs in output report 3, input in report 1. */
extern const struct model numbered_keyboard;

/*
 * A mouse whose wheel has a resolution multiplier in feature report 2, which drivers set at probe.
 */
extern const struct model wheel;

/* A touch screen that tells contacts apart: hid-multitouch binds to it. */
extern const struct model touchscreen;

/* A sensor whose driver, hid-sensor-hub, gets feature report 1 (2 bytes) when its value is read. */
extern const struct model sensor;

#endif
