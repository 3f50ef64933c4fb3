// SPDX-License-Identifier: GPL-2.0-only
/*
 * The functions programs call: from syscall programs, struct_ops programs, wq and timer callbacks.
 */
#include "bpf/shared.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/refused.h"
#include "lib/tap.h"

#include <bpf/libbpf.h>
#include <linux/hidraw.h>
#include <linux/uhid.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* HID_* of the kernel */
enum { TYPE_INPUT, TYPE_OUTPUT, TYPE_FEATURE };
enum {
	GET_REPORT = 0x01,
	GET_IDLE = 0x02,
	GET_PROTOCOL = 0x03,
	SET_REPORT = 0x09,
	SET_IDLE = 0x0a,
	SET_PROTOCOL = 0x0b,
};

/* The syscall programs, loaded on first use. */
static struct hidbpf_object *calls(void)
{
	static const char *const names[] = { "call_context", "call_request", "call_output",
					     "call_input" };
	static struct hidbpf_object *object;

	if (object)
		return object;
	object = object_open("kfuncs");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		object_program(object, names[i]);
	if (hidbpf_object_load(object)) {
		object_note_log();
		FAIL("the syscall programs do not load");
	}
	return object;
}

static int do_call(const char *program, struct call *call)
{
	CHECK_EQ(object_run(calls(), program, call, sizeof(*call)), 0);
	return call->retval;
}

/* Calls with these bytes in a buffer of their size; the rest of call->data is 0xee. */
#define CALL(_dev, _type, _reqtype, ...)                                              \
	make_call(device_id(_dev), _type, _reqtype, (unsigned char[]){ __VA_ARGS__ }, \
		  sizeof((unsigned char[]){ __VA_ARGS__ }))
static struct call make_call(int hid, int type, int reqtype, const unsigned char *data, size_t size)
{
	struct call call = { .hid = hid, .type = type, .reqtype = reqtype, .size = size };

	memset(call.data, 0xee, sizeof(call.data));
	memcpy(call.data, data, size);
	return call;
}

TEST(allocate_context, "a syscall program gets a context for a device, but not for an unknown one")
{
	struct device *dev = device_plug(&combo);
	struct call call = { .hid = device_id(dev), .size = 1 };

	CHECK_EQ(do_call("call_context", &call), device_id(dev));
	CHECK_EQ(call.size, 0);
	call.hid = device_unused_id();
	CHECK_EQ(do_call("call_context", &call), CALL_NO_CONTEXT);
	device_unplug(dev);
	call.hid = device_id(dev);
	CHECK_EQ(do_call("call_context", &call), CALL_NO_CONTEXT);
}

TEST(request_get, "hid_bpf_hw_request() gets a feature report and returns its length")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_FEATURE, GET_REPORT, 1, 0, 0, 0, 0);
	struct host_request got;

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	CHECK_EQ(do_call("call_request", &call), 5);
	CHECK_BYTES(call.data, 6, 1, 2, 3, 4, 5, 0xee);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_GET_REPORT);
	CHECK_EQ(got.number, 1);
	CHECK_EQ(got.type, UHID_FEATURE_REPORT);
}

TEST(request_set, "hid_bpf_hw_request() sets a feature report")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_FEATURE, SET_REPORT, 1, 6, 7, 8, 9);
	struct host_request got;

	CHECK_EQ(do_call("call_request", &call), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_SET_REPORT);
	CHECK_EQ(got.number, 1);
	CHECK_BYTES(got.data, got.size, 1, 6, 7, 8, 9);
}

TEST(request_input_output, "hid_bpf_hw_request() also transfers input and output reports")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_INPUT, GET_REPORT, 1, 0, 0, 0);
	struct host_request got;

	device_answer(dev, 1, "\1\2\3\4", 4);
	CHECK_EQ(do_call("call_request", &call), 4);
	CHECK_BYTES(call.data, 4, 1, 2, 3, 4);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.type, UHID_INPUT_REPORT);
	call = CALL(dev, TYPE_OUTPUT, SET_REPORT, 1, 2, 3, 4, 5);
	CHECK_EQ(do_call("call_request", &call), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.type, UHID_OUTPUT_REPORT);
}

