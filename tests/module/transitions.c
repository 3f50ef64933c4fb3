// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices that are being removed, or whose driver is being bound or unbound, and programs that run,
 * attach, detach or make requests meanwhile.
 *
 * Most tests stop at the moment in question by a program or a driver that waits for a mute device.
 */
#include "bpf/shared.h"
#include "transport.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"

#include <bpf/libbpf.h>
#include <linux/hidraw.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* HID_* of the kernel */
enum { TYPE_FEATURE = 2, GET_REPORT = 1 };

static void unplug(void *dev)
{
	device_unplug(dev);
}

static void detach(void *ops)
{
	ops_detach(ops);
}

static void unbind(void *dev)
{
	CHECK_EQ(device_unbind(dev), 0);
}

/* Binding a device to hid-generic in a thread. */
struct binding {
	struct device *dev;
	struct racer *racer;
	volatile int done;
};

static void bind_generic(void *arg)
{
	struct binding *binding = arg;

	CHECK_EQ(device_bind(binding->dev, "hid-generic"), 0);
	binding->done = 1;
}

/* A request program that waits for a mute device, which holds up whoever waits for the program. */
struct holding {
	struct ops ops;
	volatile struct hold *hold;
	struct device *other;
	struct racer *application;
	int hidraw;
};

static void get_feature(void *arg)
{
	unsigned char report[5] = { 1 };

	CHECK(ioctl(((struct holding *)arg)->hidraw, HIDIOCGFEATURE(5), report) < 0);
}

static void hold_start(struct holding *holding, struct device *dev, const char *name)
{
	struct host_request got;

	holding->other = device_plug(&combo);
	holding->ops = ops_on(dev, "hold", name);
	holding->hold = OPS_VAR(&holding->ops, struct hold, "hold");
	holding->hidraw = device_hidraw(dev);
	device_mute(holding->other, true);
	holding->hold->other_hid = device_id(holding->other);
	holding->application = race_start(get_feature, holding);
	CHECK(device_next_request(holding->other, &got, 5000));
}

static void hold_end(struct holding *holding)
{
	device_mute(holding->other, false);
	race_join(holding->application);
}

/* The syscall programs, loaded on first use. */
static int make_call(const char *program, struct device *dev, struct call call)
{
	static struct hidbpf_object *calls;

	if (!calls) {
		calls = object_open("kfuncs");
		object_program(calls, "call_context");
		object_program(calls, "call_output");
		object_program(calls, "call_request");
		CHECK_EQ(hidbpf_object_load(calls), 0);
	}
	call.hid = device_id(dev);
	CHECK_EQ(object_run(calls, program, &call, sizeof(call)), 0);
	return call.retval;
}

static int send_output(struct device *dev)
{
	return make_call("call_output", dev, (struct call){ .size = 5, .data = { 1, 2, 3, 4, 5 } });
}

static int get_multiplier(struct device *dev)
{
	return make_call(
		"call_request", dev,
		(struct call){
			.size = 2, .data = { 2 }, .type = TYPE_FEATURE, .reqtype = GET_REPORT });
}

/* The value of the next wheel event in high resolution. */
static int next_hi_res(int evdev)
{
	struct input_event event = { 0 };

	do
		CHECK(device_next_event(evdev, &event));
	while (event.type != EV_REL || event.code != REL_WHEEL_HI_RES);
	return event.value;
}

TEST(removal_refuses,
     "while a device is being removed, all its reports and requests are refused: ENODEV")
{
	struct device *dev = device_plug(&combo);
	unsigned char output[5] = { 1 };
	struct holding holding;
	struct racer *racer;
	int err;

	hold_start(&holding, dev, "closed");
	CHECK_EQ(transport_send(dev, "task"), -EPERM);
	racer = race_start(unplug, dev);
	CHECK(WAIT_FOR(3000, (err = transport_send(dev, "task")) != -EPERM));
	CHECK_EQ(err, -ENODEV);
	holding.hold->reports = 0;
	for (int i = 0; i < 10; i++) {
		CHECK_EQ(transport_send(dev, "task"), -ENODEV);
		CHECK_EQ(transport_send(dev, "irq"), -ENODEV);
		CHECK(write(holding.hidraw, output, sizeof(output)) < 0 && errno == ENODEV);
		CHECK(ioctl(holding.hidraw, HIDIOCGFEATURE(5), output) < 0 && errno == ENODEV);
	}
	CHECK_EQ(holding.hold->reports, 0);
	CHECK_EQ(holding.hold->outputs, 0);
	CHECK_EQ(holding.hold->requests, 1);
	hold_end(&holding);
	race_join(racer);
	ops_detach(&holding.ops);
}

