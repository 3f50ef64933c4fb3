// SPDX-License-Identifier: GPL-2.0-only
/* Runs command line tools. */
#include "tool.h"
#include "tap.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGS 24

static char output[1 << 24]; /* a descriptor with thousands of usages as JSON is long */
static uid_t run_as;

const char *tool_output(void)
{
	return output;
}

void tool_as_user(uid_t uid)
{
	run_as = uid;
}

void tool_path(const char *name, char *path, size_t size)
{
	char exe[512];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	CHECK(len > 0);
	exe[len] = '\0';
	for (int i = 0; i < 2; i++) {
		*strrchr(exe, '/') = '\0';
		snprintf(path, size, "%s/%s", exe, name);
		if (!access(path, X_OK))
			return;
	}
	FAIL("no %s in the directory of the tests", name);
}

static void run_child(const char *path, char **args, int fd)
{
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (run_as && setuid(run_as))
		_exit(127);
	execv(path, args);
	_exit(127);
}

static void read_output(int fd)
{
	size_t used = 0;
	ssize_t len;

	while (used < sizeof(output) - 1 &&
	       (len = read(fd, output + used, sizeof(output) - 1 - used)) > 0)
		used += len;
	output[used] = '\0';
}

int tool_run(const char *name, ...)
{
	char path[1024], *args[MAX_ARGS + 1] = { (char *)name };
	int fds[2], status, count = 1;
	va_list list;
	pid_t pid;

	va_start(list, name);
	while (count < MAX_ARGS && (args[count] = va_arg(list, char *)))
		count++;
	va_end(list);
	tool_path(name, path, sizeof(path));
	/* A process that outlives the tool must not inherit it. */
	CHECK_EQ(pipe2(fds, O_CLOEXEC), 0);
	fflush(stdout);
	pid = fork();
	if (!pid)
		run_child(path, args, fds[1]);
	close(fds[1]);
	read_output(fds[0]);
	close(fds[0]);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
		FAIL("%s did not run: status %#x", path, status);
	return WEXITSTATUS(status);
}
