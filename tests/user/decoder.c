// SPDX-License-Identifier: GPL-2.0-only
/*
 * The decoder of report descriptors and hid-core make the same of any descriptor. The module
 * "descriptors" gives made-up ones to hid-core and shows the result as lines of text:
 *
 *	collection TYPE USAGE PARENT
 *	report TYPE ID BITS APPLICATION
 *	field OFFSET SIZE COUNT FLAGS LOGICAL-LIMITS PHYSICAL-LIMITS UNIT EXPONENT \
 *	      APPLICATION PHYSICAL LOGICAL COLLECTION USAGES
 *
 * BITS and OFFSET do not count the report ID. USAGES are INDEX:USAGE, wherever usages do not go on
 * by the same step. The same lines are made of what the decoder says.
 *
 * Some also go through uhid to hid-generic and "hidbpf info". $CORPUS_SEED is the first seed, 0
 * unless set, and $CORPUS_COUNT the number of descriptors.
 */
#include "corpus.h"

#include "lib/device.h"
#include "lib/kmod.h"
#include "lib/kmsg.h"
#include "lib/tap.h"
#include "lib/tool.h"
#include "lib/random.h"
#include "rdesc/rdesc.h"
#include "rdesc/units.h"

#include <fcntl.h>
#include <linux/uhid.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <unistd.h>

#define MODULE "descriptors.ko"
#define SHOWN "/proc/hid_descriptors"
#define REPORT_MAX "/sys/module/descriptors/parameters/report_max"
#define USAGES_MAX 12288
#define SET_CONSOLE_LEVEL 8

static long long setting(const char *name, long long otherwise)
{
	const char *value = getenv(name);

	return value ? strtoll(value, NULL, 0) : otherwise;
}

static void print_usages(FILE *file, const struct rdesc_field *field)
{
	static uint32_t usages[USAGES_MAX];
	size_t count = 0;
	uint32_t step = 0, last = 0;

	for (size_t i = 0; i < field->usages_count; i++)
		for (uint32_t usage = field->usages[i].first;; usage++) {
			CHECK(count < USAGES_MAX);
			usages[count++] = usage;
			if (usage == field->usages[i].last)
				break;
		}
	/* The last one applies to the other elements. */
	for (last = usages[count - 1]; count < field->count;)
		usages[count++] = last;
	for (size_t i = 0; i < count; i++) {
		if (!i || usages[i] - last != step)
			fprintf(file, " %zu:%x", i, usages[i]);
		step = i ? usages[i] - last : 0;
		last = usages[i];
	}
	fprintf(file, "\n");
}

static void print_field(FILE *file, const struct rdesc *rdesc, const struct rdesc_report *report,
			const struct rdesc_field *field)
{
	int collection = field->collection;

	fprintf(file, "field %u %u %u %x %d %d %d %d %x %d %x %x %x %d",
		field->bit_offset - (report->id ? 8 : 0), field->bit_size, field->count,
		field->flags, field->logical_min, field->logical_max, field->physical_min,
		field->physical_max, field->unit, field->unit_exponent, field->application,
		rdesc_enclosing(rdesc, collection, RDESC_PHYSICAL),
		rdesc_enclosing(rdesc, collection, RDESC_LOGICAL), collection < 0 ? 0 : collection);
	print_usages(file, field);
}

static void print_report(FILE *file, const struct rdesc *rdesc, const struct rdesc_report *report)
{
	fprintf(file, "report %d %u %u %x\n", report->type, report->id,
		report->bits - (report->id ? 8 : 0), report->application);
	for (size_t i = 0; i < report->fields_count; i++)
		if (report->fields[i].usages_count)
			print_field(file, rdesc, report, &report->fields[i]);
}

/* What the decoder makes of a descriptor, as the module shows it. The caller frees it. */
static char *decoded(const struct rdesc *rdesc)
{
	size_t size;
	char *text = NULL;
	FILE *file = open_memstream(&text, &size);

	for (size_t i = 0; i < rdesc->collections_count; i++)
		fprintf(file, "collection %u %x %d\n", rdesc->collections[i].kind,
			rdesc->collections[i].usage, rdesc->collections[i].parent);
	for (int type = 0; type < RDESC_TYPES; type++)
		for (size_t i = 0; i < rdesc->reports_count; i++)
			if ((int)rdesc->reports[i].type == type)
				print_report(file, rdesc, &rdesc->reports[i]);
	fclose(file);
	return text;
}

static char *shown(void)
{
	size_t size = 0;
	char *text = NULL;
	FILE *file = fopen(SHOWN, "r");
	ssize_t got;

	CHECK(file != NULL);
	got = getdelim(&text, &size, '\0', file);
	fclose(file);
	if (got < 0)
		*text = '\0';
	return text;
}

