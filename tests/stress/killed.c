// SPDX-License-Identifier: GPL-2.0-only
/* Loaders that are killed at any moment. */
#include "flood.h"
#include "lib/tap.h"
#include "lib/tool.h"
#include "slot.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORTS 2
#define SLOTS 8
#define NOTHING_TO_DETACH 4

/* Attaches its ops again and again until it is killed. */
static void attach_forever(struct port *ports)
{
	struct slot slots[SLOTS];
	struct figures unused = { 0 };

	slots_load(slots, SLOTS, ports, PORTS);
	for (unsigned int i = 0;; i++)
		slot_toggle(&slots[i % SLOTS], &unused);
}

static void run_hidbpf(struct port *port)
{
	char path[1024];

	object_path("hop", path, sizeof(path));
	close(STDERR_FILENO);
	execl("hidbpf", "hidbpf", "attach", device_sysname(port->dev), path, NULL);
	_exit(127);
}

/* All ops of a loader count as attached from before it starts until it is gone. */
static void count_begun(struct port *ports)
{
	for (int i = 0; i < PORTS; i++)
		atomic_fetch_add(&ports[i].attaching.begun, SLOTS);
}

static void count_done(struct port *ports)
{
	for (int i = 0; i < PORTS; i++) {
		atomic_fetch_add(&ports[i].detaching.begun, SLOTS);
		atomic_fetch_add(&ports[i].attaching.done, SLOTS);
		atomic_fetch_add(&ports[i].detaching.done, SLOTS);
	}
}

static void kill_loader(struct cycle *cycle, pid_t pid, unsigned int max_us)
{
	int status;

	CHECK(pid > 0);
	cycle_pause(cycle, max_us);
	kill(pid, SIGKILL);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	/* It may have finished before. */
	if (!WIFSIGNALED(status) && WEXITSTATUS(status))
		FAIL("the loader ended with status %#x", status);
}

static void kill_one(struct cycle *cycle, struct port *ports)
{
	pid_t pid = fork();

	if (!pid)
		attach_forever(ports);
	kill_loader(cycle, pid, 600000);
	cycle->figures->changes++;
}

/* After hidbpf was killed, its attachments, if any, can be detached and attached again. */
static void kill_hidbpf(struct cycle *cycle, struct port *port)
{
	pid_t pid = fork();
	int code;

	if (!pid)
		run_hidbpf(port);
	kill_loader(cycle, pid, 600000);
	code = tool_run("hidbpf", "detach", device_sysname(port->dev), NULL);
	if (code && code != NOTHING_TO_DETACH)
		FAIL("hidbpf detach: %d: %s", code, tool_output());
	CHECK(!device_has_pins(port->dev, ""));
	cycle->figures->changes++;
}

static void killed_cycle(struct cycle *cycle)
{
	struct port ports[PORTS];
	struct flood *flood;
	struct slot staying;

	fates_begin(5);
	ports_plug(ports, PORTS, false);
	slots_load(&staying, 1, ports, PORTS);
	slot_attach(&staying, cycle->figures);
	flood = flood_start(cycle, ports, PORTS, 2);
	do {
		count_begun(ports);
		if (chance_one_in(&cycle->chance, 2))
			kill_one(cycle, ports);
		else
			kill_hidbpf(cycle, &ports[chance_below(&cycle->chance, PORTS)]);
		count_done(ports);
	} while (cycle_goes_on(cycle) && !flood_is_over(flood));
	flood_stop(flood);
	slot_detach(&staying, cycle->figures);
	ports_account(ports, PORTS, cycle->figures);
}

SCENARIO(killed, "loaders are killed at any moment in a flood of reports: nothing of them is left");
