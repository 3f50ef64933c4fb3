// SPDX-License-Identifier: GPL-2.0-only
static const char before_driver[] =
	"hid-core drops a report it does not know before it calls the driver";

/* hid_device_event: what a program sees of a report, and how it can change it. */
#include "bpf/shared.h"
#include "transport.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <stdlib.h>
#include <unistd.h>

#define SEEN(_ops) OPS_VAR(_ops, struct seen, "seen")
#define ACT(_ops) OPS_VAR(_ops, struct event_act, "act")

static struct ops event_on(struct device *dev)
{
	return ops_on(dev, "events", "event");
}

/* The same, and it may store to its context. */
static struct ops storing_on(struct device *dev)
{
	skip_unless_stores();
	return ops_on(dev, "storing", "storing");
}

/*
 * Attaches a program that marks byte 1 of each report, so that bytes show who ran in which order.
 */
static struct ops marker_on(struct device *dev, unsigned int mark, __u32 flags)
{
	struct ops ops = ops_load_flags(dev, "events", "event", flags);

	ACT(&ops)->mark_at = 1;
	ACT(&ops)->mark = mark;
	ops_attach(&ops);
	return ops;
}

TEST(sees_report, "a program sees a report of its device: id, size, type, bytes")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = event_on(dev);

	SEND(dev, 1, 5, 7);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&ops)->id, device_id(dev));
	CHECK_EQ(SEEN(&ops)->size, MOUSE_REPORT);
	CHECK_EQ(SEEN(&ops)->type, 0);
	CHECK_EQ(SEEN(&ops)->source, 0);
	CHECK_EQ(SEEN(&ops)->have_data, 1);
	CHECK_BYTES((void *)SEEN(&ops)->data, 3, 1, 5, 7);
}

TEST(every_report_once, "each report runs the program once")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = event_on(dev);

	for (int i = 1; i <= 20; i++) {
		SEND(dev, 0, i, 0);
		CHECK_EQ(SEEN(&ops)->runs, i);
		CHECK_EQ(SEEN(&ops)->data[1], i);
	}
}

TEST(buffer_is_rounded_up, "the buffer is the largest report rounded up to 64 bytes")
{
	struct {
		const struct model *model;
		size_t report;
		unsigned int allocated;
	} cases[] = {
		{ &mouse, 3, 64 },	{ &combo, 4, 64 },	  { &vendor64, 64, 64 },
		{ &vendor65, 65, 128 }, { &big_feature, 4, 192 },
	};

	/* The descriptor of the last one has only a feature report, not the report that is sent. */
	skip_on_driver(before_driver);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char report[128] = { 1 };
		struct device *dev = device_plug(cases[i].model);
		struct ops ops = event_on(dev);

		test_note("%s", cases[i].model->name);
		device_send(dev, report, cases[i].report);
		CHECK_EQ(SEEN(&ops)->runs, 1);
		CHECK_EQ(SEEN(&ops)->allocated_size, cases[i].allocated);
		CHECK_EQ(SEEN(&ops)->size, cases[i].report);
	}
}

TEST(buffer_is_zero_filled,
     "after the report the buffer is zero, whatever the last program left there")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = event_on(dev);
	unsigned char zero[SEEN_DATA] = { 0 };

	ACT(&ops)->fill_tail = 1;
	for (int i = 1; i <= 3; i++) {
		SEND(dev, 0, i, 1);
		CHECK_EQ(SEEN(&ops)->runs, i);
		CHECK(!memcmp((void *)&SEEN(&ops)->data[3], zero, SEEN_DATA - 3));
	}
}

TEST(change_reaches_hidraw, "hidraw reads the changed report")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = marker_on(dev, 3, 0);

	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 53, 7);
	ops_detach(&ops);
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
}

