// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf replay: plays a recording as an emulated device. */
#include "cli/message.h"
#include "commands/commands.h"
#include "recording/emulate.h"
#include "recording/open.h"
#include "recording/play.h"

#include <stdlib.h>

static double speed = 1;
static bool wait_for_user;
static const char *choice; /* --device */

struct replay {
	struct recording recording;
	struct emulated **devices; /* one for each device of the recording */
	size_t plugged;
};

static int send_report(void *arg, size_t i)
{
	struct replay *replay = arg;
	const struct recording_event *event = &replay->recording.events[i];

	return emulate_send(replay->devices[event->device], event->data, event->size);
}

/* Whether all devices have drivers: DONE, or REFUSED with a message for each that has none. */
static int check_bound(const struct replay *replay, const char *hint)
{
	int code = DONE;

	for (size_t i = 0; i < replay->plugged; i++)
		if (!emulate_is_bound(replay->devices[i]))
			code = fail(REFUSED, "the kernel refuses the report descriptor of %s: %s%s",
				    recording_device_title(&replay->recording.devices[i]),
				    emulate_refusal(replay->devices[i]), hint);
	return code;
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
		printf("plugged in %s, %s\n", emulate_device(replay->devices[i])->sysname,
		       recording_device_title(&recording->devices[i]));
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

static int play_all(struct replay *replay)
{
	int code;

	fflush(stdout);
	if (wait_for_user) {
		check_bound(replay, "; attach a program that fixes it");
		wait_for_enter("play the reports");
	}
	code = check_bound(replay, wait_for_user ? "" :
						   "; to attach a program that fixes it: "
						   "hidbpf replay --wait");
	if (code)
		return code;
	code = play(&replay->recording, speed, "replaying", send_report, replay);
	if (code)
		return code;
	printf("played %zu reports\n", replay->recording.events_count);
	if (wait_for_user)
		wait_for_enter("unplug");
	return DONE;
}

static int set_choice(char *value)
{
	choice = value;
	return DONE;
}

static int set_speed(char *text)
{
	return play_parse_speed(&speed, text, "replay");
}

static int replay(char **arguments)
{
	struct replay replay = { 0 };
	int code;

	code = recording_open(&replay.recording, arguments[0], choice);
	if (code)
		return code;
	code = emulate_check(&replay.recording) ?: plug_all(&replay);
	if (!code)
		code = play_all(&replay);
	unplug_all(&replay);
	recording_free(&replay.recording);
	return code;
}

const struct command command_replay = {
	.name = "replay",
	.summary = "play a recording as an emulated device",
	.arguments = "RECORDING",
	.least_arguments = 1,
	.most_arguments = 1,
	.description =
		"Plug in one or more emulated devices like the recorded ones, let them send the\n"
		"recorded reports with the original timing, and unplug them. The system treats\n"
		"them as real devices: recorded key presses reach your applications.\n",
	.words = (const struct command_word[]){ RECORDING_HELP, { 0 } },
	.options =
		(const struct command_option[]){
			RECORDED_DEVICE_OPTION(set_choice),
			{ 0, "speed", "N", .set = set_speed,
			  .help = "play N times as fast; \"max\" skips all pauses" },
			{ 'w', "wait", .flag = &wait_for_user,
			  .help = "wait for Enter before playing and before unplugging" },
			{ 0 } },
	.notes =
		"For a feature report, the emulated device returns zeros until the report is set,\n"
		"then what it was set to.\n",
	.run = replay,
};
