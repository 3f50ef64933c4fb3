// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loads BPF objects for an emulated device, without attaching them, and prints which the kernel
 * accepts.
 *
 * usage: progs-load OBJECT...
 * Prints for each a line "loads NAME" or "refused NAME: REASON", and finally "end". NAME is without
 * the directory and ".bpf.o".
 */
#include "lib/device.h"
#include "lib/models.h"
#include "libhidbpf/libhidbpf.h"

#include <stdio.h>
#include <string.h>

/* With all its programs, as for a real device. */
static int load(const char *path, int hid_id)
{
	struct hidbpf_object *object;
	struct hidbpf_ops *ops = NULL;
	int err;

	err = hidbpf_object_open(&object, path);
	if (err)
		return err;
	while ((ops = hidbpf_object_next_ops(object, ops))) {
		ops->load = true;
		ops->hid_id = hid_id;
	}
	err = hidbpf_object_load(object);
	hidbpf_object_close(object);
	return err;
}

int main(int argc, char **argv)
{
	struct device *device = device_plug(&mouse);

	for (int i = 1; i < argc; i++) {
		const char *name = strrchr(argv[i], '/') ? strrchr(argv[i], '/') + 1 : argv[i];
		int len = strcspn(name, ".");

		if (load(argv[i], device_id(device)))
			printf("refused %.*s: %s\n", len, name, hidbpf_error());
		else
			printf("loads %.*s\n", len, name);
	}
	puts("end");
	return 0;
}
