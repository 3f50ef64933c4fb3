// SPDX-License-Identifier: GPL-2.0-only
/* Embeds the compiled watch.bpf.c, the file WATCH_OBJECT, in hidbpf. */
#include "watch/object.h"

/* clang-format off */
__asm__(".section .rodata\n"
	".balign 16\n"
	".global watch_object\n"
	"watch_object:\n"
	".incbin \"" WATCH_OBJECT "\"\n"
	".global watch_object_end\n"
	"watch_object_end:\n"
	".previous\n");
/* clang-format on */
