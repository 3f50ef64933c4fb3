// SPDX-License-Identifier: GPL-2.0-only
/* Accounts for the reports of ports. */
#include "lib/tap.h"
#include "slot.h"

static void fail_report(const struct port *port, unsigned int number, const char *why)
{
	const struct sent *sent = &port->sent[number];

	FAIL("report %u of %u, port %u: %s (refused %u, settled %u, hidraw had it %u times, evdev %u, dropped %u, passed %u programs of %u to %u)",
	     number, atomic_load(&port->next), port->number, why, sent->refused, sent->settled,
	     sent->seen, sent->seen_evdev, fates()->dropped[port->number * REPORTS_MAX + number],
	     sent->hops, sent->least_hops, sent->most_hops);
}

static void check_delivered(const struct port *port, unsigned int number)
{
	const struct sent *sent = &port->sent[number];

	if (sent->seen > 1)
		fail_report(port, number, "delivered more than once");
	if (sent->refused)
		fail_report(port, number, "delivered and refused");
	if (port->evdev >= 0 && sent->settled && sent->seen_evdev != 1)
		fail_report(port, number, "not in evdev as in hidraw");
	if (port->is_mouse)
		return;
	/* While a device is being unplugged, its programs stop before it does. */
	if (sent->hops > sent->most_hops || (sent->settled && sent->hops < sent->least_hops))
		fail_report(port, number, "passed not as many programs as were attached");
}

static void account_report(const struct port *port, unsigned int number, struct figures *figures)
{
	const struct sent *sent = &port->sent[number];
	bool dropped = fates()->dropped[port->number * REPORTS_MAX + number];

	figures->injected++;
	if (dropped) {
		if (sent->seen || sent->seen_evdev)
			fail_report(port, number, "dropped by a program, and delivered");
		figures->dropped++;
	} else if (sent->seen) {
		check_delivered(port, number);
		figures->delivered++;
	} else if (sent->settled) {
		fail_report(port, number, sent->refused ? "refused" : "lost");
	} else if (sent->refused) {
		figures->refused++;
	} else {
		figures->unreceived++;
	}
}

/* The nodes of an unplugged device still contain the reports that were delivered before. */
void ports_account(struct port *ports, unsigned int count, struct figures *figures)
{
	unsigned long dropped = figures->dropped;

	for (struct port *port = ports; port < ports + count; port++) {
		unsigned int sent = atomic_load(&port->next);

		port_drain(port);
		for (unsigned int number = 0; number < sent; number++)
			account_report(port, number, figures);
	}
	CHECK_EQ(figures->dropped - dropped, fates()->drops);
}
