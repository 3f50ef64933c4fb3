// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opens, loads and attaches an object with libbpf and nothing else: what hidbpf is measured by.
 *
 * usage: plain OBJECT ID
 * ID is the number of the device, in hexadecimal. Everything is detached when the program ends.
 */
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The device's number is the first member of struct hid_bpf_ops. */
static void set_device(struct bpf_object *object, int id)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		size_t size;

		if (bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS)
			memcpy(bpf_map__initial_value(map, &size), &id, sizeof(id));
	}
}

static int attach(struct bpf_object *object)
{
	int attached = 0;
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		if (bpf_map__type(map) != BPF_MAP_TYPE_STRUCT_OPS)
			continue;
		if (!bpf_map__attach_struct_ops(map))
			return -1;
		attached++;
	}
	return attached;
}

int main(int argc, char **argv)
{
	struct bpf_object *object;

	if (argc != 3)
		return 2;
	object = bpf_object__open_file(argv[1], NULL);
	if (!object) {
		perror("open");
		return 1;
	}
	set_device(object, strtol(argv[2], NULL, 16));
	if (bpf_object__load(object) || attach(object) < 1) {
		perror("load or attach");
		return 1;
	}
	return 0;
}
