// SPDX-License-Identifier: GPL-2.0-only
/* Devices that are unplugged while something is pending. */
#include "flood.h"
#include "lib/tap.h"
#include "lib/traffic.h"
#include "slot.h"
#include "volley.h"

#include <linux/hidraw.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PORTS 4
#define SLOTS (3 * PORTS)

static const char native_attaches[] =
	"native HID-BPF attaches to a device it has cleaned up, and crashes";

/* Unplugs the devices, one after the other, at random moments. */
struct puller {
	struct cycle cycle; /* with separate random numbers */
	struct port *ports;
	unsigned int max_us;
	struct racer *racer;
};

static void pull(void *arg)
{
	struct puller *puller = arg;

	for (unsigned int i = 0; i < PORTS; i++) {
		cycle_pause(&puller->cycle, puller->max_us);
		port_disturb(&puller->ports[i]);
		device_pull(puller->ports[i].dev);
	}
}

static void pull_start(struct puller *puller, struct cycle *cycle, struct port *ports,
		       unsigned int max_us)
{
	*puller = (struct puller){ .cycle = *cycle, .ports = ports, .max_us = max_us };
	puller->cycle.chance.state = chance_next(&cycle->chance);
	puller->racer = race_start(pull, puller);
}

/* For each port two ops with events and one with a fixup, of which a device takes only one. */
static void load_all(struct slot *slots, struct port *ports)
{
	struct hidbpf_object *object;

	slots_load(slots, 2 * PORTS, ports, PORTS);
	for (int i = 2 * PORTS; i < SLOTS; i++) {
		object = port_object("hops");
		slots[i] = slot_of(&ports[i % PORTS], object, "fixup", 0);
		port_load(object);
	}
}

/* Detaching a fixup changes the descriptor, so the nodes disappear. */
static void detach(struct slot *slot, struct figures *figures)
{
	if (!slot->counts)
		port_disturb(slot->port);
	slot_detach(slot, figures);
}

/* Half of the ops are detached while the devices are unplugged, the others afterwards. */
static void unplug_cycle(struct cycle *cycle)
{
	struct slot slots[SLOTS];
	struct port ports[PORTS];
	struct flood *uhid, *interrupts = NULL;
	struct puller puller;

	fates_begin(5);
	ports_plug(ports, PORTS, false);
	load_all(slots, ports);
	for (int i = 0; i < SLOTS; i++) {
		slot_attach(&slots[i], cycle->figures);
		if (!slots[i].counts)
			port_reopen(slots[i].port, true);
	}
	if (volley_load()) {
		port_use_volley(&ports[2]);
		port_use_volley(&ports[3]);
		interrupts = flood_start(cycle, ports + 2, 2, 1);
	}
	uhid = flood_start(cycle, ports, interrupts ? 2 : PORTS, 2);
	pull_start(&puller, cycle, ports, 100000);
	for (int i = 0; i < SLOTS / 2; i++) {
		detach(&slots[chance_one_in(&cycle->chance, 2) ? i : SLOTS - 1 - i],
		       cycle->figures);
		cycle_pause(cycle, 50000);
	}
	race_join(puller.racer);
	flood_stop(uhid);
	if (interrupts)
		flood_stop(interrupts);
	slots_detach(slots, SLOTS, cycle->figures);
	ports_account(ports, PORTS, cycle->figures);
}

SCENARIO(unplug, "devices are unplugged with ops attached and being detached, reports in flight");

static void attach_races_unplug_cycle(struct cycle *cycle)
{
	struct slot slots[SLOTS], staying;
	struct port ports[PORTS + 1];
	struct puller puller;
	struct flood *flood;
	int err;

	skip_on_native(native_attaches);
	fates_begin(5);
	ports_plug(ports, PORTS + 1, false);
	load_all(slots, ports);
	/* Attaching is fast while another device has ops. */
	slots_load(&staying, 1, &ports[PORTS], 1);
	slot_attach(&staying, cycle->figures);
	/* A fixup removes the nodes: reports sent from now on need not be received. */
	for (int i = 0; i < PORTS; i++)
		port_disturb(&ports[i]);
	flood = flood_start(cycle, ports, PORTS + 1, 2);
	pull_start(&puller, cycle, ports, 60000);
	for (int i = 0; i < SLOTS; i++) {
		err = slot_try_attach(&slots[(i * 7) % SLOTS], cycle->figures);
		CHECK(!err || err == -EINVAL);
	}
	race_join(puller.racer);
	flood_stop(flood);
	slots_detach(slots, SLOTS, cycle->figures);
	ports_account(ports, PORTS + 1, cycle->figures);
}

SCENARIO(attach_races_unplug,
	 "ops are attached while their devices are unplugged: attached or refused");

/* An application that makes requests until the device is gone. */
struct asker {
	int hidraw;
	atomic_uint answered;
};

static void ask(void *arg)
{
	struct asker *asker = arg;

	for (int failed = 0; !failed;) {
		unsigned char buf[5] = { 1 };

		failed = ioctl(asker->hidraw, HIDIOCGFEATURE(sizeof(buf)), buf) < 0;
		atomic_fetch_add(&asker->answered, !failed);
	}
}

struct detaching {
	struct slot *slot;
	struct figures *figures;
};

static void detach_asking(void *arg)
{
	struct detaching *detaching = arg;

	slot_detach(detaching->slot, detaching->figures);
}

#define ASKERS 2

/* The device replies at first, and then keeps programs and applications waiting. */
static void asleep_cycle(struct cycle *cycle)
{
	struct slot asking, counting;
	struct asker askers[ASKERS];
	struct racer *racers[ASKERS], *detaching;
	struct hidbpf_object *object;
	struct flood *flood;
	struct port port;

	fates_begin(5);
	ports_plug(&port, 1, false);
	device_answer(port.dev, 1, "\1\2\3\4\5", 5);
	object = port_object("hops");
	asking = slot_of(&port, object, "asking", 0);
	counting = slot_of(&port, object, "ops0", 0);
	port_load(object);
	slot_attach(&asking, cycle->figures);
	slot_attach(&counting, cycle->figures);
	flood = flood_start(cycle, &port, 1, 2);
	for (int i = 0; i < ASKERS; i++) {
		askers[i] = (struct asker){ .hidraw = device_hidraw(port.dev) };
		racers[i] = race_start(ask, &askers[i]);
	}
	CHECK(WAIT_FOR(PATIENCE_MS, atomic_load(&askers[0].answered)));
	CHECK(*OPS_VAR(&asking.ops, __u32, "requests") > 0);
	cycle_pause(cycle, 50000);
	device_mute(port.dev, true);
	cycle_pause(cycle, 50000);
	detaching = race_start(detach_asking, &(struct detaching){ &asking, cycle->figures });
	cycle_pause(cycle, 20000);
	port_disturb(&port);
	device_pull(port.dev);
	for (int i = 0; i < ASKERS; i++)
		race_join(racers[i]);
	race_join(detaching);
	flood_stop(flood);
	slot_detach(&counting, cycle->figures);
	ports_account(&port, 1, cycle->figures);
}

SCENARIO(asleep, "requests sleep in hooks and in the device while it is unplugged");