TEST(request_clipped, "hid_bpf_hw_request() uses no more of the buffer than the report has")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_FEATURE, SET_REPORT, 1, 6, 7, 8, 9, 10, 11, 12);
	struct host_request got;

	CHECK_EQ(do_call("call_request", &call), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 6, 7, 8, 9);
}

TEST(request_short_buffer, "hid_bpf_hw_request() with a shorter buffer transfers what fits")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_FEATURE, GET_REPORT, 1, 0);

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	CHECK_EQ(do_call("call_request", &call), 2);
	CHECK_BYTES(call.data, 4, 1, 2, 0xee, 0xee);
}

TEST(request_unnumbered,
     "for unnumbered reports the first byte of hid_bpf_hw_request() is the report ID 0")
{
	struct device *dev = device_plug(&vendor64);
	struct call call = { .hid = device_id(dev),
			     .type = TYPE_FEATURE,
			     .reqtype = SET_REPORT,
			     .size = CALL_DATA,
			     .data = { 0, 1, 2, 3, [64] = 64, [65] = 65 } };
	struct host_request got;

	CHECK_EQ(do_call("call_request", &call), 65);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.number, 0);
	CHECK_EQ(got.size, 65);
	CHECK_BYTES(got.data, 4, 0, 1, 2, 3);
	CHECK_EQ(got.data[64], 64);
}

TEST(request_errors,
     "hid_bpf_hw_request() refuses unknown reports, types and requests, and no bytes: EINVAL")
{
	struct device *dev = device_plug(&combo);
	struct call bad_number = CALL(dev, TYPE_FEATURE, GET_REPORT, 2, 0, 0);
	struct call bad_type = CALL(dev, 3, GET_REPORT, 1, 0, 0);
	struct call huge_type = CALL(dev, 0x7fffffff, GET_REPORT, 1, 0, 0);
	struct call bad_request = CALL(dev, TYPE_FEATURE, 4, 1, 0, 0);
	struct call zero_request = CALL(dev, TYPE_FEATURE, 0, 1, 0, 0);
	struct call no_bytes = CALL(dev, TYPE_FEATURE, GET_REPORT, 1);

	no_bytes.size = 0;
	CHECK_EQ(do_call("call_request", &bad_number), -EINVAL);
	CHECK_EQ(do_call("call_request", &bad_type), -EINVAL);
	CHECK_EQ(do_call("call_request", &huge_type), -EINVAL);
	CHECK_EQ(do_call("call_request", &bad_request), -EINVAL);
	CHECK_EQ(do_call("call_request", &zero_request), -EINVAL);
	CHECK_EQ(do_call("call_request", &no_bytes), -EINVAL);
	CHECK(device_is_quiet(dev));
}

TEST(request_other_kinds,
     "hid_bpf_hw_request() passes the idle and protocol requests to the device")
{
	static const int kinds[] = { GET_IDLE, GET_PROTOCOL, SET_IDLE, SET_PROTOCOL };
	struct device *dev = device_plug(&combo);
	struct ops ops = ops_on(dev, "requests", "request");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct call call = CALL(dev, TYPE_FEATURE, kinds[i], 1, 0, 0, 0, 0);

		/* The error of uhid for requests that it does not support. */
		CHECK_EQ(do_call("call_request", &call), -EIO);
		CHECK_EQ(OPS_VAR(&ops, struct seen, "seen_request")->runs, i + 1);
		CHECK_EQ(OPS_VAR(&ops, struct seen, "seen_request")->reqtype, kinds[i]);
	}
}

TEST(request_device_error,
     "hid_bpf_hw_request() returns the device's error and leaves the buffer unchanged")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_FEATURE, GET_REPORT, 1, 9, 9, 9, 9);

	CHECK_EQ(do_call("call_request", &call), -EIO);
	CHECK_BYTES(call.data, 5, 1, 9, 9, 9, 9);
}

TEST(request_runs_programs,
     "a request of a syscall program runs the device's programs, with a source other than 0")
{
	struct device *dev = device_plug(&combo);
	struct ops ops = ops_on(dev, "requests", "request");
	volatile struct seen *seen = OPS_VAR(&ops, struct seen, "seen_request");
	struct call call = CALL(dev, TYPE_FEATURE, GET_REPORT, 1, 0, 0, 0, 0);

	OPS_VAR(&ops, struct request_act, "act_request")->answer = 40;
	OPS_VAR(&ops, struct request_act, "act_request")->ret = 4;
	CHECK_EQ(do_call("call_request", &call), 4);
	CHECK_BYTES(call.data, 5, 40, 41, 42, 43, 0);
	CHECK_EQ(seen->runs, 1);
	CHECK_EQ(seen->size, 5);
	CHECK(seen->source != 0);
	CHECK(device_is_quiet(dev));
}

