// SPDX-License-Identifier: GPL-2.0-only
/* hid_rdesc_fixup: what happens to the device when its report descriptor is changed. */
#include "bpf/shared.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <glob.h>
#include <linux/hidraw.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SEEN(_ops) OPS_VAR(_ops, struct seen, "seen")
#define ACT(_ops) OPS_VAR(_ops, struct rdesc_act, "rdesc_act")

/* Loads a fixup that replaces the device's descriptor by that of a model. */
static struct ops load_disguise(struct device *dev, const char *name, const struct model *model)
{
	struct ops ops = ops_load(dev, "rdesc", name);
	volatile struct rdesc_act *act = ACT(&ops);

	CHECK(model->rdesc_size <= RDESC_DATA);
	memcpy((void *)act->data, model->rdesc, model->rdesc_size);
	act->len = model->rdesc_size;
	act->ret = model->rdesc_size;
	return ops;
}

static struct ops disguise(struct device *dev, const char *name, const struct model *model)
{
	struct ops ops = load_disguise(dev, name, model);

	ops_attach(&ops);
	device_wait_bound(dev, 0);
	return ops;
}

/* Checks the descriptor that user space sees in sysfs and from hidraw. */
static void check_descriptor(struct device *dev, const unsigned char *want, size_t len)
{
	struct hidraw_report_descriptor descriptor = { .size = HID_MAX_DESCRIPTOR_SIZE - 1 };
	unsigned char sysfs[HID_MAX_DESCRIPTOR_SIZE];
	int hidraw = device_hidraw(dev), size = 0;

	CHECK_EQ(device_sysfs(dev, "report_descriptor", sysfs, sizeof(sysfs)), len);
	CHECK(!memcmp(sysfs, want, len));
	CHECK_EQ(ioctl(hidraw, HIDIOCGRDESCSIZE, &size), 0);
	CHECK_EQ(size, len);
	CHECK_EQ(ioctl(hidraw, HIDIOCGRDESC, &descriptor), 0);
	CHECK(!memcmp(descriptor.value, want, len));
	close(hidraw);
}

static void check_is(struct device *dev, const struct model *model)
{
	check_descriptor(dev, model->rdesc, model->rdesc_size);
}

static void check_modalias(struct device *dev, const char *group)
{
	char modalias[128] = "", uevent[128], want[128];

	snprintf(want, sizeof(want), "hid:b0003g%sv00001209p0000%s", group,
		 strstr(device_sysname(dev), "1209:") + 5);
	want[strcspn(want, ".")] = '\0';
	CHECK(device_sysfs(dev, "modalias", modalias, sizeof(modalias) - 1) > 0);
	modalias[strcspn(modalias, "\n")] = '\0';
	CHECK_STR(modalias, want);
	device_uevent(dev, "MODALIAS", uevent, sizeof(uevent));
	CHECK_STR(uevent, want);
}

static void check_driver(struct device *dev, const char *want)
{
	char driver[64];

	device_driver(dev, driver, sizeof(driver));
	CHECK_STR(driver, want);
}

TEST(sees_descriptor, "the program sees the original descriptor in a buffer of 4096 bytes")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "rdesc", "fixup");

	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&ops)->id, device_id(dev));
	CHECK_EQ(SEEN(&ops)->size, mouse.rdesc_size);
	CHECK_EQ(SEEN(&ops)->allocated_size, HID_MAX_DESCRIPTOR_SIZE);
	CHECK(mouse.rdesc_size < SEEN_DATA);
	CHECK(!memcmp((void *)SEEN(&ops)->data, mouse.rdesc, mouse.rdesc_size));
	CHECK_EQ(SEEN(&ops)->data[mouse.rdesc_size], 0);
}

TEST(applied_and_undone,
     "a fixup takes effect before attaching returns and is undone before detaching does")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = load_disguise(dev, "fixup", &keyboard);

	check_is(dev, &mouse);
	ops_attach(&ops);
	check_is(dev, &keyboard);
	ops_detach(&ops);
	check_is(dev, &mouse);
}

