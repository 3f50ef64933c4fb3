// SPDX-License-Identifier: GPL-2.0-only
/*
 * The main program of tests that need no other: it runs all that are linked to it. Arguments choose
 * groups (file names) or single tests, see test_main().
 */
#include "tap.h"

int main(int argc, char **argv)
{
	return test_main(argc, argv);
}