TEST(output, "hid_bpf_hw_output_report() sends an output report and returns its length")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, 0, 0, 1, 2, 3, 4, 5);
	struct host_request got;

	CHECK_EQ(do_call("call_output", &call), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_OUTPUT);
	CHECK_BYTES(got.data, got.size, 1, 2, 3, 4, 5);
}

TEST(output_clipped, "hid_bpf_hw_output_report() uses no more of the buffer than the report has")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, 0, 0, 1, 2, 3, 4, 5, 6, 7);
	struct host_request got;

	CHECK_EQ(do_call("call_output", &call), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 2, 3, 4, 5);
}

TEST(output_unnumbered, "for unnumbered reports the first byte of hid_bpf_hw_output_report() is 0")
{
	struct device *dev = device_plug(&vendor64);
	struct call call = { .hid = device_id(dev), .size = CALL_DATA, .data = { 0, 1, 2 } };
	struct host_request got;

	CHECK_EQ(do_call("call_output", &call), 65);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.size, 65);
	CHECK_BYTES(got.data, 3, 0, 1, 2);
}

TEST(output_errors, "hid_bpf_hw_output_report() refuses unknown reports and no bytes: EINVAL")
{
	struct device *dev = device_plug(&combo), *without = device_plug(&mouse);
	struct call bad_number = CALL(dev, 0, 0, 2, 0, 0), no_bytes = CALL(dev, 0, 0, 1);
	struct call no_output = CALL(without, 0, 0, 0, 0, 0);

	no_bytes.size = 0;
	CHECK_EQ(do_call("call_output", &bad_number), -EINVAL);
	CHECK_EQ(do_call("call_output", &no_bytes), -EINVAL);
	CHECK_EQ(do_call("call_output", &no_output), -EINVAL);
	CHECK(device_is_quiet(dev));
}

TEST(output_runs_programs, "an output report of a syscall program runs the device's programs")
{
	struct device *dev = device_plug(&combo);
	struct ops ops = ops_on(dev, "requests", "output");
	struct call call = CALL(dev, 0, 0, 1, 2, 3, 4, 5);

	OPS_VAR(&ops, struct request_act, "act_output")->ret = -EPERM;
	CHECK_EQ(do_call("call_output", &call), -EPERM);
	CHECK(OPS_VAR(&ops, struct seen, "seen_output")->source != 0);
	CHECK(device_is_quiet(dev));
}

TEST(input, "hid_bpf_input_report() injects a report that hidraw and evdev read")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct call call = CALL(dev, TYPE_INPUT, 0, 1, 0, 4, 6);

	CHECK_EQ(do_call("call_input", &call), 0);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	CHECK_EVENT(evdev, EV_REL, REL_X, 4);
	CHECK_EVENT(evdev, EV_REL, REL_Y, 6);
}

TEST(input_unnumbered, "hid_bpf_input_report() takes unnumbered reports without a first byte 0")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct call call = CALL(dev, TYPE_INPUT, 0, 0, 4, 6, 8, 10);

	CHECK_EQ(do_call("call_input", &call), 0);
	CHECK_REPORT(hidraw, 0, 4, 6);
}

TEST(input_errors, "hid_bpf_input_report() refuses unknown reports and types, and no bytes: EINVAL")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct call bad_number = CALL(dev, TYPE_INPUT, 0, 7, 0, 0),
		    bad_type = CALL(dev, 3, 0, 1, 0, 0);
	struct call no_bytes = CALL(dev, TYPE_INPUT, 0, 1);

	no_bytes.size = 0;
	CHECK_EQ(do_call("call_input", &bad_number), -EINVAL);
	CHECK_EQ(do_call("call_input", &bad_type), -EINVAL);
	CHECK_EQ(do_call("call_input", &no_bytes), -EINVAL);
	CHECK(device_is_silent(hidraw));
}

