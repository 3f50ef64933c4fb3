// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plugs in devices and leaves them plugged in until it is killed.
 *
 * usage: plug tablet|mouse|other|receiver|acme|keyboard|acme-keyboard [COUNT]
 * tablet: that of the demo, with an object here and one in udev-hid-bpf; mouse: the one for which
 * objects of the tests are; other: one without an object; receiver: one for the driver in
 * grouped.ko; acme: that of the tutorial, which moves all the time; keyboard: one without an
 * object; acme-keyboard: that of docs/rescue.md. Prints "plugged" when they are plugged in.
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
	if (strstr(name, "keyboard"))
		model = keyboard;
	if (!strcmp(name, "acme-keyboard")) {
		model.name = "Acme Keyboard";
		model.product = 0xac3f;
	} else if (!strcmp(name, "acme")) {
		model.name = "Acme Mouse";
		model.product = 0xac3e;
	} else if (!strcmp(name, "other")) {
		model.product = 0x7777;
	} else if (!strcmp(name, "receiver")) {
		model.product = 0x0020;
	}
	return model;
}

/* Moved down, it reports up. */
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
		FAIL("usage: plug tablet|mouse|other|receiver|acme|keyboard|acme-keyboard [COUNT]");
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