TEST(change_reaches_evdev, "evdev reads the changed report")
{
	struct device *dev = device_plug(&mouse);
	int evdev = device_evdev(dev);
	struct ops ops = marker_on(dev, 3, 0);

	SEND(dev, 0, 5, 7);
	CHECK_EVENT(evdev, EV_REL, REL_X, 53);
	CHECK_EVENT(evdev, EV_REL, REL_Y, 7);
	ops_detach(&ops);
	SEND(dev, 0, 5, 7);
	CHECK_EVENT(evdev, EV_REL, REL_X, 5);
	CHECK_EVENT(evdev, EV_REL, REL_Y, 7);
	CHECK(!device_has_event(evdev));
}

TEST(numbered_report, "a numbered report starts with its report ID and reaches both readers")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct ops ops = event_on(dev);

	ACT(&ops)->mark_at = 2;
	ACT(&ops)->mark = 1;
	SEND(dev, 1, 0, 4, 0);
	CHECK_EQ(SEEN(&ops)->size, 4);
	CHECK_BYTES((void *)SEEN(&ops)->data, 4, 1, 0, 4, 0);
	CHECK_REPORT(hidraw, 1, 0, 41, 0);
	CHECK_EVENT(evdev, EV_REL, REL_X, 41);
}

TEST(order_of_attaching,
     "programs run in the order they were attached, each seeing the changes of the last")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	marker_on(dev, 1, 0);
	marker_on(dev, 2, 0);
	SEND(dev, 0, 0, 0);
	CHECK_REPORT(hidraw, 0, 12, 0);
}

TEST(before_goes_first,
     "BPF_F_BEFORE puts a program before the attached ones; others go to the end")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops last;

	marker_on(dev, 1, 0);
	last = marker_on(dev, 2, BPF_F_BEFORE);
	SEND(dev, 0, 0, 0);
	CHECK_REPORT(hidraw, 0, 21, 0);
	ops_detach(&last);
	marker_on(dev, 1, BPF_F_BEFORE);
	marker_on(dev, 2, 0);
	SEND(dev, 0, 0, 0);
	CHECK_REPORT(hidraw, 0, 112, 0);
}

TEST(detach_from_the_middle, "detaching one of three programs leaves the other two in order")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops middle;

	marker_on(dev, 1, 0);
	middle = marker_on(dev, 5, 0);
	marker_on(dev, 2, 0);
	ops_detach(&middle);
	SEND(dev, 0, 0, 0);
	CHECK_REPORT(hidraw, 0, 12, 0);
}

TEST(zero_keeps_size, "returning 0 keeps the size")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	event_on(dev);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

TEST(positive_grows, "returning a larger size makes the report longer")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);

	ACT(&ops)->set_id = 2;
	ACT(&ops)->ret = 9;
	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 2, 0, 4, 6, 0, 0, 0, 0, 0);
}

TEST(positive_shrinks, "returning a smaller size makes the report shorter")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct ops ops = event_on(dev);

	ACT(&ops)->set_id = 1;
	ACT(&ops)->ret = 4;
	SEND(dev, 2, 0, 4, 6, 5, 5, 5, 5, 5);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	CHECK_EVENT(evdev, EV_REL, REL_X, 4);
}

TEST(negative_drops, "returning an error drops the report, for hidraw, evdev and later programs")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct ops first = event_on(dev), second = event_on(dev);

	ACT(&first)->ret = -EPERM;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&first)->runs, 1);
	CHECK_EQ(SEEN(&second)->runs, 0);
	CHECK(device_is_silent(hidraw));
	CHECK(!device_has_event(evdev));
	ACT(&first)->ret = 0;
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

TEST(next_sees_new_size, "the next program sees the size the last one returned")
{
	struct device *dev = device_plug(&combo);
	struct ops first = event_on(dev), second = event_on(dev);

	ACT(&first)->ret = 9;
	SEND(dev, 1, 0, 4, 6);
	CHECK_EQ(SEEN(&second)->size, 9);
}

TEST(store_size, "a size stored in the context has the effect of a returned size")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = storing_on(dev);

	ACT(&ops)->set_id = 2;
	ACT(&ops)->new_size = 9;
	ACT(&ops)->store_size = 1;
	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 2, 0, 4, 6, 0, 0, 0, 0, 0);
}

