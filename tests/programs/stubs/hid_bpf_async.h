/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Replaces the header of bpf/include: a delayed function runs at once, and says how late it would
 * have been.
 */
#ifndef HID_BPF_ASYNC_H
#define HID_BPF_ASYNC_H

#include <stdio.h>

#define HID_BPF_ASYNC_FUN(name) name
#define HID_BPF_ASYNC_INIT(name) 0
#define HID_BPF_ASYNC_DELAYED_CALL(name, hctx, milliseconds) \
	(printf("# after %d ms:\n", milliseconds), name(hctx))

#endif
