// SPDX-License-Identifier: GPL-2.0-only
/* Attaching and detaching: what is accepted, what is refused, and with which error. */
#include "bpf/shared.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/refused.h"
#include "lib/tap.h"

#include <unistd.h>

#define SEEN(_ops) OPS_VAR(_ops, struct seen, "seen")
#define MAX_OPS 64

/* Loads ops for an id and attaches them. Returns 0 or -errno of attaching. */
static int attach_to_id(int hid_id)
{
	struct ops ops;

	CHECK_EQ(ops_try_load(&ops, hid_id, "events", "event"), 0);
	return ops_try_attach(&ops);
}

TEST(attach_detach_again, "the same ops can be attached again after detaching")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "events", "event");

	for (int i = 1; i <= 3; i++) {
		SEND(dev, 0, 1, 2);
		CHECK_EQ(SEEN(&ops)->runs, i);
		ops_detach(&ops);
		SEND(dev, 0, 1, 2);
		CHECK_EQ(SEEN(&ops)->runs, i);
		ops_attach(&ops);
	}
}

TEST(unknown_device, "attaching to a device that does not exist is refused: EINVAL")
{
	device_plug(&mouse);
	CHECK_EQ(attach_to_id(device_unused_id()), -EINVAL);
	CHECK_EQ(attach_to_id(0), -EINVAL);
	CHECK_EQ(attach_to_id(-1), -EINVAL);
}

TEST(unplugged_device, "attaching to a device that was unplugged is refused: EINVAL")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_load(dev, "events", "event");

	device_unplug(dev);
	CHECK_EQ(ops_try_attach(&ops), -EINVAL);
}

TEST(attached_twice, "ops that are attached cannot be attached again: EINVAL, and stay attached")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "events", "event"), again = ops;

	CHECK_EQ(ops_try_attach(&again), -EINVAL);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	ops_detach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

TEST(second_fixup, "a second descriptor fixup on one device is refused: EINVAL, the first stays")
{
	struct device *dev = device_plug(&mouse);
	struct ops first = ops_on(dev, "rdesc", "fixup"), second = ops_load(dev, "rdesc", "fixup");

	CHECK_EQ(ops_try_attach(&second), -EINVAL);
	ops_detach(&first);
	second = ops_on(dev, "rdesc", "fixup");
	ops_detach(&second);
}

TEST(fixups_on_two_devices, "each device can have its own descriptor fixup")
{
	struct device *one = device_plug(&mouse), *two = device_plug(&mouse);

	ops_on(one, "rdesc", "fixup");
	ops_on(two, "rdesc", "fixup");
}

TEST(sixty_four, "a device takes 64 ops and refuses the 65th: E2BIG; a free place is used again")
{
	struct device *dev = device_plug(&mouse);
	struct hidbpf_object *object = object_open("many");
	struct ops many[MAX_OPS + 1];
	char name[32];

	for (int i = 0; i <= MAX_OPS; i++) {
		snprintf(name, sizeof(name), "ops%d", i);
		many[i] = (struct ops){ .object = object,
					.hid = ops_enable(object, name, device_id(dev)) };
	}
	CHECK_EQ(hidbpf_object_load(object), 0);
	for (int i = 0; i < MAX_OPS; i++)
		ops_attach(&many[i]);
	CHECK_EQ(ops_try_attach(&many[MAX_OPS]), -E2BIG);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(*OPS_VAR(&many[0], int, "runs"), MAX_OPS);

	ops_detach(&many[20]);
	ops_attach(&many[20]);
	CHECK_EQ(*OPS_VAR(&many[0], int, "runs"), MAX_OPS);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(*OPS_VAR(&many[0], int, "runs"), 2 * MAX_OPS);
}

/* Attaches "event" with flags: 0 or -errno. The kernel checks flags when it gets the ops. */
static int attach_with_flags(struct device *dev, __u32 flags)
{
	struct ops ops = ops_load_flags(dev, "events", "event", flags);

	return ops_try_attach(&ops);
}

TEST(unknown_flags, "flags other than BPF_F_BEFORE are refused: EINVAL")
{
	struct device *dev = device_plug(&mouse);

	CHECK_EQ(attach_with_flags(dev, 1), -EINVAL);
	CHECK_EQ(attach_with_flags(dev, BPF_F_BEFORE | 1), -EINVAL);
	CHECK_EQ(attach_with_flags(dev, BPF_F_BEFORE << 1), -EINVAL);
	CHECK_EQ(attach_with_flags(dev, 1U << 31), -EINVAL);
	CHECK_EQ(attach_with_flags(dev, BPF_F_BEFORE), 0);
	CHECK_EQ(attach_with_flags(dev, 0), 0);
}

TEST(no_hooks, "ops without hooks can be attached and do nothing")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);
	struct ops ops = ops_on(dev, "single", "none");

	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 1, 2);
	ops_detach(&ops);
}

TEST(each_hook_alone, "ops with any single hook can be attached, and reports keep flowing")
{
	static const char *const names[] = { "only_event", "only_fixup", "only_request",
					     "only_output" };
	struct device *dev = device_plug(&combo);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct ops ops = ops_on(dev, "single", names[i]);
		int hidraw = device_hidraw(dev);

		test_note("%s", names[i]);
		SEND(dev, 1, 0, 1, 2);
		CHECK_REPORT(hidraw, 1, 0, 1, 2);
		CHECK_EQ(write(hidraw, "\1\2\3\4\5", 5), 5);
		close(hidraw);
		ops_detach(&ops);
	}
}

