// SPDX-License-Identifier: GPL-2.0-only
/*
 * Plays a recording to one device program without a kernel: the program is linked into this one,
 * which defines the kernel's functions that it calls. The sanitizers detect accesses beyond a
 * buffer.
 *
 * usage: play RECORDING [NAME=VALUE]...
 * Prints what it returns for each request of an application, see requests.h; then in the format of
 * recordings the changed descriptor and reports of each device that its probe program accepts.
 * After "#" are the requests that it sends, the udev properties that it sets, and the reports that
 * it drops.
 */
#include "hid_bpf.h"
#include "hid_bpf_helpers.h"
#include "rdesc/packed.h"
#include "recording/recording.h"
#include "requests.h"

#include <dlfcn.h>
#include <err.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The kernel rounds the size of a device's report buffer up to a multiple of this. */
#define EVENT_ALIGN 64
/* The source of applications' requests; that of the kernel is 0. */
#define SOURCE_HIDRAW 1

/* Objects that only have a probe program use this one. */
__attribute__((weak)) struct hid_bpf_ops program_ops;
extern int probe(struct hid_bpf_probe_args *args) __attribute__((weak));
extern struct hid_rdesc_descriptor HID_REPORT_DESCRIPTOR __attribute__((weak));

/* A context and its bytes. The context comes first. */
struct call {
	struct hid_bpf_ctx ctx;
	__u8 *data;
};

static __u64 now;
static int allocated;
/* The feature report that an application has set, for all report IDs. */
static __u8 feature[64];
/* The device that is being played. */
static struct hid_device *current;

static struct call *call_new(struct hid_device *device, const void *data, size_t size, size_t room)
{
	struct call *call = calloc(1, sizeof(*call));

	call->ctx.hid = device;
	call->ctx.size = size;
	call->ctx.allocated_size = room;
	call->data = calloc(1, room);
	memcpy(call->data, data, size);
	return call;
}

static void call_free(struct call *call)
{
	free(call->data);
	free(call);
}

__u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const unsigned long size)
{
	struct call *call = (struct call *)ctx;

	return offset + size <= ctx->allocated_size ? call->data + offset : NULL;
}

struct hid_bpf_ctx *hid_bpf_allocate_context(unsigned int hid_id)
{
	allocated++;
	return &call_new(current, "", 0, 1)->ctx;
}

void hid_bpf_release_context(struct hid_bpf_ctx *ctx)
{
	allocated--;
	call_free((struct call *)ctx);
}

static void print_bytes(const __u8 *data, unsigned long size)
{
	for (unsigned long i = 0; i < size; i++)
		printf(" %02x", data[i]);
	printf("\n");
}

int hid_bpf_hw_request(struct hid_bpf_ctx *ctx, __u8 *data, unsigned long size,
		       enum hid_report_type type, enum hid_class_request request)
{
	printf("# request %d of report type %d:", request, type);
	if (request != HID_REQ_GET_REPORT) {
		print_bytes(data, size);
		return size;
	}
	print_bytes(data, 1);
	memcpy(data + 1, feature + 1, size < sizeof(feature) ? size - 1 : sizeof(feature) - 1);
	return size;
}

int hid_bpf_hw_output_report(struct hid_bpf_ctx *ctx, __u8 *data, unsigned long size)
{
	printf("# output report:");
	print_bytes(data, size);
	return size;
}

/* Its presence tells programs that they can use hid_bpf_async.h, see the one in stubs. */
int bpf_wq_init(struct bpf_wq *wq, void *map, unsigned int flags)
{
	return 0;
}

__u64 bpf_ktime_get_ns(void)
{
	return now;
}

/* A udev property, an integer, or eight integers separated by commas. */
static void set(char *assignment)
{
	char *value = strchr(assignment, '=');
	ElfW(Sym) *symbol = NULL;
	Dl_info info;
	char *at;
	size_t size;

	if (!value)
		errx(2, "%s is not of the form NAME=VALUE", assignment);
	*value++ = '\0';
	at = dlsym(RTLD_DEFAULT, assignment);
	if (!at || !dladdr1(at, &info, (void **)&symbol, RTLD_DL_SYMENT) || !symbol)
		errx(2, "there is no setting %s", assignment);
	if (!strncmp(assignment, "UDEV_PROP_", strlen("UDEV_PROP_"))) {
		snprintf(at, symbol->st_size, "%s", value);
		return;
	}
	size = symbol->st_size < 8 ? symbol->st_size : symbol->st_size / 8;
	for (char *word = strtok(value, ","); word; word = strtok(NULL, ","), at += size) {
		long long number = !strcmp(word, "true") ? 1 : strtoll(word, NULL, 0);

		memcpy(at, &number, size);
	}
}

