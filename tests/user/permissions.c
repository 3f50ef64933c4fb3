// SPDX-License-Identifier: GPL-2.0-only
/* Who may do what: users, users with capabilities, root without them, and root of a namespace. */
#include "lib/models.h"
#include "lib/privileges.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define USER 1000
#define CAP(_name) (1ULL << CAP_##_name)

enum { DONE, NOT_PERMITTED = 3, GAVE_UP = 100 };

static struct device *dev;
static int hidraw;
static char object[1024], pin[256];

static int run(const char *command, const char *argument)
{
	return tool_run("hidbpf", command, device_sysname(dev), argument, NULL);
}

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

static void check_swapped(void)
{
	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 7, 5);
}

/* Plugs in a mouse, on which "swap" is attached. */
static void set_up(void)
{
	dev = device_plug(&mouse);
	hidraw = device_hidraw(dev);
	object_path("swap", object, sizeof(object));
	CHECK_EQ(run("attach", object), DONE);
	device_pins(dev, "/swap_bpf/swap", pin, sizeof(pin));
	check_swapped();
}

/*
 * Calls a function in a process that has given up privileges. It is not this one: a process with
 * threads, such as those of emulated devices, cannot enter a user namespace.
 */
static void with(void (*give_up)(void), void (*function)(void))
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		give_up();
		function();
		fflush(stdout);
		_exit(GAVE_UP);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	CHECK_EQ(WEXITSTATUS(status), GAVE_UP);
}

static void become_user(void)
{
	privileges_become(USER, 0);
}

static void become_user_with_bpf(void)
{
	privileges_become(USER, CAP(BPF));
}

static void become_user_with_bpf_and_perfmon(void)
{
	privileges_become(USER, CAP(BPF) | CAP(PERFMON));
}

static void become_root_with_bpf_and_perfmon(void)
{
	privileges_become(0, CAP(BPF) | CAP(PERFMON) | CAP(DAC_OVERRIDE));
}

static void become_root_with_sys_admin(void)
{
	privileges_become(0, CAP(SYS_ADMIN));
}

static void become_root_of_namespace(void)
{
	privileges_enter_namespace();
}

static void become_user_and_root_of_namespace(void)
{
	privileges_become(USER, 0);
	privileges_enter_namespace();
}

static void check_commands(const char *who)
{
	static const char *const commands[][2] = {
		{ "attach", object },	{ "detach", NULL },	    { "keep", NULL },
		{ "auto", "--remove" }, { "auto", "--properties" },
	};

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		CHECK_EQ(run(commands[i][0], commands[i][1]), NOT_PERMITTED);
		check_said("only ");
		check_said(who);
		check_said(" can ");
	}
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_said(device_sysname(dev));
	check_said(who);
	check_said(" can see attached objects");
	CHECK_EQ(run("info", NULL), DONE);
	check_said("Programs: shown only to ");
	check_said(who);
	CHECK_EQ(tool_run("hidbpf", "info", object, NULL), DONE);
}

/* Native HID-BPF is not in a module, whose types the kernel would hide. */
static bool may_load(void)
{
	return !module_is_loaded() &&
	       prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_PERFMON, 0, 0) == 1;
}

/* An object that no privileges help. */
static void check_mistake(void)
{
	struct hidbpf_object *mistaken;
	char path[1024];

	object_path("unused", path, sizeof(path));
	CHECK_EQ(hidbpf_object_open(&mistaken, path), 0);
	CHECK_EQ(hidbpf_object_load(mistaken), -EINVAL);
	CHECK_STR(hidbpf_error(), "no hid_bpf_ops uses its program forgotten");
	hidbpf_object_close(mistaken);
}

