// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf info DEVICE: shows a device, its programs and its report descriptors. */
#include "attachment/list.h"
#include "attachment/older.h"
#include "attachment/original_rdesc.h"
#include "attachment/stats.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"
#include "commands/info.h"
#include "device/device.h"
#include "libhidbpf/libhidbpf.h"
#include "rdesc/json.h"
#include "rdesc/text.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

/* Everything that is shown. */
struct subject {
	const struct device_info *info;
	struct attachments attachments;
	struct older_programs older;
	struct original_rdesc rdesc;
};

enum { ORDER, OBJECT, OPS, HOOK, PROGRAM, RUNS, DROPS, ERRORS, TRIAL };

static const struct column columns[] = {
	[ORDER] = { "ORDER", NUMBER },	   [OBJECT] = { "OBJECT", TEXT },
	[OPS] = { "OPS", TEXT },	   [HOOK] = { "HOOK", TEXT },
	[PROGRAM] = { "PROGRAM", NUMBER }, [RUNS] = { "RUNS", NUMBER },
	[DROPS] = { "DROPS", NUMBER },	   [ERRORS] = { "ERRORS", NUMBER },
	[TRIAL] = { "TRIAL", NUMBER },	   { NULL, TEXT },
};

enum { OLDER_OBJECT, OLDER_NAME, OLDER_HOOK, OLDER_PROGRAM, OLDER_RUNS };

static const struct column older_columns[] = {
	[OLDER_OBJECT] = { "OBJECT", TEXT }, [OLDER_NAME] = { "NAME", TEXT },
	[OLDER_HOOK] = { "HOOK", TEXT },     [OLDER_PROGRAM] = { "PROGRAM", NUMBER },
	[OLDER_RUNS] = { "RUNS", NUMBER },   { NULL, TEXT },
};

static bool is_on(const struct subject *subject, const struct attachment *attachment)
{
	return attachment->ops.id && attachment->ops.hid_id == subject->info->device.id;
}

/* Whether it is an object on the device that only sets udev properties. */
static bool sets_properties(const struct subject *subject, const struct attachment *attachment)
{
	return !attachment->ops.id && attachment->ops.hid_id == subject->info->device.id;
}

static void add_runs(struct libscols_line *row, int column, __u32 id)
{
	struct program_stats program;

	if (stats_are_enabled() && stats_program(&program, id))
		table_cell(row, column, "%llu", program.runs);
	else
		table_cell(row, column, "-");
}

/* One row for each hook; the first also has what belongs to all of them. */
static void add_rows(struct libscols_table *table, const struct attachment *attachment, int order)
{
	unsigned long long drops, errors;
	bool counted = stats_failures(&attachment->ops, &drops, &errors), first = true;
	struct libscols_line *row;

	for (int hook = 0; hook < HIDBPF_HOOKS_COUNT; hook++) {
		if (!attachment->ops.program_ids[hook])
			continue;
		row = table_row(table);
		table_cell(row, HOOK, "%s", hidbpf_hook_names[hook]);
		table_cell(row, PROGRAM, "%u", attachment->ops.program_ids[hook]);
		add_runs(row, RUNS, attachment->ops.program_ids[hook]);
		if (!first)
			continue;
		first = false;
		table_cell(row, ORDER, "%d", order);
		table_cell(row, OBJECT, "%s", attachment->object);
		table_cell(row, OPS, "%s", attachment->name);
		table_cell(row, DROPS, counted ? "%llu" : "-", drops);
		table_cell(row, ERRORS, counted ? "%llu" : "-", errors);
		table_cell(row, TRIAL, attachment->trial ? "%u" : "-", attachment->trial);
	}
}

static int print_older(const struct older_programs *older)
{
	struct libscols_table *table;
	struct libscols_line *row;

	if (!older_count(older))
		return DONE;
	printf("Also %s, attached by another loader%s\n", older_count(older),
	       older->pinned_count ? ":" : "");
	if (!older->pinned_count)
		return DONE;
	table = table_new("older", older_columns, false);
	for (int i = 0; i < older->pinned_count; i++) {
		row = table_row(table);
		table_cell(row, OLDER_OBJECT, "%s", older->pinned[i].object);
		table_cell(row, OLDER_NAME, "%s", older->pinned[i].name);
		table_cell(row, OLDER_HOOK, "%s", older->pinned[i].hook);
		table_cell(row, OLDER_PROGRAM, "%u", older->pinned[i].id);
		add_runs(row, OLDER_RUNS, older->pinned[i].id);
	}
	return table_print(table);
}

