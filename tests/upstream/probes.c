// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints which interfaces of a recorded device the probe program of an object accepts, and with
 * which other report descriptors in place of the recorded ones.
 *
 * usage: probes OBJECT RECORDING [NAME=VALUE]... [OTHER]...
 * OTHER are recordings, whose descriptors are tried as well, NAME=VALUE settings of the object.
 */
#include "libhidbpf/libhidbpf.h"
#include "object/device_variables.h"
#include "object/kind.h"
#include "object/settings.h"
#include "recording/emulate.h"
#include "recording/open.h"

#include <bpf/bpf.h>
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The argument of a probe program, struct hid_bpf_probe_args of hid_bpf.h. */
struct probe_args {
	unsigned int hid;
	unsigned int rdesc_size;
	unsigned char rdesc[DEVICE_RDESC_MAX];
	int retval;
};

/* An interface with the object loaded for it. */
struct subject {
	const struct recording_device *recorded;
	struct emulated *emulated;
	struct hidbpf_object *object;
};

static void load(struct subject *subject, const char *path, char **settings)
{
	struct hidbpf_ops *ops = NULL;
	struct device_info info;

	if (device_read(&info, emulate_device(subject->emulated)) ||
	    hidbpf_object_open(&subject->object, path))
		errx(1, "cannot open %s: %s", path, hidbpf_error());
	while ((ops = hidbpf_object_next_ops(subject->object, ops)))
		ops->hid_id = info.device.id;
	device_variables_from_rdesc(subject->object, &info.device);
	for (; *settings && strchr(*settings, '='); settings++)
		if (settings_set(subject->object, path, *settings))
			errx(1, "cannot set %s", *settings);
	if (hidbpf_object_load(subject->object))
		errx(1, "cannot load %s: %s", path, hidbpf_error());
}

/* An object without a probe program accepts everything. */
static bool accepts(const struct subject *subject, const void *rdesc, size_t size)
{
	struct probe_args args = { .hid = emulate_device(subject->emulated)->id,
				   .rdesc_size = size,
				   .retval = -1 };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &args, .ctx_size_in = sizeof(args));
	const struct bpf_program *probe = kind_probe(subject->object);

	memcpy(args.rdesc, rdesc, size);
	if (probe && bpf_prog_test_run_opts(bpf_program__fd(probe), &opts))
		err(1, "cannot run the probe program");
	return !probe || !args.retval;
}

/* The descriptor with one byte less, or with one more. */
static void try_sizes(const struct subject *subject)
{
	unsigned char rdesc[DEVICE_RDESC_MAX] = { 0 };
	size_t size = subject->recorded->rdesc_size;

	memcpy(rdesc, subject->recorded->rdesc, size);
	if (accepts(subject, rdesc, size - 1))
		printf("interface %u: accepts one byte less\n", subject->recorded->index);
	if (size < sizeof(rdesc) && accepts(subject, rdesc, size + 1))
		printf("interface %u: accepts one byte more\n", subject->recorded->index);
}

/* The descriptor with one byte changed: of those that must not change, the first and the last. */
static void try_bytes(const struct subject *subject)
{
	unsigned char rdesc[DEVICE_RDESC_MAX];
	size_t size = subject->recorded->rdesc_size, first = 0;
	bool good = true;

	memcpy(rdesc, subject->recorded->rdesc, size);
	for (size_t i = 0; i <= size; i++) {
		bool was_good = good;

		good = true;
		if (i < size) {
			rdesc[i] ^= 0xff;
			good = accepts(subject, rdesc, size);
			rdesc[i] ^= 0xff;
		}
		if (was_good && !good)
			first = i;
		if (!was_good && good)
			printf("interface %u: rejects changes of bytes %zu to %zu\n",
			       subject->recorded->index, first, i - 1);
	}
}

static void try_others(const struct subject *subject, char **paths)
{
	for (; *paths; paths++) {
		struct recording other;

		if (recording_open(&other, *paths, NULL))
			errx(1, "cannot read %s", *paths);
		for (size_t i = 0; i < other.devices_count; i++)
			if (accepts(subject, other.devices[i].rdesc, other.devices[i].rdesc_size))
				printf("interface %u: accepts the descriptor of %s, interface %u\n",
				       subject->recorded->index, strrchr(*paths, '/') + 1,
				       other.devices[i].index);
		recording_free(&other);
	}
}

static void try_all(struct subject *subject, const char *path, char **settings)
{
	const struct recording_device *recorded = subject->recorded;

	load(subject, path, settings);
	while (*settings && strchr(*settings, '='))
		settings++;
	if (accepts(subject, recorded->rdesc, recorded->rdesc_size)) {
		printf("interface %u: is accepted\n", recorded->index);
		try_sizes(subject);
		try_bytes(subject);
	} else {
		printf("interface %u: is rejected\n", recorded->index);
	}
	try_others(subject, settings);
	hidbpf_object_close(subject->object);
}

int main(int argc, char **argv)
{
	struct recording recording;

	if (argc < 3)
		errx(2, "usage: probes OBJECT RECORDING [NAME=VALUE]... [OTHER]...");
	if (recording_open(&recording, argv[2], NULL))
		return 1;
	for (size_t i = 0; i < recording.devices_count; i++) {
		struct subject subject = { .recorded = &recording.devices[i] };

		if (emulate_plug(&subject.emulated, subject.recorded, EMULATE_TEST))
			return 1;
		try_all(&subject, argv[1], argv + 3);
		emulate_unplug(subject.emulated);
	}
	recording_free(&recording);
	return 0;
}
