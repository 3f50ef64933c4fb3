// SPDX-License-Identifier: GPL-2.0-only
/* BPF objects of the tests. */
#include "programs.h"
#include "../../module/uapi/hid_bpf_compat.h"
#include "kmod.h"
#include "tap.h"

#include <bpf/btf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* The reason is at the end of the log. */
void object_note_log(void)
{
	size_t log_len = strlen(hidbpf_log());
	const char *tail = hidbpf_log() + (log_len > 1500 ? log_len - 1500 : 0);
	char line[512];

	test_note("%s", hidbpf_error());
	while (*tail) {
		size_t len = strcspn(tail, "\n");

		snprintf(line, sizeof(line), "%.*s", (int)len, tail);
		test_note("  %s", line);
		tail += len + (tail[len] == '\n');
	}
}

void object_path(const char *name, char *path, size_t size)
{
	char exe[512];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	CHECK(len > 0);
	exe[len] = '\0';
	*strrchr(exe, '/') = '\0';
	snprintf(path, size, "%s/bpf/%s.bpf.o", exe, name);
}

struct hidbpf_object *object_open(const char *name)
{
	struct hidbpf_object *object;
	struct hidbpf_ops *ops = NULL;
	struct bpf_program *prog;
	char path[1024];

	object_path(name, path, sizeof(path));
	if (hidbpf_object_open(&object, path))
		FAIL("%s", hidbpf_error());
	bpf_object__for_each_program(prog, hidbpf_object_bpf(object))
		bpf_program__set_autoload(prog, false);
	while ((ops = hidbpf_object_next_ops(object, ops)))
		ops->load = false;
	return object;
}

/* Finds a variable in the object's data sections; *offset is its offset in the section. */
static const char *find_var(const struct btf *btf, const char *name, __u32 *offset)
{
	for (__u32 id = 1; id < btf__type_cnt(btf); id++) {
		const struct btf_type *section = btf__type_by_id(btf, id);
		const struct btf_var_secinfo *var = btf_var_secinfos(section);

		if (!btf_is_datasec(section))
			continue;
		for (__u32 i = 0; i < btf_vlen(section); i++, var++) {
			const struct btf_type *type = btf__type_by_id(btf, var->type);

			if (strcmp(btf__name_by_offset(btf, type->name_off), name))
				continue;
			*offset = var->offset;
			return btf__name_by_offset(btf, section->name_off);
		}
	}
	return NULL;
}

/* The memory of a loaded data section (older libbpf maps it only for skeletons). */
static void *mapped_data(struct bpf_map *map)
{
	static struct {
		struct bpf_map *map;
		void *data;
	} known[256];
	size_t size, i;

	for (i = 0; known[i].map; i++)
		if (known[i].map == map)
			return known[i].data;
	CHECK(i + 1 < sizeof(known) / sizeof(known[0]));
	CHECK(bpf_map__initial_value(map, &size) != NULL);
	known[i].data = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0);
	CHECK(known[i].data != MAP_FAILED);
	known[i].map = map;
	return known[i].data;
}

void *object_var(struct hidbpf_object *object, const char *name)
{
	const char *section;
	struct bpf_map *map;
	__u32 offset = 0;

	section = find_var(bpf_object__btf(hidbpf_object_bpf(object)), name, &offset);
	if (!section)
		FAIL("the object has no variable %s", name);
	bpf_object__for_each_map(map, hidbpf_object_bpf(object)) {
		const char *map_name = bpf_map__name(map), *suffix = strchr(map_name, '.');

		if (suffix && !strcmp(suffix, section))
			return (char *)mapped_data(map) + offset;
	}
	FAIL("the object has no map for %s", section);
}

static struct bpf_program *find_program(struct hidbpf_object *object, const char *name)
{
	struct bpf_program *prog =
		bpf_object__find_program_by_name(hidbpf_object_bpf(object), name);

	if (!prog)
		FAIL("the object has no program %s", name);
	return prog;
}

void object_program(struct hidbpf_object *object, const char *name)
{
	bpf_program__set_autoload(find_program(object, name), true);
}

int object_run(struct hidbpf_object *object, const char *program, void *arg, size_t size)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = arg, .ctx_size_in = size);
	int fd = bpf_program__fd(find_program(object, program));

	return bpf_prog_test_run_opts(fd, &opts) ? -errno : 0;
}

struct hidbpf_ops *ops_enable(struct hidbpf_object *object, const char *name, int hid_id)
{
	struct hidbpf_ops *ops = hidbpf_object_find_ops(object, name);

	if (!ops)
		FAIL("the object has no hid_bpf_ops %s", name);
	ops->load = true;
	ops->hid_id = hid_id;
	return ops;
}

