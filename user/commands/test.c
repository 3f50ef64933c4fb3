// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf test: shows how an object changes the reports of a recording. */
#include "cli/message.h"
#include "cli/terminal.h"
#include "commands/commands.h"
#include "object/load.h"
#include "object/search.h"
#include "object/settings.h"
#include "recording/emulate.h"
#include "recording/open.h"
#include "recording/outcome.h"
#include "recording/play.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct test {
	char object[PATH_MAX];
	struct recording recording;
	struct attach_options options;
	const char *expect; /* file */
	const char *choice; /* --device */
	double speed;
} test = { .speed = 1 };

static int read_lines(struct lines *lines, const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;

	if (!file)
		return fail(BAD_OBJECT, "cannot read %s: %s", path, strerror(errno));
	while (getline(&line, &size, file) >= 0)
		if (*line != '#')
			lines_add(lines, "%.*s", (int)strcspn(line, "\n"), line);
	free(line);
	fclose(file);
	return DONE;
}

/* Shows how the output differs from the file with the expected one. */
static int compare(const char *text, const char *path)
{
	struct lines wanted = { 0 }, got = { 0 };
	char *difference = NULL;
	bool differ;
	size_t len;
	FILE *file;
	int code;

	code = read_lines(&wanted, path);
	if (code)
		return code;
	lines_split(&got, text);
	file = open_memstream(&difference, &len);
	if (!file)
		return fail(REFUSED, "out of memory");
	differ = diff_print(file, "", &wanted, &got, terminal_colour(stdout));
	fclose(file);
	if (differ) {
		fputs(difference, stdout);
		code = fail(NOT_AS_EXPECTED,
			    "the output differs from %s: lines with \"-\" are only in the file, "
			    "lines with \"+\" only in the output",
			    path);
	}
	free(difference);
	lines_free(&wanted);
	lines_free(&got);
	return code;
}

static int show(const struct outcome *without, const struct outcome *with)
{
	char *text = NULL;
	size_t len;
	FILE *file;
	int code;

	if (!test.expect) {
		outcome_print(stdout, without, with, terminal_colour(stdout));
		return DONE;
	}
	file = open_memstream(&text, &len);
	if (!file)
		return fail(REFUSED, "out of memory");
	outcome_print(file, without, with, false);
	fclose(file);
	code = compare(text, test.expect);
	free(text);
	return code;
}

static int run(void)
{
	struct outcome without, with;
	int code;

	/* Run with the object first: if it cannot be attached, nothing else needs to run. */
	code = outcome_run(&with, &test.recording, test.object, &test.options, test.speed);
	if (code)
		goto free_with;
	code = outcome_run(&without, &test.recording, NULL, NULL, test.speed);
	if (!code)
		code = show(&without, &with);
	outcome_free(&without);
free_with:
	outcome_free(&with);
	return code;
}

static int prepare(const char *object, const char *recording)
{
	int code;

	code = search_find(test.object, sizeof(test.object), object);
	if (!code && test.expect && access(test.expect, R_OK))
		code = fail(BAD_OBJECT, "cannot read %s: %s", test.expect, strerror(errno));
	return code ?: recording_open(&test.recording, recording, test.choice);
}

static int prepare_and_run(char **arguments)
{
	int code = prepare(arguments[0], arguments[1]);

	if (code)
		return code;
	code = check_root("emulate devices") ?: emulate_check(&test.recording) ?: run();
	recording_free(&test.recording);
	free(test.options.settings);
	return code;
}

static int set_expect(char *file)
{
	test.expect = file;
	return DONE;
}

static int set_choice(char *value)
{
	test.choice = value;
	return DONE;
}

static int set_setting(char *assignment)
{
	return attach_options_add(&test.options, assignment);
}

static int set_speed(char *text)
{
	return play_parse_speed(&test.speed, text, "test");
}

const struct command command_test = {
	.name = "test",
	.summary = "show how an object changes the reports of a recording",
	.arguments = "OBJECT RECORDING",
	.least_arguments = 2,
	.most_arguments = 2,
	.description =
		"Play a recording to an emulated device without and with the programs of an\n"
		"object, and show what they change: in the report descriptor, in the keys and\n"
		"axes of the input devices, and in what applications read for each report from\n"
		"hidraw and evdev. Lines with \"-\" appear only without the programs, lines with\n"
		"\"+\" only with them, all others in both cases. The output contains no times and\n"
		"no device numbers, so the same test prints the same on every kernel.\n"
		"\n"
		"Other applications and devices do not notice the test. The programs are loaded\n"
		"for this test alone: variables and maps start with the values in the object. Of\n"
		"several recorded devices, the object is attached to those that it accepts.\n",
	.words = (const struct command_word[]){ OBJECT_HELP, RECORDING_HELP, { 0 } },
	.options =
		(const struct command_option[]){
			RECORDED_DEVICE_OPTION(set_choice),
			{ 'e', "expect", "FILE", .set = set_expect,
			  .help = "show only differences from the output of an earlier\n"
				  "test, saved by hidbpf test OBJECT RECORDING >FILE. Lines\n"
				  "with \"-\" are only in FILE, those with \"+\" only in the\n"
				  "output. Lines of FILE that begin with \"#\" are comments" },
			{ 's', "set", "NAME=VALUE", .set = set_setting,
			  .help = "set a variable of the object, see below; may be repeated" },
			{ 0, "speed", "N", .set = set_speed,
			  .help = "play N times as fast; \"max\" skips all pauses" },
			{ 0 } },
	.notes = SETTINGS_HELP
	"\n"
	"The exit status is 0 if the test ran and its output is as expected, 9 if it\n"
	"differs; see \"hidbpf --help\" for others.\n",
	.run = prepare_and_run,
};
