// SPDX-License-Identifier: GPL-2.0-only
/* Random requests on /dev/hid_bpf_compat are refused or executed, and leave nothing behind. */
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/traffic.h"

#include "../../module/uapi/hid_bpf_compat.h"

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define FDS_MAX 32
#define LINKS_MAX 4

/* The state of one thread. Threads share the device, and so each other's attachments. */
struct fuzzer {
	unsigned long long state; /* of the random numbers */
	unsigned long calls, obeyed;
	unsigned char *page; /* the page after it cannot be accessed */
	int links[LINKS_MAX];
	unsigned int next_link;
};

static struct device *dev;
static int control;
static int fds[FDS_MAX];
static size_t fds_count;
static int hooks[HID_BPF_COMPAT_NR_HOOKS];

static __u32 draw(struct fuzzer *fuzzer)
{
	fuzzer->state ^= fuzzer->state << 13;
	fuzzer->state ^= fuzzer->state >> 7;
	fuzzer->state ^= fuzzer->state << 17;
	return fuzzer->state >> 16;
}

#define PICK(_fuzzer, _array) ((_array)[draw(_fuzzer) % (sizeof(_array) / sizeof((_array)[0]))])

static bool one_in(struct fuzzer *fuzzer, unsigned int n)
{
	return draw(fuzzer) % n == 0;
}

static __u32 draw_number(struct fuzzer *fuzzer)
{
	static const __u32 edges[] = { 0,	   1,	       2,	   8,
				       63,	   64,	       65,	   0x7ffffffe,
				       0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff };

	return one_in(fuzzer, 3) ? draw(fuzzer) :
	       one_in(fuzzer, 2) ? draw(fuzzer) % 256 :
				   PICK(fuzzer, edges);
}

static __u32 draw_size(struct fuzzer *fuzzer)
{
	static const __u32 sizes[] = { 0,  1,  4,  8,  11,   12,   13,	 15,	     16,	17,
				       35, 36, 37, 40, 4095, 4096, 4097, 0x80000000, 0xffffffff };

	return one_in(fuzzer, 2) ? PICK(fuzzer, sizes) : draw(fuzzer) % (PAGE + 1);
}

static const unsigned long codes[] = {
	HID_BPF_COMPAT_IOC_VERSION, HID_BPF_COMPAT_IOC_ATTACH, HID_BPF_COMPAT_IOC_DETACH,
	HID_BPF_COMPAT_IOC_INFO,    HID_BPF_COMPAT_IOC_NEXT,   HID_BPF_COMPAT_IOC_KEEP,
	HID_BPF_COMPAT_IOC_OLDER,
};

static unsigned long draw_code(struct fuzzer *fuzzer)
{
	return one_in(fuzzer, 16) ? draw(fuzzer) : PICK(fuzzer, codes);
}

static bool is_known(unsigned int code)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (code == codes[i])
			return true;
	return false;
}

/* File descriptors: all of this process, and invalid ones. */
static int draw_fd(struct fuzzer *fuzzer)
{
	return one_in(fuzzer, 2) ? fds[draw(fuzzer) % fds_count] : (int)draw_number(fuzzer);
}

static void fill(struct fuzzer *fuzzer, unsigned char *at, size_t size)
{
	memset(at, 0, size);
	for (unsigned int n = draw(fuzzer) % 10; n && size >= sizeof(__u32); n--) {
		__u32 number = draw_number(fuzzer);
		/* Usually within the structures. */
		size_t limit = one_in(fuzzer, 4) || size < 40 ? size : 40;

		memcpy(at + draw(fuzzer) % (limit / 4) * 4, &number, sizeof(number));
	}
}

/* A correct request, or one that differs from it in one place. */
static void fill_attach(struct fuzzer *fuzzer, struct hid_bpf_compat_attach *attach)
{
	*attach = (struct hid_bpf_compat_attach){
		.size = sizeof(*attach),
		.hid_id = device_id(dev),
		.flags = one_in(fuzzer, 2) ? BPF_F_BEFORE : 0,
		.attach_flags = draw(fuzzer) & HID_BPF_COMPAT_KEEP,
	};
	for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++)
		/* Rarely, as a descriptor fixup probes the device again. */
		attach->prog_fds[hook] =
			one_in(fuzzer, hook == HID_BPF_COMPAT_RDESC_FIXUP ? 64 : 2) ? hooks[hook] :
										      -1;
	switch (draw(fuzzer) % 32) {
	case 0:
		break;
	case 1:
		attach->flags = draw_number(fuzzer);
		break;
	case 2:
		attach->attach_flags = draw_number(fuzzer);
		break;
	case 3:
	case 4:
		attach->hid_id = draw_number(fuzzer);
		break;
	case 5:
		attach->size = draw_size(fuzzer);
		break;
	default:
		attach->prog_fds[draw(fuzzer) % HID_BPF_COMPAT_NR_HOOKS] = draw_fd(fuzzer);
		break;
	}
}

