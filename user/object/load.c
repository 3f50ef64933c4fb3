// SPDX-License-Identifier: GPL-2.0-only
/* Loads objects for a device: sets their variables, loads them and runs their probe program. */
#include "object/load.h"
#include "cli/array.h"
#include "cli/message.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/device_variables.h"
#include "object/kind.h"
#include "object/settings.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The argument of a probe program, struct hid_bpf_probe_args of hid_bpf.h. */
struct probe_args {
	unsigned int hid;
	unsigned int rdesc_size;
	unsigned char rdesc[DEVICE_RDESC_MAX];
	int retval;
};

/* The C library's headers may be older than the flag. */
#ifndef BPF_F_BEFORE
#define BPF_F_BEFORE (1U << 3)
#endif

int attach_options_add(struct attach_options *options, char *setting)
{
	char **added = array_add(options->settings, options->settings_count);

	if (!added)
		return fail(REFUSED, "out of memory");
	*added = setting;
	return DONE;
}

int check_hid_bpf(const char *object, const struct device *device)
{
	if (hidbpf_front_end() != HIDBPF_NO_FRONT_END)
		return DONE;
	return fail(
		NO_HID_BPF,
		"cannot attach %s to %s: this kernel has no HID-BPF that can load it; to add that: "
		"modprobe hid_bpf_compat",
		object, device->sysname);
}

static int set_all(struct hidbpf_object *object, const char *path, const struct device_info *info,
		   const struct attach_options *options)
{
	int code = DONE;

	device_variables_from_udev(object, path, info);
	device_variables_from_rdesc(object, &info->device);
	for (int i = 0; !code && i < options->settings_count; i++)
		code = settings_set(object, path, options->settings[i]);
	return code;
}

static int check_kind(struct hidbpf_object *object, const char *path, bool trial)
{
	switch (object_kind(object)) {
	case KIND_PROPERTIES:
		return trial ? fail(BAD_USAGE,
				    "%s only sets udev properties, so there is nothing to try; "
				    "attach it without --trial",
				    path) :
			       DONE;
	case KIND_OLDER_API:
		return fail(BAD_OBJECT,
			    "%s is written for the HID-BPF of Linux 6.3 to 6.10, for which hidbpf "
			    "attaches no programs; to port its source, see docs/migrating.md",
			    path);
	case KIND_OTHER:
		return fail(BAD_OBJECT,
			    "%s is not a HID-BPF object: it has neither a struct hid_bpf_ops nor a "
			    "probe program that sets udev properties",
			    path);
	default:
		return DONE;
	}
}

static int prepare(struct hidbpf_object *object, const char *path, const struct device_info *info,
		   const struct attach_options *options)
{
	struct hidbpf_ops *ops = NULL;
	int code = check_kind(object, path, options->trial);

	if (code)
		return code;
	while ((ops = hidbpf_object_next_ops(object, ops))) {
		if (!ops->link)
			return fail(BAD_OBJECT,
				    "%s: %s cannot stay attached; put it into the section "
				    ".struct_ops.link",
				    path, ops->name);
		ops->hid_id = info->device.id;
		if (options->before)
			ops->flags |= BPF_F_BEFORE;
	}
	return set_all(object, path, info, options);
}

/* Whether a program of the object runs for the reports of the device. */
static bool has_event_program(struct hidbpf_object *object)
{
	struct hidbpf_ops *ops = NULL;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		if (ops->load && hidbpf_ops_program(ops, HIDBPF_DEVICE_EVENT))
			return true;
	return false;
}

/*
 * Native HID-BPF allocates the buffer for reports when such a program is attached. If no driver has
 * parsed the descriptor by then, the buffer is too small for ever, and the first report crashes the
 * kernel.
 */
static int check_driver(struct hidbpf_object *object, const char *path,
			const struct device_info *info)
{
	unsigned char rdesc[DEVICE_RDESC_MAX];

	if (*info->driver || hidbpf_front_end() != HIDBPF_STRUCT_OPS ||
	    !access("/sys/module/hid_bpf_compat", F_OK) || !has_event_program(object) ||
	    device_wait_descriptor(&info->device, rdesc, sizeof(rdesc)))
		return DONE;
	return fail(
		REFUSED,
		"cannot attach %s to %s: the HID-BPF of this kernel would crash, because no driver "
		"is bound to the device and the object has a program hid_device_event; first "
		"attach another object that only fixes the report descriptor",
		path, info->device.sysname);
}

/* Reports why loading failed. */
static int explain(const char *path, const struct device *device, int err, bool verbose)
{
	int code = check_hid_bpf(path, device);

	if (code)
		return code;
	if (verbose)
		fputs(hidbpf_log(), stderr);
	return fail(err == -EPERM ? NOT_PERMITTED : REFUSED, "cannot load %s for %s: %s%s", path,
		    device->sysname, hidbpf_error(),
		    !verbose && *hidbpf_log() ? "; for the whole log: hidbpf attach --verbose" :
						"");
}

/* Runs the object's probe program, if it has one, which accepts or rejects the device. */
static int probe(const struct hidbpf_object *object, const char *path, const struct device *device,
		 bool automatic)
{
	struct bpf_program *program = kind_probe(object);
	struct probe_args args = { .hid = device->id, .retval = -1 };
	/* The kernel writes the changed argument back to ctx_in. */
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &args, .ctx_size_in = sizeof(args));

	if (!program)
		return DONE;
	args.rdesc_size = device_wait_descriptor(device, args.rdesc, sizeof(args.rdesc));
	if (bpf_prog_test_run_opts(bpf_program__fd(program), &opts))
		return fail(REFUSED, "cannot run the probe program of %s for %s: %s", path,
			    device->sysname, strerror(errno));
	if (args.retval && automatic)
		return NOT_FOR_DEVICE;
	if (args.retval)
		return fail(NOT_FOR_DEVICE, "%s: the probe program rejected %s (%d)", path,
			    device->sysname, args.retval);
	return DONE;
}

int object_load(struct hidbpf_object **object, const char *path, const struct device_info *info,
		const struct attach_options *options)
{
	int code, err;

	if (hidbpf_object_open(object, path))
		return fail(BAD_OBJECT, "%s", hidbpf_error());
	code = prepare(*object, path, info, options);
	if (code)
		goto close;
	err = hidbpf_object_load(*object);
	if (err) {
		code = explain(path, &info->device, err, options->verbose);
		goto close;
	}
	code = probe(*object, path, &info->device, options->automatic);
	if (!code)
		code = check_driver(*object, path, info);
	if (!code)
		return DONE;

close:
	hidbpf_object_close(*object);
	return code;
}