TEST(works_as_fixed, "the device works by its new descriptor, and by the original after detaching")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = disguise(dev, "fixup", &keyboard);
	int evdev = device_evdev(dev);

	SEND(dev, 0, 0, 4, 0, 0, 0, 0, 0);
	CHECK_EVENT(evdev, EV_KEY, KEY_A, 1);
	close(evdev);
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	evdev = device_evdev(dev);
	SEND(dev, 0, 5, 7);
	CHECK_EVENT(evdev, EV_REL, REL_X, 5);
	CHECK_EVENT(evdev, EV_REL, REL_Y, 7);
}

TEST(reprobed_once, "attaching and detaching a fixup probes the device once each")
{
	struct device *dev = device_plug(&mouse);
	unsigned int starts = device_starts(dev);
	struct ops ops = disguise(dev, "fixup", &keyboard);

	CHECK_EQ(device_starts(dev), starts + 1);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	ops_detach(&ops);
	device_wait_bound(dev, starts + 1);
	CHECK_EQ(device_starts(dev), starts + 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

TEST(other_ops_do_not_reprobe, "attaching ops without a fixup does not probe the device again")
{
	struct device *dev = device_plug(&mouse);
	unsigned int starts = device_starts(dev);
	struct ops ops = ops_on(dev, "events", "event");

	ops_detach(&ops);
	CHECK_EQ(device_starts(dev), starts);
}

TEST(zero_keeps_size, "returning 0 keeps the descriptor's size and the changed bytes")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_load(dev, "rdesc", "fixup");
	unsigned char want[RDESC_DATA];

	memcpy(want, mouse.rdesc, mouse.rdesc_size);
	want[3] = 0x01; /* usage: pointer instead of mouse */
	memcpy((void *)ACT(&ops)->data, want, 4);
	ACT(&ops)->len = 4;
	ops_attach(&ops);
	check_descriptor(dev, want, mouse.rdesc_size);
}

TEST(grows, "a descriptor can become longer")
{
	struct device *dev = device_plug(&mouse);

	CHECK(combo.rdesc_size > mouse.rdesc_size);
	disguise(dev, "fixup", &combo);
	check_is(dev, &combo);
}

TEST(shrinks, "a descriptor can become shorter")
{
	struct device *dev = device_plug(&combo);

	disguise(dev, "fixup", &mouse);
	check_is(dev, &mouse);
}

TEST(failing_keeps_original,
     "a fixup that returns an error is attached; the original descriptor stays in effect")
{
	struct device *dev = device_plug(&mouse);
	int evdev;
	struct ops ops = load_disguise(dev, "fixup", &keyboard);

	ACT(&ops)->ret = -EINVAL;
	ops_attach(&ops);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	check_is(dev, &mouse);
	device_wait_bound(dev, 0);
	evdev = device_evdev(dev);
	SEND(dev, 0, 5, 7);
	CHECK_EVENT(evdev, EV_REL, REL_X, 5);
	close(evdev);
	ops_detach(&ops);
	check_is(dev, &mouse);
}

TEST(too_long_keeps_original,
     "with a fixup that claims more than 4096 bytes the original descriptor stays in effect")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = load_disguise(dev, "fixup", &keyboard);

	ACT(&ops)->ret = HID_MAX_DESCRIPTOR_SIZE + 1;
	ops_attach(&ops);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	check_is(dev, &mouse);
}

TEST(nonsense_descriptor,
     "with a descriptor that no driver can use, the device is unbound until detaching")
{
	static const unsigned char nonsense[] = { 0xc0, 0xc0, 0xc0, 0xc0 };
	const struct model broken = { .rdesc = nonsense, .rdesc_size = sizeof(nonsense) };
	struct device *dev = device_plug(&mouse);
	struct ops ops = load_disguise(dev, "fixup", &broken);

	ops_attach(&ops);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	check_driver(dev, "");
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	check_driver(dev, "hid-generic");
	check_is(dev, &mouse);
}