/* Tells the program the parsed descriptor, if it wants to know. */
static void pass_rdesc(const struct recording_device *recorded)
{
	struct rdesc rdesc;

	if (!&HID_REPORT_DESCRIPTOR)
		return;
	rdesc_parse(&rdesc, recorded->rdesc, recorded->rdesc_size);
	rdesc_pack(&HID_REPORT_DESCRIPTOR, &rdesc);
	rdesc_free(&rdesc);
}

static bool is_wanted(const struct recording_device *recorded)
{
	struct hid_bpf_probe_args *args = calloc(1, sizeof(*args));
	bool wanted = true;

	args->rdesc_size = recorded->rdesc_size;
	memcpy(args->rdesc, recorded->rdesc, recorded->rdesc_size);
	pass_rdesc(recorded);
	if (probe)
		wanted = !probe(args) && !args->retval;
	free(args);
	return wanted;
}

/* The descriptor after the program, in place of the recorded one. */
static void fix_rdesc(struct recording_device *recorded, struct hid_device *device)
{
	struct call *call =
		call_new(device, recorded->rdesc, recorded->rdesc_size, HID_MAX_DESCRIPTOR_SIZE);
	int size = 0;

	if (program_ops.hid_rdesc_fixup)
		size = program_ops.hid_rdesc_fixup(&call->ctx);
	if (size > 0)
		recorded->rdesc_size = size;
	free(recorded->rdesc);
	recorded->rdesc = call->data;
	free(call);
	recording_write_device(stdout, recorded);
}

static void play_event(struct hid_device *device, const struct recording_event *event, size_t room)
{
	struct call *call = call_new(device, event->data, event->size, room);
	int ret = 0;

	now = (event->usec + 1000000) * 1000;
	if (program_ops.hid_device_event)
		ret = program_ops.hid_device_event(&call->ctx, HID_INPUT_REPORT, 0);
	if (ret < 0)
		printf("# dropped\n");
	else
		recording_write_event(stdout, event->usec, call->data, ret ?: (int)event->size);
	call_free(call);
}

static size_t longest_event(const struct recording *recording)
{
	size_t longest = 1;

	for (size_t i = 0; i < recording->events_count; i++)
		if (recording->events[i].size > longest)
			longest = recording->events[i].size;
	return (longest + EVENT_ALIGN - 1) / EVENT_ALIGN * EVENT_ALIGN;
}

static void play_device(struct recording *recording, size_t index)
{
	struct recording_device *recorded = &recording->devices[index];
	struct hid_device device = { .bus = recorded->bus,
				     .vendor = recorded->vendor,
				     .product = recorded->product };

	snprintf(device.name, sizeof(device.name), "%s", recorded->name);
	current = &device;
	if (!is_wanted(recorded)) {
		printf("# device %zu is not wanted\n", index);
		return;
	}
	fix_rdesc(recorded, &device);
	for (size_t i = 0; i < recording->events_count; i++)
		if (recording->events[i].device == index)
			play_event(&device, &recording->events[i], longest_event(recording));
}

static int request(const char *kind, unsigned char *data, size_t size, void *arg)
{
	enum hid_class_request request = *kind == 'g' ? HID_REQ_GET_REPORT : HID_REQ_SET_REPORT;
	enum hid_report_type type =
		strstr(kind, "feature") ? HID_FEATURE_REPORT : HID_OUTPUT_REPORT;
	struct call *call = call_new(arg, data, size, size);
	int ret = 0;

	if (!program_ops.hid_hw_request)
		memcpy(feature, data, size);
	else if (!strcmp(kind, "write"))
		ret = program_ops.hid_hw_output_report(&call->ctx, SOURCE_HIDRAW);
	else
		ret = program_ops.hid_hw_request(&call->ctx, data[0], type, request, SOURCE_HIDRAW);
	call_free(call);
	return ret;
}

int main(int argc, char **argv)
{
	struct recording recording = { 0 };
	struct hid_device device = { 0 };
	FILE *file;

	if (argc < 2)
		errx(2, "usage: play RECORDING [NAME=VALUE]...");
	file = fopen(argv[1], "re");
	if (!file)
		err(2, "%s", argv[1]);
	for (int i = 2; i < argc; i++)
		set(argv[i]);
	if (recording_read(&recording, file))
		errx(2, "%s: %s", argv[1], recording.error);
	rewind(file);
	requests_make(file, request, &device);
	fclose(file);
	for (size_t i = 0; i < recording.devices_count; i++)
		play_device(&recording, i);
	recording_free(&recording);
	if (allocated)
		errx(1, "%d contexts were not given back", allocated);
	return 0;
}
