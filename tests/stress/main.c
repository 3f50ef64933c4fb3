// SPDX-License-Identifier: GPL-2.0-only
/* The main program of the stress. Arguments are as for other tests, see test_main(). */
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
