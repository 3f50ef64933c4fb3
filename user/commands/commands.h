/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands of hidbpf, each defined in a file of its name. */
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "cli/command.h"

extern const struct command command_attach;
extern const struct command command_auto;
extern const struct command command_build;
extern const struct command command_detach;
extern const struct command command_doctor;
extern const struct command command_info;
extern const struct command command_keep;
extern const struct command command_list;
extern const struct command command_new;
extern const struct command command_programs;
extern const struct command command_record;
extern const struct command command_replay;
extern const struct command command_test;
extern const struct command command_watch;

#endif
