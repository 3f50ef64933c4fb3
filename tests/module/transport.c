// SPDX-License-Identifier: GPL-2.0-only
/* Reports from transport.ko. */
#include "transport.h"
#include "lib/kmod.h"
#include "lib/tap.h"

#include <fcntl.h>
#include <unistd.h>

int transport_send(struct device *dev, const char *context)
{
	char path[128], id[16];
	int fd, err;

	if (!kmod_has_file("transport.ko"))
		test_skip("this machine cannot build modules for this kernel");
	err = kmod_load_file("transport.ko");
	CHECK(err == 0 || err == -EEXIST);
	snprintf(path, sizeof(path), "/sys/module/transport/parameters/%s", context);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	CHECK(fd >= 0);
	snprintf(id, sizeof(id), "%d", device_id(dev));
	err = write(fd, id, strlen(id)) < 0 ? -errno : 0;
	close(fd);
	return err;
}
