// SPDX-License-Identifier: GPL-2.0-only
/* Floods of reports while programs come, go and change their order. */
#include "flood.h"
#include "lib/tap.h"
#include "slot.h"
#include "volley.h"

#include <fcntl.h>
#include <unistd.h>

#define OPS_MAX 64
#define FLOOD_PORTS 16
#define HANDS 2

/* One of several threads that attach and detach separate ops. */
struct hand {
	struct cycle *cycle;
	struct chance chance;
	struct flood *flood;
	struct slot *slots;
	unsigned int count;
	pthread_t thread;
};

/* Reads the module's counters, which native HID-BPF does not have. */
static void read_counts(void)
{
	int fd = open("/sys/kernel/debug/hid_bpf_compat", O_RDONLY | O_CLOEXEC);
	char text[4096];

	if (fd < 0)
		return;
	while (read(fd, text, sizeof(text)) > 0)
		;
	close(fd);
}

static void *toggle_slots(void *arg)
{
	struct hand *hand = arg;

	while (cycle_goes_on(hand->cycle) && !flood_is_over(hand->flood)) {
		slot_toggle(&hand->slots[chance_below(&hand->chance, hand->count)],
			    hand->cycle->figures);
		if (chance_one_in(&hand->chance, 16))
			read_counts();
	}
	return NULL;
}

/*
 * Toggles all slots at random, distributed among the hands, until the time or the reports are used
 * up.
 */
static void toggle_in(struct flood *flood, struct cycle *cycle, struct slot *slots,
		      unsigned int count)
{
	struct hand hands[HANDS];

	for (int i = 0; i < HANDS; i++) {
		hands[i] = (struct hand){ .cycle = cycle,
					  .flood = flood,
					  .chance.state = chance_next(&cycle->chance),
					  .slots = slots + i * (count / HANDS),
					  .count = count / HANDS };
		CHECK_EQ(pthread_create(&hands[i].thread, NULL, toggle_slots, &hands[i]), 0);
	}
	for (int i = 0; i < HANDS; i++)
		pthread_join(hands[i].thread, NULL);
	flood_stop(flood);
}

static void flood_cycle(struct cycle *cycle)
{
	struct port ports[FLOOD_PORTS];
	struct slot slots[OPS_MAX];

	fates_begin(7);
	ports_plug(ports, FLOOD_PORTS, false);
	slots_load(slots, OPS_MAX, ports, FLOOD_PORTS);
	slots_attach(slots, OPS_MAX / 2, cycle->figures);
	toggle_in(flood_start(cycle, ports, FLOOD_PORTS, 4), cycle, slots, OPS_MAX);
	slots_detach(slots, OPS_MAX, cycle->figures);
	ports_account(ports, FLOOD_PORTS, cycle->figures);
}

SCENARIO(flood, "four writers on 16 devices while ops attach, detach and change their order");

static void interrupts_cycle(struct cycle *cycle)
{
	struct slot slots[OPS_MAX];
	struct port ports[4];

	if (!volley_load())
		test_skip("volley.ko was not built for this kernel");
	fates_begin(7);
	ports_plug(ports, 4, false);
	for (int i = 0; i < 4; i++)
		port_use_volley(&ports[i]);
	slots_load(slots, OPS_MAX, ports, 4);
	toggle_in(flood_start(cycle, ports, 4, 1), cycle, slots, OPS_MAX);
	slots_detach(slots, OPS_MAX, cycle->figures);
	ports_account(ports, 4, cycle->figures);
}

SCENARIO(interrupts, "reports from interrupts while ops attach, detach and change their order");

/* The device is full: one more is refused, whatever the order of the others. */
static void check_full(struct slot *slots, struct figures *figures)
{
	int err;

	slots_attach(slots, OPS_MAX, figures);
	err = slot_try_attach(&slots[OPS_MAX], figures);
	/* Native HID-BPF takes ops that it refused once for attached ones. */
	if (module_is_loaded() || err != -EINVAL)
		CHECK_EQ(err, -E2BIG);
}

static void sixty_four_cycle(struct cycle *cycle)
{
	struct slot slots[OPS_MAX + 1];
	struct flood *flood;
	struct port port;

	fates_begin(9);
	ports_plug(&port, 1, false);
	slots_load(slots, OPS_MAX + 1, &port, 1);
	flood = flood_start(cycle, &port, 1, 3);
	check_full(slots, cycle->figures);
	toggle_in(flood, cycle, slots, OPS_MAX);
	check_full(slots, cycle->figures);
	flood = flood_start(cycle, &port, 1, 1);
	slots_detach(slots, OPS_MAX, cycle->figures);
	flood_stop(flood);
	ports_account(&port, 1, cycle->figures);
}

SCENARIO(sixty_four, "64 ops on one device come and go in a flood of reports; one more is refused");
