// SPDX-License-Identifier: GPL-2.0-only
/* Lists the device programs that hidbpf comes with. */
#include "object/known.h"

/* Made from the sources in bpf/ by known.awk. */
const struct known known_list[] = {
#include KNOWN_OBJECTS
	{ 0 }
};
