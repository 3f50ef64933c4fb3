// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf attach */
#include "attachment/attach.h"
#include "attachment/original_rdesc.h"
#include "attachment/pins.h"
#include "attachment/trial.h"
#include "attachment/udev_properties.h"
#include "cli/message.h"
#include "commands/commands.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "object/load.h"
#include "object/search.h"
#include "object/settings.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf attach [OPTION]... DEVICE OBJECT\n"
	"\n"
	"Attaches the HID-BPF programs of an object file to a HID device and leaves them there until\n"
	"they are detached, the device is unplugged, or the machine is switched off.\n"
	"\n" DEVICE_HELP OBJECT_HELP "\n"
	"  -b, --before          run its programs before those that are attached already\n"
	"  -s, --set NAME=VALUE  give a setting of the object a value; repeatable\n"
	"  -t, --trial SECONDS   detach it after that time, unless \"hidbpf keep\" confirms it: for\n"
	"                        programs that may make the keyboard or the mouse useless\n"
	"  -r, --replace         replace the same object, if it is attached already\n"
	"  -v, --verbose         when the kernel refuses it, show all that it says about it\n"
	"  -h, --help            show this\n"
	"\n" SETTINGS_HELP "\n"
	"An object that has a \"probe\" program is attached only if that accepts the device. Either all\n"
	"programs of an object are attached, or none. What --replace finds attached goes only when\n"
	"the new one is loaded and accepted.\n";

