/* SPDX-License-Identifier: GPL-2.0-only */
/* A device with programs and the same device without, to compare what they do. */
#ifndef TESTS_MALFORMED_RIG_H
#define TESTS_MALFORMED_RIG_H

#include "bpf/shared.h"
#include "lib/programs.h"
#include "random.h"
#include "seat.h"

#define REPORT_MAX 4096

struct rig {
	struct seat seat; /* with programs */
	struct seat alone; /* without */
	struct hidbpf_object *object;
	struct hidbpf_link *events[EVENT_OPS];
	unsigned int events_count;
	volatile struct script *scripts;
	volatile struct view *views;
	/* The event programs' buffer; 0 if there is none. */
	__u32 buffer;
};

/* Plugs in a device and loads the programs for it; attaches so many event programs. */
void rig_plug(struct rig *rig, const struct model *model, unsigned int events);
void rig_attach(struct rig *rig, const char *ops, struct hidbpf_link **link);
/* The object stays open: object_var() knows its maps for the rest of the test. */
void rig_unplug(struct rig *rig);

/*
 * Finds out the size of the event programs' buffer, with a report that fits any buffer. Programs
 * must have been attached while a driver was bound: native HID-BPF would have no buffer.
 */
void rig_measure(struct rig *rig);

/*
 * The hardware sends "count" reports of any size, and programs act as drawn for the kind of case
 * and its number. Prints, as cases "id".0 and so on, what the programs saw ("saw"), what
 * applications got ("got"), and what they get from the device without programs for the report as
 * programs are documented to change it ("alone"). Native HID-BPF does not get reports that would
 * crash it; these come last, as earlier reports matter to a device.
 */
void rig_reports(struct rig *rig, const char *id, unsigned int kind, unsigned int number,
		 unsigned int count);

#endif