static void note_descriptor(const unsigned char *data, size_t size)
{
	char line[3 * 32 + 1];

	for (size_t i = 0; i < size; i += 32) {
		size_t len = 0;

		for (size_t j = i; j < size && j < i + 32; j++)
			len += sprintf(line + len, " %02x", data[j]);
		test_note("%s", line);
	}
}

/* The first line that differs. */
static void note_difference(const char *kernel, const char *decoder)
{
	size_t same = 0;

	while (kernel[same] && kernel[same] == decoder[same])
		same++;
	while (same && kernel[same - 1] != '\n')
		same--;
	test_note("the kernel:  %.200s", kernel + same);
	test_note("the decoder: %.200s", decoder + same);
}

/* Whether the line that the decoder expects in the kernel's log is there. */
static bool is_logged(const char *driver, const char *error)
{
	static char log[1 << 16];
	char line[256];
	const char *begin = strchr(error, '"');
	int len = begin ? (int)strlen(begin + 1) - 1 : 0;

	kmsg_lines(driver, log, sizeof(log));
	snprintf(line, sizeof(line), ": %.*s\n", len, begin ? begin + 1 : "");
	return len > 0 && strstr(log, line);
}

/*
 * Printing all of them on a serial line takes long, and the harness takes an overflow of the stack
 * of global items for one of the kernel's stack.
 */
static void print_refusals(bool print)
{
	CHECK_EQ(klogctl(SET_CONSOLE_LEVEL, NULL, print ? 7 : 3), 0);
}

struct tally {
	unsigned int accepted, refused, differences;
};

/* One in eight is for uhid, which accepts shorter reports. */
static size_t choose_transport(unsigned long long seed)
{
	bool uhid = seed % 8 == 0;
	FILE *file = fopen(REPORT_MAX, "w");

	CHECK(file != NULL);
	fprintf(file, "%u\n", uhid ? UHID_DATA_MAX : 0);
	fclose(file);
	return uhid ? RDESC_UHID_REPORT_MAX : RDESC_REPORT_MAX;
}

static void compare(struct tally *tally, int fd, unsigned long long seed)
{
	unsigned char data[CORPUS_SIZE_MAX];
	size_t size = corpus_descriptor(seed, data), report_max = choose_transport(seed);
	bool accepted = write(fd, data, size) == (ssize_t)size;
	struct rdesc rdesc;
	char error[256], *kernel, *decoder;

	rdesc_parse(&rdesc, data, size);
	kernel = shown();
	decoder = decoded(&rdesc);
	if (rdesc_is_accepted(data, size, report_max, error) != accepted) {
		test_note("seed %llu: hid-core %s it; the decoder says: %s", seed,
			  accepted ? "accepts" : "refuses", error);
		tally->differences++;
		note_descriptor(data, size);
	} else if (accepted && strcmp(kernel, decoder)) {
		test_note("seed %llu:", seed);
		note_difference(kernel, decoder);
		note_descriptor(data, size);
		tally->differences++;
	} else if (!accepted && !is_logged("descriptors ", error)) {
		test_note("seed %llu: not in the kernel's log: %s", seed, error);
		note_descriptor(data, size);
		tally->differences++;
	}
	tally->accepted += accepted;
	tally->refused += !accepted;
	free(kernel);
	free(decoder);
	rdesc_free(&rdesc);
}

TEST(corpus, "the decoder accepts, refuses and understands descriptors as hid-core does")
{
	unsigned long long seed = setting("CORPUS_SEED", 0);
	unsigned int count = setting("CORPUS_COUNT", 2000);
	struct tally tally = { 0 };
	char log[1];
	int fd;

	if (!kmod_has_file(MODULE))
		test_skip("the module %s was not built for this kernel", MODULE);
	CHECK_EQ(kmod_load_file(MODULE), 0);
	fd = open(SHOWN, O_WRONLY);
	CHECK(fd >= 0);
	kmsg_lines("descriptors ", log, sizeof(log));
	print_refusals(false);
	for (unsigned int i = 0; i < count && tally.differences < 5; i++)
		compare(&tally, fd, seed + i);
	close(fd);
	print_refusals(true);
	CHECK_EQ(kmod_unload_name("descriptors"), 0);
	test_note("%u accepted, %u refused", tally.accepted, tally.refused);
	CHECK_EQ(tally.differences, 0);
	/* The corpus is neither too wild nor too tame to find anything. */
	CHECK(tally.accepted > count / 4 && tally.refused > count / 4);
}

