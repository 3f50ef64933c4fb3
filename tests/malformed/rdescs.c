// SPDX-License-Identifier: GPL-2.0-only
/*
 * Damaged, made up and random report descriptors, of devices and from programs.
 */
#include "cases.h"
#include "lib/models.h"
#include "lib/tap.h"
#include "rig.h"

#define REPORTS_PER_RDESC 4

static struct rig rig;
static volatile struct rdesc_script *script;
static volatile struct view *view;
static unsigned char made[RDESC_MAX];

/*
 * Plugs in a device with a descriptor that no program changed. A driver may be bound to it or not.
 */
static void plug_alone(const unsigned char *rdesc, size_t size)
{
	struct model model = mouse;
	struct device *dev;
	int err;

	model.rdesc = rdesc;
	model.rdesc_size = size;
	dev = device_plug_async(&model);
	device_wait_found(dev);
	/* The device appears in sysfs shortly before it is ready for that. */
	WAIT_FOR(5000, (err = device_bind(dev, "hid-generic")) != -ENODEV && err != -EAGAIN);
	/* Probed by this, or already by the transport driver: then it is busy. */
	if (!err || err == -EBUSY)
		seat_open(&rig.alone, dev);
	else
		rig.alone = (struct seat){ .dev = dev, .hidraw = -1 };
}

/*
 * Makes the descriptor that the program is documented to make: its bytes over the beginning of the
 * mouse's, with the size it returns, unless that is an error or too large. Returns the size.
 */
static size_t make(const unsigned char *rdesc, size_t size, __s32 ret)
{
	memset(made, 0, sizeof(made));
	memcpy(made, mouse.rdesc, mouse.rdesc_size);
	if (ret < 0 || ret > RDESC_MAX)
		return mouse.rdesc_size;
	memcpy(made, rdesc, size);
	return ret ? (size_t)ret : mouse.rdesc_size;
}

static void print_view(const char *id)
{
	struct text text = { 0 };

	text_add(&text, " runs=%u,size=%d/%u,sum=%08x", view->runs, view->size,
		 view->allocated_size, view->sum);
	transcript(id, "saw", &text);
}

static void compare_devices(const char *id)
{
	struct text text = seat_describe(&rig.seat);

	transcript(id, "got", &text);
	text = seat_describe(&rig.alone);
	transcript(id, "alone", &text);
}

static void send_reports(const char *id, unsigned int number)
{
	if (!rig.seat.bound || !rig.alone.bound)
		return;
	rig_measure(&rig);
	rig_reports(&rig, id, KIND_RDESC + 1, number, REPORTS_PER_RDESC);
}

/* Without the fixup the mouse is a mouse. */
static void check_works(void)
{
	seat_open(&rig.seat, rig.seat.dev);
	rig_measure(&rig);
	SEND(rig.seat.dev, 0, 0, 0);
	seat_read(&rig.seat);
	SEND(rig.seat.dev, 0, 5, 7);
	CHECK_REPORT(rig.seat.hidraw, 0, 5, 7);
	CHECK_EVENT(rig.seat.evdevs[0], EV_REL, REL_X, 5);
	CHECK_EVENT(rig.seat.evdevs[0], EV_REL, REL_Y, 7);
}

static void try_rdesc(unsigned int number)
{
	struct random random = random_for(KIND_RDESC, number);
	unsigned char rdesc[RDESC_MAX];
	struct hidbpf_link *link;
	size_t size, made_size;
	char id[32];

	snprintf(id, sizeof(id), "rdesc.%u", number);
	size = draw_rdesc(&random, rdesc);
	memcpy((void *)script->data, rdesc, size);
	script->len = size;
	script->ret = one_in(&random, 4) ? draw_return(&random) : (__s32)size;
	made_size = make(rdesc, size, script->ret);

	plug_alone(made, made_size);
	seat_close(&rig.seat);
	memset((void *)view, 0, sizeof(*view));
	rig_attach(&rig, "fixup", &link);
	print_view(id);
	seat_open(&rig.seat, rig.seat.dev);
	compare_devices(id);
	send_reports(id, number);

	seat_close(&rig.seat);
	seat_close(&rig.alone);
	hidbpf_link_destroy(link);
	device_unplug(rig.alone.dev);
	check_works();
}

TEST(fixups,
     "programs turn the descriptor of a mouse into any other; detached, it is a mouse again")
{
	cases_begin();
	rig_plug(&rig, &mouse, 2);
	script = object_var(rig.object, "rdesc_script");
	view = object_var(rig.object, "rdesc_view");
	for (unsigned int i = 0; i < cases(); i++)
		try_rdesc(i);
	rig_unplug(&rig);
}
