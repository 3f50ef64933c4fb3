// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module beside the kernel's older HID-BPF (Linux 6.3 to 6.10): programs for both on one
 * device.
 */
#include "bpf/older.h"
#include "../../module/uapi/hid_bpf_compat.h"
#include "bpf/shared.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"

#include <bpf/libbpf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define SEEN(_ops) OPS_VAR(_ops, struct seen, "seen")
#define ACT(_ops) OPS_VAR(_ops, struct event_act, "act")

/* The programs for the older HID-BPF, and their variable. */
struct programs {
	struct bpf_object *object;
	volatile struct older *older;
};

static void need_older(void)
{
	if (!kernel_has_older())
		test_skip("this kernel has no older HID-BPF");
}

static struct programs load(void)
{
	struct programs programs;
	struct bpf_map *map;
	char path[1024];

	need_older();
	object_path("older", path, sizeof(path));
	/* Not through libhidbpf: the kernel itself runs these programs. */
	programs.object = bpf_object__open_file(path, NULL);
	CHECK(programs.object);
	CHECK_EQ(bpf_object__load(programs.object), 0);
	map = bpf_object__find_map_by_name(programs.object, "older.bss");
	CHECK(map);
	programs.older = mmap(NULL, sizeof(*programs.older), PROT_READ | PROT_WRITE, MAP_SHARED,
			      bpf_map__fd(map), 0);
	CHECK(programs.older != MAP_FAILED);
	return programs;
}

static int program_fd(const struct programs *programs, const char *name)
{
	return bpf_program__fd(bpf_object__find_program_by_name(programs->object, name));
}

/* Returns the link's file descriptor or -errno. */
static int try_attach(const struct programs *programs, const char *name, int hid_id)
{
	struct older_attach args = {
		.hid_id = hid_id,
		.prog_fd = program_fd(programs, name),
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &args, .ctx_size_in = sizeof(args));

	CHECK_EQ(bpf_prog_test_run_opts(program_fd(programs, "attach"), &opts), 0);
	return args.ret;
}

static int attach(const struct programs *programs, const char *name, struct device *dev)
{
	int link = try_attach(programs, name, device_id(dev));

	if (link <= 0)
		FAIL("hid_bpf_attach_prog() returned %d", link);
	return link;
}

/* Returns 0 or -errno. */
static int ask(unsigned int hid_id, struct hid_bpf_compat_older *older)
{
	int control = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC), err;

	CHECK(control >= 0);
	*older = (struct hid_bpf_compat_older){ .size = sizeof(*older), .hid_id = hid_id };
	err = ioctl(control, HID_BPF_COMPAT_IOC_OLDER, older) ? -errno : 0;
	close(control);
	return err;
}

static bool has(struct device *dev, unsigned int events, unsigned int fixups)
{
	struct hid_bpf_compat_older older;

	CHECK_EQ(ask(device_id(dev), &older), 0);
	return older.nr_events == events && older.nr_fixups == fixups;
}

/*
 * The kernel does the rest in a kworker. Another program that is detached at that moment may stay
 * on its list for ever, so tests wait.
 */
static void detach_last(int link, struct device *dev)
{
	close(link);
	CHECK_SOON(has(dev, 0, 0));
}

static void detach_fixup(int link, struct device *dev)
{
	unsigned int starts = device_starts(dev);

	close(link);
	device_wait_bound(dev, starts);
}

/* Our program multiplies the second byte by 10 and adds 3. */
static struct ops ours_on(struct device *dev)
{
	struct ops ops = ops_load(dev, "events", "event");

	ACT(&ops)->mark_at = 1;
	ACT(&ops)->mark = 3;
	ops_attach(&ops);
	return ops;
}

/* Sends 0, 1, 2, which passes both. hid-core calls the kernel's before a driver's callback. */
static void check_both(struct device *dev, int hidraw, const struct programs *programs,
		       struct ops *ours)
{
	bool theirs_first = kmod_enters_by("driver");
	__u32 events = programs->older->events, runs = SEEN(ours)->runs;