static int print_programs(const struct subject *subject)
{
	struct libscols_table *table;
	int order = 0;

	if (missing_privilege()) {
		printf("Programs: shown only to %s\n", missing_privilege());
		return DONE;
	}
	table = table_new("programs", columns, false);
	for (int i = 0; i < subject->attachments.count; i++)
		if (is_on(subject, &subject->attachments.list[i]))
			add_rows(table, &subject->attachments.list[i], ++order);
	for (int i = 0; i < subject->attachments.count; i++)
		if (sets_properties(subject, &subject->attachments.list[i]))
			printf("Udev properties are set by %s\n",
			       subject->attachments.list[i].object);
	puts(order ? "Programs, in the order they run:" : "Programs: none");
	if (order && !stats_are_enabled())
		puts("(runs are not counted; to count them: sysctl kernel.bpf_stats_enabled=1)");
	return table_print(table) ?: print_older(&subject->older);
}

static void print_descriptor(const char *title, const void *data, size_t size)
{
	struct rdesc rdesc;

	printf("\n%s, %zu bytes:\n", title, size);
	rdesc_print_items(stdout, data, size, "  ");
	rdesc_parse(&rdesc, data, size);
	rdesc_print_reports(stdout, &rdesc, "  ");
	rdesc_free(&rdesc);
}

static void print_refusal(const struct original_rdesc *rdesc)
{
	if (*rdesc->refusal)
		printf("The kernel refuses the descriptor of the device, and logged: %s\n",
		       rdesc->refusal);
}

/* Whether programs changed it is not known. */
static void print_only_descriptor(const struct original_rdesc *rdesc)
{
	char title[160];

	snprintf(title, sizeof(title),
		 "Report descriptor (only %s can see whether programs changed it)",
		 missing_privilege());
	print_descriptor(title, rdesc->after, rdesc->after_size);
}

static void print_descriptors(const struct original_rdesc *rdesc)
{
	if (!rdesc->after_size) {
		puts("\nReport descriptor: not available, because no driver is bound to the device");
		print_refusal(rdesc);
		return;
	}
	if (missing_privilege()) {
		print_only_descriptor(rdesc);
		return;
	}
	if (*rdesc->refusal) {
		puts("\nReport descriptor before: not available");
		print_refusal(rdesc);
	} else if (!rdesc->known) {
		puts("\nReport descriptor before: unknown, because it was changed before hidbpf saw it");
	} else if (rdesc->changed) {
		print_descriptor("Report descriptor before", rdesc->before, rdesc->before_size);
	}
	print_descriptor(rdesc->known && !rdesc->changed ? "Report descriptor, unchanged" :
							   "Report descriptor after",
			 rdesc->after, rdesc->after_size);
}

static int print_text(const struct subject *subject)
{
	const struct device_info *info = subject->info;
	const char *bus = device_bus_name(info->bus);
	int code;

	printf("Device:   %s\n", info->device.sysname);
	printf("Name:     %s\n", info->name);
	printf("Bus:      %04X%s%s\n", info->bus, bus ? " " : "", bus ?: "");
	printf("IDs:      %04X:%04X\n", info->vendor, info->product);
	printf("Modalias: %s\n", info->modalias);
	printf("Driver:   %s\n\n", *info->driver ? info->driver : "none");
	code = print_programs(subject);
	print_descriptors(&subject->rdesc);
	return code;
}

static struct json_object *descriptor_json(const unsigned char *data, size_t size)
{
	return size ? json_hex(data, size) : NULL;
}

static struct json_object *hooks_json(const struct hidbpf_attached *ops)
{
	struct json_object *hooks = json_object_new_array(), *hook_json;
	struct program_stats program;

	for (int hook = 0; hook < HIDBPF_HOOKS_COUNT; hook++) {
		if (!ops->program_ids[hook] || !stats_program(&program, ops->program_ids[hook]))
			continue;
		hook_json = json_object_new_object();
		json_add_text(hook_json, "hook", hidbpf_hook_names[hook]);
		json_add_text(hook_json, "name", program.name);
		json_add_number(hook_json, "program", ops->program_ids[hook]);
		json_add_number(hook_json, "runs", program.runs);
		json_add_number(hook_json, "run_ns", program.run_ns);
		json_object_array_add(hooks, hook_json);
	}
	return hooks;
}