static const struct option long_options[] = {
	{ "before", no_argument, NULL, 'b' },
	{ "set", required_argument, NULL, 's' },
	{ "trial", required_argument, NULL, 't' },
	{ "replace", no_argument, NULL, 'r' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

/* No trial is meant to last for more than a day. */
#define TRIAL_MAX (24 * 60 * 60)

/* What is being attached. */
struct attaching {
	const struct device_info *info;
	const struct device *device; /* of info */
	struct hidbpf_object *object; /* loaded */
	const char *path;
	const struct attach_options *options;
	bool replaced; /* something that was attached before */
	char dir[PINS_PATH]; /* for its pins */
	struct hidbpf_ops **ops; /* in the order in which they are to be attached */
	struct hidbpf_link **links;
	int count;
};

static const char *reason(int err)
{
	switch (err) {
	case EINVAL:
		return "the device is gone, another object already changes its report descriptor, "
		       "or the object's flags are unknown";
	case E2BIG:
		return "the device has as many programs as it can have; detach some";
	default:
		return hidbpf_error();
	}
}

static int refused(const struct attaching *attaching, const struct hidbpf_ops *ops, int err)
{
	return fail(err == -EPERM ? NOT_PERMITTED : REFUSED,
		    "the kernel refused to attach %s of %s to %s: %s; nothing of it is attached%s",
		    ops->name, attaching->path, attaching->device->sysname, reason(-err),
		    attaching->replaced ? ", and what it replaces is detached" : "");
}

/* Those of --before are attached last one first: then they run in their own order. */
static int list_ops(struct attaching *attaching)
{
	struct hidbpf_object *object = attaching->object;
	struct hidbpf_ops *ops = NULL;
	int count = 0, at;

	while ((ops = hidbpf_object_next_ops(object, ops)))
		attaching->count += ops->load;
	attaching->ops = calloc(attaching->count + 1, sizeof(*attaching->ops));
	attaching->links = calloc(attaching->count + 1, sizeof(*attaching->links));
	if (!attaching->ops || !attaching->links)
		return fail(REFUSED, "out of memory");
	while ((ops = hidbpf_object_next_ops(object, ops))) {
		at = attaching->options->before ? attaching->count - 1 - count : count;
		if (ops->load) {
			attaching->ops[at] = ops;
			count++;
		}
	}
	return DONE;
}

/* Each is kept by a pin. */
static int attach_kept(struct attaching *attaching)
{
	char pin[PINS_PATH + NAME_MAX];
	int err;

	for (int i = 0; i < attaching->count; i++) {
		snprintf(pin, sizeof(pin), "%s/%s", attaching->dir, attaching->ops[i]->name);
		err = hidbpf_ops_keep(attaching->ops[i], pin);
		if (err)
			return refused(attaching, attaching->ops[i], err);
	}
	return DONE;
}

/* Destroying our links leaves them to the holder. */
static int attach_on_trial(struct attaching *attaching)
{
	unsigned int seconds = attaching->options->trial;
	int code = DONE, err, i;

	for (i = 0; !code && i < attaching->count; i++) {
		err = hidbpf_ops_attach(attaching->ops[i], &attaching->links[i]);
		if (err)
			code = refused(attaching, attaching->ops[i], err);
	}
	if (!code)
		code = trial_start(&(struct trial_of){ .object = attaching->object,
						       .path = attaching->path,
						       .info = attaching->info,
						       .dir = attaching->dir,
						       .links = attaching->links,
						       .count = attaching->count },
				   seconds);
	for (i = 0; i < attaching->count; i++)
		hidbpf_link_destroy(attaching->links[i]);
	if (!code)
		printf("%s is on trial on %s for %u seconds; to keep it: hidbpf keep %s\n",
		       attaching->path, attaching->device->sysname, seconds,
		       attaching->device->sysname);
	return code;
}

static bool is_attached(const struct device *device, const char *path)
{
	return pins_have(device, path) || trial_is_running(device, path);
}

static int already_attached(const struct attaching *attaching)
{
	const char *sysname = attaching->device->sysname;

	return fail(ALREADY_ATTACHED,
		    "%s is attached to %s already; to replace it: hidbpf attach --replace, "
		    "to take it off: hidbpf detach %s %s",
		    attaching->path, sysname, sysname, attaching->path);
}

/* Takes off what is to be replaced, and makes a place for the new. */
static int make_place(struct attaching *attaching)
{
	int code = DONE;

	if (is_attached(attaching->device, attaching->path)) {
		code = detach_object(attaching->device, attaching->path);
		attaching->replaced = !code;
	}
	if (!code)
		code = pins_create(attaching->dir, sizeof(attaching->dir), attaching->device,
				   attaching->path);
	return code;
}

static int attach_loaded(struct attaching *attaching)
{
	int code = list_ops(attaching);

	original_save(attaching->device);
	if (!code)
		code = make_place(attaching);
	if (!code) {
		code = attaching->options->trial ? attach_on_trial(attaching) :
						   attach_kept(attaching);
		/* The pins are all that keeps the programs attached. */
		if (code)
			pins_remove(attaching->dir);
		else if (!attaching->options->trial)
			properties_keep(attaching->object, attaching->dir, attaching->info);
	}
	free(attaching->ops);
	free(attaching->links);
	return code;
}

int attach_object(const struct device_info *info, const char *path,
		  const struct attach_options *options)
{
	struct attaching attaching = {
		.info = info, .device = &info->device, .path = path, .options = options
	};
	int code;

	if (!options->replace && is_attached(&info->device, path))
		return already_attached(&attaching);
	code = object_load(&attaching.object, path, info, options);
	if (code)
		return code;
	code = attach_loaded(&attaching);
	hidbpf_object_close(attaching.object);
	return code;
}

static int attach(const char *name, const char *object, const struct attach_options *options)
{
	struct device_info info;
	struct device device;
	char path[PATH_MAX];
	int code;

	code = device_parse(&device, name);
	if (code)
		return code;
	if (geteuid())
		return fail(NOT_PERMITTED, "only root can attach programs to devices");
	code = device_read(&info, &device);
	if (!code)
		code = search_find(path, sizeof(path), object);
	return code ?: attach_object(&info, path, options);
}

static int parse_trial(const char *text, unsigned int *seconds)
{
	unsigned long value;
	char *end;

	value = strtoul(text, &end, 10);
	if (end == text || *end || !value || value > TRIAL_MAX)
		return fail(BAD_USAGE, "\"%s\" is not a number of seconds for --trial, 1 to %d",
			    text, TRIAL_MAX);
	*seconds = value;
	return DONE;
}

/* Reads an option; true when the command ends here, with *code. */
static bool parse_option(int option, struct attach_options *options, int *code)
{
	*code = DONE;
	switch (option) {
	case 'b':
		options->before = true;
		break;
	case 's':
		options->settings[options->settings_count++] = optarg;
		break;
	case 't':
		*code = parse_trial(optarg, &options->trial);
		break;
	case 'r':
		options->replace = true;
		break;
	case 'v':
		options->verbose = true;
		break;
	case 'h':
		*code = help(usage);
		return true;
	default:
		*code = bad_usage("attach");
	}
	return *code;
}

int command_attach(int argc, char **argv)
{
	char *settings[argc];
	struct attach_options options = { .settings = settings };
	int option, code;

	while ((option = getopt_long(argc, argv, "bs:t:rvh", long_options, NULL)) != -1)
		if (parse_option(option, &options, &code))
			return code;
	if (argc - optind != 2)
		return fail(BAD_USAGE,
			    "attach needs a device and an object; see hidbpf attach --help");
	return attach(argv[optind], argv[optind + 1], &options);
}
