// SPDX-License-Identifier: GPL-2.0-only
/* Defects native HID-BPF had, or has: one test or more for each. */
#include "bpf/shared.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"

#include <linux/hidraw.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void unplug(void *dev)
{
	device_unplug(dev);
}

TEST(detach_races_unplug, "detaching while the device is being unplugged releases the device once")
{
	for (int round = 0; round < 6; round++) {
		struct device *dev = device_plug(&combo);
		struct ops ops = ops_on(dev, "single", "all");
		struct racer *racer = race_start(unplug, dev);

		usleep(round * 37 % 11 * 200);
		ops_detach(&ops);
		race_join(racer);
		hidbpf_object_close(ops.object);
	}
}

TEST(unplug_with_leds_on, "unplugging switches LEDs off while programs run or after they are gone")
{
	for (int round = 0; round < 4; round++) {
		struct device *dev = device_plug(&keyboard);
		struct ops ops = ops_on(dev, "requests", "both");
		struct input_event on = { .type = EV_LED, .code = LED_CAPSL, .value = 1 };
		int evdev = device_evdev(dev);

		CHECK_EQ(write(evdev, &on, sizeof(on)), sizeof(on));
		if (round & 1)
			CHECK_SOON(OPS_VAR(&ops, struct seen, "seen_output")->runs > 0);
		device_unplug(dev);
		close(evdev);
		ops_detach(&ops);
		hidbpf_object_close(ops.object);
	}
}

TEST(get_data_overflow, "an offset and a size whose sum overflows give no data")
{
	struct device *dev = device_plug(&mouse);
	struct ops narrow = ops_on(dev, "kfuncs", "bounds"), wide;
	volatile int *given = OPS_VAR(&narrow, int, "bounds_given");

	/* 32-bit sums that overflow to a small value, see kfuncs.bpf.c. */
	SEND(dev, 0, 1, 2);
	CHECK_EQ(given[0], 1);
	CHECK_EQ(given[5], 0);
	CHECK_EQ(given[6], 0);
	CHECK_EQ(given[7], 0);
	/* A 64-bit sum: some verifiers refuse such a size. */
	if (ops_try_load(&wide, device_id(dev), "kfuncs", "overflow")) {
		CHECK(strstr(hidbpf_log(), "PROG LOAD LOG") != NULL);
		return;
	}
	ops_attach(&wide);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(*OPS_VAR(&wide, int, "overflow_given"), 2);
}

/* Has a syscall program get feature report 1 of 5 bytes, which "request" answers with ret. */
static struct call call_answered(int ret)
{
	struct device *dev = device_plug(&combo);
	struct ops ops = ops_on(dev, "requests", "request");
	struct hidbpf_object *calls = object_open("kfuncs");
	struct call call = { .hid = device_id(dev), .size = 5, .type = 2, .reqtype = 1 };

	OPS_VAR(&ops, struct request_act, "act_request")->answer = 40;
	OPS_VAR(&ops, struct request_act, "act_request")->ret = ret;
	object_program(calls, "call_request");
	CHECK_EQ(hidbpf_object_load(calls), 0);
	memset(call.data, 0xee, sizeof(call.data));
	call.data[0] = 1;
	CHECK_EQ(object_run(calls, "call_request", &call, sizeof(call)), 0);
	return call;
}

TEST(answer_overflow,
     "an answer longer than the buffer of hid_bpf_hw_request() does not overflow it")
{
	struct call call = call_answered(0x7fffffff);

	CHECK_EQ(call.retval, 5);
	CHECK_BYTES(call.data, 10, 40, 41, 42, 43, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee);
	for (int i = 5; i < CALL_DATA; i++)
		CHECK_EQ(call.data[i], 0xee);
}

TEST(answer_negative, "a negative answer is an error of hid_bpf_hw_request(), not a length")
{
	struct call call = call_answered(-ENOTTY);

	CHECK_EQ(call.retval, -ENOTTY);
	CHECK_BYTES(call.data, 3, 1, 0xee, 0xee);
}

