// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf test */
#include "cli/message.h"
#include "cli/terminal.h"
#include "commands/commands.h"
#include "object/load.h"
#include "object/search.h"
#include "object/settings.h"
#include "recording/outcome.h"
#include "recording/play.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf test [OPTION]... OBJECT RECORDING\n"
	"\n"
	"Plays a recording to an emulated device twice, with the object's programs and without them, and\n"
	"shows what they change: in the report descriptor, in the keys and axes of the input devices,\n"
	"and in what applications get for each report by hidraw and evdev. Lines behind \"-\" are only\n"
	"without the programs, those behind \"+\" only with them, the others are in both. There is no time\n"
	"and no number of a device in it: the same test prints the same, on each kernel.\n"
	"\n"
	"Nothing of it reaches other applications or other devices. The programs are loaded for this test\n"
	"only, so their variables and maps are as in the object.\n"
	"\n" OBJECT_HELP
	"  RECORDING  of \"hidbpf record\" or hid-recorder; of its devices the object gets those\n"
	"             that its probe program wants\n"
	"\n"
	"  -e, --expect FILE  compare with what an earlier test has printed, and show only what has\n"
	"                     changed since: hidbpf test OBJECT RECORDING >FILE makes the file; its lines\n"
	"                     that begin with \"#\" are comments\n"
	"  -s, --set NAME=VALUE\n"
	"                     give a setting of the object a value; repeatable\n"
	"      --speed N      play N times as fast; \"max\" leaves all pauses out\n"
	"  -h, --help         show this\n"
	"\n" SETTINGS_HELP "\n"
	"Exit codes: 0 when the test ran and is as expected, 9 when it is not as expected; for others\n"
	"see hidbpf --help.\n";

#define SPEED 256 /* has no letter */

static const struct option long_options[] = {
	{ "expect", required_argument, NULL, 'e' },
	{ "set", required_argument, NULL, 's' },
	{ "speed", required_argument, NULL, SPEED },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

struct test {
	char object[PATH_MAX];
	struct recording recording;
	struct attach_options options;
	const char *expect; /* file */
	double speed;
};

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

/* Shows what has changed since FILE was written. */
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
			    "the outcome is not as %s says: \"-\" is only there, "
			    "\"+\" only in the outcome",
			    path);
	}
	free(difference);
	lines_free(&wanted);
	lines_free(&got);
	return code;
}

static int show(const struct test *test, const struct outcome *without, const struct outcome *with)
{
	char *text = NULL;
	size_t len;
	FILE *file;
	int code;

	if (!test->expect) {
		outcome_print(stdout, without, with, terminal_colour(stdout));
		return DONE;
	}
	file = open_memstream(&text, &len);
	if (!file)
		return fail(REFUSED, "out of memory");
	outcome_print(file, without, with, false);
	fclose(file);
	code = compare(text, test->expect);
	free(text);
	return code;
}

static int run(const struct test *test)
{
	struct outcome without, with;
	int code;

	/* First what can find out at once that there is nothing to test. */
	code = outcome_run(&with, &test->recording, test->object, &test->options, test->speed);
	if (code)
		goto free_with;
	code = outcome_run(&without, &test->recording, NULL, NULL, test->speed);
	if (!code)
		code = show(test, &without, &with);
	outcome_free(&without);
free_with:
	outcome_free(&with);
	return code;
}

static int prepare_and_run(struct test *test, const char *object, const char *recording)
{
	int code;

	code = search_find(test->object, sizeof(test->object), object);
	if (!code && test->expect && access(test->expect, R_OK))
		code = fail(BAD_OBJECT, "cannot read %s: %s", test->expect, strerror(errno));
	if (!code)
		code = play_open(&test->recording, recording);
	if (code)
		return code;
	code = geteuid() ? fail(NOT_PERMITTED, "only root can emulate devices") : run(test);
	recording_free(&test->recording);
	return code;
}

/* Reads the options: DONE to go on, else what the command is to return; *ends then. */
static int read_options(struct test *test, int argc, char **argv, bool *ends)
{
	struct attach_options *options = &test->options;
	int option;

	*ends = true;
	while ((option = getopt_long(argc, argv, "e:hs:", long_options, NULL)) != -1) {
		switch (option) {
		case 'e':
			test->expect = optarg;
			break;
		case 'h':
			return help(usage);
		case 's':
			options->settings[options->settings_count++] = optarg;
			break;
		case SPEED:
			if (play_parse_speed(&test->speed, optarg, "test"))
				return BAD_USAGE;
			break;
		default:
			return bad_usage("test");
		}
	}
	if (argc - optind != 2)
		return fail(BAD_USAGE,
			    "test needs an object and a recording; see hidbpf test --help");
	*ends = false;
	return DONE;
}

int command_test(int argc, char **argv)
{
	struct test test = { .speed = 1 };
	bool ends;
	int code;

	test.options.settings = calloc(argc, sizeof(*test.options.settings));
	if (!test.options.settings)
		return fail(REFUSED, "out of memory");
	code = read_options(&test, argc, argv, &ends);
	if (!ends)
		code = prepare_and_run(&test, argv[optind], argv[optind + 1]);
	free(test.options.settings);
	return code;
}
