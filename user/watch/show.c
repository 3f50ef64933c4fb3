// SPDX-License-Identifier: GPL-2.0-only
/* Assembles reports from their pieces and prints them. */
#include "watch/show.h"

#include "attachment/original_rdesc.h"
#include "cli/array.h"
#include "cli/terminal.h"
#include "rdesc/names.h"
#include "rdesc/rdesc.h"
#include "rdesc/values.h"
#include "watch/bar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Longer reports are truncated, unless all bytes are requested. */
#define SHORT 64
#define BYTES_PER_LINE 16
/* A report that has not left the programs by then has been dropped. */
#define DROPPED_AFTER_NS 1000000000ULL
#define INDENT "                "

/* On terminals, each axis has a line: its name, its value, its range, and a bar in it. */
#define HEAD_COLUMNS 27 /* name, value and minimum */
#define TAIL_COLUMNS 6 /* the maximum */
#define AXIS_COLUMNS (24 + HEAD_COLUMNS + TAIL_COLUMNS) /* with the indent, without the bar */
#define BAR_MIN 8 /* columns; in narrower terminals there are no bars */
#define AXES_MAX 64 /* with a bar */

struct axis {
	const struct rdesc_field *field;
	unsigned int element;
	struct bar bar;
};

struct report {
	__u32 sequence;
	__u32 size;
	__u32 received; /* bytes */
	__u8 type;
	__u64 time;
	__u8 data[WATCH_REPORT_MAX];
};

struct shown {
	/* The descriptor that the device sent, and as programs changed it. */
	struct rdesc rdesc_in, rdesc_out;
	bool fixed; /* the two differ */
	bool full;
	bool colour;
	bool utf8;
	int bar_columns; /* 0 without bars */
	struct axis *axes;
	size_t axes_count;
	__u64 start; /* the time of the first report */
	struct report in, out;
	bool pending; /* ->in is printed, but nothing yet about what leaves */
};

static void read_descriptors(struct shown *shown, const struct device *device)
{
	struct original_rdesc rdesc;

	original_read(&rdesc, device);
	rdesc_parse(&shown->rdesc_in, rdesc.before, rdesc.before_size);
	rdesc_parse(&shown->rdesc_out, rdesc.after, rdesc.after_size);
	shown->fixed = rdesc.changed;
}

struct shown *show_begin(const struct device *device, bool full)
{
	struct shown *shown = calloc(1, sizeof(*shown));

	if (!shown)
		return NULL;
	read_descriptors(shown, device);
	shown->full = full;
	shown->colour = terminal_colour(stdout);
	shown->utf8 = terminal_utf8();
	return shown;
}

void show_end(struct shown *shown)
{
	if (!shown)
		return;
	rdesc_free(&shown->rdesc_in);
	rdesc_free(&shown->rdesc_out);
	free(shown->axes);
	free(shown);
}

/* The number of bytes that were received. */
static __u32 length(const struct report *report)
{
	return report->received < report->size ? report->received : report->size;
}

/* Whether a byte differs from base; no byte does if that is NULL. */
static bool changed(const struct report *report, const struct report *base, __u32 i)
{
	return base && (i >= length(base) || report->data[i] != base->data[i]);
}

static void print_byte(const struct shown *shown, __u8 byte, bool mark)
{
	if (mark && shown->colour)
		printf("\033[1;33m*%02x\033[m", byte);
	else
		printf("%c%02x", mark ? '*' : ' ', byte);
}

/* Describes the bytes of a long report that are not shown. */
static void print_rest(const struct report *report, const struct report *base, __u32 from)
{
	unsigned int count = 0;

	for (__u32 i = from; i < length(report); i++)
		count += changed(report, base, i);
	printf("\n" INDENT "     ... %u more bytes", report->size - from);
	if (count)
		printf(", %u of them changed", count);
}

static void print_bytes(const struct shown *shown, const struct report *report,
			const struct report *base)
{
	__u32 len = length(report), max = shown->full || len <= SHORT ? len : SHORT;

	for (__u32 i = 0; i < max; i++) {
		if (i && i % BYTES_PER_LINE == 0)
			printf("\n" INDENT "    ");
		print_byte(shown, report->data[i], changed(report, base, i));
	}
	if (max < report->size)
		print_rest(report, base, max);
	printf("\n");
}

/* Done anew for each report, as the size of terminals changes. */
static void measure_terminal(struct shown *shown)
{
	int columns = terminal_columns(stdout) - AXIS_COLUMNS;

	shown->bar_columns = columns < BAR_MIN ? 0 : columns > BAR_MAX ? BAR_MAX : columns;
}

/* The axis that an element is, or NULL if it is none, or there are no bars. */
static struct axis *find_axis(struct shown *shown, const struct rdesc_element *element)
{
	struct axis *axis;

