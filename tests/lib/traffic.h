/* SPDX-License-Identifier: GPL-2.0-only */
/* Threads that keep a device busy while a test does something else to it. */
#ifndef TESTS_LIB_TRAFFIC_H
#define TESTS_LIB_TRAFFIC_H

#include "device.h"

struct traffic;

/* The hardware sends one report over and over. */
struct traffic *traffic_reports(struct device *dev, const void *report, size_t len);
/* An application sends output reports and asks for feature reports through hidraw. */
struct traffic *traffic_requests(int hidraw, const void *report, size_t len);
/* An application switches a keyboard LED on and off. */
struct traffic *traffic_leds(int evdev);
/*
 * Ends the traffic and returns how often it happened. Errors are not counted: only the test knows
 * whether to expect them.
 */
unsigned int traffic_stop(struct traffic *traffic);

/* Runs a function in a thread, so that two things happen at once. */
struct racer;
struct racer *race_start(void (*function)(void *arg), void *arg);
void race_join(struct racer *racer);

#endif