static void check_library(void)
{
	struct hidbpf_attached *list;
	struct ops ops;

	check_mistake();
	if (may_load()) {
		ops_on(dev, "swap", "swap");
		CHECK(ops_try_load(&ops, device_id(dev), "broken", "broken"));
		CHECK(strstr(hidbpf_error(), "the kernel refused program unchecked: "));
		return;
	}
	CHECK_EQ(ops_try_load(&ops, device_id(dev), "swap", "swap"), -EPERM);
	CHECK_STR(hidbpf_error(),
		  "this takes the capability CAP_SYS_ADMIN in the initial user namespace");
	CHECK(!hidbpf_is_permitted());
	if (hidbpf_front_end() == HIDBPF_STRUCT_OPS)
		CHECK_EQ(hidbpf_attached_list(&list), -EPERM);
}

static void check_user(void)
{
	check_commands("root");
	check_library();
	CHECK_EQ(bpf_obj_get(pin), -EACCES);
	CHECK_EQ(unlink(pin), -1);
	CHECK_EQ(open(HID_BPF_COMPAT_COUNTS, O_RDONLY), -1);
	if (hidbpf_front_end() == HIDBPF_TRACING) {
		CHECK_EQ(open(HID_BPF_COMPAT_DEVICE, O_RDWR), -1);
		CHECK_EQ(errno, EACCES);
	}
}

static void check_root_without(void)
{
	check_commands("root with the capability CAP_SYS_ADMIN in the initial user namespace");
	check_library();
}

static void check_enough(void)
{
	CHECK_EQ(run("detach", NULL), DONE);
	CHECK_EQ(run("attach", object), DONE);
	CHECK_EQ(tool_run("hidbpf", "list", NULL), DONE);
	check_said(" swap ");
	CHECK_EQ(run("info", NULL), DONE);
	check_said("hid_device_event");
}

TEST(user, "hidbpf shows devices to users, and refuses all else, also with CAP_BPF and CAP_PERFMON")
{
	set_up();
	with(become_user, check_user);
	with(become_user_with_bpf, check_user);
	with(become_user_with_bpf_and_perfmon, check_user);
	check_swapped();
	CHECK_EQ(run("detach", NULL), DONE);
}

TEST(root, "root needs CAP_SYS_ADMIN, and no other capability")
{
	set_up();
	with(become_root_with_bpf_and_perfmon, check_root_without);
	check_swapped();
	with(become_root_with_sys_admin, check_enough);
	check_swapped();
	CHECK_EQ(run("detach", NULL), DONE);
}

TEST(namespace, "root of a user namespace has no capability that counts")
{
	skip_without_namespaces();
	set_up();
	with(become_root_of_namespace, check_root_without);
	with(become_user_and_root_of_namespace, check_root_without);
	check_swapped();
	CHECK_EQ(run("detach", NULL), DONE);
}

static int control;

static int ask_version(void)
{
	struct hid_bpf_compat_version version = { .size = sizeof(version) };

	return ioctl(control, HID_BPF_COMPAT_IOC_VERSION, &version) ? -errno : 0;
}

static void check_device_refuses(void)
{
	CHECK_EQ(ask_version(), -EPERM);
}

static void check_device_replies(void)
{
	CHECK_EQ(ask_version(), 0);
}

TEST(module_device, "whoever has the module's device open needs CAP_BPF to use it")
{
	skip_on_struct_ops("there is no such device");
	control = open(HID_BPF_COMPAT_DEVICE, O_RDWR);
	CHECK(control >= 0);
	with(become_user, check_device_refuses);
	with(become_user_with_bpf, check_device_replies);
	with(become_root_with_sys_admin, check_device_replies);
}

TEST(module_device_in_namespace, "the module's device needs CAP_BPF in the initial user namespace")
{
	skip_on_struct_ops("there is no such device");
	skip_without_namespaces();
	control = open(HID_BPF_COMPAT_DEVICE, O_RDWR);
	CHECK(control >= 0);
	with(become_user_and_root_of_namespace, check_device_refuses);
	with(become_root_of_namespace, check_device_refuses);
}