TEST(input_without_driver,
     "hid_bpf_input_report() fails on a device without a driver: ENODEV or EINVAL")
{
	struct device *dev = device_plug(&combo);
	struct call call = CALL(dev, TYPE_INPUT, 0, 1, 0, 4, 6);
	int ret;

	CHECK_EQ(device_unbind(dev), 0);
	ret = do_call("call_input", &call);
	CHECK(ret == -ENODEV || ret == -EINVAL);
}

TEST(input_runs_programs,
     "an injected report runs the device's programs, with a source other than 0")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "events", "event");
	volatile struct seen *seen = OPS_VAR(&ops, struct seen, "seen");
	struct call call = CALL(dev, TYPE_INPUT, 0, 1, 0, 4, 6);

	OPS_VAR(&ops, struct event_act, "act")->mark_at = 2;
	CHECK_EQ(do_call("call_input", &call), 0);
	CHECK_EQ(seen->runs, 1);
	CHECK_EQ(seen->size, 4);
	CHECK_EQ(seen->type, TYPE_INPUT);
	CHECK(seen->source != 0);
	CHECK_REPORT(hidraw, 1, 0, 40, 6);
}

TEST(input_dropped, "injecting a report that a program drops returns the program's error")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "events", "event");
	struct call call = CALL(dev, TYPE_INPUT, 0, 1, 0, 4, 6);

	OPS_VAR(&ops, struct event_act, "act")->ret = -EPERM;
	CHECK_EQ(do_call("call_input", &call), -EPERM);
	CHECK(device_is_silent(hidraw));
}

TEST(input_other_type, "an injected feature report reaches programs as a feature report")
{
	struct device *dev = device_plug(&combo);
	struct ops ops = ops_on(dev, "events", "event");
	struct call call = CALL(dev, TYPE_FEATURE, 0, 1, 2, 3, 4, 5);

	CHECK_EQ(do_call("call_input", &call), 0);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->type, TYPE_FEATURE);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->size, 5);
}

TEST(get_data_bounds, "hid_bpf_get_data() gives access to the buffer and nothing beyond")
{
	static const int want[BOUNDS_CASES] = { [0] = 1, [2] = 1, [8] = 1 };
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "kfuncs", "bounds");
	volatile int *given = OPS_VAR(&ops, int, "bounds_given");

	SEND(dev, 0, 1, 2);
	for (int i = 0; i < BOUNDS_CASES; i++) {
		if (given[i] != want[i])
			FAIL("case %d of kfuncs.bpf.c: %d, not %d", i, given[i], want[i]);
	}
}

TEST(try_input_from_event,
     "an event program injects one more report; injecting again for that one: EDEADLOCK")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "injecting");
	volatile struct injected *injected = OPS_VAR(&ops, struct injected, "injected");

	SEND(dev, 1, 0, 4, 6);
	CHECK_EQ(injected->runs, 1);
	CHECK_EQ(injected->ret, 0);
	CHECK_EQ(injected->nested_runs, 1);
	CHECK_EQ(injected->nested_ret, -EDEADLOCK);
	CHECK(injected->nested_source != 0);
	CHECK_REPORT(hidraw, 2, 11, 12, 13, 14, 15, 16, 17, 18);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	CHECK(device_is_silent(hidraw));
}

TEST(input_from_request, "a request program injects reports with both functions, waiting or not")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "injecting_on_request");
	volatile struct injected *injected = OPS_VAR(&ops, struct injected, "injected");

	CHECK_EQ(ioctl(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(injected->runs, 1);
	CHECK_EQ(injected->ret, 0);
	CHECK_EQ(injected->nested_ret, 0);
	CHECK_REPORT(hidraw, 2, 21, 22, 23, 24, 25, 26, 27, 28);
	CHECK_REPORT(hidraw, 2, 31, 22, 23, 24, 25, 26, 27, 28);
}

TEST(calls_from_request, "a request program sends output reports to its own and to another device")
{
	struct device *dev = device_plug(&combo), *other = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "calling_in_request");
	volatile struct in_request *seen = OPS_VAR(&ops, struct in_request, "in_request");
	struct host_request got;

	seen->other_hid = device_id(other);
	CHECK_EQ(ioctl(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(seen->output_ret, 5);
	CHECK_EQ(seen->other_id, device_id(other));
	CHECK_EQ(seen->other_has_data, 0);
	CHECK_EQ(seen->other_output_ret, 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 51, 52, 53, 54);
	CHECK(device_next_request(other, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 61, 52, 53, 54);
}

/* Attaches a program that schedules work, waits for the work and checks what it did. */
static struct ops check_async(const char *name)
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	volatile struct async_seen *seen;
	struct host_request got;
	struct ops ops;

	skip_unless_wq();
	ops = ops_on(dev, "async", name);
	seen = OPS_VAR(&ops, struct async_seen, "async_seen");
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	SEND(dev, 1, 0, 4, 6);
	CHECK_SOON(seen->done == 1);
	CHECK_EQ(seen->start_ret, 0);
	CHECK_EQ(seen->request_ret, 5);
	CHECK_BYTES((void *)seen->feature, 5, 1, 2, 3, 4, 5);
	CHECK_EQ(seen->output_ret, 5);
	CHECK_EQ(seen->input_ret, 0);
	CHECK_REPORT(hidraw, 1, 0, 4, 6);
	CHECK_REPORT(hidraw, 2, 81, 82, 83, 84, 85, 86, 87, 88);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_GET_REPORT);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 71, 72, 73, 74);
	return ops;
}

