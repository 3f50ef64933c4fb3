// SPDX-License-Identifier: GPL-2.0-only
/* Finds out whether the kernel lets this process use HID-BPF. */
#include "libhidbpf/private.h"

#include <bpf/bpf.h>
#include <errno.h>

/* Asks for an ID, because only the kernel knows what counts: capabilities, namespaces, sysctls. */
bool hidbpf_is_permitted(void)
{
	__u32 id;

	return !bpf_prog_get_next_id(0, &id) || errno != EPERM;
}
