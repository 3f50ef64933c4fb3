// SPDX-License-Identifier: GPL-2.0-only
/* How many cases are tried. */
#include "cases.h"
#include "lib/tap.h"

#include <stdlib.h>
#include <unistd.h>

#define SECONDS_PER_100_CASES 150

unsigned int cases(void)
{
	const char *wanted = getenv("MALFORMED_CASES");

	return wanted ? strtoul(wanted, NULL, 0) : 100;
}

void cases_begin(void)
{
	alarm(test_patience(SECONDS_PER_100_CASES * (1 + cases() / 100)));
}
