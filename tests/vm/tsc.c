// SPDX-License-Identifier: GPL-2.0-only
/* Prints the frequency of this machine's time stamp counter in kHz, see tests/vm/clock. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

struct moment {
	unsigned long long ticks;
	unsigned long long ns;
};

/* Reads both clocks many times and takes the fastest reading: nothing interrupted that one. */
static struct moment take_moment(void)
{
	struct moment best = { 0 };
	unsigned long long least = -1;

	for (int i = 0; i < 1000; i++) {
		unsigned long long before = __rdtsc(), after;
		struct timespec now;

		clock_gettime(CLOCK_MONOTONIC_RAW, &now);
		after = __rdtsc();
		if (after - before >= least)
			continue;
		least = after - before;
		best.ticks = before;
		best.ns = now.tv_sec * 1000000000ULL + now.tv_nsec;
	}
	return best;
}

int main(void)
{
	struct moment first = take_moment(), last;

	usleep(200000);
	last = take_moment();
	printf("%llu\n", (last.ticks - first.ticks) * 1000000 / (last.ns - first.ns));
	return 0;
}