TEST(store_retval, "a retval stored in the context has the effect of a returned size")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = storing_on(dev);

	ACT(&ops)->set_id = 2;
	ACT(&ops)->new_size = 9;
	ACT(&ops)->store_retval = 1;
	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 2, 0, 4, 6, 0, 0, 0, 0, 0);
}

TEST(return_beats_store, "a returned size replaces one stored in the context")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = storing_on(dev);

	ACT(&ops)->new_size = 50;
	ACT(&ops)->store_size = 1;
	ACT(&ops)->ret = 4;
	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
}

TEST(store_zero, "a stored size of 0 leaves the report's own size")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = storing_on(dev);

	ACT(&ops)->store_size = 1;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

TEST(store_negative, "a negative stored size drops the report")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = storing_on(dev);

	ACT(&ops)->store_size = 1;
	ACT(&ops)->new_size = -4;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK(device_is_silent(hidraw));
}

TEST(too_large_drops, "a size beyond the buffer drops the report, the size of the buffer does not")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);
	unsigned char whole[64];

	ACT(&ops)->ret = 65;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK(device_is_silent(hidraw));
	ACT(&ops)->ret = 1 << 30;
	SEND(dev, 0, 1, 2);
	CHECK(device_is_silent(hidraw));
	ACT(&ops)->ret = 64;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(read(hidraw, whole, sizeof(whole)), 64);
	CHECK_BYTES(whole, 4, 0, 1, 2, 0);
}

TEST(too_large_is_judged_last, "a size beyond the buffer is harmless if a later program reduces it")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops first = event_on(dev), second = event_on(dev);

	ACT(&first)->ret = 500;
	ACT(&second)->ret = 3;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&second)->size, 500);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

TEST(unknown_number_reaches_program, "a report with an unknown report ID reaches the program")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);

	skip_on_driver(before_driver);
	SEND(dev, 7, 0, 4, 6);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_BYTES((void *)SEEN(&ops)->data, 4, 7, 0, 4, 6);
	CHECK(device_is_silent(hidraw));
}

TEST(unknown_number_rewritten, "a program can change an unknown report ID into a known one")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct ops ops = event_on(dev);

	skip_on_driver(before_driver);
	ACT(&ops)->set_id = 1;
	SEND(dev, 7, 0, 4, 6);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	CHECK_EVENT(evdev, EV_REL, REL_X, 4);
	CHECK_EVENT(evdev, EV_REL, REL_Y, 6);
}

TEST(known_made_unknown, "a report whose report ID is changed into an unknown one goes nowhere")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);

	ACT(&ops)->set_id = 7;
	SEND(dev, 1, 0, 4, 6);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK(device_is_silent(hidraw));
}

TEST(longer_than_descriptor,
     "bytes beyond the report that the descriptor describes reach the program")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);

	SEND(dev, 0, 1, 2, 33, 44);
	CHECK_EQ(SEEN(&ops)->size, 5);
	CHECK_BYTES((void *)SEEN(&ops)->data, 5, 0, 1, 2, 33, 44);
	CHECK_REPORT(hidraw, 0, 1, 2, 33, 44);
}

TEST(empty_report, "an empty report reaches the program and no application")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);

	skip_on_driver(before_driver);
	device_send(dev, "", 0);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&ops)->size, 0);
	CHECK(device_is_silent(hidraw));
}

TEST(empty_report_filled, "a program can fill an empty report")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = event_on(dev);

	skip_on_driver(before_driver);
	ACT(&ops)->mark_at = 1;
	ACT(&ops)->mark = 8;
	ACT(&ops)->ret = 3;
	device_send(dev, "", 0);
	CHECK_REPORT(hidraw, 0, 8, 0);
}

/* The value that the driver of a sensor reads from the device. */
static int sensor_value(struct device *dev)
{
	char text[64] = "";

	if (device_sysfs(dev, "HID-SENSOR-*/feature-*/feature-*-value", text, sizeof(text) - 1) <=
	    0)
		FAIL("the sensor has no value");
	return atoi(text);
}

