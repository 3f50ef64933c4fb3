// SPDX-License-Identifier: GPL-2.0-only
/* The module hid_bpf_compat is unloaded and loaded during traffic. */
#include "flood.h"
#include "lib/kmod.h"
#include "lib/tap.h"
#include "slot.h"

#define PORTS 4

static void use_programs(struct cycle *cycle, struct port *ports)
{
	struct slot slots[PORTS];
	struct hidbpf_object *object;

	object = slots_load(slots, PORTS, ports, PORTS);
	slots_attach(slots, PORTS, cycle->figures);
	cycle_pause(cycle, 50000);
	slots_detach(slots, PORTS, cycle->figures);
	hidbpf_object_close(object);
}

/* This loses no report, whether programs are attached or not. */
static void reload_cycle(struct cycle *cycle)
{
	struct port ports[PORTS];
	struct flood *flood;

	skip_on_native("native HID-BPF is not a module");
	fates_begin(11);
	ports_plug(ports, PORTS, false);
	flood = flood_start(cycle, ports, PORTS, 3);
	do {
		use_programs(cycle, ports);
		/* The BPF core frees programs with a delay. */
		CHECK(WAIT_FOR(PATIENCE_MS, !kmod_unload()));
		CHECK(!kmod_is_entered());
		CHECK_EQ(kmod_load(), 0);
	} while (cycle_goes_on(cycle) && !flood_is_over(flood));
	flood_stop(flood);
	ports_account(ports, PORTS, cycle->figures);
}

SCENARIO(reload,
	 "the module is unloaded and loaded in a flood of reports, with programs in between");
