// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices that are being removed, or whose driver is being bound or unbound, and programs that run,
 * attach, detach or make requests meanwhile.
 *
 * Most tests stop at the moment in question by a program or a driver that waits for a mute device.
 */
#include "bpf/shared.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* The value of the next wheel event in high resolution. */
static int next_hi_res(int evdev)
{
	struct input_event event = { 0 };

	do
		CHECK(device_next_event(evdev, &event));
	while (event.type != EV_REL || event.code != REL_WHEEL_HI_RES);
	return event.value;
}

TEST(killed_in_reprobe,
     "a loader that is killed while it attaches a fixup does not disturb the driver")
{
	struct device *dev = device_plug(&wheel);
	struct host_request got;
	unsigned int starts;
	char driver[64];
	int evdev;
	pid_t pid;

	skip_on_native("the driver is probed with the signals of the loader");
	device_answer(dev, 2, "\2\0", 2);
	device_forget_requests(dev);
	starts = device_starts(dev);
	device_mute(dev, true);
	pid = fork();
	if (!pid) {
		ops_on(dev, "rdesc", "fixup");
		_exit(0);
	}
	CHECK(device_next_request(dev, &got, 5000));
	CHECK_EQ(kill(pid, SIGKILL), 0);
	test_pause_ms(20);
	device_mute(dev, false);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	/* With the fixup, and without it after the loader has died. */
	CHECK_SOON(device_starts(dev) >= starts + 2);
	device_wait_bound(dev, starts);
	device_driver(dev, driver, sizeof(driver));
	CHECK_STR(driver, "hid-generic");
	evdev = device_evdev(dev);
	SEND(dev, 1, 0, 0, 0, 1);
	CHECK_EQ(next_hi_res(evdev), 120 / 8);
}
