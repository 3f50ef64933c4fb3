// SPDX-License-Identifier: GPL-2.0-only
/* Parses command lines and prints --help, both as described by struct command. */
#include "cli/command.h"
#include "cli/message.h"

#include <getopt.h>
#include <stdarg.h>
#include <string.h>

/* What getopt_long() returns for the first long option; letters are below. */
#define FIRST_LONG 256

static const struct command_option help_option = { .letter = 'h',
						   .name = "help",
						   .help = "print help and exit" };

static int count_options(const struct command *command)
{
	int count = 0;

	while (command->options && command->options[count].name)
		count++;
	return count;
}

/* As --help shows it: "-s, --set NAME=VALUE". */
static void spell(const struct command_option *option, char *text, size_t size)
{
	char letter[] = { '-', option->letter, ',', ' ', '\0' };

	snprintf(text, size, "%s--%s%s%s", option->letter ? letter : "    ", option->name,
		 option->value ? " " : "", option->value ?: "");
}

/* Lines of the help after the first one begin below it. */
static void print_entry(const char *word, int width, const char *help)
{
	size_t len;

	for (; *help; help += len, word = "") {
		len = strcspn(help, "\n");
		printf("  %-*s  %.*s\n", width, word, (int)len, help);
		len += help[len] == '\n';
	}
}

static void print_words(const struct command_word *words)
{
	int width = 0;

	for (const struct command_word *word = words; word->word; word++)
		if ((int)strlen(word->word) > width)
			width = strlen(word->word);
	puts("\nArguments:");
	for (; words->word; words++)
		print_entry(words->word, width, words->help);
}

static void print_options(const struct command *command)
{
	const struct command_option *options = command->options;
	int width = strlen("-h, --help"), count = count_options(command);
	char text[64];

	for (int i = 0; i < count; i++) {
		spell(&options[i], text, sizeof(text));
		if ((int)strlen(text) > width)
			width = strlen(text);
	}
	puts("\nOptions:");
	for (int i = 0; i < count; i++) {
		spell(&options[i], text, sizeof(text));
		print_entry(text, width, options[i].help);
	}
	spell(&help_option, text, sizeof(text));
	print_entry(text, width, help_option.help);
}

static int print_help(const struct command *command)
{
	printf("Usage: hidbpf %s%s%s%s\n", command->name, command->options ? " [OPTION]..." : "",
	       *command->arguments ? " " : "", command->arguments);
	printf("\n%s", command->description);
	if (command->words)
		print_words(command->words);
	print_options(command);
	if (command->notes)
		printf("\n%s", command->notes);
	return DONE;
}

static int see_help(const struct command *command)
{
	fprintf(stderr, "Try 'hidbpf %s --help' for more information.\n", command->name);
	return BAD_USAGE;
}

static int check_arguments(const struct command *command, int count, char **arguments)
{
	if (count < command->least_arguments)
		fprintf(stderr, "hidbpf %s: expected %s\n", command->name, command->arguments);
	else if (count > command->most_arguments)
		fprintf(stderr, "hidbpf %s: unexpected argument '%s'\n", command->name,
			arguments[command->most_arguments]);
	else
		return DONE;
	return see_help(command);
}

/* Prepares a table for getopt_long(); what it returns for each is found again by find(). */
static void list_for_getopt(const struct command *command, struct option *longs, char *letters)
{
	const struct command_option *option = command->options;
	int count = count_options(command);

	for (int i = 0; i < count; i++, option++) {
		*longs++ = (struct option){ option->name,
					    option->value ? required_argument : no_argument, NULL,
					    FIRST_LONG + i };
		if (option->letter)
			*letters++ = option->letter;
		if (option->letter && option->value)
			*letters++ = ':';
	}
	*longs++ = (struct option){ help_option.name, no_argument, NULL, help_option.letter };
	*longs = (struct option){ 0 };
	*letters++ = help_option.letter;
	*letters = '\0';
}

static const struct command_option *find(const struct command *command, int found)
{
	const struct command_option *option = command->options;

	if (found >= FIRST_LONG)
		return &option[found - FIRST_LONG];
	while (option->letter != found)
		option++;
	return option;
}

static int set(const struct command_option *option)
{
	if (option->set)
		return option->set(optarg);
	*option->flag = true;
	return DONE;
}

int command_run(const struct command *command, int argc, char **argv)
{
	int count = count_options(command), found, code;
	struct option longs[count + 2];
	char letters[2 * count + 2], name[64];

	/* getopt_long() begins its messages with it. */
	snprintf(name, sizeof(name), "hidbpf %s", command->name);
	argv[0] = name;
	list_for_getopt(command, longs, letters);
	while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (found == help_option.letter)
			return print_help(command);
		if (found == '?')
			return see_help(command);
		code = set(find(command, found));
		if (code)
			return code;
	}
	code = check_arguments(command, argc - optind, argv + optind);
	return code ?: command->run(argv + optind);
}
