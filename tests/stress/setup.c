// SPDX-License-Identifier: GPL-2.0-only
/* Steps before and after the scenarios: loading the module, and unloading it. */
#include "cycle.h"
#include "lib/kmod.h"
#include "lib/tap.h"

TEST(load, "the module loads")
{
	CHECK_EQ(kmod_load(), 0);
	CHECK(!kmod_is_entered());
}

TEST(unload, "the module unloads, and no function of the kernel is entered by ftrace")
{
	/* Programs that the BPF core has not freed yet hold the module for a while. */
	CHECK(WAIT_FOR(PATIENCE_MS, !kmod_unload()));
	CHECK(!kmod_is_entered());
}
