/* SPDX-License-Identifier: GPL-2.0-only */
/* What the commands of hidbpf share. */
#ifndef HIDBPF_H
#define HIDBPF_H

#include <stdbool.h>
#include <stddef.h>

#include "device.h"
#include "ops.h"

/* Exit codes, as "hidbpf --help" lists them. */
enum exit_code {
	DONE = 0,
	REFUSED = 1, /* by the kernel; or doctor found a problem */
	BAD_USAGE = 2,
	NOT_PERMITTED = 3,
	NO_DEVICE = 4, /* or nothing attached to it */
	BAD_OBJECT = 5,
	NO_HID_BPF = 6, /* in this kernel */
	NOT_FOR_DEVICE = 7, /* says the object itself */
	ALREADY_ATTACHED = 8,
	NOT_AS_EXPECTED = 9, /* says hidbpf test --expect */
};

/* Prints "hidbpf: ..." to stderr and returns the code: return fail(NO_DEVICE, "...", ...); */
int fail(enum exit_code code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints the help of a command and returns DONE. */
int help(const char *text);
/*
 * Reads the options of a command that has --json and --help, and no others. True to go on; false
 * when the command ends here, with *code.
 */
bool parse_json_option(int argc, char **argv, const char *text, bool *json, int *code);
/* After getopt_long() has said what is wrong: points to the command's help. Returns BAD_USAGE. */
int bad_usage(const char *command);

/* How an object is to be prepared and attached. */
struct attach_options {
	bool quiet; /* when its probe program does not want the device */
	bool verbose; /* when the kernel refuses it, print all that libbpf and the verifier say */
	bool before; /* those that are attached already */
	bool replace; /* the same object, if it is attached already */
	unsigned int trial; /* seconds; 0 to keep it */
	char **settings; /* NAME=VALUE */
	int settings_count;
};

/*
 * Opens an object file, sets the device and the settings, loads it and asks its probe program.
 * Prints what goes wrong. On DONE, *object is the caller's to close.
 */
int object_load(struct hid_object **object, const char *path, const struct device_info *info,
		const struct attach_options *options);

/*
 * Attaches an object file to a device: DONE, or an exit code with a message; nothing of it is
 * attached then.
 */
int attach_object(const struct device_info *info, const char *path,
		  const struct attach_options *options);
/* Detaches an object, or all of a device if it is NULL, also what is on trial. DONE, or a code. */
int detach_object(const struct device *device, const char *object);

/*
 * What is attached is kept by a pin, /sys/fs/bpf/hid/<device>/<object>/<ops>, where udev-hid-bpf
 * puts them, too. Dots and colons of the names become underscores.
 */
#define PINS_DIR "/sys/fs/bpf/hid"
#define PINS_NAME 256 /* one directory's name */
#define PINS_PATH 512 /* its path */
/* The names there. */
void pins_device_name(char *name, size_t size, const struct device *device);
void pins_object_name(char *name, size_t size, const char *object);
/* Whether a name there is what a user calls an object: with or without number and suffix. */
bool pins_is_object(const char *name, const char *object);
/* Whether an object, by its file or that name, has pins. */
bool pins_have(const struct device *device, const char *object);
/* Whether any object has. */
bool pins_have_any(const struct device *device);
/* Makes the directory for an object, writes its path. ALREADY_ATTACHED if it is in use. */
int pins_create(char *dir, size_t size, const struct device *device, const char *object);
/* Removes a directory with the pins in it; 0, or -1 with errno. */
int pins_remove(const char *dir);
/* Removes the directory of an object, or of all objects of a device if object is NULL. */
int pins_detach(const struct device *device, const char *object);

/*
 * The commands. Each parses its own options with getopt_long(), from argv[1] on, and has --help;
 * it returns an exit code.
 */
int command_attach(int argc, char **argv);
int command_auto(int argc, char **argv);
int command_detach(int argc, char **argv);
int command_doctor(int argc, char **argv);
int command_keep(int argc, char **argv);
int command_info(int argc, char **argv);
int command_list(int argc, char **argv);
int command_programs(int argc, char **argv);
int command_build(int argc, char **argv);
int command_new(int argc, char **argv);
int command_record(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_test(int argc, char **argv);
int command_watch(int argc, char **argv);

#endif
