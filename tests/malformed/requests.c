// SPDX-License-Identifier: GPL-2.0-only
/* Requests of every size for any report, and programs that answer them with any value. */
#include "cases.h"
#include "lib/models.h"
#include "lib/tap.h"
#include "rig.h"

#include <linux/hidraw.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define REQUESTS_PER_MODEL 8 /* times cases() / 10 */

struct request {
	unsigned int kind; /* an index of request_names, the last is a write */
	size_t size;
	unsigned char data[16384];
};

static const char *const request_names[] = { "SFEATURE", "GFEATURE", "SINPUT", "GINPUT",
					     "SOUTPUT",	 "GOUTPUT",  "write" };

static struct rig rig;
static volatile struct script *request_script, *output_script;
static volatile struct view *request_view, *output_view;

static bool is_get(const struct request *request)
{
	return request_names[request->kind][0] == 'G';
}

static unsigned long code(const struct request *request)
{
	switch (request->kind) {
	case 0:
		return HIDIOCSFEATURE(request->size);
	case 1:
		return HIDIOCGFEATURE(request->size);
	case 2:
		return HIDIOCSINPUT(request->size);
	case 3:
		return HIDIOCGINPUT(request->size);
	case 4:
		return HIDIOCSOUTPUT(request->size);
	default:
		return HIDIOCGOUTPUT(request->size);
	}
}

/* A program of this device answered the last request. */
static bool is_answered(const struct seat *seat)
{
	return seat == &rig.seat && request_view->runs && request_script->ret;
}

/*
 * An application makes the request. Prints the result and the request that the hardware got. An
 * answer that a program did not write is whatever was in the kernel's buffer, so only its size
 * counts.
 */
static struct text ask(struct seat *seat, const struct request *request)
{
	static struct request copy;
	struct text text = { 0 };
	struct host_request asked;
	ssize_t ret;

	copy = *request;
	errno = 0;
	if (request->kind + 1 == sizeof(request_names) / sizeof(request_names[0]))
		ret = write(seat->hidraw, copy.data, copy.size);
	else
		ret = ioctl(seat->hidraw, code(&copy), copy.data);
	text_add(&text, " %s=%zd,%d", request_names[request->kind], ret, errno);
	if (is_get(request) && ret > 0 && !is_answered(seat))
		text_add_bytes(&text, copy.data, ret);
	while (device_next_request(seat->dev, &asked, 0)) {
		text_add(&text, " device:%d,%u,%u,", asked.kind, asked.number, asked.type);
		text_add_bytes(&text, asked.data, asked.size);
	}
	return text;
}

static void draw_script(struct random *random, volatile struct script *script)
{
	script->ret = draw_return(random);
	script->write = one_in(random, 4);
	/* Without the report ID, which has been checked already. */
	script->at = one_in(random, 2) ? 1 : 1 + draw_below(random, 70);
	script->value = draw(random) & 0xff;
}

static void draw_request(struct random *random, struct request *request)
{
	request->kind = draw_below(random, sizeof(request_names) / sizeof(request_names[0]));
	request->size = one_in(random, 4) ? draw_below(random, sizeof(request->data)) :
					    draw_below(random, 80);
	memset(request->data, 0, sizeof(request->data));
	draw_bytes(random, request->data, request->size);
	if (!one_in(random, 4))
		request->data[0] = draw_below(random, 4);
}

static void print_views(const char *id)
{
	struct text text = { 0 };

	text_add(&text, " request:runs=%u,size=%d/%u,number=%u,type=%u,request=%u,sum=%08x",
		 request_view->runs, request_view->size, request_view->allocated_size,
		 request_view->number, request_view->type, request_view->request,
		 request_view->sum);
	text_add(&text, " output:runs=%u,size=%d/%u,sum=%08x", output_view->runs, output_view->size,
		 output_view->allocated_size, output_view->sum);
	transcript(id, "saw", &text);
}

/*
 * Prints what the device without programs does with the request as the programs changed it; if a
 * program answers the request, only the value that it returned.
 */
static void print_alone(const char *id, struct request *request)
{
	volatile struct script *script = output_view->runs ? output_script : request_script;
	struct text text = { 0 };

	if (!output_view->runs && !request_view->runs) {
		text = ask(&rig.alone, request);
	} else if (!script->ret) {
		if (script->write && script->at < request->size)
			request->data[script->at] = script->value;
		text = ask(&rig.alone, request);
	} else {
		return;
	}
	transcript(id, "alone", &text);
}

static void try_request(const char *id, struct random *random)
{
	static struct request request;
	struct text text;

	memset((void *)request_view, 0, sizeof(*request_view));
	memset((void *)output_view, 0, sizeof(*output_view));
	draw_script(random, request_script);
	draw_script(random, output_script);
	draw_request(random, &request);
	text = ask(&rig.seat, &request);
	print_views(id);
	transcript(id, "got", &text);
	print_alone(id, &request);
}

static void set_answers(unsigned int model)
{
	struct random random = random_for(KIND_REQUEST, model);
	unsigned char answer[256];

	for (unsigned int number = 0; number < 256; number++) {
		size_t len = draw_below(&random, sizeof(answer));

		draw_bytes(&random, answer, len);
		device_answer(rig.seat.dev, number, answer, len);
		device_answer(rig.alone.dev, number, answer, len);
	}
}

static void plug(const struct model *model)
{
	rig_plug(&rig, model, 0);
	seat_open(&rig.alone, device_plug(model));
	request_script = object_var(rig.object, "request_script");
	output_script = object_var(rig.object, "output_script");
	request_view = object_var(rig.object, "request_view");
	output_view = object_var(rig.object, "output_view");
}

static void unplug(void)
{
	rig_unplug(&rig);
	seat_close(&rig.alone);
	device_unplug(rig.alone.dev);
}

TEST(requests, "requests of any size for any report, with programs that give any answer")
{
	static const struct model *const models[] = { &mouse, &combo, &vendor64, &big_feature };
	char id[32];

	cases_begin();
	for (unsigned int m = 0; m < sizeof(models) / sizeof(models[0]); m++) {
		struct hidbpf_link *link;

		plug(models[m]);
		set_answers(m);
		rig_attach(&rig, "requests", &link);
		device_forget_requests(rig.seat.dev);
		device_forget_requests(rig.alone.dev);
		for (unsigned int i = 0; i < cases() * REQUESTS_PER_MODEL / 10; i++) {
			struct random random = random_for(KIND_REQUEST + 1, m << 20 | i);

			snprintf(id, sizeof(id), "request.%u.%u", m, i);
			try_request(id, &random);
		}
		hidbpf_link_destroy(link);
		unplug();
	}
}
