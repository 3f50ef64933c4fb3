// SPDX-License-Identifier: GPL-2.0-only
/* Reports of every length with any report ID, and programs that return any value for them. */
#include "cases.h"
#include "lib/models.h"
#include "lib/tap.h"
#include "rig.h"

#define REPORTS_PER_DEVICE 5 /* times cases() / 10 */

static const struct model *const models[] = { &mouse,	 &combo,       &vendor64, &vendor65,
					      &keyboard, &touchscreen, &wheel };
#define MODELS (sizeof(models) / sizeof(models[0]))

/* Each device gets one program, two and three. */
static void send_reports(unsigned int events)
{
	char id[32];

	for (unsigned int m = 0; m < MODELS; m++) {
		struct rig rig;

		rig_plug(&rig, models[m], events);
		seat_open(&rig.alone, device_plug(models[m]));
		rig_measure(&rig);
		snprintf(id, sizeof(id), "report.%u.%u", events, m);
		rig_reports(&rig, id, KIND_REPORT + events, m, cases() * REPORTS_PER_DEVICE / 10);
		rig_unplug(&rig);
		seat_close(&rig.alone);
		device_unplug(rig.alone.dev);
	}
}

TEST(one_program, "reports of any length and report ID, with a program that returns any value")
{
	cases_begin();
	send_reports(1);
}

TEST(two_programs, "reports of any length and report ID, with two such programs")
{
	cases_begin();
	send_reports(2);
}

TEST(three_programs, "reports of any length and report ID, with three such programs")
{
	cases_begin();
	send_reports(3);
}
