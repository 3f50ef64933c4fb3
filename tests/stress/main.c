// SPDX-License-Identifier: GPL-2.0-only
/* The stress: every scenario here in one program. Arguments as those of the other tests. */
#include "cycle.h"
#include "lib/tap.h"

int main(int argc, char **argv)
{
	int failed;

	cycles_init();
	failed = test_main(argc, argv);
	cycles_print();
	return failed;
}
