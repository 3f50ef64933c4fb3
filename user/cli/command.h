/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands of hidbpf: what they take, their --help, and how their command lines are parsed. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stdio.h>

/* An entry of --help: a word and what it means, in lines of up to 80 columns with the word. */
struct command_word {
	const char *word;
	const char *help;
};

/* An option. It has ->flag if it takes no value, else ->value and ->set. */
struct command_option {
	char letter; /* 0 if it has a long name only */
	const char *name;
	const char *value; /* the word for its value in --help */
	const char *help;
	bool *flag; /* set to true by the option */
	int (*set)(char *value); /* called for each value: DONE, or an exit code with a message */
};

struct command {
	const char *name;
	const char *summary; /* its line in "hidbpf --help" */
	const char *arguments; /* as the usage line shows them */
	int least_arguments, most_arguments;
	const char *description; /* paragraphs, each line with its newline */
	const struct command_word *words; /* explains the arguments, up to one without a word */
	const struct command_option
		*options; /* without --help, up to one without a name; or NULL */
	const char *notes; /* more paragraphs, below the options; or NULL */
	/* Takes the arguments, NULL after the last one. DONE, or an exit code with a message. */
	int (*run)(char **arguments);
};

/*
 * Parses a command line, argv[0] being the command's name, and runs the command or prints its
 * --help. Returns its exit code, or BAD_USAGE with a message. Options may follow arguments.
 */
int command_run(const struct command *command, int argc, char **argv);

#endif
