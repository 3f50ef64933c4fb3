// SPDX-License-Identifier: GPL-2.0-only
/* Steps between the phases of a run: loading the module, and unloading it. */
#include "lib/kmod.h"
#include "lib/kmsg.h"
#include "lib/tap.h"

TEST(load, "the module loads and says so in one line of the kernel log")
{
	char text[1024];

	kmsg_lines("hid_bpf_compat: ", text, sizeof(text));
	CHECK_EQ(kmod_load(), 0);
	CHECK_EQ(kmsg_lines("hid_bpf_compat: HID-BPF", text, sizeof(text)), 1);
	CHECK(!kmod_is_entered());
}

TEST(unload, "the module unloads soon after the last program is gone")
{
	CHECK_SOON(!kmod_unload());
	CHECK(!kmod_is_entered());
}