TEST(link_detach, "BPF_LINK_DETACH detaches; closing the link afterwards does nothing")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "events", "event");

	CHECK_EQ(hidbpf_link_detach(ops.link), 0);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 0);
	ops_detach(&ops);
	ops_attach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
}

TEST(link_update, "attached ops cannot be replaced through the link: EOPNOTSUPP, and keep working")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops, other;
	struct bpf_map *map;

	skip_on_tracing("what is attached through the module's device has nothing to exchange");
	ops = ops_on(dev, "events", "event");
	/* The kernel accepts only ops that were attached before. */
	other = ops_on(dev, "events", "event");
	ops_detach(&other);
	map = bpf_object__find_map_by_name(hidbpf_object_bpf(other.object), "event");
	CHECK_EQ(bpf_link_update(bpf_link__fd(hidbpf_link_bpf(ops.link)), bpf_map__fd(map), NULL),
		 -EOPNOTSUPP);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(SEEN(&other)->runs, 0);
}

TEST(without_link, "ops of the section .struct_ops attach without a link and detach with the map")
{
	struct device *dev = device_plug(&mouse);
	struct ops ops = ops_on(dev, "single", "no_link");
	volatile struct hook_runs *runs = OPS_VAR(&ops, struct hook_runs, "hook_runs");

	SEND(dev, 0, 1, 2);
	CHECK_EQ(runs->event, 1);
	ops_detach(&ops);
	SEND(dev, 0, 1, 2);
	CHECK_EQ(runs->event, 1);
}

static bool is_detached(struct device *dev, struct ops *ops)
{
	__u32 runs = SEEN(ops)->runs;

	SEND(dev, 0, 1, 2);
	return SEEN(ops)->runs == runs;
}

TEST(pinned_link, "a pinned link keeps the program attached after its process exits")
{
	static const char path[] = "/sys/fs/bpf/guest_test_pin";
	struct device *dev = device_plug(&mouse);
	struct bpf_link *link;
	struct ops ops;

	skip_on_tracing("what is attached through the module's device is kept without a path");
	ops = ops_on(dev, "events", "event");
	link = hidbpf_link_bpf(ops.link);
	unlink(path);
	CHECK_EQ(bpf_link__pin(link, path), 0);
	bpf_link__disconnect(link);
	close(bpf_link__fd(link));
	SEND(dev, 0, 1, 2);
	CHECK_EQ(SEEN(&ops)->runs, 1);
	CHECK_EQ(unlink(path), 0);
	CHECK_SOON(is_detached(dev, &ops));
}

TEST(sleepable_event, "a sleepable hid_device_event is refused at load: EINVAL")
{
	check_refused("sleepable_event", "plain_event", -EINVAL);
}

TEST(sleepable_hooks, "hid_rdesc_fixup, hid_hw_request and hid_hw_output_report may be sleepable")
{
	static const char *const names[] = { "sleepable_fixup", "sleepable_request",
					     "sleepable_output" };
	struct ops ops;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (ops_try_load(&ops, device_unused_id(), "refused", names[i])) {
			object_note_log();
			FAIL("%s does not load", names[i]);
		}
}

TEST(write_size,
     "ctx->size and ctx->retval may be written, ctx->allocated_size and ctx->hid may not")
{
	skip_unless_stores();
	check_refused("write_allocated_size", "write_size", -EACCES);
	check_refused("write_hid", "write_retval", -EACCES);
	check_refused("write_both_sizes", "write_half_size", -EACCES);
}

TEST(write_strings, "name, phys and uniq may be written up to the byte before the last")
{
	skip_unless_stores();
	check_refused("write_name_end", "write_name", -EACCES);
	check_refused("write_phys_end", "write_phys", -EACCES);
	check_refused("write_uniq_end", "write_uniq", -EACCES);
}

TEST(write_across_end, "a wide write that includes the last byte of a string is refused")
{
	skip_unless_stores();
	check_refused("write_name_across_end", "write_name_wide", -EACCES);
	check_refused("write_name_to_phys", NULL, -EACCES);
}

TEST(write_device, "all other members of the device are read-only")
{
	skip_unless_stores();
	check_refused("write_vendor", "read_device", -EACCES);
	check_refused("write_id", NULL, -EACCES);
	check_refused("write_group", NULL, -EACCES);
}

TEST(write_from_sleepable, "the same writes are allowed and refused in a sleepable program")
{
	skip_unless_stores();
	check_refused("sleepable_write_vendor", "sleepable_write_name", -EACCES);
}

TEST(write_nothing, "where programs cannot store to context and device, every store is refused")
{
	static const char *const names[] = { "write_size",
					     "write_both_sizes",
					     "write_hid",
					     "write_name",
					     "write_name_end",
					     "write_vendor",
					     "sleepable_write_vendor" };

	skip_on_struct_ops("programs can store to some of it");
	check_refused(names[0], "read_device", -EACCES);
	CHECK(strstr(
		hidbpf_error(),
		"the kernel refused program prog_write_size: it writes to the context or the device"));
	for (size_t i = 1; i < sizeof(names) / sizeof(names[0]); i++)
		check_refused(names[i], NULL, -EACCES);
}