TEST(sleepable, "a sleepable fixup works in the same way")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = disguise(dev, "sleepable_fixup", &keyboard);

	check_is(dev, &keyboard);
	ops_detach(&ops);
	check_is(dev, &mouse);
}

TEST(attach_again, "a fixup can be attached again after detaching")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = disguise(dev, "fixup", &keyboard);

	ops_detach(&ops);
	ops_attach(&ops);
	check_is(dev, &keyboard);
	CHECK_EQ(SEEN(&ops)->runs, 2);
	CHECK_EQ(SEEN(&ops)->size, mouse.rdesc_size);
}

TEST(stays_when_rebound, "a fixed descriptor stays when the driver is unbound and bound again")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = disguise(dev, "fixup", &keyboard);
	unsigned int starts = device_starts(dev);

	CHECK_EQ(device_unbind(dev), 0);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	device_wait_bound(dev, starts);
	check_is(dev, &keyboard);
	ops_detach(&ops);
	check_is(dev, &mouse);
}

TEST(without_driver, "attaching a fixup while no driver is bound binds one to the new descriptor")
{
	struct device *dev = device_plug(&mouse);

	CHECK_EQ(device_unbind(dev), 0);
	disguise(dev, "fixup", &keyboard);
	check_driver(dev, "hid-generic");
	check_is(dev, &keyboard);
}

TEST(names_are_seen, "user space sees the name, phys and uniq that a fixup wrote")
{
	struct device *dev = device_plug(&mouse);
	char text[256] = "";
	int hidraw, evdev;
	struct ops ops;

	skip_unless_stores();
	ops = ops_on(dev, "rdesc", "renaming");

	CHECK_EQ(SEEN(&ops)->runs, 1);
	device_uevent(dev, "HID_NAME", text, sizeof(text));
	CHECK_STR(text, "Renamed Device");
	device_uevent(dev, "HID_PHYS", text, sizeof(text));
	CHECK_STR(text, "new/phys");
	device_uevent(dev, "HID_UNIQ", text, sizeof(text));
	CHECK_STR(text, "new-uniq");
	hidraw = device_hidraw(dev);
	CHECK(ioctl(hidraw, HIDIOCGRAWNAME(sizeof(text)), text) > 0);
	CHECK_STR(text, "Renamed Device");
	CHECK(ioctl(hidraw, HIDIOCGRAWPHYS(sizeof(text)), text) > 0);
	CHECK_STR(text, "new/phys");
	CHECK(ioctl(hidraw, HIDIOCGRAWUNIQ(sizeof(text)), text) > 0);
	CHECK_STR(text, "new-uniq");
	evdev = device_evdev(dev);
	CHECK(ioctl(evdev, EVIOCGNAME(sizeof(text)), text) > 0);
	CHECK_STR(text, "Renamed Device");
	CHECK(ioctl(evdev, EVIOCGUNIQ(sizeof(text)), text) > 0);
	CHECK_STR(text, "new-uniq");
}

TEST(becomes_touchscreen,
     "a descriptor of a touch screen changes group, modalias and driver, and back")
{
	struct device *dev;
	struct ops ops;

	kmod_need_driver("hid", "hid-multitouch");
	dev = device_plug(&mouse);
	check_modalias(dev, "0001");
	check_driver(dev, "hid-generic");
	ops = disguise(dev, "fixup", &touchscreen);
	check_modalias(dev, "0002");
	check_driver(dev, "hid-multitouch");
	check_is(dev, &touchscreen);
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	check_modalias(dev, "0001");
	check_driver(dev, "hid-generic");
	check_is(dev, &mouse);
}

