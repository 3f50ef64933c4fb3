/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The commands of hidbpf. Each parses its own options with getopt_long(), from argv[1] on, and has
 * --help; it returns an exit code.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

int command_attach(int argc, char **argv);
int command_auto(int argc, char **argv);
int command_build(int argc, char **argv);
int command_detach(int argc, char **argv);
int command_doctor(int argc, char **argv);
int command_info(int argc, char **argv);
int command_keep(int argc, char **argv);
int command_list(int argc, char **argv);
int command_new(int argc, char **argv);
int command_programs(int argc, char **argv);
int command_record(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_test(int argc, char **argv);
int command_watch(int argc, char **argv);

#endif
