// SPDX-License-Identifier: GPL-2.0-only
/* Runs other programs. */
#include "cli/run.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int run_program(char *const *args)
{
	pid_t pid = fork();

	if (pid < 0)
		return -1;
	if (!pid) {
		execvp(args[0], args);
		_exit(RUN_NOT_STARTED);
	}
	return wait_for(pid);
}

/* In the child: becomes the program, which prints to a pipe. */
static void become(char *const *args, int output)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s:/usr/sbin:/sbin", getenv("PATH") ?: "/usr/bin:/bin");
	setenv("PATH", path, 1);
	dup2(output, STDOUT_FILENO);
	dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
	execvp(args[0], args);
	_exit(RUN_NOT_STARTED);
}

/* Reads to the end, so that the program can finish, and keeps the first line. */
static void read_line(int fd, char *line, size_t size)
{
	FILE *file = fdopen(fd, "r");
	char rest[256];

	line[0] = '\0';
	if (!file || !fgets(line, size, file))
		line[0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	while (file && fgets(rest, sizeof(rest), file))
		;
	if (file)
		fclose(file);
	else
		close(fd);
}

int run_read_line(char *const *args, char *line, size_t size)
{
	int fds[2];
	pid_t pid;

	line[0] = '\0';
	if (pipe2(fds, O_CLOEXEC))
		return -1;
	pid = fork();
	if (!pid)
		become(args, fds[1]);
	close(fds[1]);
	read_line(fds[0], line, size);
	return pid < 0 ? -1 : wait_for(pid);
}
