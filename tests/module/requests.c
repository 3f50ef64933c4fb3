// SPDX-License-Identifier: GPL-2.0-only
/* hid_hw_request and hid_hw_output_report: requests of applications and the kernel. */
#include "bpf/shared.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <bpf/libbpf.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <linux/uhid.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SEEN_REQUEST(_ops) OPS_VAR(_ops, struct seen, "seen_request")
#define SEEN_OUTPUT(_ops) OPS_VAR(_ops, struct seen, "seen_output")
#define ACT_REQUEST(_ops) OPS_VAR(_ops, struct request_act, "act_request")
#define ACT_OUTPUT(_ops) OPS_VAR(_ops, struct request_act, "act_output")

/* HID_* of the kernel */
enum { TYPE_INPUT, TYPE_OUTPUT, TYPE_FEATURE };
enum { GET_REPORT = 1, SET_REPORT = 9 };

static struct ops requests_on(struct device *dev)
{
	return ops_on(dev, "requests", "both");
}

/* ioctl() that returns -errno. */
static int request(int fd, unsigned long code, void *buf)
{
	int ret = ioctl(fd, code, buf);

	return ret < 0 ? -errno : ret;
}

static int write_report(int fd, const void *data, size_t len)
{
	ssize_t ret = write(fd, data, len);

	return ret < 0 ? -errno : ret;
}

TEST(get_feature, "HIDIOCGFEATURE reaches the program: report ID, type, request, size, source")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	unsigned char buf[5] = { 1 };

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), 5);
	CHECK_BYTES(buf, 5, 1, 2, 3, 4, 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 1);
	CHECK_EQ(SEEN_REQUEST(&ops)->id, device_id(dev));
	CHECK_EQ(SEEN_REQUEST(&ops)->reportnum, 1);
	CHECK_EQ(SEEN_REQUEST(&ops)->type, TYPE_FEATURE);
	CHECK_EQ(SEEN_REQUEST(&ops)->reqtype, GET_REPORT);
	CHECK_EQ(SEEN_REQUEST(&ops)->size, 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->allocated_size, 5);
	CHECK(SEEN_REQUEST(&ops)->source != 0);
	CHECK_EQ(SEEN_OUTPUT(&ops)->runs, 0);
}

TEST(set_feature, "HIDIOCSFEATURE reaches the program with its bytes, then the device")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->type, TYPE_FEATURE);
	CHECK_EQ(SEEN_REQUEST(&ops)->reqtype, SET_REPORT);
	CHECK_EQ(SEEN_REQUEST(&ops)->have_data, 2);
	CHECK_BYTES((void *)SEEN_REQUEST(&ops)->data, 2, 1, 6);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_SET_REPORT);
	CHECK_BYTES(got.data, got.size, 1, 6, 7, 8, 9);
}

TEST(every_ioctl, "each hidraw ioctl runs hid_hw_request with its type and request")
{
	struct {
		unsigned long code;
		unsigned int type, reqtype;
	} cases[] = {
		{ HIDIOCGFEATURE(5), TYPE_FEATURE, GET_REPORT },
		{ HIDIOCSFEATURE(5), TYPE_FEATURE, SET_REPORT },
		{ HIDIOCGINPUT(5), TYPE_INPUT, GET_REPORT },
		{ HIDIOCSINPUT(5), TYPE_INPUT, SET_REPORT },
		{ HIDIOCGOUTPUT(5), TYPE_OUTPUT, GET_REPORT },
	};
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char buf[5] = { 1 };

		CHECK_EQ(request(hidraw, cases[i].code, buf), 5);
		CHECK_EQ(SEEN_REQUEST(&ops)->runs, i + 1);
		CHECK_EQ(SEEN_REQUEST(&ops)->type, cases[i].type);
		CHECK_EQ(SEEN_REQUEST(&ops)->reqtype, cases[i].reqtype);
	}
}

TEST(write_is_output, "a write to hidraw runs hid_hw_output_report, then reaches the device")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 5);
	CHECK_EQ(SEEN_OUTPUT(&ops)->runs, 1);
	CHECK_EQ(SEEN_OUTPUT(&ops)->id, device_id(dev));
	CHECK_EQ(SEEN_OUTPUT(&ops)->size, 5);
	CHECK_EQ(SEEN_OUTPUT(&ops)->allocated_size, 5);
	CHECK(SEEN_OUTPUT(&ops)->source != 0);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 0);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_OUTPUT);
	CHECK_BYTES(got.data, got.size, 1, 2, 3, 4, 5);
}

