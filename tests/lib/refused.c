// SPDX-License-Identifier: GPL-2.0-only
/* Programs the kernel must refuse to load. */
#include "refused.h"
#include "programs.h"
#include "tap.h"

static int load_ops(const char *name)
{
	struct ops ops;

	return ops_try_load(&ops, device_unused_id(), "refused", name);
}

static int load_syscall(const char *name)
{
	struct hidbpf_object *object = object_open("refused");

	object_program(object, name);
	return hidbpf_object_load(object);
}

static void check(int (*load)(const char *name), const char *name, int want)
{
	int got = load(name);

	if (got == want || (want == VERIFIER_ERROR && (got == -EACCES || got == -EINVAL)))
		return;
	object_note_log();
	FAIL("loading %s gives %d, not %d", name, got, want);
}

void check_refused(const char *bad, const char *good, int err)
{
	if (good)
		check(load_ops, good, 0);
	check(load_ops, bad, err);
}

void check_syscall_refused(const char *bad, const char *good, int err)
{
	if (good)
		check(load_syscall, good, 0);
	check(load_syscall, bad, err);
}
