// SPDX-License-Identifier: GPL-2.0-only
/* Saves and compares the report descriptors of devices. */
#include "attachment/original_rdesc.h"
#include "attachment/older.h"
#include "attachment/pins.h"
#include "attachment/state.h"
#include "device/device.h"
#include "device/kernel_log.h"
#include "libhidbpf/libhidbpf.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DESCRIPTORS "descriptors"
#define REFUSALS "refusals"

/* Errors are ignored: without the file "hidbpf info" only knows less. */
static void save(const struct place *place, const char *kind, const void *data, size_t size)
{
	char path[STATE_PATH];
	int fd;

	state_device_path(path, kind, place);
	fd = state_create(path, O_WRONLY | O_EXCL);
	if (fd < 0)
		return;
	if (write(fd, data, size) != (ssize_t)size)
		unlink(path);
	close(fd);
}

void original_save(const struct place *place)
{
	unsigned char data[DEVICE_RDESC_MAX];
	struct original_rdesc rdesc;
	size_t size;

	if (pins_have_any(place) || older_changes_rdesc(place->device))
		return;
	size = device_descriptor(place->device, data, sizeof(data));
	if (size)
		save(place, DESCRIPTORS, data, size);
	else if (kernel_log_refusal(place->device, rdesc.refusal, sizeof(rdesc.refusal)))
		save(place, REFUSALS, rdesc.refusal, strlen(rdesc.refusal));
}

/* Reads a file that was saved. Returns its length, 0 if there is none. */
static size_t read_saved(const struct device *device, const char *kind, void *data, size_t size)
{
	char path[STATE_PATH];
	struct place place;

	place_of(&place, device, NULL);
	state_device_path(path, kind, &place);
	return device_read_file(path, data, size);
}

/* The kernel tells why it refuses a descriptor only in its log. */
static void read_refusal(struct original_rdesc *rdesc, const struct device *device)
{
	size_t len = read_saved(device, REFUSALS, rdesc->refusal, sizeof(rdesc->refusal) - 1);

	rdesc->refusal[len] = '\0';
	if (!len && !rdesc->after_size)
		kernel_log_refusal(device, rdesc->refusal, sizeof(rdesc->refusal));
}

/* Whether no program changes the descriptor; false also if the user may not see them. */
static bool is_unchanged(const struct device *device)
{
	struct hidbpf_attached *list;
	int count = hidbpf_attached_list(&list);
	bool unchanged = count >= 0 && !older_changes_rdesc(device);

	for (int i = 0; i < count; i++)
		if (list[i].hid_id == device->id && list[i].program_ids[HIDBPF_RDESC_FIXUP])
			unchanged = false;
	free(list);
	return unchanged;
}

void original_read(struct original_rdesc *rdesc, const struct device *device)
{
	rdesc->after_size = device_descriptor(device, rdesc->after, sizeof(rdesc->after));
	read_refusal(rdesc, device);
	rdesc->before_size = read_saved(device, DESCRIPTORS, rdesc->before, sizeof(rdesc->before));
	rdesc->known = rdesc->before_size;
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
	state_device_path(path, DESCRIPTORS, &place);
	unlink(path);
	state_device_path(path, REFUSALS, &place);
	unlink(path);
}
