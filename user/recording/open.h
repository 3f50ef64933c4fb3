/* SPDX-License-Identifier: GPL-2.0-only */
/* The argument RECORDING of commands, and their option --device. */
#ifndef RECORDING_OPEN_H
#define RECORDING_OPEN_H

#include "recording/recording.h"

/* The entry of RECORDING in the help of commands, a struct command_word. */
#define RECORDING_HELP                                                                          \
	{                                                                                       \
		"RECORDING",                                                                    \
			"a file written by \"hidbpf record\" or hid-recorder, or a file with\n" \
			"a report descriptor in one of many formats, see RECORDINGS in\n"       \
			"hidbpf(8)"                                                             \
	}

/* The option --device, whose value is stored in a variable, initially NULL. */
#define RECORDED_DEVICE_OPTION(_set)                                                           \
	{                                                                                      \
		'd', "device", "N|NAME",                                                       \
			.set = (_set),                                                         \
			.help = "use one device of a recording that has several: its number\n" \
				"or its name, or a part of the name"                           \
	}

/*
 * Reads a recording from a file, and reports lines that are not part of it on stderr. If choice is
 * not NULL, it keeps only the device that this names, with its reports. Returns DONE, or an exit
 * code with a message; *recording is freed then.
 */
int recording_open(struct recording *recording, const char *path, const char *choice);

/*
 * Checks that a recording has one device: DONE, or BAD_USAGE with a message that lists the devices.
 * command is the one to repeat with --device, such as "new".
 */
int recording_check_single(const struct recording *recording, const char *path,
			   const char *command);

#endif