TEST(unnumbered_length,
     "hid_bpf_hw_request() gets an unnumbered report whole, with the report ID 0")
{
	struct device *dev = device_plug(&vendor64);
	struct hidbpf_object *calls = object_open("kfuncs");
	struct call call = { .hid = device_id(dev), .size = CALL_DATA, .type = 2, .reqtype = 1 };
	unsigned char answer[65] = { 0, 1, [64] = 64 };

	device_answer(dev, 0, answer, sizeof(answer));
	object_program(calls, "call_request");
	CHECK_EQ(hidbpf_object_load(calls), 0);
	CHECK_EQ(object_run(calls, "call_request", &call, sizeof(call)), 0);
	CHECK_EQ(call.retval, 65);
	CHECK_EQ(call.data[1], 1);
	CHECK_EQ(call.data[64], 64);
}

TEST(crosswise_recursion,
     "a request program sends an output report, whose program makes a request: EDEADLOCK")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "crosswise");
	volatile struct crosswise *seen = OPS_VAR(&ops, struct crosswise, "crosswise_seen");

	CHECK_EQ(ioctl(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(seen->request_runs, 1);
	CHECK_EQ(seen->output_runs, 1);
	CHECK_EQ(seen->output_ret, 5);
	CHECK_EQ(seen->request_in_output_ret, -EDEADLOCK);
	CHECK_EQ(seen->input_in_output_ret, -EDEADLOCK);
}

TEST(all_hooks, "ops with all four hooks get all of them called")
{
	struct device *dev = device_plug(&combo);
	struct ops ops = ops_on(dev, "single", "all");
	volatile struct hook_runs *runs = OPS_VAR(&ops, struct hook_runs, "hook_runs");
	int hidraw;

	device_wait_bound(dev, 0);
	hidraw = device_hidraw(dev);
	SEND(dev, 1, 0, 1, 2);
	CHECK_EQ(ioctl(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(write(hidraw, "\1\2\3\4\5", 5), 5);
	CHECK_EQ(runs->event, 1);
	CHECK_EQ(runs->fixup, 1);
	CHECK_EQ(runs->request, 1);
	CHECK_EQ(runs->output, 1);
}

TEST(no_event_program, "reports pass unchanged if the device's ops have no event program")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct ops event, requests = ops_on(dev, "requests", "both");

	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	CHECK_EVENT(evdev, EV_REL, REL_X, 4);
	event = ops_on(dev, "events", "event");
	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	ops_detach(&event);
	SEND(dev, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	ops_detach(&requests);
}

TEST(larger_than_buffer, "a report larger than any in the descriptor does not overflow the buffer")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	unsigned char huge[4096];
	struct ops ops;
	volatile struct seen *seen;

	skip_on_native("native HID-BPF copies such a report without comparing sizes");
	ops = ops_on(dev, "events", "event");
	seen = OPS_VAR(&ops, struct seen, "seen");
	for (size_t i = 0; i < sizeof(huge); i++)
		huge[i] = i;
	device_send(dev, huge, sizeof(huge));
	CHECK_EQ(seen->runs, 1);
	CHECK_EQ(seen->allocated_size, 64);
	CHECK_BYTES((void *)seen->data, 4, 0, 1, 2, 3);
	CHECK(device_is_silent(hidraw));
	OPS_VAR(&ops, struct event_act, "act")->ret = 3;
	device_send(dev, huge, sizeof(huge));
	CHECK_REPORT(hidraw, 0, 1, 2);
	OPS_VAR(&ops, struct event_act, "act")->ret = 0;
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 5, 7);
}

TEST(attached_without_driver, "a program attached while no driver is bound runs once one is bound")
{
	struct device *dev = device_plug(&mouse);
	unsigned int starts = device_starts(dev);
	struct ops ops;

	skip_on_native("native HID-BPF keeps the empty buffer of that time and crashes");
	CHECK_EQ(device_unbind(dev), 0);
	ops = ops_on(dev, "events", "event");
	SEND(dev, 0, 1, 2);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	device_wait_bound(dev, starts);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->allocated_size, 64);
}