	SEND(dev, 0, 1, 2);
	CHECK_EQ(programs->older->events, events + 1);
	CHECK_EQ(SEEN(ours)->runs, runs + 1);
	if (theirs_first) {
		CHECK_EQ(programs->older->second_byte, 1);
		CHECK_EQ(SEEN(ours)->data[1], 19);
		CHECK_REPORT(hidraw, 0, 193, 2);
	} else {
		CHECK_EQ(SEEN(ours)->data[1], 1);
		CHECK_EQ(programs->older->second_byte, 13);
		CHECK_REPORT(hidraw, 0, 139, 2);
	}
}

TEST(alone, "a program for the kernel's older HID-BPF works while another device has ours")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse), *other = device_plug(&mouse);
	int hidraw = device_hidraw(dev), link;
	struct ops ops = ours_on(other);

	programs.older->mark = 9;
	link = attach(&programs, "on_event", dev);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(programs.older->events, 1);
	CHECK_EQ(SEEN(&ops)->runs, 0);
	CHECK_REPORT(hidraw, 0, 19, 2);
	CHECK(device_is_silent(hidraw));
	detach_last(link, dev);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

TEST(both, "a report passes programs for both interfaces once, in a fixed order; either may go")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), link;
	struct ops ops = ours_on(dev);

	programs.older->mark = 9;
	link = attach(&programs, "on_event", dev);
	check_both(dev, hidraw, &programs, &ops);
	ops_detach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 19, 2);
	ops_attach(&ops);
	check_both(dev, hidraw, &programs, &ops);
	detach_last(link, dev);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 13, 2);
	link = attach(&programs, "on_event", dev);
	check_both(dev, hidraw, &programs, &ops);
	CHECK(device_is_silent(hidraw));
}

TEST(no_event_ops, "programs for the older HID-BPF get reports of a device with request hooks only")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops;

	skip_on_driver("driver callbacks do not see requests");
	ops = ops_on(dev, "requests", "both");
	attach(&programs, "on_event", dev);
	programs.older->mark = 9;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(programs.older->events, 1);
	CHECK_REPORT(hidraw, 0, 19, 2);
	ops_detach(&ops);
}

TEST(dropped, "a report that a program for the older HID-BPF drops reaches nobody")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = ours_on(dev);

	attach(&programs, "on_event", dev);
	programs.older->event_ret = -EPERM;
	SEND(dev, 0, 1, 2);
	/* The kernel itself takes a number that is not an errno for an address. */
	if (!kmod_enters_by("driver")) {
		programs.older->event_ret = -5000;
		SEND(dev, 0, 1, 2);
		CHECK_EQ(programs.older->events, 2);
	}
	CHECK(device_is_silent(hidraw));
	programs.older->event_ret = 0;
	check_both(dev, hidraw, (programs.older->mark = 9, &programs), &ops);
}

TEST(resized, "a program for the older HID-BPF changes the size that ours left")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = ours_on(dev);

	skip_on_driver("ours come last");
	attach(&programs, "on_event", dev);
	ACT(&ops)->ret = 4;
	programs.older->event_ret = 5;
	SEND(dev, 0, 1, 2);
	CHECK_EQ(programs.older->size, 4);
	CHECK_REPORT(hidraw, 0, 130, 2, 0, 0);
}

TEST(too_long, "a report too long for the buffer of programs for the older HID-BPF is refused")
{
	static const unsigned char longer[OLDER_DATA + 1];
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops;

	skip_on_driver("the kernel calls these programs");
	ops = ops_on(dev, "requests", "both");
	attach(&programs, "on_event", dev);
	device_send(dev, longer, OLDER_DATA);
	CHECK_EQ(programs.older->events, 1);
	device_send(dev, longer, OLDER_DATA + 1);
	CHECK_EQ(programs.older->events, 1);
	device_send(dev, longer, OLDER_DATA);
	CHECK_EQ(programs.older->events, 2);
	device_check_report(__FILE__, __LINE__, hidraw, longer, OLDER_DATA);
	device_check_report(__FILE__, __LINE__, hidraw, longer, OLDER_DATA);
	CHECK(device_is_silent(hidraw));
	ops_detach(&ops);
}

