// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf replay */
#include "cli/message.h"
#include "commands/commands.h"
#include "recording/emulate.h"
#include "recording/play.h"

#include <getopt.h>
#include <stdlib.h>

static const char usage[] =
	"Usage: hidbpf replay [OPTION]... FILE\n"
	"\n"
	"Plugs in what a recording was made of, as an emulated device, lets it send the recorded\n"
	"reports with the pauses they had, and unplugs it. To the system it is a device like others,\n"
	"so what it types is typed.\n"
	"\n"
	"  FILE  a recording of \"hidbpf record\" or hid-recorder; it may be of several devices\n"
	"\n"
	"      --speed N  play N times as fast; \"max\" leaves all pauses out\n"
	"  -w, --wait     wait for Enter before the reports, and again before unplugging\n"
	"  -h, --help     show this\n"
	"\n"
	"The device answers when its feature reports are asked for: with zeros, or with what they were\n"
	"set to.\n";

#define SPEED 256 /* has no letter */

static const struct option options[] = {
	{ "speed", required_argument, NULL, SPEED },
	{ "wait", no_argument, NULL, 'w' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

struct replay {
	struct recording recording;
	struct emulated **devices; /* one for each of the recording */
	size_t plugged;
};

static int send_report(void *arg, size_t i)
{
	struct replay *replay = arg;
	const struct recording_event *event = &replay->recording.events[i];

	return emulate_send(replay->devices[event->device], event->data, event->size);
}

static int plug_all(struct replay *replay)
{
	const struct recording *recording = &replay->recording;
	int code;

	replay->devices = calloc(recording->devices_count, sizeof(*replay->devices));
	if (!replay->devices)
		return fail(REFUSED, "out of memory");
	for (size_t i = 0; i < recording->devices_count; i++) {
		code = emulate_plug(&replay->devices[i], &recording->devices[i], EMULATE_REPLAY);
		if (code)
			return code;
		replay->plugged++;
		printf("plugged in %s, \"%s\"\n", emulate_device(replay->devices[i])->sysname,
		       recording->devices[i].name);
	}
	return DONE;
}

static void unplug_all(struct replay *replay)
{
	for (size_t i = 0; i < replay->plugged; i++)
		emulate_unplug(replay->devices[i]);
	free(replay->devices);
}

static void wait_for_enter(const char *what)
{
	int c;

	printf("press Enter to %s\n", what);
	fflush(stdout);
	do
		c = getchar();
	while (c != '\n' && c != EOF);
}

static int play_all(struct replay *replay, double speed, bool wait)
{
	int code;

	fflush(stdout);
	if (wait)
		wait_for_enter("play the reports");
	code = play(&replay->recording, speed, "replaying", send_report, replay);
	if (code)
		return code;
	printf("played %zu reports\n", replay->recording.events_count);
	if (wait)
		wait_for_enter("unplug");
	return DONE;
}

static int replay_file(const char *path, double speed, bool wait)
{
	struct replay replay = { 0 };
	int code;

	code = play_open(&replay.recording, path);
	if (code)
		return code;
	code = plug_all(&replay);
	if (!code)
		code = play_all(&replay, speed, wait);
	unplug_all(&replay);
	recording_free(&replay.recording);
	return code;
}

int command_replay(int argc, char **argv)
{
	double speed = 1;
	bool wait = false;
	int option;

	while ((option = getopt_long(argc, argv, "hw", options, NULL)) != -1) {
		switch (option) {
		case 'h':
			return help(usage);
		case SPEED:
			if (play_parse_speed(&speed, optarg, "replay"))
				return BAD_USAGE;
			break;
		case 'w':
			wait = true;
			break;
		default:
			return bad_usage("replay");
		}
	}
	if (argc - optind != 1)
		return fail(BAD_USAGE, "replay needs a recording; see hidbpf replay --help");
	return replay_file(argv[optind], speed, wait);
}
