// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf watch: attaches a program before and one after all others, and shows what they see. */
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/load.h"
#include "watch/event.h"
#include "watch/object.h"
#include "watch/show.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool full;

/* How often to check whether the device is still present. */
#define POLL_MS 200

struct watch {
	struct device device;
	struct hidbpf_object *object;
	struct hidbpf_links links;
	struct ring_buffer *ring;
	struct shown *shown;
	const volatile struct watch_counters *counters; /* NULL if not found */
	__u32 lost; /* number reported so far */
};

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

/* Copies the object into memory that has a path, as the library reads files. */
static int write_object(void)
{
	size_t size = watch_object_end - watch_object;
	int fd = memfd_create("watch", MFD_CLOEXEC);

	if (fd >= 0 && write(fd, watch_object, size) != (ssize_t)size) {
		close(fd);
		return -1;
	}
	return fd;
}

static int open_object(struct watch *watch)
{
	int fd = write_object(), err;
	char path[32];

	if (fd < 0)
		return fail(REFUSED, "cannot create a file in memory for the programs: %s",
			    strerror(errno));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	err = hidbpf_object_open(&watch->object, path);
	close(fd);
	return err ? fail(BAD_OBJECT, "%s", hidbpf_error()) : DONE;
}

static int load_object(struct watch *watch)
{
	struct hidbpf_ops *ops = NULL;
	int code, err;

	code = check_hid_bpf("the programs of hidbpf watch", &watch->device);
	if (!code)
		code = open_object(watch);
	if (code)
		return code;
	while ((ops = hidbpf_object_next_ops(watch->object, ops)))
		ops->hid_id = watch->device.id;
	err = hidbpf_object_load(watch->object);
	return err ? fail(err == -EPERM ? NOT_PERMITTED : REFUSED, "cannot watch %s: %s",
			  watch->device.sysname, hidbpf_error()) :
		     DONE;
}

/* watch_last first: without it, the first report that watch_first sees would count as dropped. */
static int attach(struct watch *watch)
{
	const struct hidbpf_ops *refused;

	if (hidbpf_object_attach(watch->object, true, &watch->links, &refused))
		return fail(REFUSED, "the kernel refused to watch %s: %s", watch->device.sysname,
			    hidbpf_error());
	return DONE;
}

static void find_counters(struct watch *watch)
{
	struct bpf_map *map;
	size_t size;

	bpf_object__for_each_map(map, hidbpf_object_bpf(watch->object)) {
		const char *name = strrchr(bpf_map__name(map), '.');

		if (name && !strcmp(name, ".bss"))
			watch->counters = bpf_map__initial_value(map, &size);
	}
}

static int take_event(void *arg, void *data, size_t size)
{
	struct watch *watch = arg;

	if (size >= sizeof(struct watch_event))
		show_event(watch->shown, data);
	return 0;
}

static int open_ring(struct watch *watch)
{
	struct bpf_map *map;

	map = bpf_object__find_map_by_name(hidbpf_object_bpf(watch->object), "events");
	watch->ring = map ? ring_buffer__new(bpf_map__fd(map), take_event, watch, NULL) : NULL;
	if (!watch->ring)
		return fail(REFUSED, "cannot open the ring buffer of reports: %s", strerror(errno));
	find_counters(watch);
	return DONE;
}

static bool is_there(const struct device *device)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/bus/hid/devices/%s", device->sysname);
	return !access(path, F_OK);
}

static void report_lost(struct watch *watch)
{
	__u32 lost = watch->counters ? watch->counters->lost : 0;

	if (lost == watch->lost)
		return;
	fprintf(stderr,
		"hidbpf: reports arrive too fast to be shown: %u parts of reports were lost\n",
		lost - watch->lost);
	watch->lost = lost;
}

static int watch_reports(struct watch *watch)
{
	int err;

	while (!stopped) {
		err = ring_buffer__poll(watch->ring, POLL_MS);
		if (err < 0 && err != -EINTR)
			return fail(REFUSED, "cannot read the ring buffer: %s", strerror(-err));
		show_pending(watch->shown);
		report_lost(watch);
		if (!is_there(&watch->device)) {
			fprintf(stderr, "%s was unplugged\n", watch->device.sysname);
			break;
		}
	}
	return DONE;
}

/* From here on, Ctrl-C only ends the watching. */
static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = stop };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

static int watch_device(struct watch *watch)
{
	int code;

	catch_signals();
	code = load_object(watch);
	if (!code)
		code = open_ring(watch);
	if (!code)
		code = attach(watch);
	if (code)
		return code;
	watch->shown = show_begin(&watch->device, full);
	if (!watch->shown)
		return fail(REFUSED, "out of memory");
	fprintf(stderr, "watching %s; press Ctrl-C to stop\n", watch->device.sysname);
	return watch_reports(watch);
}

static void release(struct watch *watch)
{
	hidbpf_links_destroy(&watch->links);
	ring_buffer__free(watch->ring);
	hidbpf_object_close(watch->object);
	show_end(watch->shown);
}

static int watch(char **arguments)
{
	struct watch watch = { 0 };
	int code;

	code = device_parse(&watch.device, arguments[0]);
	if (code)
		return code;
	code = check_root("watch devices");
	if (!code)
		code = device_check(&watch.device);
	if (code)
		return code;
	code = watch_device(&watch);
	release(&watch);
	return code;
}

const struct command command_watch = {
	.name = "watch",
	.summary = "show each report of a device before and after its programs",
	.arguments = "DEVICE",
	.least_arguments = 1,
	.most_arguments = 1,
	.description =
		"Show each report of a device twice: as the device sent it (in), and as the\n"
		"attached programs leave it (out), with changed bytes marked \"*\". Below are the\n"
		"values in the report, named by the device's own report descriptor (in) and by\n"
		"the one that programs changed (out). In a terminal, a bar shows the range of each\n"
		"absolute axis: a mark for the value, an arrow at the edge if the value is out of\n"
		"range, and a line through the parts reached so far. Stop the command with Ctrl-C;\n"
		"it also ends when the device is unplugged. It leaves nothing attached.\n",
	.words = (const struct command_word[]){ DEVICE_HELP, { 0 } },
	.options =
		(const struct command_option[]){
			{ 'f', "full", .flag = &full,
			  .help = "show all bytes of reports that have more than 64" },
			{ 0 } },
	.notes = "It does not show the effect of programs that are attached later. Terminals with\n"
		 "fewer than 65 columns get no bars.\n",
	.run = watch,
};