/* The kernel then makes a buffer of 0 bytes for them, and keeps it when a driver is bound. */
TEST(no_buffer, "reports are refused if the kernel has no buffer for the older HID-BPF's programs")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	unsigned int starts = device_starts(dev);
	struct ops ops;
	int hidraw;

	skip_on_driver("the kernel calls these programs");
	CHECK_EQ(device_unbind(dev), 0);
	attach(&programs, "on_event", dev);
	ops = ours_on(dev);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	device_wait_bound(dev, starts);
	hidraw = device_hidraw(dev);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(programs.older->events, 0);
	CHECK(device_is_silent(hidraw));
	/* Until it has unbound the driver, the kernel would copy reports there. */
	CHECK_EQ(device_unbind(dev), 0);
	ops_detach(&ops);
}

TEST(injected, "an injected report passes programs for the older HID-BPF once")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	struct hidbpf_object *calls = object_open("kfuncs");
	struct call call = { .hid = device_id(dev), .size = 3, .data = { 0, 1, 2 } };
	int hidraw = device_hidraw(dev);
	struct ops ops = ours_on(dev);

	object_program(calls, "call_input");
	CHECK_EQ(hidbpf_object_load(calls), 0);
	programs.older->mark = 9;
	attach(&programs, "on_event", dev);
	CHECK_EQ(object_run(calls, "call_input", &call, sizeof(call)), 0);
	CHECK_EQ(call.retval, 0);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(programs.older->events, 1);
	CHECK_REPORT(hidraw, 0, 139, 2);
	CHECK(device_is_silent(hidraw));
}

TEST(injected_by_hook, "a report that an event program injects passes them, and so does its own")
{
	struct programs programs = load();
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "injecting");
	bool theirs_first = kmod_enters_by("driver");

	attach(&programs, "on_event", dev);
	programs.older->mark = 1;
	SEND(dev, 1, 0, 4, 6);
	CHECK_EQ(programs.older->events, 2);
	CHECK_EQ(programs.older->second_byte, theirs_first ? 11 : 0);
	CHECK_REPORT(hidraw, 2, 111, 12, 13, 14, 15, 16, 17, 18);
	CHECK_REPORT(hidraw, 1, 1, 4, 6);
	CHECK(device_is_silent(hidraw));
	ops_detach(&ops);
}

TEST(reply, "the reply to a driver's request passes programs for the older HID-BPF once")
{
	struct programs programs = load();
	struct device *dev = device_plug(&sensor);
	struct ops ops = ours_on(dev);
	char value[64] = "";

	attach(&programs, "on_event", dev);
	programs.older->mark = 9;
	device_answer(dev, 1, "\1\1", 2);
	CHECK(device_sysfs(dev, "HID-SENSOR-*/feature-*/feature-*-value", value,
			   sizeof(value) - 1) > 0);
	CHECK_EQ(programs.older->events, 1);
	CHECK_EQ(programs.older->type, 2);
	CHECK_EQ(programs.older->size, 2);
	CHECK_EQ(atoi(value), kmod_enters_by("driver") ? 193 : 139);
	ops_detach(&ops);
}

/* Replaces the descriptor by that of a model. */
static struct ops disguise(struct device *dev, const struct model *model)
{
	struct ops ops = ops_load(dev, "rdesc", "fixup");
	volatile struct rdesc_act *act = OPS_VAR(&ops, struct rdesc_act, "rdesc_act");

	CHECK(model->rdesc_size <= RDESC_DATA);
	memcpy((void *)act->data, model->rdesc, model->rdesc_size);
	act->len = model->rdesc_size;
	act->ret = model->rdesc_size;
	ops_attach(&ops);
	device_wait_bound(dev, 0);
	return ops;
}

/* Whether the device has the model's descriptor with something added to its fourth byte. */
static bool is(struct device *dev, const struct model *model, unsigned char add_at3)
{
	unsigned char want[RDESC_DATA], got[4096];
	int len = device_sysfs(dev, "report_descriptor", got, sizeof(got));

	memcpy(want, model->rdesc, model->rdesc_size);
	want[3] += add_at3;
	return len == (int)model->rdesc_size && !memcmp(got, want, len);
}

