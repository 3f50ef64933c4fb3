// SPDX-License-Identifier: GPL-2.0-only
/* A device with programs and one without; reports of any kind to both. */
#include "rig.h"
#include "lib/tap.h"

/* The kernel's MAX_ERRNO. */
#define ERROR_MAX 4095

void rig_attach(struct rig *rig, const char *name, struct hidbpf_link **link)
{
	int err = hidbpf_ops_attach(hidbpf_object_find_ops(rig->object, name), link);

	if (err)
		FAIL("%s does not attach: %s", name, hidbpf_error());
}

static void load(struct rig *rig)
{
	struct hidbpf_ops *ops = NULL;

	rig->object = object_open("malformed");
	while ((ops = hidbpf_object_next_ops(rig->object, ops)))
		ops_enable(rig->object, ops->name, device_id(rig->seat.dev));
	if (hidbpf_object_load(rig->object)) {
		object_note_log();
		FAIL("the programs do not load: %s", hidbpf_error());
	}
	rig->scripts = object_var(rig->object, "event_script");
	rig->views = object_var(rig->object, "event_view");
}

void rig_plug(struct rig *rig, const struct model *model, unsigned int events)
{
	static const char *const names[EVENT_OPS] = { "event0", "event1", "event2" };

	*rig = (struct rig){ .events_count = events };
	rig->seat.dev = device_plug(model);
	load(rig);
	for (unsigned int i = 0; i < events; i++)
		rig_attach(rig, names[i], &rig->events[i]);
	seat_open(&rig->seat, rig->seat.dev);
}

void rig_unplug(struct rig *rig)
{
	seat_close(&rig->seat);
	for (unsigned int i = 0; i < rig->events_count; i++)
		hidbpf_link_destroy(rig->events[i]);
	device_unplug(rig->seat.dev);
}

static void forget(struct rig *rig)
{
	memset((void *)rig->scripts, 0, EVENT_OPS * sizeof(*rig->scripts));
	memset((void *)rig->views, 0, EVENT_OPS * sizeof(*rig->views));
}

void rig_measure(struct rig *rig)
{
	forget(rig);
	device_send(rig->seat.dev, "", 0);
	CHECK_EQ(rig->views[0].runs, 1);
	rig->buffer = rig->views[0].allocated_size;
	CHECK_EQ(seat_read(&rig->seat).len, 0);
}

static void draw_scripts(struct rig *rig, struct random *random)
{
	for (unsigned int i = 0; i < rig->events_count; i++) {
		rig->scripts[i].ret = draw_return(random);
		rig->scripts[i].write = one_in(random, 4);
		rig->scripts[i].at = one_in(random, 2) ? 0 : draw_below(random, 70);
		rig->scripts[i].value = draw_below(random, 4);
	}
}

/*
 * Usually as long as the programs' buffer for short reports, so that no kernel finds them too
 * short.
 */
static size_t draw_report(struct random *random, unsigned char *report)
{
	size_t len = 64;

	switch (draw_below(random, 8)) {
	case 0:
		len = draw_below(random, 16);
		break;
	case 1:
		len = draw_below(random, 132);
		break;
	case 2:
		len = one_in(random, 4) ? REPORT_MAX : draw_below(random, REPORT_MAX);
		break;
	}
	draw_bytes(random, report, len);
	if (len && !one_in(random, 4))
		report[0] = draw_below(random, 5);
	return len;
}

/*
 * Changes a report in place as the programs are documented to: each may write within the buffer and
 * return a new size or an error. Returns its new length, 0 if it is dropped.
 */
static size_t change(struct rig *rig, unsigned char *report, size_t len)
{
	__u32 size = len;

	for (unsigned int i = 0; i < rig->events_count; i++) {
		volatile struct script *script = &rig->scripts[i];

		if (script->write && script->at < rig->buffer)
			report[script->at] = script->value;
		if (script->ret < 0)
			return 0;
		if (script->ret)
			size = script->ret;
	}
	return size <= rig->buffer ? size : 0;
}

static void print_views(struct rig *rig, const char *id)
{
	struct text text = { 0 };

	for (unsigned int i = 0; i < rig->events_count; i++) {
		volatile struct view *view = &rig->views[i];

		if (view->runs)
			text_add(&text, " %u:runs=%u,size=%d/%u,type=%u,sum=%08x", i, view->runs,
				 view->size, view->allocated_size, view->type, view->sum);
	}
	transcript(id, "saw", &text);
}

/*
 * Whether native HID-BPF survives the report. Linux 7.3 copies a report into the buffer without
 * checking its size, and takes a return value that is too small for an error as a pointer.
 */
static bool breaks_native(struct rig *rig, size_t len)
{
	for (unsigned int i = 0; i < rig->events_count; i++)
		if (rig->scripts[i].ret < -ERROR_MAX)
			return true;
	return len > rig->buffer;
}

static void print_not_given(const char *id)
{
	struct text text = { 0 };

	text_add(&text, " not given");
	transcript(id, "saw", &text);
	transcript(id, "got", &text);
}

static void send_report(struct rig *rig, const char *id, unsigned char *report, size_t len)
{
	struct text text;

	device_send(rig->seat.dev, report, len);
	print_views(rig, id);
	text = seat_read(&rig->seat);
	transcript(id, "got", &text);

	/* A report that is too long is shown truncated. */
	if (len > rig->buffer)
		memset(report + rig->buffer, 0, REPORT_MAX - rig->buffer);
	len = change(rig, report, len);
	if (len)
		device_send(rig->alone.dev, report, len);
	text = seat_read(&rig->alone);
	transcript(id, "alone", &text);
}

static void try_report(struct rig *rig, const char *id, struct random random, bool breaking)
{
	unsigned char report[REPORT_MAX] = { 0 };
	size_t len = draw_report(&random, report);

	forget(rig);
	draw_scripts(rig, &random);
	if (breaks_native(rig, len) != breaking)
		return;
	if (breaking && !module_is_loaded())
		print_not_given(id);
	else
		send_report(rig, id, report, len);
}

void rig_reports(struct rig *rig, const char *id, unsigned int kind, unsigned int number,
		 unsigned int count)
{
	char report_id[64];

	for (int breaking = 0; breaking < 2; breaking++) {
		for (unsigned int i = 0; i < count; i++) {
			snprintf(report_id, sizeof(report_id), "%s.%u", id, i);
			try_report(rig, report_id, random_for(kind, number << 12 | i), breaking);
		}
	}
	forget(rig);
}
