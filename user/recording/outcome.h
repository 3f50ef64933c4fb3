/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The outcome of playing a recording: what applications see of its devices, and what they get for
 * each report. It contains nothing that differs between runs, such as times and device numbers.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "object/load.h"
#include "recording/diff.h"
#include "recording/recording.h"

/* All outcomes of a recording have the same sections in the same order. */
struct outcome {
	struct section {
		char *title;
		struct lines lines;
	} * sections;
	size_t count;
};

/*
 * Plays a recording on emulated devices. The object, unless it is NULL, is attached to those that
 * its probe program accepts; only the settings in options are used. Returns DONE, or an exit code
 * with a message. In both cases the caller must free the outcome with outcome_free().
 */
int outcome_run(struct outcome *outcome, const struct recording *recording, const char *object,
		const struct attach_options *options, double speed);
void outcome_free(struct outcome *outcome);

/* Prints the difference between two outcomes of a recording. Returns whether they differ. */
bool outcome_print(FILE *file, const struct outcome *without, const struct outcome *with,
		   bool colour);

#endif
