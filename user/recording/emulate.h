/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Plays the hardware's part: a HID device made by /dev/uhid from what a recording says of it. It is gone
 * when this process ends, in whichever way.
 */
#ifndef EMULATE_H
#define EMULATE_H

#include "device/device.h"
#include "recording/recording.h"

struct emulated;

/*
 * What begins the device's unique id (HID_UNIQ of its uevent): it tells the device from all others, and
 * tests from devices that are meant to be served by the machine.
 */
#define EMULATE_REPLAY "hidbpf-replay/"
#define EMULATE_TEST "hidbpf-test/"

/*
 * Plugs in a device and waits until a driver has taken it. Returns DONE, or an exit code with a message.
 * It answers the host by itself: reports are all 0 until the host sets them.
 */
int emulate_plug(struct emulated **emulated, const struct recording_device *recorded,
		 const char *purpose);
void emulate_unplug(struct emulated *emulated);

const struct device *emulate_device(const struct emulated *emulated);
/* The device sends an input report: DONE, or an exit code with a message. */
int emulate_send(struct emulated *emulated, const void *data, size_t size);

#endif