/*
 * The argument of a request: a structure, up to the end of accessible memory or beyond, or
 * nonsense.
 */
static void *draw_argument(struct fuzzer *fuzzer, unsigned long code)
{
	static const unsigned long wild[] = {
		0,	 1,    PAGE - 1, 1UL << 47, 0xffff888000000000UL, 0xffffffff81000000UL,
		-4096UL, -4UL, -1UL
	};
	__u32 size = draw_size(fuzzer);
	size_t there = size > PAGE || one_in(fuzzer, 4) ? draw(fuzzer) % (PAGE + 1) : size;
	unsigned char *at = fuzzer->page + PAGE - there;

	if (one_in(fuzzer, 16))
		return (void *)PICK(fuzzer, wild);
	fill(fuzzer, at, there);
	if (there >= sizeof(size) && !one_in(fuzzer, 8))
		memcpy(at, &size, sizeof(size));
	if (code == HID_BPF_COMPAT_IOC_ATTACH && there >= sizeof(struct hid_bpf_compat_attach) &&
	    one_in(fuzzer, 2))
		fill_attach(fuzzer, (void *)at);
	if (code == HID_BPF_COMPAT_IOC_OLDER && there >= sizeof(struct hid_bpf_compat_older) &&
	    one_in(fuzzer, 2))
		((struct hid_bpf_compat_older *)at)->hid_id = device_id(dev);
	return at;
}

/* Keeps some attachments and closes the oldest. */
static void keep_link(struct fuzzer *fuzzer, int fd)
{
	int *slot = &fuzzer->links[fuzzer->next_link++ % LINKS_MAX];

	if (*slot >= 0)
		close(*slot);
	*slot = fd;
}

static void ask(struct fuzzer *fuzzer)
{
	unsigned long code = draw_code(fuzzer);
	void *argument = draw_argument(fuzzer, code);
	int ret = ioctl(control, code, argument);

	fuzzer->calls++;
	if (ret < 0) {
		if (!is_known(code) && errno != ENOTTY && errno != EFAULT)
			FAIL("request %#lx: %s", code, strerror(errno));
		return;
	}
	if (!is_known(code))
		FAIL("request %#lx succeeded", code);
	fuzzer->obeyed++;
	if (ret > 0 && code == HID_BPF_COMPAT_IOC_ATTACH)
		keep_link(fuzzer, ret);
	else if (ret > 0)
		FAIL("request %#lx returns %d", code, ret);
}

static void start(struct fuzzer *fuzzer, unsigned int salt)
{
	const char *seed = getenv("FUZZ_SEED");

	CHECK(seed != NULL);
	*fuzzer = (struct fuzzer){ .state = strtoull(seed, NULL, 0) * 4096 + salt + 1 };
	fuzzer->page =
		mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(fuzzer->page != MAP_FAILED);
	CHECK_EQ(mprotect(fuzzer->page + PAGE, PAGE, PROT_NONE), 0);
	for (int i = 0; i < LINKS_MAX; i++)
		fuzzer->links[i] = -1;
}

static void finish(struct fuzzer *fuzzer)
{
	for (int i = 0; i < LINKS_MAX; i++)
		keep_link(fuzzer, -1);
	test_note("%lu requests, %lu successful", fuzzer->calls, fuzzer->obeyed);
	CHECK(fuzzer->obeyed > 0);
}

static unsigned long calls(void)
{
	return strtoul(getenv("FUZZ_CALLS") ?: "100000", NULL, 0);
}

static void add_fd(int fd)
{
	CHECK(fd >= 0 && fds_count < FDS_MAX);
	fds[fds_count++] = fd;
}

/* A program that returns 0, of a type that the device does not accept. */
static int socket_filter(void)
{
	static const struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};

	return bpf_prog_load(BPF_PROG_TYPE_SOCKET_FILTER, "other", "GPL", insns, 2, NULL);
}

static void prepare(void)
{
	static const char *const ops[] = { "only_event", "only_fixup", "only_request",
					   "only_output" };
	int ends[2];

	dev = device_plug(&mouse);
	control = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC);
	CHECK(control >= 0);
	for (int hook = 0; hook < HID_BPF_COMPAT_NR_HOOKS; hook++) {
		struct ops loaded = ops_load(dev, "single", ops[hook]);

		hooks[hook] = bpf_program__fd(loaded.hid->programs[hook]);
		add_fd(hooks[hook]);
	}
	CHECK_EQ(pipe(ends), 0);
	add_fd(ends[0]);
	add_fd(ends[1]);
	add_fd(control);
	add_fd(socket_filter());
	add_fd(open("/dev/null", O_RDWR));
	add_fd(open("/", O_PATH));
	add_fd(memfd_create("fuzz", 0));
	add_fd(bpf_map_create(BPF_MAP_TYPE_ARRAY, "fuzz", 4, 4, 1, NULL));
}

