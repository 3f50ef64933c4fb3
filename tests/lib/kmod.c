// SPDX-License-Identifier: GPL-2.0-only
/* Loading and unloading kernel modules, and their traces in ftrace. */
#include "kmod.h"
#include "libhidbpf/libhidbpf.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int kmod_open_file(const char *file)
{
	char path[512];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	CHECK(len > 0);
	path[len] = '\0';
	*strrchr(path, '/') = '\0';
	snprintf(strrchr(path, '/'), 64, "/%s", file);
	return open(path, O_RDONLY | O_CLOEXEC);
}

bool kmod_has_file(const char *file)
{
	int fd = kmod_open_file(file);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int kmod_load_fd(int fd, const char *parameters)
{
	int err = syscall(SYS_finit_module, fd, parameters, 0) ? -errno : 0;

	hidbpf_front_end_forget();
	return err;
}

int kmod_load_with(const char *file, const char *parameters)
{
	int fd = kmod_open_file(file), err;

	if (fd < 0)
		FAIL("%s: %s", file, strerror(errno));
	err = kmod_load_fd(fd, parameters);
	close(fd);
	return err;
}

int kmod_load_file(const char *file)
{
	return kmod_load_with(file, "");
}

void kmod_need(const char *name)
{
	char file[64];
	int err;

	snprintf(file, sizeof(file), "%s.ko", name);
	if (!kmod_has_file(file))
		test_skip("this machine cannot build modules for this kernel");
	err = kmod_load_file(file);
	CHECK(!err || err == -EEXIST);
}

void kmod_need_driver(const char *bus, const char *driver)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/bus/%s/drivers/%s", bus, driver);
	if (access(path, F_OK))
		test_skip("this kernel has no driver %s", driver);
}

static int open_parameter(const char *name, const char *parameter, int flags)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "/sys/module/%s/parameters/%s", name, parameter);
	fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		FAIL("%s: %s", path, strerror(errno));
	return fd;
}

int kmod_set(const char *name, const char *parameter, const char *value)
{
	int fd = open_parameter(name, parameter, O_WRONLY);
	int err = write(fd, value, strlen(value)) < 0 ? -errno : 0;

	close(fd);
	return err;
}

void kmod_need_reader(void)
{
	int err;

	kmod_need("callbacks");
	err = kmod_set("callbacks", "reader", "1");
	if (err == -EOPNOTSUPP)
		test_skip("this kernel does not preempt a reader");
	CHECK_EQ(err, 0);
	CHECK_EQ(kmod_set("callbacks", "reader", "0"), 0);
}

int kmod_get(const char *name, const char *parameter)
{
	int fd = open_parameter(name, parameter, O_RDONLY);
	char text[32] = "";

	CHECK(read(fd, text, sizeof(text) - 1) > 0);
	close(fd);
	return text[0] == 'Y' ? 1 : atoi(text);
}

int kmod_unload_name(const char *name)
{
	int err = syscall(SYS_delete_module, name, O_NONBLOCK) ? -errno : 0;

	hidbpf_front_end_forget();
	return err;
}

int kmod_load(void)
{
	const char *parameters = getenv("HID_BPF_COMPAT_PARAMETERS");

	return kmod_load_with("hid_bpf_compat.ko", parameters ? parameters : "");
}

int kmod_unload(void)
{
	return kmod_unload_name("hid_bpf_compat");
}

bool kmod_enters_by(const char *way)
{
	int fd = open("/sys/module/hid_bpf_compat/parameters/intercept", O_RDONLY | O_CLOEXEC);
	char text[32] = "";
	ssize_t len = 0;

	if (fd >= 0) {
		len = read(fd, text, sizeof(text) - 1);
		close(fd);
	}
	return len > 0 && !strncmp(text, way, strlen(way));
}

static ssize_t read_enabled(char *text, size_t size)
{
	int fd = open("/sys/kernel/tracing/enabled_functions", O_RDONLY | O_CLOEXEC);
	ssize_t len;

	if (fd < 0)
		FAIL("enabled_functions: %s", strerror(errno));
	len = read(fd, text, size - 1);
	close(fd);
	CHECK(len >= 0);
	text[len] = '\0';
	return len;
}

bool kmod_is_entered(void)
{
	static const char theirs[] = "__hid_bpf_tail_call ";
	char text[8192];
	char *line = text;

	read_enabled(text, sizeof(text));
	/* Further lines about a function are indented. */
	while (*line == '\t' || !strncmp(line, theirs, strlen(theirs)))
		line += strcspn(line, "\n") + 1;
	return *line;
}

bool kmod_is_entered_at(const char *wanted)
{
	char text[8192];

	read_enabled(text, sizeof(text));
	return strstr(text, wanted) != NULL;
}
