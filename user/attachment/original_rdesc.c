// SPDX-License-Identifier: GPL-2.0-only
/* Notes the descriptors of devices. */
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "attachment/state.h"
#include "device/device.h"

#include <fcntl.h>
#include <unistd.h>

#define KIND "descriptors"

/* Errors are ignored: without the note "hidbpf info" only knows less. */
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

size_t original_read(const struct device *device, void *buf, size_t size)
{
	char path[STATE_PATH];
	struct place place;

	place_of(&place, device, NULL);
	state_device_path(path, KIND, &place);
	return device_descriptor_file(path, buf, size);
}

void original_forget(const struct device *device)
{
	char path[STATE_PATH];
	struct place place;

	place_of(&place, device, NULL);
	state_device_path(path, KIND, &place);
	unlink(path);
}
