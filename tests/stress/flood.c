// SPDX-License-Identifier: GPL-2.0-only
/* Writers, paced so that the reports last for the whole cycle. */
#include "flood.h"
#include "lib/tap.h"

#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#define WRITERS_MAX 4
#define PAUSE_US 500
#define DISTURBED_US 3000

struct writer {
	struct flood *flood;
	pthread_t thread;
	struct chance chance;
	unsigned int unread[PORTS_MAX]; /* sent since it last read */
};

struct flood {
	struct cycle *cycle;
	struct port *ports;
	unsigned int count;
	unsigned int writers_count;
	struct writer writers[WRITERS_MAX];
	atomic_uint writing; /* writers that still find a port to write to */
	atomic_bool stop;
};

/* Reports that nobody can receive test less. */
static void pause_if_fast(struct writer *writer, struct port *port)
{
	if (port_is_disturbed(port))
		usleep(DISTURBED_US);
	else if (port_share_sent(port) > cycle_share(writer->flood->cycle))
		usleep(PAUSE_US);
}

/* False when the port is full. */
static bool write_one(struct writer *writer, unsigned int at)
{
	struct port *port = &writer->flood->ports[at];

	if (!port_send(port))
		return false;
	if (port->by_volley || ++writer->unread[at] == PORT_WINDOW) {
		port_drain(port);
		writer->unread[at] = 0;
		pause_if_fast(writer, port);
	}
	return true;
}

static bool write_some(struct writer *writer)
{
	unsigned int count = writer->flood->count, first = chance_below(&writer->chance, count);

	for (unsigned int i = 0; i < count; i++)
		if (write_one(writer, (first + i) % count))
			return true;
	return false;
}

static void *run(void *arg)
{
	struct writer *writer = arg;

	while (!atomic_load(&writer->flood->stop) && write_some(writer))
		if (chance_one_in(&writer->chance, 8))
			sched_yield();
	atomic_fetch_sub(&writer->flood->writing, 1);
	return NULL;
}

struct flood *flood_start(struct cycle *cycle, struct port *ports, unsigned int count,
			  unsigned int writers)
{
	struct flood *flood = calloc(1, sizeof(*flood));

	CHECK(flood != NULL && writers <= WRITERS_MAX);
	cycle_start(cycle);
	flood->cycle = cycle;
	flood->ports = ports;
	flood->count = count;
	flood->writers_count = writers;
	atomic_store(&flood->writing, writers);
	for (unsigned int i = 0; i < writers; i++) {
		struct writer *writer = &flood->writers[i];

		writer->flood = flood;
		writer->chance.state = chance_next(&cycle->chance);
		CHECK_EQ(pthread_create(&writer->thread, NULL, run, writer), 0);
	}
	return flood;
}

bool flood_is_over(struct flood *flood)
{
	return !atomic_load(&flood->writing);
}

void flood_stop(struct flood *flood)
{
	atomic_store(&flood->stop, true);
	for (unsigned int i = 0; i < flood->writers_count; i++)
		pthread_join(flood->writers[i].thread, NULL);
	free(flood);
}
