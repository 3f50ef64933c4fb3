// SPDX-License-Identifier: GPL-2.0-only
/* Runs other programs. */
#include "cli/run.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int run_program(char *const *args)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		return -1;
	if (!pid) {
		execvp(args[0], args);
		_exit(RUN_NOT_STARTED);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
