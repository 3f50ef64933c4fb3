// SPDX-License-Identifier: GPL-2.0-only
/* Drivers that come and go while there are programs and traffic. */
#include "flood.h"
#include "lib/kmod.h"
#include "lib/tap.h"
#include "lib/traffic.h"
#include "slot.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PORTS 4
#define SLOTS 8

static const char native_unbound[] =
	"native HID-BPF attached while no driver is bound keeps an empty buffer and crashes";

/* One program changes the descriptor, another one on the same device drops some reports. */
static void fixups_cycle(struct cycle *cycle)
{
	struct slot fixup, counting;
	struct hidbpf_object *object;
	struct flood *flood;
	struct port port;

	fates_begin(5);
	ports_plug(&port, 1, true);
	object = port_object("hops");
	fixup = slot_of(&port, object, "fixup", 0);
	counting = slot_of(&port, object, "ops0", 0);
	port_load(object);
	slot_attach(&counting, cycle->figures);
	flood = flood_start(cycle, &port, 1, 2);
	while (cycle_goes_on(cycle) && !flood_is_over(flood)) {
		port_disturb(&port);
		slot_toggle(&fixup, cycle->figures);
		port_reopen(&port, fixup.ops.link);
		port_calm(&port);
		cycle_pause(cycle, 50000);
	}
	flood_stop(flood);
	ports_account(&port, 1, cycle->figures);
}

SCENARIO(fixups, "descriptor fixups come and go in a flood of reports, with hidraw and evdev open");

/* Two threads at the same time: one attaches and detaches ops, one unbinds and binds drivers. */
struct rebinding {
	struct cycle *cycle;
	struct chance chance;
	struct flood *flood;
	struct slot slots[SLOTS];
	struct port ports[PORTS];
};

static void toggle(void *arg)
{
	struct rebinding *rebinding = arg;

	while (cycle_goes_on(rebinding->cycle) && !flood_is_over(rebinding->flood))
		slot_toggle(&rebinding->slots[chance_below(&rebinding->chance, SLOTS)],
			    rebinding->cycle->figures);
}

static void rebind_start(struct rebinding *rebinding, struct cycle *cycle)
{
	rebinding->cycle = cycle;
	rebinding->chance.state = chance_next(&cycle->chance);
	fates_begin(5);
	ports_plug(rebinding->ports, PORTS, false);
	slots_load(rebinding->slots, SLOTS, rebinding->ports, PORTS);
	slots_attach(rebinding->slots, SLOTS, cycle->figures);
	rebinding->flood = flood_start(cycle, rebinding->ports, PORTS, 3);
}

static void rebind_finish(struct rebinding *rebinding)
{
	flood_stop(rebinding->flood);
	slots_detach(rebinding->slots, SLOTS, rebinding->cycle->figures);
	ports_account(rebinding->ports, PORTS, rebinding->cycle->figures);
}

static void rebind_one(struct port *port)
{
	port_disturb(port);
	CHECK_EQ(device_unbind(port->dev), 0);
	CHECK_EQ(device_bind(port->dev, "hid-generic"), 0);
	port_reopen(port, false);
	port_calm(port);
}

static void rebind_cycle(struct cycle *cycle)
{
	struct rebinding rebinding;
	struct racer *racer;

	skip_on_native(native_unbound);
	rebind_start(&rebinding, cycle);
	racer = race_start(toggle, &rebinding);
	while (cycle_goes_on(cycle) && !flood_is_over(rebinding.flood))
		rebind_one(&rebinding.ports[chance_below(&cycle->chance, PORTS)]);
	race_join(racer);
	rebind_finish(&rebinding);
}

SCENARIO(rebind,
	 "drivers are unbound and bound while ops attach and detach, in a flood of reports");

#define DRIVER_FILE "/modules/hid-generic.ko"

static int insert_driver(void)
{
	int fd = open(DRIVER_FILE, O_RDONLY | O_CLOEXEC), err;

	CHECK(fd >= 0);
	err = syscall(SYS_finit_module, fd, "", 0) ? -errno : 0;
	close(fd);
	return err;
}

/* The driver's module is unloaded and loaded, for all devices at once. */
static void reload_driver(struct port *ports)
{
	unsigned int starts[PORTS];

	for (int i = 0; i < PORTS; i++) {
		port_disturb(&ports[i]);
		starts[i] = device_starts(ports[i].dev);
	}
	CHECK(WAIT_FOR(PATIENCE_MS, !kmod_unload_name("hid_generic")));
	CHECK_EQ(insert_driver(), 0);
	for (int i = 0; i < PORTS; i++) {
		device_wait_bound(ports[i].dev, starts[i]);
		port_reopen(&ports[i], false);
		port_calm(&ports[i]);
	}
}

static void driver_module_cycle(struct cycle *cycle)
{
	struct rebinding rebinding;
	struct racer *racer;

	skip_on_native(native_unbound);
	if (access(DRIVER_FILE, F_OK) || access("/sys/module/hid_generic/refcnt", F_OK))
		test_skip("hid-generic is not a module of this kernel");
	rebind_start(&rebinding, cycle);
	racer = race_start(toggle, &rebinding);
	while (cycle_goes_on(cycle) && !flood_is_over(rebinding.flood))
		reload_driver(rebinding.ports);
	race_join(racer);
	rebind_finish(&rebinding);
}

SCENARIO(driver_module, "the driver's module is unloaded and loaded while ops attach and detach");
