// SPDX-License-Identifier: GPL-2.0-only
/*
 * Loading the module while its allocations fail: it works, or it is not loaded, and can be loaded
 * afterwards.
 */
#include "inject.h"

#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

#include <unistd.h>

#define TEST_SECONDS 450

/* How many allocations of the kernel's module loader are tried. */
#define LOADER_STEPS 40

/* More than the kernel makes before the module checks its parameter. */
#define BEFORE_PARAMETER 60

static struct device *dev;
static int hidraw = -1;
static int module = -1;

static bool is_loaded(void)
{
	return !access("/sys/module/hid_bpf_compat", F_OK);
}

/* Counts all allocations of loading, and those until the module refuses a parameter. */
static unsigned int count(const char *parameters, int want)
{
	unsigned int counted;

	int ret;

	inject_count();
	ret = kmod_load_fd(module, parameters);
	counted = inject_counted();
	CHECK_EQ(ret, want);
	if (!want)
		CHECK_SOON(!kmod_unload());
	return counted;
}

/* A module that loaded in spite of a failure runs programs. */
static void check_works(void)
{
	struct ops ops = ops_on(dev, "swap", "swap");

	SEND(dev, 0, 5, 7);
	CHECK_REPORT(hidraw, 0, 7, 5);
	ops_detach(&ops);
	hidbpf_object_close(ops.object);
}

static bool is_refused(unsigned int n)
{
	bool injected;
	int ret;

	inject_nth(n);
	ret = kmod_load_fd(module, "");
	injected = inject_end();
	if (ret && !injected)
		FAIL("%d, though allocation %u did not fail", ret, n);
	CHECK_EQ(is_loaded(), !ret);
	if (!ret) {
		check_works();
		CHECK_SOON(!kmod_unload());
	}
	CHECK(!kmod_is_entered());
	return ret;
}

TEST(load,
     "loading the module, each of its allocations failing, and some of the kernel's module loader")
{
	unsigned int all, own, n, tried = 0, refused = 0;

	alarm(test_patience(TEST_SECONDS));
	inject_prepare();
	dev = device_plug(&mouse);
	hidraw = device_hidraw(dev);
	module = kmod_open_file("hid_bpf_compat.ko");
	CHECK(module >= 0);
	/* The first run allocates more than later ones. */
	CHECK_EQ(kmod_load(), 0);
	CHECK_SOON(!kmod_unload());
	all = count("", 0);
	own = count("intercept=none", -EINVAL);
	CHECK(own < all);
	own = own > BEFORE_PARAMETER ? own - BEFORE_PARAMETER : 1;
	for (n = 1; n <= all; n += n < own ? 1 + own / LOADER_STEPS : 1, tried++)
		refused += is_refused(n);
	test_note(
		"load: %u of %u allocations failed one by one, the last %u all of them; %u times an error",
		tried, all, all - own, refused);
	CHECK(refused > 0);
	/* The module can be loaded now. */
	CHECK_EQ(kmod_load(), 0);
	CHECK_SOON(!kmod_unload());
}