TEST(source_is_the_file,
     "source is the same for one open hidraw file and differs between two files")
{
	struct device *dev = device_plug(&combo);
	int one = device_hidraw(dev), two = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	unsigned long long first, second;

	CHECK_EQ(write_report(one, "\1\2\3\4\5", 5), 5);
	first = SEEN_OUTPUT(&ops)->source;
	CHECK_EQ(write_report(two, "\1\2\3\4\5", 5), 5);
	second = SEEN_OUTPUT(&ops)->source;
	if (first == second)
		skip_on_tracing("this kernel's hid-core does not tell one open file from another");
	CHECK(first != second);
	CHECK_EQ(write_report(one, "\1\2\3\4\5", 5), 5);
	CHECK_EQ(SEEN_OUTPUT(&ops)->source, first);
	CHECK_EQ(request(two, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->source, second);
}

TEST(answer_request, "a program answers a request instead of the device")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	unsigned char buf[5] = { 1 };

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	ACT_REQUEST(&ops)->answer = 40;
	ACT_REQUEST(&ops)->ret = 4;
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), 4);
	CHECK_BYTES(buf, 4, 40, 41, 42, 43);
	CHECK(device_is_quiet(dev));
}

TEST(answer_too_much, "an answer longer than the application's buffer is cut to it")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	unsigned char buf[8] = { 1, 0, 0, 0, 0, 0xee, 0xee, 0xee };

	ACT_REQUEST(&ops)->answer = 40;
	ACT_REQUEST(&ops)->ret = 4000;
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), 5);
	CHECK_BYTES(buf, 4, 40, 41, 42, 43);
	CHECK_BYTES(buf + 5, 3, 0xee, 0xee, 0xee);
}

TEST(answer_driver_too_much, "an answer longer than a driver's buffer is cut to it")
{
	struct device *dev = device_plug(&sensor);
	struct ops ops, event;
	char value[64];

	skip_on_native("native HID-BPF believes the program, and reads beyond the buffer");
	event = ops_on(dev, "events", "event");
	ops = requests_on(dev);
	ACT_REQUEST(&ops)->ret = 1000;
	/* Its driver reads feature report 1, of 2 bytes, and returns what it gets. */
	CHECK(device_sysfs(dev, "HID-SENSOR-*/feature-*/feature-*-value", value, sizeof(value)) >
	      0);
	CHECK_EQ(OPS_VAR(&event, struct seen, "seen")->runs, 1);
	CHECK_EQ(OPS_VAR(&event, struct seen, "seen")->size, 2);
}

TEST(refuse_request,
     "a program refuses a request: its error reaches the application, not the device")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	unsigned char buf[5] = { 1 };

	ACT_REQUEST(&ops)->ret = -ENOTTY;
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), -ENOTTY);
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), -ENOTTY);
	CHECK(device_is_quiet(dev));
	ops_detach(&ops);
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
}

TEST(change_request, "a program changes the data of SET_REPORT")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	ACT_REQUEST(&ops)->set_at1 = 99;
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 99, 7, 8, 9);
}

TEST(answer_output,
     "a program handles an output report: the write returns what the program returned")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);

	ACT_OUTPUT(&ops)->ret = 2;
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 2);
	CHECK(device_is_quiet(dev));
}

TEST(refuse_output, "a program refuses an output report: its error reaches the application only")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);

	ACT_OUTPUT(&ops)->ret = -EACCES;
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), -EACCES);
	CHECK(device_is_quiet(dev));
}

TEST(change_output, "a program changes an output report on its way to the device")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	ACT_OUTPUT(&ops)->set_at1 = 99;
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 5);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 99, 3, 4, 5);
}

TEST(output_falls_back,
     "an output report refused with ENOSYS becomes a SET_REPORT, which programs see")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	ACT_OUTPUT(&ops)->ret = -ENOSYS;
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 1);
	CHECK_EQ(SEEN_REQUEST(&ops)->type, TYPE_OUTPUT);
	CHECK_EQ(SEEN_REQUEST(&ops)->reqtype, SET_REPORT);
	CHECK_EQ(SEEN_REQUEST(&ops)->source, SEEN_OUTPUT(&ops)->source);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.kind, HOST_SET_REPORT);
	CHECK_EQ(got.type, UHID_OUTPUT_REPORT);
}