TEST(from_wq, "a bpf_wq callback queries the device, sends to it and injects a report")
{
	check_async("by_wq");
}

TEST(from_timer, "a bpf_timer callback of an event program starts bpf_wq work")
{
	struct ops ops;

	skip_unless_timers();
	ops = check_async("by_timer");
	CHECK_EQ(OPS_VAR(&ops, struct async_seen, "async_seen")->timer_ret, 0);
	CHECK_EQ(OPS_VAR(&ops, struct async_seen, "async_seen")->expired, 1);
}

TEST(sleeping_functions, "functions that sleep cannot be called from programs that may not")
{
	check_refused("event_input", "event_try_input", VERIFIER_ERROR);
	check_refused("event_request", NULL, VERIFIER_ERROR);
	check_refused("event_output", NULL, VERIFIER_ERROR);
	check_refused("event_allocate", NULL, VERIFIER_ERROR);
	check_refused("request_request", "sleepable_request_request", VERIFIER_ERROR);
	check_refused("output_output", "sleepable_output_output", VERIFIER_ERROR);
}

TEST(sleeping_in_timer, "functions that sleep cannot be called from a bpf_timer callback")
{
	skip_unless_timers();
	check_refused("timer_allocating", "timer_harmless", VERIFIER_ERROR);
}

TEST(syscall_functions,
     "syscall programs cannot call hid_bpf_get_data() and hid_bpf_try_input_report()")
{
	check_syscall_refused("syscall_get_data", "syscall_allocate", -EACCES);
	check_syscall_refused("syscall_try_input", NULL, -EACCES);
}

TEST(context_ownership,
     "a context must be checked and released; only an allocated one can be released")
{
	check_refused("leaked_context", "fixup_allocate", -EINVAL);
	check_refused("unchecked_context", NULL, VERIFIER_ERROR);
	check_refused("release_own_context", NULL, -EINVAL);
}

TEST(data_access, "data must be checked, have a constant size and be used within it")
{
	check_refused("unchecked_data", "checked_data", -EACCES);
	check_refused("data_out_of_bounds", NULL, -EACCES);
	check_refused("data_unknown_size", NULL, -EINVAL);
}

/* Its arguments would give a tracing program a context that is not alive. */
TEST(not_traceable, "tracing programs cannot be attached to the functions that programs call")
{
	static const char *const names[] = { "data_ends", "context_ends" };
	/* Beside the older HID-BPF the functions that it has are the kernel's. */
	static const char *const aliases[] = { "hbc_bpf_get_data", "hbc_bpf_release_context" };
	struct bpf_program *program;
	struct bpf_object *object;
	char path[256];

	skip_on_native("native HID-BPF allows it");
	object_path("traced", path, sizeof(path));
	object = bpf_object__open_file(path, NULL);
	CHECK(object);
	bpf_object__for_each_program(program, object)
		bpf_program__set_autoload(program, false);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		program = bpf_object__find_program_by_name(object, names[i]);
		bpf_program__set_autoload(program, true);
		if (kernel_has_older())
			CHECK_EQ(bpf_program__set_attach_target(program, 0, aliases[i]), 0);
	}
	CHECK_EQ(bpf_object__load(object), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CHECK(!bpf_program__attach(bpf_object__find_program_by_name(object, names[i])));
}
