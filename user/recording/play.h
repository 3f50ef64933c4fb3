/* SPDX-License-Identifier: GPL-2.0-only */
/* Plays recordings with their original pauses, or faster. */
#ifndef PLAY_H
#define PLAY_H

#include "recording/recording.h"

/* Sends the report with this index in ->events. Returns DONE, or an exit code after a message. */
typedef int (*play_send)(void *arg, size_t event);

/*
 * Calls a function for each report when it is due. speed divides the pauses, and 0 leaves them
 * out. Shows the progress on a terminal, prefixed with word. Ends early with the first code other
 * than DONE.
 */
int play(const struct recording *recording, double speed, const char *word, play_send send,
	 void *arg);

/* Parses the argument of --speed. Returns DONE, or BAD_USAGE with a message. */
int play_parse_speed(double *speed, const char *text, const char *command);

#endif