int ops_try_load(struct ops *ops, int hid_id, const char *object, const char *name)
{
	ops->object = object_open(object);
	ops->hid = ops_enable(ops->object, name, hid_id);
	ops->link = NULL;
	return hidbpf_object_load(ops->object);
}

struct ops ops_load_flags(struct device *dev, const char *object, const char *name, __u32 flags)
{
	struct ops ops = { .object = object_open(object) };
	int err;

	ops.hid = ops_enable(ops.object, name, device_id(dev));
	ops.hid->flags = flags;
	err = hidbpf_object_load(ops.object);
	if (err) {
		object_note_log();
		FAIL("%s of %s does not load: %s", name, object, strerror(-err));
	}
	return ops;
}

struct ops ops_load(struct device *dev, const char *object, const char *name)
{
	return ops_load_flags(dev, object, name, 0);
}

int ops_try_attach(struct ops *ops)
{
	return hidbpf_ops_attach(ops->hid, &ops->link);
}

void ops_attach(struct ops *ops)
{
	int err = ops_try_attach(ops);

	/* The callbacks of drivers must refuse what they cannot intercept. */
	if (err == -EOPNOTSUPP && kmod_enters_by("driver"))
		test_skip("refused: the callbacks of drivers do not see requests");
	if (err) {
		object_note_log();
		FAIL("%s does not attach: %s", ops->hid->name, strerror(-err));
	}
}

struct ops ops_on(struct device *dev, const char *object, const char *name)
{
	struct ops ops = ops_load(dev, object, name);

	ops_attach(&ops);
	return ops;
}

void ops_detach(struct ops *ops)
{
	hidbpf_link_destroy(ops->link);
	ops->link = NULL;
}

bool module_is_loaded(void)
{
	return !access("/sys/module/hid_bpf_compat", F_OK);
}

static bool has_symbol(const char *name)
{
	FILE *symbols = fopen("/proc/kallsyms", "re");
	char line[512], found[256];
	bool has = false;

	CHECK(symbols != NULL);
	while (!has && fgets(line, sizeof(line), symbols))
		has = sscanf(line, "%*s %*s %255s", found) == 1 && !strcmp(found, name);
	fclose(symbols);
	return has;
}

bool kernel_has_older(void)
{
	struct hid_bpf_compat_version version = { .size = sizeof(version) };
	int control = open(HID_BPF_COMPAT_DEVICE, O_RDWR | O_CLOEXEC), err;

	if (control < 0)
		return !module_is_loaded() && has_symbol("dispatch_hid_bpf_device_event") &&
		       !has_symbol("dispatch_hid_bpf_raw_requests");
	err = ioctl(control, HID_BPF_COMPAT_IOC_VERSION, &version);
	close(control);
	CHECK_EQ(err, 0);
	return version.flags & HID_BPF_COMPAT_ALIASES;
}

void skip_on_native(const char *reason)
{
	if (!module_is_loaded())
		test_skip("%s", reason);
}

void skip_on_struct_ops(const char *reason)
{
	if (hidbpf_front_end() != HIDBPF_TRACING)
		test_skip("%s", reason);
}

void skip_on_driver(const char *reason)
{
	if (kmod_enters_by("driver"))
		test_skip("%s", reason);
}

void skip_on_tracing(const char *reason)
{
	if (hidbpf_front_end() == HIDBPF_TRACING)
		test_skip("%s", reason);
}

/* Skips if the smallest program of a kind is refused with this message. */
static void skip_if_refused(const char *object, const char *name, const char *words,
			    const char *reason)
{
	struct ops ops;

	if (hidbpf_front_end() != HIDBPF_TRACING)
		return;
	if (!ops_try_load(&ops, device_unused_id(), object, name)) {
		/* A loaded program keeps the module. */
		hidbpf_object_close(ops.object);
		return;
	}
	if (!strstr(hidbpf_error(), words))
		FAIL("%s does not load: %s", name, hidbpf_error());
	test_skip("%s", reason);
}

void skip_unless_stores(void)
{
	skip_if_refused("refused", "write_size", "does not allow from tracing programs",
			"this kernel lets tracing programs store to neither context nor device");
}

void skip_unless_wq(void)
{
	skip_if_refused("async", "by_wq", "it calls bpf_wq_", "this kernel has no bpf_wq");
}

void skip_unless_timers(void)
{
	char text[2048] = "";
	FILE *version = fopen("/proc/version", "r");

	CHECK(version != NULL && fgets(text, sizeof(text), version) != NULL);
	fclose(version);
	if (strstr(text, "PREEMPT_RT"))
		test_skip("PREEMPT_RT kernels have no bpf_timer");
}
