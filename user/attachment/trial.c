// SPDX-License-Identifier: GPL-2.0-only
/* The holders of attachments on trial, and how others reach them. */
#include "attachment/trial.h"
#include "attachment/pins.h"
#include "attachment/udev_properties.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define STATE "/run/hidbpf"
#define TRIALS STATE "/trials"

/* What a holder is told by. */
#define SIGNAL_KEEP SIGUSR1
#define SIGNAL_END SIGTERM

/* What a holder has. */
struct holding {
	const char *file; /* that is locked */
	const struct trial_of *trial;
	long end; /* as of seconds_now() */
};

static long seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void file_path(char *path, size_t size, const struct device *device, const char *object)
{
	char device_name[PINS_NAME], object_name[PINS_NAME] = "*";

	pins_device_name(device_name, sizeof(device_name), device);
	if (object)
		pins_object_name(object_name, sizeof(object_name), object);
	snprintf(path, size, TRIALS "/%s.%s", device_name, object_name);
}

static int keep_all(const struct trial_of *trial)
{
	char pin[PINS_PATH + NAME_MAX];
	int err = 0;

	for (int i = 0; !err && i < trial->count; i++) {
		snprintf(pin, sizeof(pin), "%s/%s", trial->dir,
			 hidbpf_link_ops(trial->links[i])->name);
		err = hidbpf_link_keep(trial->links[i], pin);
	}
	if (!err)
		properties_keep(trial->object, trial->dir, trial->info);
	return err;
}

/* The kernel would do it too, but only after the lock that others wait for is gone. */
static void detach_all(const struct trial_of *trial)
{
	for (int i = 0; i < trial->count; i++)
		hidbpf_link_detach(trial->links[i]);
	pins_remove(trial->dir);
}

/* The holder's whole life. Its end closes the links and unlocks the file. */
static void hold(const struct holding *holding)
{
	struct timespec left = { 0 };
	sigset_t signals;
	int signal;

	sigemptyset(&signals);
	sigaddset(&signals, SIGNAL_KEEP);
	sigaddset(&signals, SIGNAL_END);
	do {
		left.tv_sec = holding->end - seconds_now();
		signal = left.tv_sec > 0 ? sigtimedwait(&signals, NULL, &left) : SIGNAL_END;
	} while (signal < 0);
	if (signal != SIGNAL_KEEP || keep_all(holding->trial))
		detach_all(holding->trial);
	unlink(holding->file);
}

/* Asks, or sets, the lock of the whole file; what fcntl() returns. */
static int file_lock(int fd, int command, struct flock *lock)
{
	*lock = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET };
	return fcntl(fd, command, lock);
}

/* Leaves the terminal and the pipes of whoever called hidbpf. */
static bool become_holder(int fd)
{
	int null = open("/dev/null", O_RDWR);
	struct flock lock;
	sigset_t signals;

	sigfillset(&signals);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	if (null < 0 || setsid() < 0 || chdir("/") || file_lock(fd, F_SETLK, &lock))
		return false;
	for (int i = 0; i <= STDERR_FILENO; i++)
		dup2(null, i);
	return true;
}

/* The pipe tells the parent, which waits, that the file is locked; closed before, that it is not. */
static int start_holder(const struct holding *holding, int fd)
{
	int ready[2];
	char byte;
	bool is_ready;

	if (pipe2(ready, O_CLOEXEC))
		return -errno;
	switch (fork()) {
	case -1:
		close(ready[0]);
		close(ready[1]);
		return -errno;
	case 0:
		close(ready[0]);
		if (!become_holder(fd) || write(ready[1], "", 1) != 1)
			_exit(1);
		close(ready[1]);
		hold(holding);
		_exit(0);
	}
	close(ready[1]);
	is_ready = read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	return is_ready ? 0 : -EAGAIN;
}

/* For trial_list(). */
static int write_file(const struct holding *holding, int fd)
{
	const struct trial_of *trial = holding->trial;

	if (dprintf(fd, "%ld\n", holding->end) < 0)
		return -errno;
	for (int i = 0; i < trial->count; i++)
		if (dprintf(fd, "%u %s\n", hidbpf_link_id(trial->links[i]),
			    hidbpf_link_ops(trial->links[i])->name) < 0)
			return -errno;
	return 0;
}

