// SPDX-License-Identifier: GPL-2.0-only
/* Objects that share the map "fates", and their ops. */
#include "slot.h"
#include "lib/tap.h"

#include <sys/mman.h>

static int fates_fd = -1;
static struct fates *all;

void fates_begin(unsigned int drop_every)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = BPF_F_MMAPABLE);

	fates_fd =
		bpf_map_create(BPF_MAP_TYPE_ARRAY, "fates", sizeof(__u32), sizeof(*all), 1, &opts);
	CHECK(fates_fd >= 0);
	all = mmap(NULL, sizeof(*all), PROT_READ | PROT_WRITE, MAP_SHARED, fates_fd, 0);
	CHECK(all != MAP_FAILED);
	all->drop_every = drop_every;
}

const struct fates *fates(void)
{
	return all;
}

struct hidbpf_object *port_object(const char *name)
{
	struct hidbpf_object *object = object_open(name);
	struct bpf_map *map = bpf_object__find_map_by_name(hidbpf_object_bpf(object), "fates");

	CHECK(map != NULL);
	CHECK_EQ(bpf_map__reuse_fd(map, fates_fd), 0);
	return object;
}

void port_load(struct hidbpf_object *object)
{
	int err = hidbpf_object_load(object);

	if (!err)
		return;
	if (strstr(hidbpf_error(), "it calls bpf_wq_"))
		test_skip("this kernel has no bpf_wq");
	if (strstr(hidbpf_error(), "bpf_timer cannot be used for PREEMPT_RT"))
		test_skip("the BPF core of this PREEMPT_RT kernel refuses bpf_timer");
	object_note_log();
	FAIL("the object does not load: %s", strerror(-err));
}

struct slot slot_of(struct port *port, struct hidbpf_object *object, const char *ops, __u32 flags)
{
	struct slot slot = { .port = port, .ops = { .object = object } };

	slot.ops.hid = ops_enable(object, ops, device_id(port->dev));
	slot.ops.hid->flags = flags;
	slot.counts = strcmp(ops, "fixup") && strcmp(ops, "asking");
	return slot;
}

/* A failed change counts as done and undone. */
static void note_refused(struct slot *slot)
{
	struct port *port = slot->port;

	atomic_fetch_add(&port->detaching.begun, 1);
	atomic_fetch_add(&port->attaching.done, 1);
	atomic_fetch_add(&port->detaching.done, 1);
}

int slot_try_attach(struct slot *slot, struct figures *figures)
{
	int err;

	if (slot->counts)
		atomic_fetch_add(&slot->port->attaching.begun, 1);
	err = ops_try_attach(&slot->ops);
	if (slot->counts && err)
		note_refused(slot);
	else if (slot->counts)
		atomic_fetch_add(&slot->port->attaching.done, 1);
	__sync_fetch_and_add(&figures->changes, !err);
	return err;
}

void slot_attach(struct slot *slot, struct figures *figures)
{
	int err = slot_try_attach(slot, figures);

	if (err == -EOPNOTSUPP)
		test_skip("refused: the callbacks of drivers do not see requests");
	if (err)
		FAIL("%s does not attach: %s: %s", slot->ops.hid->name, strerror(-err),
		     hidbpf_error());
}

void slot_detach(struct slot *slot, struct figures *figures)
{
	if (slot->counts)
		atomic_fetch_add(&slot->port->detaching.begun, 1);
	ops_detach(&slot->ops);
	if (slot->counts)
		atomic_fetch_add(&slot->port->detaching.done, 1);
	__sync_fetch_and_add(&figures->changes, 1);
}

void slot_toggle(struct slot *slot, struct figures *figures)
{
	if (slot->ops.link)
		slot_detach(slot, figures);
	else
		slot_attach(slot, figures);
}

struct hidbpf_object *slots_load(struct slot *slots, unsigned int count, struct port *ports,
				 unsigned int ports_count)
{
	struct hidbpf_object *object = port_object("hops");
	char name[16];

	for (unsigned int i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "ops%u", i);
		slots[i] = slot_of(&ports[i % ports_count], object, name, i & 1 ? BPF_F_BEFORE : 0);
	}
	port_load(object);
	return object;
}

void slots_attach(struct slot *slots, unsigned int count, struct figures *figures)
{
	for (unsigned int i = 0; i < count; i++)
		if (!slots[i].ops.link)
			slot_attach(&slots[i], figures);
}

void slots_detach(struct slot *slots, unsigned int count, struct figures *figures)
{
	for (unsigned int i = 0; i < count; i++)
		if (slots[i].ops.link)
			slot_detach(&slots[i], figures);
}
