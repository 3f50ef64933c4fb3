// SPDX-License-Identifier: GPL-2.0-only
/* Plays recordings on emulated devices and notes what applications get from them. */
#include "recording/outcome.h"
#include "attachment/pins.h"
#include "cli/array.h"
#include "cli/message.h"
#include "libhidbpf/libhidbpf.h"
#include "object/load.h"
#include "rdesc/text.h"
#include "recording/emulate.h"
#include "recording/listen.h"
#include "recording/play.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An unchanged section of more lines is not shown. */
#define SAME_MAX 8

/* A device of the recording while it is played. */
struct player {
	struct emulated *emulated;
	bool refused; /* the kernel refused the descriptor when the device was plugged in */
	struct listener *listener;
	struct hidbpf_object *object; /* NULL if none is attached */
	struct hidbpf_links links;
};

struct run {
	struct outcome *outcome;
	const struct recording *recording;
	const char *object; /* path, or NULL */
	const struct attach_options *options;
	struct player *players; /* one for each device of the recording */
	size_t served; /* devices with the object attached */
};

static struct lines *begin_section(struct outcome *outcome, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static struct lines *begin_section(struct outcome *outcome, const char *format, ...)
{
	struct section *section = array_add(outcome->sections, outcome->count);
	va_list args;
	int len;

	if (!section)
		return NULL;
	va_start(args, format);
	len = vasprintf(&section->title, format, args);
	va_end(args);
	if (len >= 0)
		return &section->lines;
	outcome->count--;
	return NULL;
}

static int no_memory(void)
{
	return fail(REFUSED, "out of memory");
}

/* " of device 1" if there are several, otherwise "". */
static const char *of_device(const struct run *run, size_t i, char *text, size_t size)
{
	text[0] = '\0';
	if (run->recording->devices_count > 1)
		snprintf(text, size, " of device %u", run->recording->devices[i].index);
	return text;
}

static int attach_ops(struct player *player, const char *path)
{
	const struct hidbpf_ops *refused;

	if (hidbpf_object_attach(player->object, false, &player->links, &refused))
		return fail(REFUSED,
			    "the kernel refused to attach %s of %s to the emulated device: %s",
			    refused->name, path, hidbpf_error());
	return DONE;
}

/* Attaches the object, unless its probe program rejects the device and there are others. */
static int attach(struct run *run, struct player *player)
{
	struct device_info info;
	int code;

	code = device_read(&info, emulate_device(player->emulated));
	if (code)
		return code;
	code = object_load(&player->object, run->object, &info, run->options);
	if (code) {
		player->object = NULL;
		return code == NOT_FOR_DEVICE && run->recording->devices_count > 1 ? DONE : code;
	}
	run->served++;
	return attach_ops(player, run->object);
}

/*
 * Prints the descriptor that the kernel has; if it has none, the recorded one. Descriptors that the
 * kernel refuses are often cut off, so for these the size is printed as well.
 */
static void print_rdesc(FILE *file, const struct player *player,
			const struct recording_device *recorded)
{
	uint8_t rdesc[DEVICE_RDESC_MAX];
	size_t size = device_descriptor(emulate_device(player->emulated), rdesc, sizeof(rdesc));

	if (!size) {
		size = recorded->rdesc_size;
		memcpy(rdesc, recorded->rdesc, size);
	}
	if (player->refused)
		fprintf(file, "%zu bytes\n", size);
	rdesc_print_items(file, rdesc, size, "");
}

static int note_rdesc(struct run *run, size_t i)
{
	struct lines *lines;
	char of[32], *text = NULL;
	size_t len;
	FILE *file;

	lines = begin_section(run->outcome, "Report descriptor%s",
			      of_device(run, i, of, sizeof(of)));
	file = open_memstream(&text, &len);
	if (!lines || !file)
		return no_memory();
	print_rdesc(file, &run->players[i], &run->recording->devices[i]);
	fclose(file);
	lines_split(lines, text);
	free(text);
	return DONE;
}

static int note_nodes(struct run *run, size_t i)
{
	struct player *player = &run->players[i];
	struct lines *lines;
	char of[32];

	lines = begin_section(run->outcome, "Input devices%s", of_device(run, i, of, sizeof(of)));
	if (!lines)
		return no_memory();
	if (!emulate_is_bound(player->emulated)) {
		lines_add(lines, "no input device: the kernel refuses the report descriptor: %s",
			  emulate_refusal(player->emulated));
		return DONE;
	}
	player->listener = listen_open(emulate_device(player->emulated));
	if (!player->listener)
		return fail(REFUSED, "cannot open the nodes of the emulated device in /dev");
	listen_describe(player->listener, lines);
	return DONE;
}

/* Objects that another loader attached to the emulated device are not part of the test. */
static void detach_others(const struct device *device)
{
	pins_detach(device, NULL);
}

static int plug_in(struct player *player, const struct recording_device *recorded)
{
	int code = emulate_plug(&player->emulated, recorded, EMULATE_TEST);

	if (code)
		return code;
	emulate_wait_for_udev();
	detach_others(emulate_device(player->emulated));
	player->refused = !emulate_is_bound(player->emulated);
	return DONE;
}

static int set_up(struct run *run)
{
	const struct recording *recording = run->recording;
	int code = DONE;

	for (size_t i = 0; !code && i < recording->devices_count; i++) {
		struct player *player = &run->players[i];

		code = plug_in(player, &recording->devices[i]);
		if (!code && run->object)
			code = attach(run, player);
		if (!code)
			code = note_rdesc(run, i);
		if (!code)
			code = note_nodes(run, i);
	}
	if (!code && run->object && !run->served)
		code = fail(NOT_FOR_DEVICE,
			    "the probe program of %s rejected all devices of the recording",
			    run->object);
	return code;
}

static void tear_down(struct run *run)
{
	for (size_t i = 0; i < run->recording->devices_count; i++) {
		struct player *player = &run->players[i];

		listen_close(player->listener);
		hidbpf_links_destroy(&player->links);
		hidbpf_object_close(player->object);
		if (player->emulated)
			emulate_unplug(player->emulated);
	}
	free(run->players);
}

/* Plays one report and notes the result on all devices, as programs may pass it on to others. */
static int send_report(void *arg, size_t i)
{
	struct run *run = arg;
	const struct recording_event *event = &run->recording->events[i];
	char of[32], *title = NULL;
	struct lines *lines;
	size_t len;
	FILE *file = open_memstream(&title, &len);
	int code;

	if (!file)
		return no_memory();
	for (size_t j = 0; j < event->size; j++)
		fprintf(file, " %02x", event->data[j]);
	fclose(file);
	lines = begin_section(run->outcome, "Report %zu%s:%s", i + 1,
			      of_device(run, event->device, of, sizeof(of)), title);
	free(title);
	if (!lines)
		return no_memory();
	code = emulate_send(run->players[event->device].emulated, event->data, event->size);
	for (size_t j = 0; j < run->recording->devices_count; j++)
		if (run->players[j].listener)
			listen_hear(run->players[j].listener, lines);
	return code;
}

int outcome_run(struct outcome *outcome, const struct recording *recording, const char *object,
		const struct attach_options *options, double speed)
{
	struct run run = {
		.outcome = outcome, .recording = recording, .object = object, .options = options
	};
	int code;

	*outcome = (struct outcome){ 0 };
	run.players = calloc(recording->devices_count, sizeof(*run.players));
	if (!run.players)
		return no_memory();
	code = set_up(&run);
	if (!code)
		code = play(recording, speed,
			    object ? "playing with the object" : "playing without the object",
			    send_report, &run);
	tear_down(&run);
	return code;
}

void outcome_free(struct outcome *outcome)
{
	for (size_t i = 0; i < outcome->count; i++) {
		free(outcome->sections[i].title);
		lines_free(&outcome->sections[i].lines);
	}
	free(outcome->sections);
	*outcome = (struct outcome){ 0 };
}

/* Prints an unchanged section if it is short. */
static void print_same(FILE *file, const struct lines *lines)
{
	for (size_t i = 0; lines->count <= SAME_MAX && i < lines->count; i++)
		fprintf(file, "    %s\n", lines->line[i]);
	if (lines->count > SAME_MAX)
		fprintf(file, "    (unchanged)\n");
}

static bool same_lines(const struct lines *a, const struct lines *b)
{
	bool same = a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = !strcmp(a->line[i], b->line[i]);
	return same;
}

bool outcome_print(FILE *file, const struct outcome *without, const struct outcome *with,
		   bool colour)
{
	bool differ = false;

	for (size_t i = 0; i < without->count && i < with->count; i++) {
		const struct lines *old = &without->sections[i].lines;
		const struct lines *new = &with->sections[i].lines;

		fprintf(file, "%s\n", without->sections[i].title);
		if (same_lines(old, new))
			print_same(file, old);
		else
			differ |= diff_print(file, "  ", old, new, colour);
	}
	return differ;
}
