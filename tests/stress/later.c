// SPDX-License-Identifier: GPL-2.0-only
/* Work of programs, with bpf_timer and bpf_wq, that is still pending when they are removed. */
#include "flood.h"
#include "lib/kmod.h"
#include "lib/tap.h"
#include "lib/traffic.h"
#include "slot.h"

#include <unistd.h>

/* The device has kept a request waiting. */
static void answer_late(void *port)
{
	usleep(20000);
	device_mute(((struct port *)port)->dev, false);
}

/* The work finds a device that replies, one that does not, or none. */
static void end_somehow(struct cycle *cycle, struct port *port, struct slot *slot,
			struct flood *flood)
{
	struct racer *answering;

	if (chance_one_in(&cycle->chance, 2)) {
		port_disturb(port);
		device_pull(port->dev);
	}
	cycle_pause(cycle, 20000);
	answering = race_start(answer_late, port);
	slot_detach(slot, cycle->figures);
	flood_stop(flood);
	hidbpf_object_close(slot->ops.object);
	race_join(answering);
	if (!module_is_loaded() || !chance_one_in(&cycle->chance, 2))
		return;
	CHECK(WAIT_FOR(PATIENCE_MS, !kmod_unload()));
	CHECK_EQ(kmod_load(), 0);
}

static void later_cycle(struct cycle *cycle, const char *name, const char *ops)
{
	struct hidbpf_object *object;
	struct flood *flood;
	struct port port;
	struct slot slot;

	fates_begin(13);
	ports_plug(&port, 1, false);
	device_answer(port.dev, 1, "\1\2\3\4\5", 5);
	object = port_object(name);
	slot = slot_of(&port, object, ops, 0);
	port_load(object);
	slot_attach(&slot, cycle->figures);
	flood = flood_start(cycle, &port, 1, 2);
	cycle_pause(cycle, 50000);
	device_mute(port.dev, chance_one_in(&cycle->chance, 2));
	cycle_pause(cycle, 50000);
	end_somehow(cycle, &port, &slot, flood);
	ports_account(&port, 1, cycle->figures);
}

static void timers_cycle(struct cycle *cycle)
{
	later_cycle(cycle, "timers", "by_timer");
}

static void work_cycle(struct cycle *cycle)
{
	later_cycle(cycle, "work", "by_wq");
}

static void timed_work_cycle(struct cycle *cycle)
{
	later_cycle(cycle, "work", "by_timer");
}

SCENARIO(timers, "timers are pending when programs are detached, unplugged and unloaded");

SCENARIO(work, "work is pending or asleep when programs are detached, unplugged and unloaded");

SCENARIO(timed_work,
	 "work that timers start is pending when programs are detached, unplugged and unloaded");
