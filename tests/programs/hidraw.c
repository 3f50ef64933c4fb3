// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes the requests of a recording through hidraw.
 *
 * usage: hidraw NODE RECORDING
 * Prints them like play, with 0 or a negative error number for each.
 */
#include "requests.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int make(const char *kind, unsigned char *data, size_t size, void *arg)
{
	int fd = *(int *)arg;
	ssize_t ret;

	if (!strcmp(kind, "write"))
		ret = write(fd, data, size);
	else if (!strcmp(kind, "get-feature"))
		ret = ioctl(fd, HIDIOCGFEATURE(size), data);
	else if (!strcmp(kind, "set-feature"))
		ret = ioctl(fd, HIDIOCSFEATURE(size), data);
	else
		ret = ioctl(fd, HIDIOCSOUTPUT(size), data);
	return ret < 0 ? -errno : 0;
}

int main(int argc, char **argv)
{
	FILE *recording;
	int fd;

	if (argc != 3)
		errx(2, "usage: hidraw NODE RECORDING");
	fd = open(argv[1], O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(2, "%s", argv[1]);
	recording = fopen(argv[2], "re");
	if (!recording)
		err(2, "%s", argv[2]);
	requests_make(recording, make, &fd);
	fclose(recording);
	close(fd);
	return 0;
}
