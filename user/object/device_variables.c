// SPDX-License-Identifier: GPL-2.0-only
/* Fills in the variables that tell programs about their device. */
#include "object/device_variables.h"
#include "object/variables.h"
#include "rdesc/packed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UDEV_PREFIX "UDEV_PROP_"
#define DESCRIPTOR "HID_REPORT_DESCRIPTOR"

struct properties {
	const char *path;
	const struct device_info *info;
};

static int set_property(const struct variable *variable, void *data)
{
	const struct properties *properties = data;
	char *value;

	if (strncmp(variable->name, UDEV_PREFIX, strlen(UDEV_PREFIX)) || !variable->element ||
	    !btf_is_int(variable->element) || variable->element->size != 1)
		return 0;
	value = device_property(properties->info, variable->name + strlen(UDEV_PREFIX));
	if (value && !variable_set_text(variable, value))
		fprintf(stderr, "hidbpf: %s: the value \"%s\" of %s does not fit into %s\n",
			properties->path, value, properties->info->device.sysname, variable->name);
	free(value);
	return 0;
}

void device_variables_from_udev(struct hidbpf_object *object, const char *path,
				const struct device_info *info)
{
	struct properties properties = { .path = path, .info = info };

	variables_each(object, set_property, &properties);
}

static int set_rdesc(const struct variable *variable, void *device)
{
	const char *type = btf__name_by_offset(variable->btf, variable->type->name_off);
	unsigned char data[DEVICE_RDESC_MAX];
	struct rdesc rdesc;

	if (strcmp(variable->name, DESCRIPTOR) || variable->size != RDESC_PACKED_SIZE ||
	    strcmp(type, RDESC_PACKED_TYPE))
		return 0;
	/* Of an invalid descriptor, programs get what precedes the error. */
	rdesc_parse(&rdesc, data, device_wait_descriptor(device, data, sizeof(data)));
	rdesc_pack(variable->data, &rdesc);
	rdesc_free(&rdesc);
	return 1;
}

void device_variables_from_rdesc(struct hidbpf_object *object, const struct device *device)
{
	variables_each(object, set_rdesc, (void *)device);
}