TEST(stops_being_touchscreen,
     "a touch screen that becomes a mouse changes group, modalias and driver")
{
	struct device *dev;
	struct ops ops;

	kmod_need_driver("hid", "hid-multitouch");
	dev = device_plug(&touchscreen);
	check_modalias(dev, "0002");
	check_driver(dev, "hid-multitouch");
	ops = disguise(dev, "fixup", &mouse);
	check_modalias(dev, "0001");
	check_driver(dev, "hid-generic");
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	check_modalias(dev, "0002");
	check_driver(dev, "hid-multitouch");
}

TEST(buffer_follows,
     "the buffer of event programs fits the new descriptor, and the original after detaching")
{
	struct device *dev = device_plug(&mouse);
	struct ops event = ops_on(dev, "events", "event"), ops = disguise(dev, "fixup", &vendor65);
	unsigned char report[65] = { 0 };

	device_send(dev, report, sizeof(report));
	CHECK_EQ(SEEN(&event)->runs, 1);
	CHECK_EQ(SEEN(&event)->allocated_size, 128);
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&event)->runs, 2);
	CHECK_EQ(SEEN(&event)->allocated_size, 64);
}

TEST(fixup_with_event, "ops with a fixup and an event program run both")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = disguise(dev, "fixup_and_event", &vendor65);
	unsigned char report[65] = { 0 };

	check_is(dev, &vendor65);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	device_send(dev, report, sizeof(report));
	CHECK_EQ(SEEN(&ops)->runs, 2);
	CHECK_EQ(SEEN(&ops)->size, 65);
	CHECK_EQ(SEEN(&ops)->allocated_size, 128);
	ops_detach(&ops);
	check_is(dev, &mouse);
}

TEST(open_nodes, "nodes open while the device is probed again are dead; new ones work")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	unsigned char buf[64];
	struct input_event event;

	disguise(dev, "fixup", &keyboard);
	CHECK(read(hidraw, buf, sizeof(buf)) < 0 && errno == EIO);
	CHECK(read(evdev, &event, sizeof(event)) < 0 && errno == ENODEV);
	evdev = device_evdev(dev);
	SEND(dev, 0, 0, 4, 0, 0, 0, 0, 0);
	CHECK_EVENT(evdev, EV_KEY, KEY_A, 1);
}

TEST(fixups_of_two, "a fixup changes its own device only")
{
	struct device *dev = device_plug(&mouse), *other = device_plug(&mouse);
	unsigned int starts = device_starts(other);

	disguise(dev, "fixup", &keyboard);
	check_is(other, &mouse);
	CHECK_EQ(device_starts(other), starts);
}

/* A device that the driver in grouped.ko adds to a receiver. */
struct client {
	const char *product;
	char path[64];
	int id;
};

/* Finds the device with this product that is not the receiver. Returns how many there are. */
static int find_clients(struct device *receiver, struct client *client)
{
	char pattern[64];
	glob_t paths;
	int found = 0;

	snprintf(pattern, sizeof(pattern), "/sys/bus/hid/devices/0003:1209:%s.*", client->product);
	if (glob(pattern, 0, NULL, &paths))
		return 0;
	for (size_t i = 0; i < paths.gl_pathc; i++) {
		if (strstr(paths.gl_pathv[i], device_sysname(receiver)))
			continue;
		snprintf(client->path, sizeof(client->path), "%s", paths.gl_pathv[i]);
		client->id = strtol(strrchr(client->path, '.') + 1, NULL, 16);
		found++;
	}
	globfree(&paths);
	return found;
}

static void check_client(struct device *receiver, struct client *client)
{
	char path[128], driver[128] = "";

	CHECK_EQ(find_clients(receiver, client), 1);
	snprintf(path, sizeof(path), "%s/driver", client->path);
	CHECK(readlink(path, driver, sizeof(driver) - 1) > 0);
	CHECK_STR(strrchr(driver, '/'), "/grouped");
}