static struct json_object *ops_json(const struct attachment *attachment)
{
	struct json_object *json = json_object_new_object();
	unsigned long long drops, errors;
	bool counted = stats_failures(&attachment->ops, &drops, &errors);

	json_add_text(json, "object", attachment->object);
	json_add_text(json, "ops", attachment->name);
	json_add_number(json, "id", attachment->ops.id);
	json_add(json, "trial",
		 attachment->trial ? json_object_new_uint64(attachment->trial) : NULL);
	json_add(json, "hooks", hooks_json(&attachment->ops));
	json_add(json, "drops", counted ? json_object_new_uint64(drops) : NULL);
	json_add(json, "errors", counted ? json_object_new_uint64(errors) : NULL);
	return json;
}

static struct json_object *programs_json(const struct subject *subject)
{
	struct json_object *json = json_object_new_array();

	for (int i = 0; i < subject->attachments.count; i++)
		if (is_on(subject, &subject->attachments.list[i]))
			json_object_array_add(json, ops_json(&subject->attachments.list[i]));
	return json;
}

static struct json_object *properties_json(const struct subject *subject)
{
	struct json_object *json = json_object_new_array();
	const struct attachment *list = subject->attachments.list;

	for (int i = 0; i < subject->attachments.count; i++)
		if (sets_properties(subject, &list[i]))
			json_object_array_add(json, json_object_new_string(list[i].object));
	return json;
}

static struct json_object *older_program_json(const struct older_program *program)
{
	struct json_object *json = json_object_new_object();
	struct program_stats stats = { 0 };

	stats_program(&stats, program->id);
	json_add_text(json, "object", program->object);
	json_add_text(json, "name", program->name);
	json_add_text(json, "hook", program->hook);
	json_add_number(json, "program", program->id);
	json_add_number(json, "runs", stats.runs);
	json_add_number(json, "run_ns", stats.run_ns);
	return json;
}

static struct json_object *older_json(const struct older_programs *older)
{
	struct json_object *json = json_object_new_object(), *pinned = json_object_new_array();

	for (int i = 0; i < older->pinned_count; i++)
		json_object_array_add(pinned, older_program_json(&older->pinned[i]));
	json_add_number(json, "events", older->events);
	json_add_number(json, "fixups", older->fixups);
	json_add(json, "pinned", pinned);
	return json;
}

static int print_json(const struct subject *subject)
{
	struct json_object *json = json_object_new_object();
	const struct original_rdesc *rdesc = &subject->rdesc;
	const struct device_info *info = subject->info;
	struct rdesc decoded;

	json_add_text(json, "device", info->device.sysname);
	json_add_text(json, "name", info->name);
	json_add_number(json, "bus", info->bus);
	json_add_number(json, "group", info->group);
	json_add_number(json, "vendor", info->vendor);
	json_add_number(json, "product", info->product);
	json_add_text(json, "modalias", info->modalias);
	json_add_text(json, "driver", info->driver);
	json_add(json, "runs_are_counted", json_object_new_boolean(stats_are_enabled()));
	/* null: only root can see them. */
	json_add(json, "programs", missing_privilege() ? NULL : programs_json(subject));
	json_add(json, "properties_set_by", missing_privilege() ? NULL : properties_json(subject));
	json_add(json, "older_programs", missing_privilege() ? NULL : older_json(&subject->older));
	json_add(json, "descriptor_before",
		 descriptor_json(rdesc->before, rdesc->known ? rdesc->before_size : 0));
	/* null: the kernel accepts the descriptor of the device, as far as is known. */
	json_add(json, "descriptor_error",
		 *rdesc->refusal ? json_object_new_string(rdesc->refusal) : NULL);
	json_add(json, "descriptor_after", descriptor_json(rdesc->after, rdesc->after_size));
	rdesc_parse(&decoded, rdesc->after, rdesc->after_size);
	json_add(json, "descriptor_reports", rdesc_json(&decoded));
	rdesc_free(&decoded);
	return json_print(json);
}

int info_device(const struct device_info *info, bool json)
{
	struct subject subject = { .info = info };
	int code = DONE;

	if (!missing_privilege()) {
		code = attachments_read(&subject.attachments);
		older_read(&subject.older, &info->device);
	}
	if (!code) {
		original_read(&subject.rdesc, &info->device);
		code = json ? print_json(&subject) : print_text(&subject);
	}
	older_free(&subject.older);
	attachments_free(&subject.attachments);
	return code;
}
