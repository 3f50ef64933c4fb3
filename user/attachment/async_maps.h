/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Maps whose values contain timers or work queues. The kernel cancels these when neither a process
 * nor a pin holds the map, even while attached programs use it.
 */
#ifndef ATTACHMENT_ASYNC_MAPS_H
#define ATTACHMENT_ASYNC_MAPS_H

#include "libhidbpf/libhidbpf.h"

/*
 * Pins such maps of a loaded object in a directory of bpffs, so that they outlive this process.
 * 0, or -errno and hidbpf_error() has the reason; some may be pinned then.
 */
int async_maps_keep(const struct hidbpf_object *object, const char *dir);

#endif
