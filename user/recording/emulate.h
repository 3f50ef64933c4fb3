/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Emulates the HID devices of recordings through /dev/uhid. The kernel removes a device when this
 * process ends, however it ends.
 */
#ifndef EMULATE_H
#define EMULATE_H

#include "device/device.h"
#include "recording/recording.h"

#include <stdbool.h>

struct emulated;

/*
 * Prefixes of the device's unique ID (HID_UNIQ in its uevent). They distinguish emulated devices
 * from others, and tests from replayed devices, which automatic loading serves.
 */
#define EMULATE_REPLAY "hidbpf-replay/"
#define EMULATE_TEST "hidbpf-test/"

/*
 * Checks that the devices of a recording can be emulated, and send their reports: uhid has limits.
 * Returns DONE, or BAD_OBJECT with a message.
 */
int emulate_check(const struct recording *recording);

/*
 * Waits until udev has handled the devices that were plugged in. It may load a driver that takes a
 * device from the first one, and attach an object.
 */
void emulate_wait_for_udev(void);

/*
 * Plugs in a device and waits until a driver is bound, or until the kernel has refused the report
 * descriptor, see emulate_is_bound(). A thread answers the host: reports are zero until the host
 * sets them. Returns DONE, or an exit code with a message.
 */
int emulate_plug(struct emulated **emulated, const struct recording_device *recorded,
		 const char *purpose);
void emulate_unplug(struct emulated *emulated);

const struct device *emulate_device(const struct emulated *emulated);
/* Whether a driver is bound to the device now; a program may change whether one is. */
bool emulate_is_bound(const struct emulated *emulated);
/* Why the kernel refuses the recorded descriptor, "" if it does not. */
const char *emulate_refusal(const struct emulated *emulated);
/* Sends an input report from the device. Returns DONE, or an exit code with a message. */
int emulate_send(struct emulated *emulated, const void *data, size_t size);

#endif