TEST(detached_in_removal,
     "detaching programs of a device that is being removed lets no report pass")
{
	struct device *dev = device_plug(&combo);
	struct ops dropping = ops_on(dev, "hold", "dropping");
	struct racer *unplugging, *detaching;
	struct holding holding;

	hold_start(&holding, dev, "holding");
	unplugging = race_start(unplug, dev);
	CHECK(WAIT_FOR(3000, transport_send(dev, "task") != -EPERM));
	detaching = race_start(detach, &dropping);
	for (int i = 0; i < 10; i++) {
		CHECK_EQ(transport_send(dev, "task"), -ENODEV);
		test_pause_ms(2);
	}
	hold_end(&holding);
	race_join(unplugging);
	race_join(detaching);
}

static void send_all(void *arg)
{
	struct device *dev = arg;
	int err;

	/* EBUSY: a driver is being unbound. */
	do
		err = transport_send(dev, "task");
	while (err == -EPERM || err == -EBUSY);
	CHECK_EQ(err, -ENODEV);
}

TEST(nothing_passes, "no report of a device passes a program that drops all, to the end of removal")
{
	for (int round = 0; round < 8; round++) {
		struct device *dev = device_plug(&combo);
		struct ops ops = ops_on(dev, "hold", "dropping");
		struct racer *racer = race_start(send_all, dev);

		usleep(round % 4 * 5000);
		device_unplug(dev);
		race_join(racer);
		ops_detach(&ops);
		hidbpf_object_close(ops.object);
	}
}

/* Attaches loaded ops without their link. Returns 0 or -errno; they are detached again. */
static int attach_map(struct ops *ops, const char *name)
{
	struct bpf_map *map = bpf_object__find_map_by_name(hidbpf_object_bpf(ops->object), name);
	struct bpf_link *link = bpf_map__attach_struct_ops(map);
	int err = link ? 0 : -errno;

	bpf_link__destroy(link);
	return err;
}

TEST(attach_while_waiting, "ops cannot be attached again before they are detached: EINVAL")
{
	struct device *dev = device_plug(&combo);
	struct holding holding;
	struct racer *racer;

	skip_on_tracing("attaching again makes a new attachment there");
	hold_start(&holding, dev, "holding");
	racer = race_start(detach, &holding.ops);
	for (int i = 0; i < 100; i++) {
		CHECK_EQ(attach_map(&holding.ops, "holding"), -EINVAL);
		test_pause_ms(2);
	}
	hold_end(&holding);
	race_join(racer);
	CHECK_EQ(attach_map(&holding.ops, "holding"), 0);
}

static void start_mute_bind(struct binding *binding, struct device *dev)
{
	struct host_request got;

	CHECK_EQ(device_unbind(dev), 0);
	device_answer(dev, 2, "\2\0", 2);
	device_forget_requests(dev);
	device_mute(dev, true);
	*binding = (struct binding){ .dev = dev };
	binding->racer = race_start(bind_generic, binding);
	CHECK(device_next_request(dev, &got, 5000));
}

TEST(attach_during_probe, "attaching event programs does not wait for a driver that is probing")
{
	struct device *dev = device_plug(&wheel);
	struct binding binding;
	struct ops ops;

	skip_on_driver("the driver's callbacks are replaced when it is not probing");
	ops = ops_load(dev, "events", "event");
	start_mute_bind(&binding, dev);
	ops_attach(&ops);
	CHECK(!binding.done);
	device_mute(dev, false);
	race_join(binding.racer);
	SEND(dev, 1, 0, 1, 2, 0);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->runs, 1);
}

TEST(inject_in_probe, "a program injects a report while the driver makes a request at probe: EBUSY")
{
	struct device *dev = device_plug(&wheel);
	volatile struct injected *injected;
	struct binding binding = { .dev = dev };
	struct ops ops;

	skip_on_native("the program waits for itself there");
	ops = ops_on(dev, "kfuncs", "injecting_on_request");
	injected = OPS_VAR(&ops, struct injected, "injected");
	CHECK_EQ(device_unbind(dev), 0);
	injected->runs = 0;
	binding.racer = race_start(bind_generic, &binding);
	CHECK_SOON(binding.done);
	race_join(binding.racer);
	CHECK(injected->runs > 0);
	CHECK_EQ(injected->ret, -EBUSY);
	CHECK_EQ(injected->nested_ret, -EBUSY);
}