/* Detaches all kept attachments; then nothing is attached, and the device is as at first. */
static void check_nothing_left(void)
{
	struct hid_bpf_compat_info info = { .size = sizeof(info) };
	struct ops ops;

	while (!ioctl(control, HID_BPF_COMPAT_IOC_NEXT, &info)) {
		CHECK(info.attach_flags & HID_BPF_COMPAT_KEEP);
		CHECK_EQ(ioctl(control, HID_BPF_COMPAT_IOC_DETACH, &info.id), 0);
	}
	CHECK_EQ(errno, ENOENT);
	info.id = 0;
	CHECK_EQ(ioctl(control, HID_BPF_COMPAT_IOC_NEXT, &info), -1);
	ops = ops_on(dev, "single", "only_event");
	CHECK_EQ(ioctl(control, HID_BPF_COMPAT_IOC_NEXT, &info), 0);
	CHECK_EQ(info.hid_id, device_id(dev));
	ops_detach(&ops);
	info.id = 0;
	CHECK_EQ(ioctl(control, HID_BPF_COMPAT_IOC_NEXT, &info), -1);
}

TEST(load, "the module loads")
{
	CHECK_EQ(kmod_load(), 0);
}

TEST(tail, "every size from 0 to 4096, with and without bytes beyond the known ones")
{
	struct fuzzer fuzzer;

	prepare();
	start(&fuzzer, 0);
	for (__u32 size = 0; size <= PAGE; size++) {
		struct hid_bpf_compat_attach *attach = (void *)fuzzer.page;
		size_t known = sizeof(*attach);
		int want = size < known ? EINVAL : EBADF;

		memset(fuzzer.page, 0, PAGE);
		*attach = (struct hid_bpf_compat_attach){ .size = size, .prog_fds = { 9999 } };
		CHECK_EQ(ioctl(control, HID_BPF_COMPAT_IOC_ATTACH, attach), -1);
		CHECK_EQ(errno, want);
		if (size <= known)
			continue;
		fuzzer.page[size - 1] = 1;
		CHECK_EQ(ioctl(control, HID_BPF_COMPAT_IOC_ATTACH, attach), -1);
		CHECK_EQ(errno, E2BIG);
	}
	check_nothing_left();
}

TEST(mixed, "random requests, one after another")
{
	struct fuzzer fuzzer;

	prepare();
	start(&fuzzer, 1);
	for (unsigned long i = 0; i < calls(); i++)
		ask(&fuzzer);
	finish(&fuzzer);
	check_nothing_left();
}

static void ask_often(void *arg)
{
	for (unsigned long i = 0; i < calls() / 2; i++)
		ask(arg);
}

TEST(threads, "random requests of two threads at once")
{
	struct fuzzer fuzzers[2];
	struct racer *racers[2];

	prepare();
	for (int i = 0; i < 2; i++)
		start(&fuzzers[i], 2 + i);
	for (int i = 0; i < 2; i++)
		racers[i] = race_start(ask_often, &fuzzers[i]);
	for (int i = 0; i < 2; i++) {
		race_join(racers[i]);
		finish(&fuzzers[i]);
	}
	check_nothing_left();
}

static volatile bool stop;

/* Detaches each attachment as soon as it has an id. */
static void detach_all(void *arg)
{
	volatile unsigned long *detached = arg;
	__u32 id = 1;

	while (!stop) {
		struct hid_bpf_compat_info info = { .size = sizeof(info) };

		if (!ioctl(control, HID_BPF_COMPAT_IOC_NEXT, &info))
			id = info.id;
		if (!ioctl(control, HID_BPF_COMPAT_IOC_DETACH, &id)) {
			++*detached;
			id++;
		}
	}
}

TEST(race, "one thread attaches, another detaches each new attachment by its id")
{
	volatile unsigned long detached = 0;
	struct racer *racer;

	prepare();
	stop = false;
	racer = race_start(detach_all, (void *)&detached);
	for (int i = 0; detached < 300; i++) {
		struct hid_bpf_compat_attach attach = {
			.size = sizeof(attach),
			.hid_id = device_id(dev),
			.attach_flags = i % 2 ? HID_BPF_COMPAT_KEEP : 0,
			.prog_fds = { hooks[0], -1, -1, -1 },
		};
		int ret = ioctl(control, HID_BPF_COMPAT_IOC_ATTACH, &attach);

		CHECK(ret >= 0 || errno == E2BIG);
		/* Gives the other thread time to get as far as it can. */
		if (ret < 0)
			sched_yield();
		else if (ret > 0)
			close(ret);
	}
	stop = true;
	race_join(racer);
	test_note("%lu detached by id", detached);
	check_nothing_left();
}

TEST(unload, "the module unloads")
{
	CHECK_SOON(!kmod_unload());
	CHECK(!kmod_is_entered());
}
