/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What comes of playing a recording: what the devices are to applications, and what these get for each
 * report. Without times and numbers that differ from run to run.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "object/load.h"
#include "recording/diff.h"
#include "recording/recording.h"

/* Sections follow each other in the same order in each outcome of a recording. */
struct outcome {
	struct section {
		char *title;
		struct lines lines;
	} * sections;
	size_t count;
};

/*
 * Plays a recording to emulated devices, with an object attached to those its probe program wants, or
 * without: object is NULL. Of the options its settings count. DONE, or an exit code with a message. The
 * outcome has to be freed in both cases.
 */
int outcome_run(struct outcome *outcome, const struct recording *recording, const char *object,
		const struct attach_options *options, double speed);
void outcome_free(struct outcome *outcome);

/* Prints an outcome as what it changes in another one. Returns whether they differ. */
bool outcome_print(FILE *file, const struct outcome *without, const struct outcome *with,
		   bool colour);

#endif
