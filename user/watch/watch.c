// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf watch: attaches a program before and one after all others, and shows what they see. */
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "watch/event.h"
#include "watch/object.h"
#include "watch/show.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf watch [OPTION]... DEVICE\n"
	"\n"
	"Shows each report of a device: as it comes from the device (in), and as it leaves the programs\n"
	"that are attached to it (out); bytes that these have changed are behind a \"*\". Below stands what\n"
	"the report says: what comes by the names of the device's own report descriptor, what leaves by\n"
	"those of the descriptor the programs have made of it. It ends with Ctrl-C, or when the device\n"
	"is unplugged, and leaves no trace.\n"
	"\n" DEVICE_HELP "\n"
	"  -f, --full  show all bytes also of reports that have more than 64\n"
	"  -h, --help  show this\n"
	"\n"
	"Programs that are attached while it runs are behind the place where it looks.\n";

static const struct option options[] = {
	{ "full", no_argument, NULL, 'f' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

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
		return fail(REFUSED, "cannot keep a program in memory: %s", strerror(errno));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	err = hidbpf_object_open(&watch->object, path);
	close(fd);
	return err ? fail(BAD_OBJECT, "%s", hidbpf_error()) : DONE;
}

static int load_object(struct watch *watch)
{
	struct hidbpf_ops *ops = NULL;
	int code, err;

	if (hidbpf_front_end() == HIDBPF_NO_FRONT_END)
		return fail(NO_HID_BPF,
			    "this kernel has no HID-BPF, which watching needs; to give it HID-BPF: "
			    "modprobe hid_bpf_compat");
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

static int attach(struct watch *watch)
{
	const struct hidbpf_ops *refused;

	if (hidbpf_object_attach(watch->object, false, &watch->links, &refused))
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
	fprintf(stderr, "hidbpf: reports arrive too fast to be shown: %u pieces were lost\n",
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

static int watch_device(struct watch *watch, bool full)
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

static int watch(const char *name, bool full)
{
	struct watch watch = { 0 };
	int code;

	code = device_parse(&watch.device, name);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can watch devices");
	code = device_check(&watch.device);
	if (code)
		return code;
	code = watch_device(&watch, full);
	release(&watch);
	return code;
}

int command_watch(int argc, char **argv)
{
	bool full = false;
	int option;

	while ((option = getopt_long(argc, argv, "fh", options, NULL)) != -1) {
		switch (option) {
		case 'f':
			full = true;
			break;
		case 'h':
			return help(usage);
		default:
			return bad_usage("watch");
		}
	}
	if (argc - optind != 1)
		return fail(BAD_USAGE, "watch needs a device; see hidbpf watch --help");
	return watch(argv[optind], full);
}