int trial_start(const struct trial_of *trial, unsigned int seconds)
{
	char path[2 * PINS_PATH];
	struct holding holding = { .file = path, .trial = trial, .end = seconds_now() + seconds };
	int fd, err;

	mkdir(STATE, 0700);
	mkdir(TRIALS, 0700);
	file_path(path, sizeof(path), &trial->info->device, trial->path);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	err = fd < 0 ? -errno : write_file(&holding, fd);
	if (!err)
		err = start_holder(&holding, fd);
	if (fd >= 0)
		close(fd);
	if (!err)
		return DONE;
	unlink(path);
	return fail(REFUSED, "cannot start a process that holds %s: %s", trial->path,
		    strerror(-err));
}

/* The process that holds what a file stands for; 0 if none does any more. */
static pid_t holder_of(int fd)
{
	struct flock lock;

	return file_lock(fd, F_GETLK, &lock) || lock.l_type == F_UNLCK ? 0 : lock.l_pid;
}

/* Sends the holder a signal and waits for its end; false if there is no holder. */
static bool tell_holder(const char *path, int signal)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	pid_t pid = fd < 0 ? 0 : holder_of(fd);
	struct flock lock;

	if (pid && !kill(pid, signal))
		while (file_lock(fd, F_SETLKW, &lock) && errno == EINTR)
			;
	/* A holder that was killed has left it behind. */
	if (fd >= 0 && !pid)
		unlink(path);
	if (fd >= 0)
		close(fd);
	return pid;
}

bool trial_is_running(const struct device *device, const char *object)
{
	char path[2 * PINS_PATH];
	pid_t pid;
	int fd;

	file_path(path, sizeof(path), device, object);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return false;
	pid = holder_of(fd);
	close(fd);
	return pid;
}

static void list_file(const char *path, void (*function)(const struct trial *trial, void *data),
		      void *data)
{
	struct trial trial = { .object = strrchr(path, '.') + 1 };
	FILE *file = fopen(path, "re");
	char name[128];
	long end;

	if (file && holder_of(fileno(file)) && fscanf(file, "%ld", &end) == 1) {
		trial.left = end > seconds_now() ? end - seconds_now() : 1;
		trial.name = name;
		while (fscanf(file, "%u %127s", &trial.id, name) == 2)
			function(&trial, data);
	}
	if (file)
		fclose(file);
}

void trial_list(void (*function)(const struct trial *trial, void *data), void *data)
{
	glob_t files;

	if (!glob(TRIALS "/*", 0, NULL, &files))
		for (size_t i = 0; i < files.gl_pathc; i++)
			list_file(files.gl_pathv[i], function, data);
	globfree(&files);
}

/* Ends one trial by a signal: 1, 0 if there is none, -1 if it should be kept and is not. */
static int finish(const struct device *device, const char *path, int signal)
{
	const char *object = strrchr(path, '.') + 1;

	if (!tell_holder(path, signal))
		return 0;
	if (signal == SIGNAL_KEEP && !pins_have(device, object)) {
		fail(REFUSED, "%s could not be kept on %s, and is detached", object,
		     device->sysname);
		return -1;
	}
	return 1;
}

static int finish_all(const struct device *device, const char *object, int signal)
{
	char pattern[2 * PINS_PATH];
	int count = 0, ret;
	glob_t files;

	file_path(pattern, sizeof(pattern), device, NULL);
	if (!glob(pattern, 0, NULL, &files))
		for (size_t i = 0; count >= 0 && i < files.gl_pathc; i++) {
			if (object && !pins_is_object(strrchr(files.gl_pathv[i], '.') + 1, object))
				continue;
			ret = finish(device, files.gl_pathv[i], signal);
			count = ret < 0 ? ret : count + ret;
		}
	globfree(&files);
	return count;
}

int trial_keep(const struct device *device, const char *object)
{
	return finish_all(device, object, SIGNAL_KEEP);
}

int trial_end(const struct device *device, const char *object)
{
	return finish_all(device, object, SIGNAL_END);
}