TEST(first_answer_counts, "several programs run in order until one answers")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops first = requests_on(dev), second = requests_on(dev), third = requests_on(dev);
	unsigned char buf[5] = { 1 };

	ACT_REQUEST(&second)->ret = -EBUSY;
	ACT_OUTPUT(&second)->ret = 3;
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), -EBUSY);
	CHECK_EQ(SEEN_REQUEST(&first)->runs, 1);
	CHECK_EQ(SEEN_REQUEST(&third)->runs, 0);
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 3);
	CHECK_EQ(SEEN_OUTPUT(&first)->runs, 1);
	CHECK_EQ(SEEN_OUTPUT(&third)->runs, 0);
}

TEST(device_error, "the device's error reaches the application if programs pass the request on")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	unsigned char buf[5] = { 1 };

	requests_on(dev);
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), -EIO);
	device_refuse_set(dev, true);
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), buf), -EIO);
}

TEST(unnumbered_requests, "requests of a device without report IDs use report ID 0")
{
	struct device *dev = device_plug(&vendor64);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	unsigned char buf[65] = { 0, 11, 12 };
	struct host_request got;

	CHECK_EQ(write_report(hidraw, buf, sizeof(buf)), 65);
	CHECK_EQ(SEEN_OUTPUT(&ops)->size, 65);
	CHECK_BYTES((void *)SEEN_OUTPUT(&ops)->data, 3, 0, 11, 12);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_EQ(got.size, 65);
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(65), buf), 65);
	CHECK_EQ(SEEN_REQUEST(&ops)->reportnum, 0);
	CHECK_EQ(SEEN_REQUEST(&ops)->size, 65);
}

static void switch_led(int evdev, int led, int on)
{
	struct input_event event = { .type = EV_LED, .code = led, .value = on };

	CHECK_EQ(write(evdev, &event, sizeof(event)), sizeof(event));
}