TEST(fixups, "ours changes a report descriptor first, then the program for the older HID-BPF")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	struct ops ops;
	int link;

	programs.older->add_at3 = 1;
	ops = disguise(dev, &keyboard);
	CHECK(is(dev, &keyboard, 0));
	link = attach(&programs, "on_rdesc", dev);
	device_wait_bound(dev, 0);
	CHECK_EQ(programs.older->rdesc_size, keyboard.rdesc_size);
	CHECK(is(dev, &keyboard, 1));
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	CHECK_EQ(programs.older->rdesc_size, mouse.rdesc_size);
	CHECK(is(dev, &mouse, 1));
	ops_attach(&ops);
	device_wait_bound(dev, 0);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->size, mouse.rdesc_size);
	CHECK_EQ(OPS_VAR(&ops, struct seen, "seen")->data[3], mouse.rdesc[3]);
	CHECK(is(dev, &keyboard, 1));
	detach_fixup(link, dev);
	CHECK(is(dev, &keyboard, 0));
	ops_detach(&ops);
	device_wait_bound(dev, 0);
	CHECK(is(dev, &mouse, 0));
}

TEST(unplug, "a device with programs for both interfaces is unplugged")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int event = attach(&programs, "on_event", dev), fixup = attach(&programs, "on_rdesc", dev);
	struct ops ops = ours_on(dev), rdesc = disguise(dev, &keyboard);
	struct hid_bpf_compat_older older;

	device_unplug(dev);
	CHECK_EQ(ask(device_id(dev), &older), -ENODEV);
	close(event);
	ops_detach(&ops);
	ops_detach(&rdesc);
	close(fixup);
}

struct changer {
	struct device *dev;
	struct programs programs;
	struct ops ops;
	unsigned int rounds;
};

static void change_theirs(void *arg)
{
	struct changer *changer = arg;

	for (unsigned int i = 0; i < changer->rounds; i++)
		detach_last(
			attach(&changer->programs, i % 2 ? "on_event" : "on_rdesc", changer->dev),
			changer->dev);
}

static void change_ours(void *arg)
{
	struct changer *changer = arg;

	for (unsigned int i = 0; i < changer->rounds; i++) {
		ops_attach(&changer->ops);
		ops_detach(&changer->ops);
	}
}

TEST(come_and_go, "programs for both interfaces come and go at the same time, and the device works")
{
	struct changer changer = { .programs = load(), .dev = device_plug(&mouse), .rounds = 12 };
	struct racer *theirs, *ours;
	int hidraw;

	changer.ops = disguise(changer.dev, &big_feature);
	ops_detach(&changer.ops);
	theirs = race_start(change_theirs, &changer);
	ours = race_start(change_ours, &changer);
	race_join(theirs);
	race_join(ours);
	CHECK_SOON(is(changer.dev, &mouse, 0));
	hidraw = device_hidraw(changer.dev);
	SEND(changer.dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
}

TEST(counts, "hid_bpf_compat reports how many programs for the older HID-BPF a device has")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse), *other = device_plug(&mouse);
	struct hid_bpf_compat_older older;
	struct ops ops = ours_on(dev);
	int event;

	CHECK(has(dev, 0, 0));
	event = attach(&programs, "on_event", dev);
	CHECK(has(dev, 1, 0));
	attach(&programs, "on_event", dev);
	attach(&programs, "on_rdesc", dev);
	CHECK(has(dev, 2, 1));
	CHECK(has(other, 0, 0));
	close(event);
	CHECK_SOON(has(dev, 1, 1));
	CHECK_EQ(ask(device_unused_id(), &older), -ENODEV);
	ops_detach(&ops);
}

TEST(no_counts, "on other kernels that question fails with ENOTTY")
{
	struct device *dev = device_plug(&mouse);
	struct hid_bpf_compat_older older;

	skip_on_struct_ops("there is no device to ask");
	if (kernel_has_older())
		test_skip("this kernel has an older HID-BPF");
	CHECK_EQ(ask(device_id(dev), &older), -ENOTTY);
}

TEST(reload, "the module is unloaded and loaded while programs for the older HID-BPF are attached")
{
	struct programs programs = load();
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev), event = attach(&programs, "on_event", dev);
	struct ops ops = ours_on(dev);

	programs.older->mark = 9;
	check_both(dev, hidraw, &programs, &ops);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
	CHECK_SOON(!kmod_unload());
	SEND(dev, 0, 1, 2);
	CHECK_EQ(kmod_load(), 0);
	CHECK_REPORT(hidraw, 0, 19, 2);
	ops = ours_on(dev);
	check_both(dev, hidraw, &programs, &ops);
	detach_last(event, dev);
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 13, 2);
}