TEST(inject_in_reprobe, "the same when the driver is probed because of a descriptor fixup")
{
	struct device *dev = device_plug(&wheel);
	volatile struct injected *injected;
	struct ops ops, fixup;

	skip_on_native("the program waits for itself there");
	ops = ops_on(dev, "kfuncs", "injecting_on_request");
	injected = OPS_VAR(&ops, struct injected, "injected");
	fixup = ops_on(dev, "rdesc", "fixup");
	CHECK(injected->runs > 0);
	CHECK_EQ(injected->ret, -EBUSY);
	injected->runs = 0;
	injected->ret = 0;
	ops_detach(&fixup);
	CHECK(injected->runs > 0);
	CHECK_EQ(injected->ret, -EBUSY);
}

struct asking {
	int hidraw;
	volatile int unbound;
	struct device *dev;
};

static void ask_until_unbound(void *arg)
{
	struct asking *asking = arg;

	while (ioctl(asking->hidraw, HIDIOCSFEATURE(5), "\1\2\3\4\5") == 5)
		;
}

static void unbind_asked(void *arg)
{
	struct asking *asking = arg;

	CHECK_EQ(device_unbind(asking->dev), 0);
	asking->unbound = 1;
}

TEST(inject_in_unbind,
     "programs inject reports while applications make requests and the driver is unbound")
{
	struct asking asking = { .dev = device_plug(&combo) };
	struct racer *application, *unbinding;

	skip_on_native("the driver and the program wait for each other there");
	ops_on(asking.dev, "kfuncs", "injecting_on_request");
	for (int round = 0; round < 6; round++) {
		asking.unbound = 0;
		asking.hidraw = device_hidraw(asking.dev);
		application = race_start(ask_until_unbound, &asking);
		usleep(round * 2000);
		unbinding = race_start(unbind_asked, &asking);
		CHECK_SOON(asking.unbound);
		race_join(unbinding);
		race_join(application);
		close(asking.hidraw);
		CHECK_EQ(device_bind(asking.dev, "hid-generic"), 0);
	}
}

TEST(call_in_unbind, "requests of programs are refused while the driver is unbound, and afterwards")
{
	struct device *dev = device_plug(&combo);
	struct holding holding;
	struct racer *racer;
	int ret;

	skip_on_native("they are made anyway");
	CHECK_EQ(send_output(dev), 5);
	hold_start(&holding, dev, "holding");
	racer = race_start(unbind, dev);
	CHECK(WAIT_FOR(3000, (ret = send_output(dev)) != 5));
	CHECK_EQ(ret, -EBUSY);
	hold_end(&holding);
	race_join(racer);
	CHECK_EQ(send_output(dev), -ENODEV);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	CHECK_EQ(send_output(dev), 5);
}

TEST(call_in_probe, "requests of programs are refused while a driver is probing: EBUSY")
{
	struct device *dev = device_plug(&wheel);
	struct binding binding;

	skip_on_native("they are made anyway");
	start_mute_bind(&binding, dev);
	CHECK_EQ(get_multiplier(dev), -EBUSY);
	CHECK(!binding.done);
	device_mute(dev, false);
	race_join(binding.racer);
	CHECK_EQ(get_multiplier(dev), 2);
}

struct calling {
	struct device *dev;
	volatile int stop;
	unsigned int sent;
};

static void call_until_stopped(void *arg)
{
	struct calling *calling = arg;
	int ret;

	while (!calling->stop) {
		ret = send_output(calling->dev);
		CHECK(ret == 5 || ret == -EBUSY || ret == -ENODEV);
		calling->sent += ret == 5;
	}
}

TEST(call_in_rebinds, "a program makes requests while the driver is unbound and bound again")
{
	struct calling calling = { .dev = device_plug(&combo) };
	struct racer *racer;

	skip_on_native("a program can use a report of the driver that has been freed");
	racer = race_start(call_until_stopped, &calling);
	for (int round = 0; round < 4; round++) {
		CHECK_EQ(device_unbind(calling.dev), 0);
		CHECK_EQ(device_bind(calling.dev, "hid-generic"), 0);
		calling.sent = 0;
		CHECK_SOON(calling.sent > 10);
	}
	calling.stop = 1;
	race_join(racer);
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

/* Memory that SRCU and others have for each CPU, in kB. */
static long percpu_kb(void)
{
	FILE *file = fopen("/proc/meminfo", "r");
	char line[128];
	long kb = -1;

	CHECK(file != NULL);
	while (fgets(line, sizeof(line), file))
		sscanf(line, "Percpu: %ld", &kb);
	fclose(file);
	CHECK(kb >= 0);
	return kb;
}

TEST(context_churn, "contexts of a device without programs leave no memory behind")
{
	struct device *dev = device_plug(&mouse);
	struct call call = { 0 };
	long before;

	CHECK_EQ(make_call("call_context", dev, call), device_id(dev));
	before = percpu_kb();
	for (int i = 0; i < 3000; i++)
		make_call("call_context", dev, call);
	CHECK(percpu_kb() < before + 512);
}
