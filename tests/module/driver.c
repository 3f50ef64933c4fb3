// SPDX-License-Identifier: GPL-2.0-only
/* With intercept=driver: the callbacks of a driver, and when it gets them back. */
#include "bpf/shared.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"

#include <fcntl.h>
#include <unistd.h>

#define SEEN(_ops) OPS_VAR(_ops, struct seen, "seen")

static struct device *plug(void)
{
	struct model model = mouse;

	model.product = CALLBACKS_PRODUCT;
	return device_plug(&model);
}

static void load(void)
{
	kmod_need("callbacks");
	CHECK_EQ(kmod_load_with("hid_bpf_compat.ko", "intercept=driver"), 0);
}

static void detach(struct ops *ops)
{
	ops_detach(ops);
	hidbpf_object_close(ops->object);
}

static bool is_own(void)
{
	return kmod_get("callbacks", "own");
}

/* Removing this device does not end; 0 ends it. */
static void hold(int id)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", id);
	CHECK_EQ(kmod_set("callbacks", "hold", text), 0);
}

static void unload_driver(void *name)
{
	kmod_unload_name(name);
}

static bool is_going(void)
{
	int fd = open("/sys/module/callbacks/initstate", O_RDONLY | O_CLOEXEC);
	char text[16] = "";
	bool going = fd >= 0 && read(fd, text, sizeof(text) - 1) > 0 && !strncmp(text, "going", 5);

	close(fd);
	return going;
}

static bool is_bound(struct device *dev)
{
	char driver[64];

	device_driver(dev, driver, sizeof(driver));
	return driver[0];
}

/*
 * Unloads the driver, which unbinds it from the device bound last first. That takes until our
 * module is unloaded once it gets to "held". The driver is still bound to "bound" then.
 */
static void check_going(struct device *with_program, struct device *held, struct device *bound)
{
	struct ops ops = ops_on(with_program, "events", "event");
	int hidraw = device_hidraw(bound), got = 0;
	unsigned char report[8];
	struct racer *racer;
	bool own;

	hold(device_id(held));
	racer = race_start(unload_driver, "callbacks");
	CHECK_SOON(is_going());
	CHECK_SOON(with_program == bound || !is_bound(with_program));
	detach(&ops);
	own = is_own();
	if (own) {
		CHECK_SOON(!kmod_unload());
		SEND(bound, 0, 5, 7);
		got = read(hidraw, report, sizeof(report));
	}
	/* A check that failed before would leave the driver unloading forever. */
	hold(0);
	race_join(racer);
	CHECK(own);
	CHECK_EQ(got, 3);
}

TEST(unloaded_before_detach,
     "a driver gets its callbacks back if the program is detached while the driver is unloaded")
{
	struct device *dev;

	load();
	dev = plug();
	check_going(dev, plug(), dev);
}

TEST(unloaded_after_unbind,
     "a driver gets its callbacks back if unloading it unbinds the device with the program first")
{
	struct device *bound, *held;

	load();
	bound = plug();
	held = plug();
	check_going(plug(), held, bound);
}

/* The reader delays the moment at which the driver gets its callbacks back. */
TEST(others_go_on, "devices come and go, and programs are attached, before a driver is restored")
{
	struct device *dev;
	struct ops ops;

	kmod_need_reader();
	load();
	dev = plug();
	CHECK(is_own());
	ops = ops_on(dev, "events", "event");
	CHECK_EQ(kmod_set("callbacks", "reader", "1"), 0);
	ops_detach(&ops);
	device_unplug(device_plug(&mouse));
	CHECK(!is_own());
	ops_attach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	detach(&ops);
	CHECK_EQ(kmod_set("callbacks", "reader", "0"), 0);
	CHECK_SOON(is_own());
	CHECK_SOON(!kmod_unload());
}
