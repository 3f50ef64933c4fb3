// SPDX-License-Identifier: GPL-2.0-only
/* The module "volley". */
#include "volley.h"
#include "lib/kmod.h"
#include "lib/tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char parameter[] = "/sys/module/volley/parameters/fire";

bool volley_load(void)
{
	int err;

	if (!kmod_has_file("volley.ko"))
		return false;
	err = kmod_load_file("volley.ko");
	CHECK(!err || err == -EEXIST);
	return true;
}

__u32 volley_fire(int hid_id, unsigned int port, unsigned int first, unsigned int count)
{
	int fd = open(parameter, O_RDWR | O_CLOEXEC);
	char text[64];
	ssize_t len;

	CHECK(fd >= 0);
	len = snprintf(text, sizeof(text), "%d %u %u %u", hid_id, port, first, count);
	if (write(fd, text, len) < 0) {
		CHECK_EQ(errno, ENODEV);
		close(fd);
		return -1;
	}
	len = pread(fd, text, sizeof(text) - 1, 0);
	CHECK(len > 0);
	text[len] = '\0';
	close(fd);
	return strtoul(text, NULL, 10);
}
