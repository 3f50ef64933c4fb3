// SPDX-License-Identifier: GPL-2.0-only
/* Reports from transport.ko. */
#include "transport.h"
#include "lib/kmod.h"

#include <stdio.h>

int transport_send(struct device *dev, const char *context)
{
	char id[16];

	kmod_need("transport");
	snprintf(id, sizeof(id), "%d", device_id(dev));
	return kmod_set("transport", context, id);
}
