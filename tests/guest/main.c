// SPDX-License-Identifier: GPL-2.0-only
/*
 * The guest tests: every test file here in one program. Arguments choose groups (file names) or
 * single tests, see test_main().
 */
#include "lib/tap.h"

int main(int argc, char **argv)
{
	return test_main(argc, argv);
}
