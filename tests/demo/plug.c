// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plugs in the tablet and runs a command while it is plugged in.
 *
 * usage: plug COMMAND [ARG...]
 * The command finds the tablet's name below /sys/bus/hid/devices in the environment as TABLET, and
 * the number of an open file that the hardware's reports are to be written to as TABLET_FD. The
 * exit status is the command's.
 */
#include "deco02.h"
#include "lib/device_private.h"
#include "lib/tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(char **command)
{
	int status;
	pid_t pid;

	pid = fork();
	CHECK(pid >= 0);
	if (!pid) {
		execvp(command[0], command);
		FAIL("%s: %s", command[0], strerror(errno));
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
	struct device *tablet;
	char fd[16];
	int status;

	if (argc < 2)
		FAIL("usage: plug COMMAND [ARG...]");
	tablet = device_plug(&deco02);
	CHECK_EQ(fcntl(tablet->fd, F_SETFD, 0), 0);
	snprintf(fd, sizeof(fd), "%d", tablet->fd);
	setenv("TABLET", device_sysname(tablet), 1);
	setenv("TABLET_FD", fd, 1);
	status = run(argv + 1);
	device_unplug(tablet);
	return status;
}
