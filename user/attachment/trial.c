// SPDX-License-Identifier: GPL-2.0-only
/* The holders of attachments on trial, and how other processes reach them. */
#include "attachment/trial.h"
#include "attachment/pins.h"
#include "attachment/state.h"
#include "attachment/udev_properties.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define KIND "trials"

/* How a holder is told what to do. */
#define SIGNAL_KEEP SIGUSR1
#define SIGNAL_END SIGTERM

struct holding {
	const char *file; /* locked by the holder */
	const struct trial_of *trial;
	long end; /* compares with seconds_now() */
};

static long seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static int keep_all(const struct trial_of *trial)
{
	int err = pins_keep(trial->place, trial->object, trial->links);

	if (!err)
		properties_keep(trial->object, trial->place->dir, trial->info);
	return err;
}

/* The kernel would detach as well, but only after the lock is gone that others wait for. */
static void detach_all(const struct trial_of *trial)
{
	for (int i = 0; i < trial->links->count; i++)
		hidbpf_link_detach(trial->links->list[i]);
	pins_remove(trial->place);
}

/* The rest of the holder's life. When it exits, its links close and the file is unlocked. */
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

/* Queries or sets the lock on the whole file; returns what fcntl() does. */
static int file_lock(int fd, int command, struct flock *lock)
{
	*lock = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET };
	return fcntl(fd, command, lock);
}

/* Leaves the terminal and the pipes of hidbpf's caller. */
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

/* The parent waits for a byte in the pipe: the file is locked. A closed pipe means failure. */
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
	for (int i = 0; i < trial->links->count; i++) {
		const struct hidbpf_link *link = trial->links->list[i];

		if (dprintf(fd, "%u %s\n", hidbpf_link_id(link), hidbpf_link_ops(link)->name) < 0)
			return -errno;
	}
	return 0;
}

int trial_start(const struct trial_of *trial, unsigned int seconds)
{
	char path[STATE_PATH];
	struct holding holding = { .file = path, .trial = trial, .end = seconds_now() + seconds };
	int fd, err;

	state_object_path(path, KIND, trial->place);
	fd = state_create(path, O_RDWR | O_TRUNC);
	err = fd < 0 ? -errno : write_file(&holding, fd);
	if (!err)
		err = start_holder(&holding, fd);
	if (fd >= 0)
		close(fd);
	if (!err)
		return DONE;
	unlink(path);
	return fail(REFUSED, "cannot start the process that keeps %s on trial: %s", trial->path,
		    strerror(-err));
}

/* The holder that has locked the file; 0 if it has ended. */
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
	/* Its holder was killed. */
	if (fd >= 0 && !pid)
		unlink(path);
	if (fd >= 0)
		close(fd);
	return pid;
}

bool trial_is_running(const struct place *place)
{
	char path[STATE_PATH];
	pid_t pid;
	int fd;

	state_object_path(path, KIND, place);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return false;
	pid = holder_of(fd);
	close(fd);
	return pid;
}

void trial_stop(const struct place *place)
{
	char path[STATE_PATH];

	state_object_path(path, KIND, place);
	tell_holder(path, SIGNAL_END);
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

	if (!glob(STATE_DIR "/" KIND "/*", 0, NULL, &files))
		for (size_t i = 0; i < files.gl_pathc; i++)
			list_file(files.gl_pathv[i], function, data);
	globfree(&files);
}

/* Ends one trial: 1, 0 if its holder was gone, or -1 if it could not be kept. */
static int finish(const struct device *device, const char *path, int signal)
{
	const char *object = strrchr(path, '.') + 1;
	struct place place;

	if (!tell_holder(path, signal))
		return 0;
	place_of(&place, device, object);
	if (signal == SIGNAL_KEEP && !pins_have(&place)) {
		fail(REFUSED,
		     "cannot keep %s on %s: it could not be pinned, so it is detached; "
		     "to attach it again: hidbpf attach %s OBJECT",
		     object, device->sysname, device->sysname);
		return -1;
	}
	return 1;
}

static int finish_all(const struct device *device, const char *object, int signal)
{
	char pattern[STATE_PATH];
	struct place place;
	int count = 0, ret;
	glob_t files;

	place_of(&place, device, NULL);
	state_object_path(pattern, KIND, &place);
	if (!glob(pattern, 0, NULL, &files))
		for (size_t i = 0; count >= 0 && i < files.gl_pathc; i++) {
			if (object && !place_is_called(strrchr(files.gl_pathv[i], '.') + 1, object))
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
