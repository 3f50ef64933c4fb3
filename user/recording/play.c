// SPDX-License-Identifier: GPL-2.0-only
/* Plays recordings in real time or faster. */
#include "recording/play.h"
#include "cli/message.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000ULL

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * SECOND + time.tv_nsec / 1000;
}

/*
 * How long the recording takes, in microseconds. Times that go backwards, such as in a file of two
 * recordings, count as no pause.
 */
static uint64_t duration(const struct recording *recording)
{
	uint64_t sum = 0;

	for (size_t i = 1; i < recording->events_count; i++)
		if (recording->events[i].usec > recording->events[i - 1].usec)
			sum += recording->events[i].usec - recording->events[i - 1].usec;
	return sum;
}

/* Shows the elapsed seconds on a line that the next call overwrites. */
static void show_progress(const char *word, uint64_t done, uint64_t all)
{
	if (all >= SECOND && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%s: %u of %u s ", word, (unsigned int)(done / SECOND),
			(unsigned int)(all / SECOND));
}

static void clear_progress(uint64_t all)
{
	if (all >= SECOND && isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

/* Sleeps until a time, and updates the progress meanwhile. */
static void sleep_until(uint64_t time, uint64_t start, const char *word, uint64_t all)
{
	uint64_t at;

	while ((at = now()) < time) {
		show_progress(word, at - start, all);
		usleep(time - at < SECOND / 2 ? time - at : SECOND / 2);
	}
}

int play(const struct recording *recording, double speed, const char *word, play_send send,
	 void *arg)
{
	uint64_t start = now(), due = 0, all = speed > 0 ? duration(recording) / speed : 0;
	const struct recording_event *events = recording->events;
	int code = DONE;

	for (size_t i = 0; !code && i < recording->events_count; i++) {
		if (i && speed > 0 && events[i].usec > events[i - 1].usec)
			due += (events[i].usec - events[i - 1].usec) / speed;
		sleep_until(start + due, start, word, all);
		code = send(arg, i);
	}
	clear_progress(all);
	return code;
}

int play_parse_speed(double *speed, const char *text, const char *command)
{
	char *end;

	if (!strcmp(text, "max")) {
		*speed = 0;
		return DONE;
	}
	*speed = strtod(text, &end);
	if (end != text && !*end && isfinite(*speed) && *speed >= 0.001)
		return DONE;
	return fail(
		BAD_USAGE,
		"invalid speed \"%s\": expected a positive number or \"max\"; see hidbpf %s --help",
		text, command);
}
