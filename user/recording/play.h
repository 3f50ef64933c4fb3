/* SPDX-License-Identifier: GPL-2.0-only */
/* Plays recordings with the pauses they were recorded with. */
#ifndef PLAY_H
#define PLAY_H

#include "recording/recording.h"

/* Sends one report, the one with this place in ->events; returns DONE, or an exit code. */
typedef int (*play_send)(void *arg, size_t event);

/*
 * Calls a function for each report when its time has come; speed divides the pauses, 0 leaves them out.
 * Ends with the first exit code that is not DONE. Says on terminals how far it is, with this word.
 */
int play(const struct recording *recording, double speed, const char *word, play_send send,
	 void *arg);

/* Reads the argument of --speed: DONE, or BAD_USAGE with a message. */
int play_parse_speed(double *speed, const char *text, const char *command);
/* Reads a recording from a file: DONE, or BAD_OBJECT with a message. */
int play_open(struct recording *recording, const char *path);

#endif
