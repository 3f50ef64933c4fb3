// SPDX-License-Identifier: GPL-2.0-only
/* How many cases are tried. */
#include "cases.h"

#include <stdlib.h>
#include <unistd.h>

#define SECONDS_PER_100_CASES 300

unsigned int cases(void)
{
	const char *wanted = getenv("MALFORMED_CASES");

	return wanted ? strtoul(wanted, NULL, 0) : 100;
}

void cases_begin(void)
{
	alarm(SECONDS_PER_100_CASES * (1 + cases() / 100));
}
