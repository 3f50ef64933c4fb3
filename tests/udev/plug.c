// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plugs in devices and leaves them plugged in until it is killed.
 *
 * usage: plug tablet|mouse|other|acme [COUNT]
 * The tablet is the demo's, which an object of ours and one of udev-hid-bpf is for; the mouse that
 * of the tests' own objects; the other is one that no object is for, the acme that of the tutorial,
 * which is moved all the time. Says "plugged" when they are there.
 */
#include "demo/deco02.h"
#include "lib/models.h"
#include "lib/tap.h"

#include <stdlib.h>
#include <unistd.h>

static struct model find_model(const char *name)
{
	struct model model = mouse;

	if (!strcmp(name, "tablet"))
		return deco02;
	if (!strcmp(name, "acme")) {
		model.name = "Acme Mouse";
		model.product = 0xac3e;
	} else if (!strcmp(name, "other")) {
		model.product = 0x7777;
	}
	return model;
}

/* A hand moves it down, and it says up. */
static void move(struct device *dev)
{
	static const unsigned char report[] = { 0, 0, -5 };

	for (;;) {
		device_try_send(dev, report, sizeof(report));
		usleep(50000);
	}
}

int main(int argc, char **argv)
{
	struct device *dev = NULL;
	struct model model;
	int count;

	if (argc != 2 && argc != 3)
		FAIL("usage: plug tablet|mouse|other|acme [COUNT]");
	model = find_model(argv[1]);
	count = argc == 3 ? atoi(argv[2]) : 1;
	for (int i = 0; i < count; i++)
		dev = device_plug_async(&model);
	puts("plugged");
	fflush(stdout);
	if (!strcmp(argv[1], "acme"))
		move(dev);
	pause();
	return 0;
}