/* With uhid, hid-generic and hidbpf, on any kernel. */
TEST(uhid,
     "hid-generic binds to devices of uhid whose descriptors the decoder accepts, and to no others")
{
	unsigned long long first = setting("CORPUS_SEED", 0);
	unsigned int count = setting("CORPUS_COUNT", 40), refused = 0;
	unsigned char data[CORPUS_SIZE_MAX];
	char log[1], error[256], name[64];

	kmsg_lines("hid-generic ", log, sizeof(log));
	print_refusals(false);
	for (unsigned long long seed = first; seed < first + count; seed++) {
		const struct model model = { "made up", BUS_USB, 0x1209,
					     0x0001,	data,	 corpus_descriptor(seed, data) };
		bool accepted =
			rdesc_is_accepted(data, model.rdesc_size, RDESC_UHID_REPORT_MAX, error);
		struct device *dev = device_plug_async(&model);

		device_wait_found(dev);
		if (!accepted && !WAIT_FOR(5000, is_logged("hid-generic ", error)))
			FAIL("seed %llu: not in the kernel's log: %s", seed, error);
		/* The driver is there while it probes. */
		if (!WAIT_FOR(5000, (device_driver(dev, name, sizeof(name)), !*name == !accepted)))
			FAIL("seed %llu: the driver is \"%s\"", seed, name);
		CHECK_EQ(tool_run("hidbpf", "info", "--json", device_sysname(dev), NULL), 0);
		CHECK(!!strstr(tool_output(), "\"descriptor_error\":null") == accepted);
		device_unplug(dev);
		refused += !accepted;
	}
	print_refusals(true);
	CHECK(refused > count / 10 && refused < count - count / 10);
}

/* Absolute axes, and what evdev calls them. */
static const struct {
	__u8 page, usage, code;
} axes[] = {
	{ 0x01, 0x30, ABS_X },	      { 0x01, 0x31, ABS_Y },	 { 0x01, 0x32, ABS_Z },
	{ 0x01, 0x33, ABS_RX },	      { 0x01, 0x34, ABS_RY },	 { 0x01, 0x35, ABS_RZ },
	{ 0x01, 0x36, ABS_THROTTLE }, { 0x01, 0x38, ABS_WHEEL }, { 0x0d, 0x3d, ABS_TILT_X },
	{ 0x0d, 0x3e, ABS_TILT_Y },
};

#define AXES (sizeof(axes) / sizeof(axes[0]))

/* A device with all axes, each with limits, a unit and an exponent made up. Returns its size. */
static size_t draw_axes(unsigned char *data, struct random *random)
{
	static const unsigned char begin[] = { 0x05, 0x01, 0x09, 0x04, 0xa1,
					       0x01, 0x75, 0x10, 0x95, 1 };
	static const __u8 units[] = { 0x00, 0x11, 0x11, 0x12, 0x12, 0x13, 0x13, 0x14, 0x14, 0x21 };
	static const __u8 exponents[] = { 0x00, 0x00, 0x01, 0x0f, 0x0e, 0x0d, 0x0c, 0xfe };
	static const __u16 limits[] = { 0, 1, 9, 255, 4095, 21000, 32767, 65535 };
	unsigned char *at = mempcpy(data, begin, sizeof(begin));

	for (size_t i = 0; i < AXES; i++) {
		__u16 logical = PICK(random, limits), physical = PICK(random, limits);
		const unsigned char field[] = {
			0x05,
			axes[i].page,
			0x09,
			axes[i].usage,
			0x15,
			one_in(random, 4) ? 0x80 : 0,
			0x27,
			logical,
			logical >> 8,
			0,
			0,
			0x35,
			one_in(random, 4) ? 0x80 : 0,
			0x47,
			physical,
			physical >> 8,
			0,
			0,
			0x65,
			PICK(random, units),
			0x55,
			one_in(random, 6) ? draw(random) : PICK(random, exponents),
			0x81,
			0x02,
		};

		at = mempcpy(at, field, sizeof(field));
	}
	*at++ = 0xc0;
	return at - data;
}

TEST(resolution, "the decoder knows the resolution that axes have for evdev")
{
	struct random random = random_from(1);
	unsigned char data[CORPUS_SIZE_MAX];
	struct input_absinfo absinfo;
	unsigned int with_resolution = 0;

	for (int i = 0; i < 8; i++) {
		const struct model model = { "axes", BUS_USB, 0x1209,
					     0x0001, data,    draw_axes(data, &random) };
		struct device *dev = device_plug(&model);
		int evdev = device_evdev(dev);
		struct rdesc rdesc;

		CHECK_EQ(rdesc_parse(&rdesc, data, model.rdesc_size), 0);
		for (size_t j = 0; j < AXES; j++) {
			const struct rdesc_field *field = &rdesc.reports[0].fields[j];
			int resolution = rdesc_resolution(field, rdesc_axis(&rdesc, field, 0));

			CHECK_EQ(ioctl(evdev, EVIOCGABS(axes[j].code), &absinfo), 0);
			if (resolution != absinfo.resolution)
				FAIL("axis %x of device %d has resolution %d, not %d",
				     axes[j].usage, i, absinfo.resolution, resolution);
			CHECK_EQ(absinfo.minimum, field->logical_min);
			CHECK_EQ(absinfo.maximum, field->logical_max);
			with_resolution += resolution > 0;
		}
		rdesc_free(&rdesc);
		close(evdev);
		device_unplug(dev);
	}
	CHECK(with_resolution > 10);
}