	if (!shown->bar_columns || !bar_is_for(element->field, element->usage))
		return NULL;
	for (size_t i = 0; i < shown->axes_count; i++) {
		axis = &shown->axes[i];
		if (axis->field == element->field && axis->element == element->index)
			return axis;
	}
	axis = shown->axes_count < AXES_MAX ? array_add(shown->axes, shown->axes_count) : NULL;
	if (axis)
		*axis = (struct axis){ .field = element->field, .element = element->index };
	return axis;
}

struct line {
	struct shown *shown;
	bool begun;
};

static void print_unless_axis(void *arg, const struct rdesc_element *element)
{
	struct line *line = arg;
	char text[96];

	if (find_axis(line->shown, element))
		return;
	rdesc_element_text(element, text, sizeof(text));
	printf("%s%s", line->begun ? ", " : INDENT "     ", text);
	line->begun = true;
}

static void print_axis(struct shown *shown, struct axis *axis, const struct report *report)
{
	const struct rdesc_field *field = axis->field;
	char name[64], bar[3 * BAR_MAX + 1], head[64], tail[16];
	int64_t value;
	int width;

	if (!rdesc_value(field, axis->element, report->data, length(report), &value))
		return;
	rdesc_usage_name(rdesc_usage(field, axis->element, 0), name, sizeof(name));
	snprintf(head, sizeof(head), "%-12.12s %6lld  %6d", name, (long long)value,
		 field->logical_min);
	snprintf(tail, sizeof(tail), "%d", field->logical_max);
	/* Numbers of more than six digits take columns from the bar. */
	width = shown->bar_columns - (int)strlen(head) + HEAD_COLUMNS;
	if (strlen(tail) > TAIL_COLUMNS)
		width -= strlen(tail) - TAIL_COLUMNS;
	bar_text(&axis->bar, field, value, width < BAR_MIN ? BAR_MIN : width, shown->utf8, bar);
	printf(INDENT "     %s %s %s\n", head, bar, tail);
}

/* Prints what is not an axis with a bar in one line, and then the axes. */
static void print_fields(struct shown *shown, const struct rdesc *rdesc,
			 const struct report *report)
{
	struct line line = { .shown = shown };
	const struct rdesc_report *known = NULL;

	if (report->type < RDESC_TYPES)
		known = rdesc_match(rdesc, report->type, report->data, length(report));
	if (!known)
		return;
	measure_terminal(shown);
	rdesc_each_value(rdesc, report->type, report->data, length(report), print_unless_axis,
			 &line);
	if (line.begun)
		printf("\n");
	for (size_t i = 0; shown->bar_columns && i < shown->axes_count; i++)
		if (shown->axes[i].field >= known->fields &&
		    shown->axes[i].field < known->fields + known->fields_count)
			print_axis(shown, &shown->axes[i], report);
}

static bool same(const struct report *a, const struct report *b)
{
	return a->size == b->size && !memcmp(a->data, b->data, length(a));
}

static void print_dropped(struct shown *shown)
{
	if (!shown->pending)
		return;
	printf(INDENT "out  dropped\n");
	shown->pending = false;
}

static void print_in(struct shown *shown)
{
	const struct report *in = &shown->in;
	__u64 time;

	print_dropped(shown);
	if (!shown->start)
		shown->start = in->time;
	time = (in->time - shown->start) / 1000;
	printf("%7llu.%06llu  in ", (unsigned long long)(time / 1000000),
	       (unsigned long long)(time % 1000000));
	print_bytes(shown, in, NULL);
	print_fields(shown, &shown->rdesc_in, in);
	shown->pending = true;
}

/* The fields of an unchanged report are not repeated, unless a program changed their meaning. */
static void print_out(struct shown *shown)
{
	const struct report *in = &shown->in, *out = &shown->out;
	bool unchanged = in->sequence == out->sequence && same(in, out);

	shown->pending = false;
	if (unchanged) {
		printf(INDENT "out  unchanged\n");
	} else {
		printf(INDENT "out ");
		print_bytes(shown, out, in->sequence == out->sequence ? in : NULL);
	}
	if (!unchanged || shown->fixed)
		print_fields(shown, &shown->rdesc_out, out);
}

void show_event(struct shown *shown, const struct watch_event *event)
{
	struct report *report = event->leaving ? &shown->out : &shown->in;
	size_t len = WATCH_PIECE;

	if (event->offset > WATCH_REPORT_MAX - WATCH_PIECE)
		return;
	if (!event->offset)
		*report = (struct report){ .sequence = event->sequence,
					   .size = event->size,
					   .type = event->type,
					   .time = event->time };
	/* An earlier piece was lost. */
	if (report->sequence != event->sequence || event->offset != report->received)
		return;
	memcpy(report->data + event->offset, event->data, len);
	report->received += len;
	if (report->received < report->size && report->received < WATCH_REPORT_MAX)
		return;
	if (event->leaving)
		print_out(shown);
	else
		print_in(shown);
	fflush(stdout);
}

void show_pending(struct shown *shown)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec * 1000000000ULL + now.tv_nsec > shown->in.time + DROPPED_AFTER_NS) {
		print_dropped(shown);
		fflush(stdout);
	}
}