TEST(driver_gets_report, "the reply to a driver's GET_REPORT runs the program, which can change it")
{
	struct device *dev;
	struct ops ops;

	kmod_need_driver("platform", "hid_sensor_custom");
	dev = device_plug(&sensor);
	ops = event_on(dev);

	device_answer(dev, 1, "\1\7", 2);
	CHECK_EQ(sensor_value(dev), 7);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&ops)->type, 2);
	CHECK_EQ(SEEN(&ops)->size, 2);
	CHECK_EQ(SEEN(&ops)->source, 0);
	ACT(&ops)->mark_at = 1;
	ACT(&ops)->mark = 3;
	CHECK_EQ(sensor_value(dev), 73);
	ops_detach(&ops);
	CHECK_EQ(sensor_value(dev), 7);
}

static void check_transport(const char *context)
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct ops ops = event_on(dev);

	ACT(&ops)->mark_at = 2;
	ACT(&ops)->mark = 3;
	/* The callback of a driver can stop hid-core only with an error. */
	CHECK_EQ(transport_send(dev, context), kmod_enters_by("driver") ? -EALREADY : 0);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&ops)->size, 4);
	CHECK_EQ(SEEN(&ops)->source, 0);
	CHECK_REPORT(hidraw, 1, 0, 53, 7);
	CHECK_EVENT(evdev, EV_REL, REL_X, 53);
	ACT(&ops)->ret = -EPERM;
	CHECK_EQ(transport_send(dev, context), -EPERM);
	CHECK(device_is_silent(hidraw));
	ops_detach(&ops);
	CHECK_EQ(transport_send(dev, context), 0);
	CHECK_REPORT(hidraw, 1, 0, 5, 7);
}

TEST(older_transport,
     "a report from hid_input_report() runs the program, which can change and drop it")
{
	check_transport("task");
}

TEST(from_interrupt, "a report in an interrupt runs the program, which can change and drop it")
{
	check_transport("irq");
}

TEST(closed_device, "reports run the program even if no application has opened the device")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = event_on(dev);

	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

TEST(other_device, "reports of a device without programs are left alone")
{
	struct device *dev = device_plug(&mouse), *other = device_plug(&mouse);
	int hidraw = device_hidraw(other);
	struct ops ops = marker_on(dev, 3, 0);

	SEND(other, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
	CHECK_EQ(SEEN(&ops)->runs, 0);
	SEND(dev, 0, 5, 7);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK(device_is_silent(hidraw));
}

TEST(two_devices, "programs on two devices do not affect each other")
{
	struct device *devs[] = { device_plug(&mouse), device_plug(&mouse) };
	int hidraws[] = { device_hidraw(devs[0]), device_hidraw(devs[1]) };

	marker_on(devs[0], 1, 0);
	marker_on(devs[1], 2, 0);
	SEND(devs[0], 0, 5, 0);
	SEND(devs[1], 0, 6, 0);
	CHECK_REPORT(hidraws[0], 0, 51, 0);
	CHECK_REPORT(hidraws[1], 0, 62, 0);
}

TEST(detached, "a detached program does not run")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = event_on(dev);

	SEND(dev, 0, 1, 2);
	ops_detach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

TEST(rebound_driver, "programs stay attached when the driver is unbound and bound again")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = event_on(dev);
	unsigned int starts = device_starts(dev);

	CHECK_EQ(device_unbind(dev), 0);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 0);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	device_wait_bound(dev, starts);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&ops)->allocated_size, 64);
}

TEST(answer_is_no_event, "hiddev gets events of reports that the device sends, not of its answers")
{
	struct model model = combo;
	struct device *dev;

	model.product = CALLBACKS_PRODUCT;
	kmod_need("callbacks");
	dev = device_plug(&model);
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	ops_on(dev, "events", "event");
	CHECK_EQ(kmod_set("callbacks", "hiddev", "0"), 0);
	CHECK_EQ(kmod_set("callbacks", "get", "1"), 0);
	CHECK_EQ(kmod_get("callbacks", "hiddev"), 0);
	transport_send(dev, "task");
	CHECK(kmod_get("callbacks", "hiddev") > 0);
}