/* The transport driver of the device set its group, so the descriptor must not. */
static void check_group_is_kept(const char *product)
{
	struct client client = { .product = product };
	struct model model = mouse;
	struct device *receiver;
	struct ops ops;

	skip_on_native("native HID-BPF changes the group, and adds devices without end");
	kmod_need("grouped");
	model.product = 0x0020;
	receiver = device_plug(&model);
	check_client(receiver, &client);
	CHECK_EQ(ops_try_load(&ops, client.id, "rdesc", "fixup"), 0);
	ops_attach(&ops);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	check_client(receiver, &client);
	ops_detach(&ops);
	check_client(receiver, &client);
}

TEST(client_with_ids_of_receiver,
     "a fixup does not turn a device added by a driver into one to which the driver adds another")
{
	check_group_is_kept("0020");
}

TEST(client_keeps_driver, "a fixup does not change the driver of a device that another one added")
{
	check_group_is_kept("0021");
}

#define LONG_RDESC 250

/* The descriptor of a mouse, made longer by items without effect. */
static const struct model *make_long(struct model *model, unsigned char *rdesc)
{
	*model = mouse;
	memcpy(rdesc, mouse.rdesc, mouse.rdesc_size);
	for (size_t i = mouse.rdesc_size; i + 2 <= LONG_RDESC; i += 2)
		memcpy(rdesc + i, "\x75\x08", 2);
	model->rdesc = rdesc;
	model->rdesc_size = mouse.rdesc_size + (LONG_RDESC - mouse.rdesc_size) / 2 * 2;
	return model;
}

/* Probes a device with a fixup and without, while others may mix up address and size. */
static void check_overrun(const struct model *own, const struct model *changed)
{
	size_t room = own->rdesc_size > changed->rdesc_size ? own->rdesc_size : changed->rdesc_size;
	struct model model = *own;
	struct device *dev;
	struct ops ops;
	char text[16];
	int exchanged;

	skip_on_native("native HID-BPF does not exchange the descriptor");
	kmod_need("callbacks");
	model.product = CALLBACKS_PRODUCT;
	dev = device_plug(&model);
	snprintf(text, sizeof(text), "%zu", room);
	CHECK_EQ(kmod_set("callbacks", "room", text), 0);
	CHECK_EQ(kmod_set("callbacks", "overrun", "0"), 0);
	ops = disguise(dev, "fixup", changed);
	check_is(dev, changed);
	exchanged = kmod_get("callbacks", "exchanged");
	if (exchanged)
		CHECK_EQ(kmod_get("callbacks", "overrun"), 0);
	CHECK_EQ(kmod_set("callbacks", "room", "0"), 0);
	ops_detach(&ops);
	check_is(dev, own);
	if (!exchanged)
		test_skip("hid-core parses no descriptor that others read");
}

TEST(room_for_longer, "both descriptors have room for the longer one, if the changed one is longer")
{
	unsigned char rdesc[LONG_RDESC];
	struct model longer;

	check_overrun(&mouse, make_long(&longer, rdesc));
}

TEST(room_for_shorter,
     "both descriptors have room for the longer one, if the changed one is shorter")
{
	unsigned char rdesc[LONG_RDESC];
	struct model longer;

	check_overrun(make_long(&longer, rdesc), &mouse);
}

/* The other device keeps hid-core intercepted: ending that waits for the reader as well. */
TEST(read_while_freed, "a changed descriptor stays in memory while somebody reads it")
{
	struct device *dev, *other = device_plug(&mouse);
	struct model model = mouse;
	struct ops ops;

	skip_on_native("native HID-BPF does not exchange the descriptor");
	kmod_need_reader();
	model.product = CALLBACKS_PRODUCT;
	dev = device_plug(&model);
	ops_on(other, "events", "event");
	ops = load_disguise(dev, "fixup", &keyboard);
	CHECK_EQ(kmod_set("callbacks", "reader", "1"), 0);
	ops_attach(&ops);
	ops_detach(&ops);
	for (int i = 0; i < 4; i++)
		device_unplug(device_plug(&mouse));
	CHECK_EQ(kmod_get("callbacks", "reader"), 0);
	CHECK_EQ(kmod_set("callbacks", "reader", "0"), 0);
}
