// SPDX-License-Identifier: GPL-2.0-only
/*
 * Each allocation of an operation fails once, one after the other: the operation reports an error
 * or succeeds, nothing is left half done, and the device keeps working.
 */
#include "inject.h"

#include "module/bpf/shared.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <fcntl.h>
#include <linux/hidraw.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TEST_SECONDS 225

/* An operation on a device, which is repeated; ->undo restores the state before it. */
struct operation {
	int (*run)(void); /* 0 or -errno */
	void (*undo)(void); /* after success; optional */
	void (*check)(bool done); /* the state of the device afterwards; optional */
};

static struct device *dev;
static int hidraw = -1;
static struct ops ops;
static int references;

static int module_references(void)
{
	char text[16] = "";
	FILE *file = fopen("/sys/module/hid_bpf_compat/refcnt", "r");

	CHECK(file != NULL);
	CHECK(fgets(text, sizeof(text), file) != NULL);
	fclose(file);
	return atoi(text);
}

static void begin(void)
{
	alarm(test_patience(TEST_SECONDS));
	inject_prepare();
}

/* How often the operation failed, and how often it succeeded without the memory. */
struct tally {
	unsigned int injected;
	unsigned int refused;
};

/* One run with its n-th allocation failing. Returns whether there was one. */
static bool step(const struct operation *operation, unsigned int n, struct tally *tally)
{
	bool injected;
	int ret;

	inject_nth(n);
	ret = operation->run();
	injected = inject_end();
	if (ret && !injected)
		FAIL("%d, though allocation %u did not fail", ret, n);
	if (operation->check)
		operation->check(!ret);
	if (!ret && operation->undo)
		operation->undo();
	if (operation->check && operation->undo)
		operation->check(false);
	tally->injected += injected;
	tally->refused += injected && ret;
	return injected;
}

static void note_tally(const char *name, const struct tally *tally)
{
	test_note("%s: %u allocations failed one by one; %u times an error, %u times done without",
		  name, tally->injected, tally->refused, tally->injected - tally->refused);
	CHECK(tally->injected > 0);
}

static void fail_each(const char *name, const struct operation *operation)
{
	struct tally tally = { 0 };

	/* The first run allocates more than later ones. */
	CHECK_EQ(operation->run(), 0);
	if (operation->undo)
		operation->undo();
	for (unsigned int n = 1; step(operation, n, &tally); n++)
		;
	note_tally(name, &tally);
}

static void plug(const struct model *model)
{
	dev = device_plug(model);
	hidraw = device_hidraw(dev);
}

/* Applications read what the program changes, and the original once it is detached. */
static void check_swapped(bool swapped)
{
	SEND(dev, 0, 5, 7);
	if (swapped) {
		CHECK_REPORT(hidraw, 0, 7, 5);
		return;
	}
	CHECK_REPORT(hidraw, 0, 5, 7);
	CHECK_SOON(module_references() == references);
	CHECK_SOON(!kmod_is_entered());
}

static int attach(void)
{
	return ops_try_attach(&ops);
}

static void detach(void)
{
	ops_detach(&ops);
}

static void load_swap(void)
{
	plug(&mouse);
	ops = ops_load(dev, "swap", "swap");
	CHECK_EQ(attach(), 0);
	detach();
	/* The first attaching changes the state that the kernel keeps for the object. */
	CHECK_SOON(!kmod_is_entered());
	references = module_references();
}

TEST(attach_swap, "attaching an event program, each allocation failing")
{
	static const struct operation operation = { attach, detach, check_swapped };

	begin();
	load_swap();
	fail_each("attach", &operation);
}

static void attach_surely(void)
{
	ops_attach(&ops);
	check_swapped(true);
}

static int detach_once(void)
{
	detach();
	return 0;
}

TEST(detach_swap, "detaching an event program, each allocation failing: it is always detached")
{
	struct tally tally = { 0 };
	bool injected = true;

	begin();
	load_swap();
	for (unsigned int n = 1; injected; n++) {
		attach_surely();
		inject_nth(n);
		detach_once();
		injected = inject_end();
		check_swapped(false);
		tally.injected += injected;
	}
	test_note("detach: %u allocations failed one by one", tally.injected);
}

static char pin[256];

static int keep(void)
{
	return hidbpf_ops_keep(ops.hid, pin);
}

static void unkeep(void)
{
	CHECK_EQ(hidbpf_pin_detach(pin), 0);
}

static void check_kept(bool kept)
{
	CHECK_EQ(!access(pin, F_OK), kept);
	check_swapped(kept);
}

TEST(keep_swap, "attaching an event program with a pin, each allocation failing")
{
	static const struct operation operation = { keep, unkeep, check_kept };

	begin();
	load_swap();
	snprintf(pin, sizeof(pin), "/sys/fs/bpf/kept");
	fail_each("attach and pin", &operation);
}

static unsigned int left_unbound;

