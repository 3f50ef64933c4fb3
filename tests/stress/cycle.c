// SPDX-License-Identifier: GPL-2.0-only
/* Repeats a scenario's cycle and prints the table of figures. */
#include "cycle.h"
#include "lib/tap.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* More than a cycle needs, including its setup: longer is a hang. */
#define CYCLE_SECONDS 300
#define CYCLE_MS 3000
#define SCENARIOS_MAX 32
#define SKIPPED 77

/* Shared with the processes of tests and cycles. Only one of them writes at a time. */
static struct figures *table;
static unsigned long long seed;
static long long scenario_ms;

static unsigned long long setting(const char *name, unsigned long long otherwise)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 0) : otherwise;
}

void cycles_init(void)
{
	seed = setting("STRESS_SEED", 1);
	scenario_ms = setting("STRESS_MS", CYCLE_MS);
	table = mmap(NULL, SCENARIOS_MAX * sizeof(*table), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(table != MAP_FAILED);
	test_note("seed %llu, %lld ms for each scenario", seed, scenario_ms);
}

static struct figures *new_figures(const char *name)
{
	for (struct figures *figures = table; figures < table + SCENARIOS_MAX; figures++) {
		if (figures->name[0])
			continue;
		snprintf(figures->name, sizeof(figures->name), "%s", name);
		return figures;
	}
	FAIL("there are more than %d scenarios", SCENARIOS_MAX);
}

static void run_child(void (*run)(struct cycle *), struct figures *figures)
{
	struct cycle cycle = { .figures = figures };

	cycle.chance.state = seed + figures->cycles;
	for (const char *c = figures->name; *c; c++)
		cycle.chance.state = cycle.chance.state * 31 + *c;
	alarm(test_patience(CYCLE_SECONDS));
	run(&cycle);
	fflush(stdout);
	_exit(0);
}

/* Threads and descriptors of the cycle are gone when this returns. */
static void run_cycle(void (*run)(struct cycle *), struct figures *figures)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	CHECK(pid >= 0);
	if (!pid)
		run_child(run, figures);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED)
		_exit(SKIPPED);
	if (status)
		FAIL("%s: cycle %lu of seed %llu ended with status %#x", figures->name,
		     figures->cycles, seed, status);
	figures->cycles++;
}

static void print_line(const struct figures *f)
{
	test_note("figures %-20s %7lu %8lu %9lu %9lu %8lu %8lu %9lu %7lu.%lu", f->name, f->cycles,
		  f->changes, f->injected, f->delivered, f->dropped, f->refused, f->unreceived,
		  f->ms / 1000, f->ms / 100 % 10);
}

void cycles_run(const char *name, void (*run)(struct cycle *cycle))
{
	struct figures *figures = new_figures(name);
	long long start = test_now_ms();

	/* Cycles have their own alarm. */
	alarm(0);
	do
		run_cycle(run, figures);
	while (test_now_ms() < start + scenario_ms);
	figures->ms = test_now_ms() - start;
}

void cycle_start(struct cycle *cycle)
{
	cycle->start_ms = test_now_ms();
	cycle->end_ms = cycle->start_ms + (scenario_ms < CYCLE_MS ? scenario_ms : CYCLE_MS);
}

bool cycle_goes_on(const struct cycle *cycle)
{
	return test_now_ms() < cycle->end_ms;
}

unsigned int cycle_share(const struct cycle *cycle)
{
	return (test_now_ms() - cycle->start_ms) * 100 / (cycle->end_ms - cycle->start_ms);
}

void cycle_pause(struct cycle *cycle, unsigned int max_us)
{
	usleep(chance_below(&cycle->chance, max_us));
}

void cycles_print(void)
{
	test_note("        %-20s %7s %8s %9s %9s %8s %8s %9s %9s", "scenario", "cycles", "changes",
		  "injected", "delivered", "dropped", "refused", "no reader", "seconds");
	for (int i = 0; i < SCENARIOS_MAX; i++)
		if (table[i].cycles)
			print_line(&table[i]);
}
