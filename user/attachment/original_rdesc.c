// SPDX-License-Identifier: GPL-2.0-only
/* Saves and compares the report descriptors of devices. */
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "attachment/state.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KIND "descriptors"

/* Errors are ignored: without the file "hidbpf info" only knows less. */
void original_save(const struct place *place)
{
	unsigned char data[DEVICE_RDESC_MAX];
	char path[STATE_PATH];
	size_t size;
	int fd;

	if (pins_have_any(place))
		return;
	size = device_descriptor(place->device, data, sizeof(data));
	if (!size)
		return;
	state_device_path(path, KIND, place);
	fd = state_create(path, O_WRONLY | O_EXCL);
	if (fd < 0)
		return;
	if (write(fd, data, size) != (ssize_t)size)
		unlink(path);
	close(fd);
}

static bool is_saved(struct original_rdesc *rdesc, const struct device *device)
{
	char path[STATE_PATH];
	struct place place;

	place_of(&place, device, NULL);
	state_device_path(path, KIND, &place);
	rdesc->before_size = device_descriptor_file(path, rdesc->before, sizeof(rdesc->before));
	return rdesc->before_size;
}

/* Whether no program changes the descriptor; false also if the user may not see them. */
static bool is_unchanged(const struct device *device)
{
	struct hidbpf_attached *list;
	int count = hidbpf_attached_list(&list);
	bool unchanged = count >= 0;

	for (int i = 0; i < count; i++)
		if (list[i].hid_id == device->id && list[i].program_ids[HIDBPF_RDESC_FIXUP])
			unchanged = false;
	free(list);
	return unchanged;
}

void original_read(struct original_rdesc *rdesc, const struct device *device)
{
	rdesc->after_size = device_descriptor(device, rdesc->after, sizeof(rdesc->after));
	rdesc->known = is_saved(rdesc, device);
	if (!rdesc->known) {
		rdesc->known = is_unchanged(device);
		memcpy(rdesc->before, rdesc->after, rdesc->after_size);
		rdesc->before_size = rdesc->after_size;
	}
	rdesc->changed = rdesc->before_size != rdesc->after_size ||
			 memcmp(rdesc->before, rdesc->after, rdesc->after_size);
}

void original_forget(const struct device *device)
{
	char path[STATE_PATH];
	struct place place;

	place_of(&place, device, NULL);
	state_device_path(path, KIND, &place);
	unlink(path);
}
