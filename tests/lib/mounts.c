// SPDX-License-Identifier: GPL-2.0-only
/* Files of the system that a test replaces. */
#include "mounts.h"
#include "tap.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

void mounts_separate(void)
{
	CHECK_EQ(unshare(CLONE_NEWNS), 0);
	CHECK_EQ(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
}

void mounts_replace_file(const char *path, const char *text)
{
	char file[] = "/tmp/replacing-XXXXXX";
	int fd = mkstemp(file);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	CHECK_EQ(mount(file, path, NULL, MS_BIND, NULL), 0);
}