TEST(led_is_output, "switching a keyboard LED runs hid_hw_output_report, with the kernel as source")
{
	struct device *dev = device_plug(&keyboard);
	int evdev = device_evdev(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	device_forget_requests(dev);
	switch_led(evdev, LED_CAPSL, 1);
	CHECK(device_next_request(dev, &got, 5000));
	CHECK_BYTES(got.data, got.size, 2);
	CHECK_EQ(SEEN_OUTPUT(&ops)->runs, 1);
	CHECK_EQ(SEEN_OUTPUT(&ops)->source, 0);
	CHECK_EQ(SEEN_OUTPUT(&ops)->size, 1);
	CHECK_EQ(SEEN_OUTPUT(&ops)->data[0], 2);
}

TEST(led_changed, "a program changes which LEDs are switched")
{
	struct device *dev = device_plug(&numbered_keyboard);
	int evdev = device_evdev(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	device_forget_requests(dev);
	ACT_OUTPUT(&ops)->set_at1 = 1;
	switch_led(evdev, LED_CAPSL, 1);
	CHECK(device_next_request(dev, &got, 5000));
	CHECK_BYTES(got.data, got.size, 3, 1);
}

TEST(led_refused, "a program keeps LED changes from the device")
{
	struct device *dev = device_plug(&keyboard);
	int evdev = device_evdev(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	device_forget_requests(dev);
	ACT_OUTPUT(&ops)->ret = -EPERM;
	switch_led(evdev, LED_CAPSL, 1);
	CHECK_SOON(SEEN_OUTPUT(&ops)->runs == 1);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 0);
	ACT_OUTPUT(&ops)->ret = 0;
	switch_led(evdev, LED_NUML, 1);
	CHECK(device_next_request(dev, &got, 5000));
	CHECK_BYTES(got.data, got.size, 3);
}

TEST(led_falls_back, "LEDs refused with ENOSYS are sent as SET_REPORT, with the kernel as source")
{
	struct device *dev = device_plug(&numbered_keyboard);
	int evdev = device_evdev(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	device_forget_requests(dev);
	ACT_OUTPUT(&ops)->ret = -ENOSYS;
	switch_led(evdev, LED_CAPSL, 1);
	CHECK(device_next_request(dev, &got, 5000));
	CHECK_EQ(got.kind, HOST_SET_REPORT);
	CHECK_EQ(got.number, 3);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 1);
	CHECK_EQ(SEEN_REQUEST(&ops)->source, 0);
	CHECK_EQ(SEEN_REQUEST(&ops)->reportnum, 3);
	CHECK_EQ(SEEN_REQUEST(&ops)->type, TYPE_OUTPUT);
	CHECK_EQ(SEEN_REQUEST(&ops)->reqtype, SET_REPORT);
}

TEST(driver_request,
     "requests that a driver makes at probe run hid_hw_request, with the kernel as source")
{
	struct device *dev = device_plug(&wheel);
	unsigned int starts = device_starts(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	CHECK_EQ(device_unbind(dev), 0);
	device_forget_requests(dev);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	device_wait_bound(dev, starts);
	CHECK(SEEN_REQUEST(&ops)->runs >= 1);
	CHECK_EQ(SEEN_REQUEST(&ops)->source, 0);
	CHECK_EQ(SEEN_REQUEST(&ops)->reportnum, 2);
	CHECK_EQ(SEEN_REQUEST(&ops)->type, TYPE_FEATURE);
	CHECK_EQ(SEEN_REQUEST(&ops)->reqtype, SET_REPORT);
	CHECK_BYTES((void *)SEEN_REQUEST(&ops)->data, 2, 2, 1);
	do
		CHECK(device_next_request(dev, &got, 1000));
	while (got.kind != HOST_SET_REPORT);
	CHECK_BYTES(got.data, got.size, 2, 1);
}

TEST(driver_request_changed, "a program changes what a driver sets at probe")
{
	struct device *dev = device_plug(&wheel);
	unsigned int starts = device_starts(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	ACT_REQUEST(&ops)->set_at1 = 3;
	CHECK_EQ(device_unbind(dev), 0);
	device_forget_requests(dev);
	CHECK_EQ(device_bind(dev, "hid-generic"), 0);
	device_wait_bound(dev, starts);
	do
		CHECK(device_next_request(dev, &got, 1000));
	while (got.kind != HOST_SET_REPORT);
	CHECK_BYTES(got.data, got.size, 2, 3);
}

TEST(other_device, "requests to a device without programs are left alone")
{
	struct device *dev = device_plug(&combo), *other = device_plug(&combo);
	int hidraw = device_hidraw(other);
	struct ops ops = requests_on(dev);

	ACT_REQUEST(&ops)->ret = -EPERM;
	ACT_OUTPUT(&ops)->ret = -EPERM;
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 5);
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 0);
	CHECK_EQ(SEEN_OUTPUT(&ops)->runs, 0);
}

TEST(nested_request,
     "a program's request runs the programs again; another request there is refused: EDEADLOCK")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	ACT_REQUEST(&ops)->nested = 1;
	CHECK_EQ(request(hidraw, HIDIOCSFEATURE(5), "\1\6\7\x8\x9"), 5);
	CHECK_EQ(SEEN_REQUEST(&ops)->runs, 2);
	CHECK(SEEN_REQUEST(&ops)->source != 0);
	CHECK_EQ(ACT_REQUEST(&ops)->nested_ret, 4);
	CHECK_EQ(ACT_REQUEST(&ops)->nested_ret_of_nested, -EDEADLOCK);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 7, 7, 7);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 6, 7, 8, 9);
	CHECK(device_is_quiet(dev));
}

TEST(nested_output,
     "a program's output report runs the programs again; another one there is refused")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = requests_on(dev);
	struct host_request got;

	ACT_OUTPUT(&ops)->nested = 1;
	CHECK_EQ(write_report(hidraw, "\1\2\3\4\5", 5), 5);
	CHECK_EQ(SEEN_OUTPUT(&ops)->runs, 2);
	CHECK(SEEN_OUTPUT(&ops)->source != 0);
	CHECK_EQ(ACT_OUTPUT(&ops)->nested_ret, 4);
	CHECK_EQ(ACT_OUTPUT(&ops)->nested_ret_of_nested, -EDEADLOCK);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 7, 7, 7);
	CHECK(device_next_request(dev, &got, 1000));
	CHECK_BYTES(got.data, got.size, 1, 2, 3, 4, 5);
	CHECK(device_is_quiet(dev));
}

TEST(answer_after_asking, "a program queries the device and returns a changed answer")
{
	struct device *dev = device_plug(&combo);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "kfuncs", "ask_and_change");
	unsigned char buf[5] = { 1 };

	device_answer(dev, 1, "\1\2\3\4\5", 5);
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), 5);
	CHECK_BYTES(buf, 5, 1, 102, 3, 4, 5);
	ops_detach(&ops);
	CHECK_EQ(request(hidraw, HIDIOCGFEATURE(5), buf), 5);
	CHECK_BYTES(buf, 5, 1, 2, 3, 4, 5);
}

