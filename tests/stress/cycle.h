/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A scenario is a test that repeats one cycle, each time in a new process and with other random
 * numbers, until its time is over. $STRESS_SEED and $STRESS_MS are given by in-kernel.
 */
#ifndef TESTS_STRESS_CYCLE_H
#define TESTS_STRESS_CYCLE_H

#include "chance.h"
#include "lib/tap.h"

/* How long to wait for what must happen, before test_patience(). */
#define PATIENCE_MS 60000

/* The fates of the reports, and how often programs were attached or detached meanwhile. */
struct figures {
	char name[24];
	unsigned long cycles;
	unsigned long changes;
	unsigned long injected;
	unsigned long delivered; /* read from hidraw */
	unsigned long dropped; /* by a program */
	unsigned long refused; /* the write failed */
	unsigned long unreceived; /* sent while there was no driver, or nobody read hidraw */
	unsigned long ms;
};

struct cycle {
	struct chance chance;
	struct figures *figures;
	long long start_ms, end_ms; /* when its time began, and when it should end */
};

/* Makes a test of the function NAME_cycle(struct cycle *): SCENARIO(NAME, "what holds"); */
#define SCENARIO(_name, _title)                    \
	TEST(_name, _title)                        \
	{                                          \
		cycles_run(#_name, _name##_cycle); \
	}                                          \
	struct cycle
/* Runs cycles; ends the test if one fails or skips. */
void cycles_run(const char *name, void (*run)(struct cycle *cycle));
/* Starts the cycle's time, after its setup. */
void cycle_start(struct cycle *cycle);
/* Whether this cycle should go on. */
bool cycle_goes_on(const struct cycle *cycle);
/* How much of its time has passed, in percent. */
unsigned int cycle_share(const struct cycle *cycle);
/* Waits for up to max_us microseconds. */
void cycle_pause(struct cycle *cycle, unsigned int max_us);

/* Call it first. Prints the seed. */
void cycles_init(void);
/* Prints all figures as TAP diagnostics, one line for each scenario that ran. */
void cycles_print(void);

#endif
