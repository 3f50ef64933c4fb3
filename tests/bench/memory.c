// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures how much memory the kernel needs for devices and programs.
 *
 * usage: memory ops
 *        memory command DEVICES COMMAND
 * "ops" prints lines "NAME BYTES", each the mean of many:
 *   loaded    a loaded hid_bpf_ops with one program for events
 *   attached  attaching such ops to a device that has none, with their link
 *   further   attaching such ops to a device that has some, with their link
 * "command" prints what the kernel needs more when the command has been run, while so many devices
 * are plugged in. Results of two runs differ a little, because the kernel allocates whole slabs.
 */
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <stdlib.h>
#include <unistd.h>

#define DEVICES 32
#define OPS_EACH 8

/* What the kernel has allocated, in bytes: slabs, per-CPU memory, and modules in vmalloc. */
static long long kernel_memory(bool modules)
{
	FILE *info = fopen("/proc/meminfo", "re");
	long long total = 0, kib;
	char key[64];

	CHECK(info != NULL);
	while (fscanf(info, "%63[^:]: %lld%*[^\n]\n", key, &kib) == 2)
		if (!strcmp(key, "Slab") || !strcmp(key, "Percpu") ||
		    (modules && !strcmp(key, "VmallocUsed")))
			total += kib * 1024;
	fclose(info);
	return total;
}

/*
 * What has been allocated since the last call. Code of BPF programs counts as modules; it is
 * allocated two megabytes at a time, which is too coarse to measure single ops.
 */
static long long growth(bool modules)
{
	static long long before;
	long long now, grown;

	/* Memory is freed after an RCU grace period, or by a kworker. */
	sleep(1);
	now = kernel_memory(modules);
	grown = now - before;
	before = now;
	return grown;
}

static void load(struct device *dev, struct ops *ops)
{
	struct hidbpf_object *object = object_open("programs");
	char name[16];

	for (int i = 0; i < OPS_EACH; i++) {
		snprintf(name, sizeof(name), "ops%d", i);
		ops[i] = (struct ops){ .object = object,
				       .hid = ops_enable(object, name, device_id(dev)) };
	}
	if (hidbpf_object_load(object))
		FAIL("%s", hidbpf_error());
}

/* Sets the last arguments to the bytes of one. */
static void load_and_attach(long long *loaded, long long *attached, long long *further)
{
	struct ops(*ops)[OPS_EACH] = calloc(DEVICES, sizeof(*ops));
	struct device *devices[DEVICES];

	CHECK(ops != NULL);
	for (int i = 0; i < DEVICES; i++)
		devices[i] = device_plug(&mouse);
	growth(false);
	for (int i = 0; i < DEVICES; i++)
		load(devices[i], ops[i]);
	*loaded = growth(false) / (DEVICES * OPS_EACH);
	for (int i = 0; i < DEVICES; i++)
		ops_attach(&ops[i][0]);
	*attached = growth(false) / DEVICES;
	for (int i = 0; i < DEVICES; i++)
		for (int j = 1; j < OPS_EACH; j++)
			ops_attach(&ops[i][j]);
	*further = growth(false) / (DEVICES * (OPS_EACH - 1));
}

static void measure_ops(void)
{
	long long loaded, attached, further;

	/* The first time fills what earlier programs have left of slabs and pages. */
	load_and_attach(&loaded, &attached, &further);
	load_and_attach(&loaded, &attached, &further);
	printf("loaded %lld\nattached %lld\nfurther %lld\n", loaded, attached, further);
}

static void measure_command(int devices, const char *command)
{
	for (int i = 0; i < devices; i++)
		device_plug(&mouse);
	growth(true);
	if (system(command))
		FAIL("%s has failed", command);
	printf("%lld\n", growth(true));
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "ops"))
		measure_ops();
	else if (argc == 4 && !strcmp(argv[1], "command"))
		measure_command(atoi(argv[2]), argv[3]);
	else
		FAIL("usage: memory ops, memory command DEVICES COMMAND");
	return 0;
}
