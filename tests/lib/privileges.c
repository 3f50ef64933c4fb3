// SPDX-License-Identifier: GPL-2.0-only
/* Gives up privileges. */
#include "privileges.h"
#include "tap.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void set_capabilities(__u64 capabilities)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	for (int i = 0; i < 2; i++) {
		data[i].effective = capabilities >> (32 * i);
		data[i].permitted = data[i].inheritable = data[i].effective;
	}
	CHECK_EQ(syscall(SYS_capset, &header, data), 0);
}

/* Programs keep ambient capabilities, and root gets no others when starting one. */
void privileges_become(uid_t uid, __u64 capabilities)
{
	CHECK_EQ(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_KEEP_CAPS), 0);
	CHECK_EQ(setgroups(0, NULL), 0);
	CHECK_EQ(setresgid(uid, uid, uid), 0);
	CHECK_EQ(setresuid(uid, uid, uid), 0);
	set_capabilities(capabilities);
	/* Otherwise its files in /proc would be root's. */
	CHECK_EQ(prctl(PR_SET_DUMPABLE, 1), 0);
	for (int cap = 0; cap <= CAP_LAST_CAP; cap++)
		if (capabilities & 1ULL << cap)
			CHECK_EQ(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0), 0);
}

static void write_map(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

void skip_without_namespaces(void)
{
	if (access("/proc/self/ns/user", F_OK))
		test_skip("this kernel has no user namespaces");
}

void privileges_enter_namespace(void)
{
	char map[32];

	snprintf(map, sizeof(map), "0 %d 1", geteuid());
	if (unshare(CLONE_NEWUSER))
		FAIL("no user namespace: %s", strerror(errno));
	write_map("/proc/self/setgroups", "deny");
	write_map("/proc/self/uid_map", map);
	write_map("/proc/self/gid_map", map);
}
