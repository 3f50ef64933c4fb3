// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding out whether hid-core still calls a function that is to be intercepted.
 *
 * The compiler may inline a function in others of the same source file, though it also exists for
 * the rest of the kernel. Across files only link-time optimization does so; the build refuses
 * kernels with that.
 */

#include <linux/bitops.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/string.h>

/* A call leads to the first instruction, or to padding before it, where the kernel counts calls. */
#define ENTRY_RANGE 32

/* Bytes from one possible place of an instruction to the next. */
#define STEP (IS_ENABLED(CONFIG_X86) ? 1 : 4)

/*
 * Where a direct jump or call leads, of which the last four bytes are at @at. For other code, an
 * arbitrary address. 0 on architectures that are not known here.
 */
static unsigned long jump_target(unsigned long at)
{
	s32 code;

	memcpy(&code, (const void *)at, sizeof(code));
	if (IS_ENABLED(CONFIG_X86))
		return at + sizeof(code) + code;
	/* B and BL have the distance in words in the lower 26 bits. */
	if (IS_ENABLED(CONFIG_ARM64) && (code & 0x7c000000) == 0x14000000)
		return at + 4 * sign_extend64(code, 25);
	return 0;
}

/* Whether the function at @caller has a direct jump or call to that which ftrace patches at @ip. */
static bool calls(unsigned long caller, unsigned long ip)
{
	unsigned long offset, size, at, end;
	char symbol[KSYM_SYMBOL_LEN];

	/* "name+offset/size [module]" */
	sprint_symbol(symbol, caller);
	if (sscanf(strchrnul(symbol, '+'), "+%lx/%lx", &offset, &size) != 2)
		return false;

	end = caller - offset + size;
	for (at = caller; at + sizeof(s32) <= end; at += STEP)
		if (ip - jump_target(at) < ENTRY_RANGE)
			return true;
	return false;
}

bool hbc_compat_is_called(const struct hbc_entry *entry)
{
	unsigned long caller;
	unsigned int i;

	if (!entry->callers[0])
		return true;
	for (i = 0; i < ARRAY_SIZE(entry->callers) && entry->callers[i]; i++) {
		caller = hbc_compat_symbol(entry->callers[i]);
		if (caller && calls(caller, entry->ip))
			return true;
	}
	return false;
}
