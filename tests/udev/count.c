// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts the instructions of a process, including those of the kernel, in a guest whose clock
 * advances by a nanosecond with each instruction.
 *
 * usage: count [-p] COMMAND [ARGUMENT]...
 * Prints thousands of instructions from fork to exit or, with -p, those that the process and its
 * children executed: of others, and of a CPU that waits, none count. The command's output is
 * discarded. Exit status: the command's.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long used(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL +
	       usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void run(char **argv)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	dup2(null, STDOUT_FILENO);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

int main(int argc, char **argv)
{
	int of_process = argc > 1 && !strcmp(argv[1], "-p"), status;
	long long start, end;
	pid_t pid;

	if (argc < 2 + of_process)
		return 2;
	start = now();
	pid = fork();
	if (!pid)
		run(argv + 1 + of_process);
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		perror("count");
		return 1;
	}
	end = now();
	printf("%lld\n", of_process ? used() : (end - start) / 1000);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