/* The descriptor that drivers parse; after a probe without memory the device may have no driver. */
static size_t descriptor_size(void)
{
	unsigned char rdesc[HID_MAX_DESCRIPTOR_SIZE];
	char driver[64];

	device_driver(dev, driver, sizeof(driver));
	if (!driver[0]) {
		left_unbound++;
		CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	}
	return device_sysfs(dev, "report_descriptor", rdesc, sizeof(rdesc));
}

/*
 * A fixup that could not run is attached all the same, and the original descriptor is in use, as
 * with native HID-BPF.
 */
static void check_disguise(bool done)
{
	size_t size = descriptor_size();

	CHECK(size == mouse.rdesc_size || (done && size == keyboard.rdesc_size));
	if (done)
		return;
	close(hidraw);
	hidraw = device_hidraw(dev);
	check_swapped(false);
}

TEST(attach_fixup,
     "attaching a fixup, each allocation failing, including those of the probe that follows")
{
	static const struct operation operation = { attach, detach, check_disguise };
	volatile struct rdesc_act *act;

	begin();
	plug(&mouse);
	ops = ops_load(dev, "rdesc", "fixup");
	act = OPS_VAR(&ops, struct rdesc_act, "rdesc_act");
	memcpy((void *)act->data, keyboard.rdesc, keyboard.rdesc_size);
	act->len = act->ret = keyboard.rdesc_size;
	CHECK_EQ(attach(), 0);
	detach();
	CHECK_SOON(!kmod_is_entered());
	references = module_references();
	fail_each("attach a fixup", &operation);
	test_note("%u times the probe failed, and the device had to be bound again", left_unbound);
}

static int send(void)
{
	return device_try_send(dev, (unsigned char[]){ 0, 5, 7 }, 3);
}

static void check_sent(bool done)
{
	unsigned char report[64];

	/* The report whose allocation failed may be lost, but none after it. */
	while (read(hidraw, report, sizeof(report)) >= 0)
		;
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 7, 5);
}

TEST(report, "a report runs a program, each allocation failing")
{
	static const struct operation operation = { send, NULL, check_sent };

	begin();
	plug(&mouse);
	ops = ops_on(dev, "swap", "swap");
	fail_each("report", &operation);
}

static int ask(void)
{
	unsigned char answer[5] = { 1 };

	return ioctl(hidraw, HIDIOCGFEATURE(sizeof(answer)), answer) < 0 ? -errno : 0;
}

static int set(void)
{
	return write(hidraw, (unsigned char[]){ 1, 2, 3, 4, 5 }, 5) < 0 ? -errno : 0;
}

static void check_requests(bool done)
{
	CHECK_EQ(ask(), 0);
	CHECK_EQ(set(), 0);
}

static int ask_and_set(void)
{
	int ret = ask();

	return ret ? ret : set();
}

TEST(request, "requests run a program, each allocation failing")
{
	static const struct operation operation = { ask_and_set, NULL, check_requests };

	begin();
	plug(&combo);
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	ops = ops_on(dev, "requests", "both");
	fail_each("requests", &operation);
}

static struct hidbpf_object *calls;
static const char *called;

static int call(void)
{
	struct call arg = {
		.hid = device_id(dev), .type = 2, .reqtype = 1, .size = 5, .data = { 1 }
	};
	int ret = object_run(calls, called, &arg, sizeof(arg));

	return ret ? ret : arg.retval < 0 ? arg.retval : 0;
}

static void check_call(bool done)
{
	CHECK_EQ(call(), 0);
	CHECK_SOON(module_references() == references);
}

TEST(functions, "programs call kfuncs, each allocation failing")
{
	static const char *const names[] = { "call_context", "call_request", "call_output" };
	static const struct operation operation = { call, NULL, check_call };

	begin();
	plug(&combo);
	device_answer(dev, 1, "\1\2\3\4\5", 5);
	calls = object_open("kfuncs");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		object_program(calls, names[i]);
	CHECK_EQ(hidbpf_object_load(calls), 0);
	references = module_references();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		called = names[i];
		fail_each(called, &operation);
	}
}

static int control;

/* All requests of the module's device except attaching and detaching. */
static int look(void)
{
	struct hid_bpf_compat_version version = { .size = sizeof(version) };
	struct hid_bpf_compat_info info = { .size = sizeof(info) };

	if (ioctl(control, HID_BPF_COMPAT_IOC_VERSION, &version) ||
	    ioctl(control, HID_BPF_COMPAT_IOC_NEXT, &info) ||
	    ioctl(control, HID_BPF_COMPAT_IOC_INFO, &info))
		return -errno;
	CHECK_EQ(version.version, HID_BPF_COMPAT_VERSION);
	CHECK_EQ(info.hid_id, device_id(dev));
	return 0;
}

TEST(device, "requests to /dev/hid_bpf_compat, each copy failing")
{
	static const struct operation operation = { look, NULL, NULL };

	skip_on_struct_ops("this kernel takes struct_ops: there is no such device");
	begin();
	plug(&mouse);
	ops = ops_on(dev, "swap", "swap");
	control = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC);
	CHECK(control >= 0);
	fail_each("questions", &operation);
}