/* What applications and the kernel can send to a keyboard that the firewall protects. */
struct sent {
	int written;
	int set;
	bool led;
};

static struct sent send_all(struct device *dev, int hidraw, int evdev)
{
	struct host_request got;
	struct sent sent;

	device_forget_requests(dev);
	sent.written = write_report(hidraw, "\0\1", 2);
	sent.set = request(hidraw, HIDIOCSFEATURE(2), "\0\1");
	switch_led(evdev, LED_CAPSL, 1);
	sent.led = device_next_request(dev, &got, 5000) && got.kind == HOST_OUTPUT;
	return sent;
}

static void check_sent(const struct sent *sent)
{
	CHECK_EQ(sent->written, -EPERM);
	CHECK_EQ(sent->set, -EPERM);
	CHECK(sent->led);
}

static void set_tracing(const char *file, const char *value)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "/sys/kernel/tracing/%s", file);
	fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd < 0 || write(fd, value, strlen(value)) < 0)
		FAIL("%s: %s", file, strerror(errno));
	close(fd);
}

static bool has_tracer(const char *name)
{
	int fd = open("/sys/kernel/tracing/available_tracers", O_RDONLY | O_CLOEXEC);
	char text[256] = "";

	CHECK(fd >= 0 && read(fd, text, sizeof(text) - 1) > 0);
	close(fd);
	return strstr(text, name);
}

TEST(firewall_with_function_graph, "the firewall restricts applications only, with function_graph")
{
	struct device *dev = device_plug(&keyboard);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct sent sent;

	if (!has_tracer("function_graph"))
		test_skip("this kernel has no function_graph");
	ops_on(dev, "firewall", "firewall");
	set_tracing("set_ftrace_filter", "hid_hw_raw_request hid_hw_output_report");
	set_tracing("current_tracer", "function_graph");
	sent = send_all(dev, hidraw, evdev);
	set_tracing("current_tracer", "nop");
	set_tracing("set_ftrace_filter", "!hid_hw_raw_request !hid_hw_output_report");
	check_sent(&sent);
}

TEST(firewall_with_kretprobes, "the firewall restricts applications only, with kretprobes")
{
	struct device *dev = device_plug(&keyboard);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	struct sent sent;

	ops_on(dev, "firewall", "firewall");
	set_tracing("kprobe_events", "r:tests/request hid_hw_raw_request");
	set_tracing("kprobe_events", "r:tests/output hid_hw_output_report");
	set_tracing("events/tests/enable", "1");
	sent = send_all(dev, hidraw, evdev);
	set_tracing("events/tests/enable", "0");
	set_tracing("kprobe_events", "-:tests/request");
	set_tracing("kprobe_events", "-:tests/output");
	check_sent(&sent);
}

/* The kernel's ENOTSUPP, which user space has no name for. */
#define NOT_SUPPORTED 524

/* Linux 6.8 fails to share a function with ftrace if a program comes second. */
static void attach_fexit(const struct bpf_program *program)
{
	if (bpf_program__attach(program))
		return;
	if (errno == EBUSY && kernel_has_older())
		test_skip("this kernel attaches no fexit program to a redirected function");
	if (errno == NOT_SUPPORTED)
		test_skip("this kernel attaches no fexit programs");
	FAIL("cannot attach the fexit program: %s", strerror(errno));
}

/* Before 6.11 an fexit program hides the caller: the kernel's own requests are refused as well. */
TEST(firewall_with_fexit, "the firewall restricts applications, with fexit programs")
{
	struct device *dev = device_plug(&keyboard);
	int hidraw = device_hidraw(dev), evdev = device_evdev(dev);
	static const char *const names[] = { "request_ends", "output_ends" };
	struct bpf_object *object;
	char path[256];
	struct sent sent;

	ops_on(dev, "firewall", "firewall");
	object_path("traced", path, sizeof(path));
	object = bpf_object__open_file(path, NULL);
	CHECK(object);
	CHECK_EQ(bpf_object__load(object), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		attach_fexit(bpf_object__find_program_by_name(object, names[i]));
	sent = send_all(dev, hidraw, evdev);
	CHECK_EQ(sent.written, -EPERM);
	CHECK_EQ(sent.set, -EPERM);
}
