// SPDX-License-Identifier: GPL-2.0-only
/* Writes the source of a program that changes nothing yet, with the device's facts in it. */
#include "commands/new_source.h"

#include "rdesc/text.h"
#include "rdesc/macros.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* clang copies this much in one go for BPF. */
#define COPY_MAX 1024

static void write_text(FILE *out, const char *text)
{
	/* The name of a device may end a comment. */
	for (const char *c = text; *c; c++)
		fputc(isprint((unsigned char)*c) && !(*c == '/' && c > text && c[-1] == '*') ? *c :
											       '?',
		      out);
}

static const char *bus_name(unsigned int bus)
{
	switch (bus) {
	case 0x03:
		return "BUS_USB";
	case 0x05:
		return "BUS_BLUETOOTH";
	case 0x06:
		return "BUS_VIRTUAL";
	case 0x18:
		return "BUS_I2C";
	case 0x1c:
		return "BUS_SPI";
	}
	return NULL;
}

static const char *group_name(unsigned int group)
{
	switch (group) {
	case 0x0000:
		return "HID_GROUP_ANY";
	case 0x0001:
		return "HID_GROUP_GENERIC";
	case 0x0002:
		return "HID_GROUP_MULTITOUCH";
	case 0x0004:
		return "HID_GROUP_MULTITOUCH_WIN_8";
	}
	return NULL;
}

/* A macro, or the number. */
static void write_either(FILE *out, const char *name, unsigned int number)
{
	if (name)
		fprintf(out, "%s", name);
	else
		fprintf(out, "0x%04x", number);
}

static void write_head(FILE *out, const struct skeleton *skeleton, const char *file)
{
	int stem = strlen(file) - 1; /* without the c of its suffix */

	fprintf(out, "// SPDX-License-Identifier: GPL-2.0-only\n/*\n * ");
	write_text(out, skeleton->name);
	fprintf(out,
		": say here what is wrong with it, and what this program makes of it.\n"
		" *\n"
		" * Build it:              hidbpf build %s\n"
		" * Try it on a recording: hidbpf test %.*so RECORDING\n"
		" * Try it on the device:  hidbpf attach --trial 30 DEVICE %.*so\n"
		" */\n"
		"#include \"hid_bpf_helpers.h\"\n"
		"#include \"hid_report_helpers.h\"\n"
		"\n"
		"/* The devices it is for. */\n"
		"HID_BPF_CONFIG(\n"
		"\tHID_DEVICE(",
		file, stem, file, stem, file);
	write_either(out, bus_name(skeleton->bus), skeleton->bus);
	fprintf(out, ", ");
	write_either(out, group_name(skeleton->group), skeleton->group);
	fprintf(out, ", 0x%04x, 0x%04x)\n);\n\n", skeleton->vendor, skeleton->product);
}

static void write_reports(FILE *out, const struct rdesc *rdesc)
{
	fprintf(out,
		"/*\n"
		" * What the device says of its reports. Bytes and bits are counted from 0%s:\n"
		" *\n",
		rdesc->numbered ? "; byte 0 is the\n * report ID" : "");
	rdesc_print_reports(out, rdesc, " *   ");
	fprintf(out, " */\n\n");
}

static void write_descriptor(FILE *out, const struct skeleton *skeleton)
{
	fprintf(out,
		"/* The length of the device's report descriptor, to tell it from its other interfaces. */\n"
		"#define RDESC_SIZE %zu\n"
		"\n"
		"/*\n"
		" * What takes the place of the device's report descriptor; at first it is the same, byte by byte.\n"
		" * Items may be changed, added and removed; hid_report_helpers.h has their macros.\n"
		" */\n"
		"/* clang-format off */\n"
		"static const __u8 new_rdesc[] = {\n",
		skeleton->rdesc_size);
	rdesc_write_macros(out, skeleton->rdesc, skeleton->rdesc_size);
	fprintf(out, "};\n/* clang-format on */\n\n");
}

static void write_fixup(FILE *out, const struct skeleton *skeleton)
{
	const char *copy = "\t__builtin_memcpy(rdesc, new_rdesc, sizeof(new_rdesc));\n";

	if (skeleton->rdesc_size > COPY_MAX - 128)
		copy = "\t/* Too long for __builtin_memcpy(), which clang would make of it again. */\n"
		       "\tfor (unsigned int i = 0; i < sizeof(new_rdesc); i++) {\n"
		       "\t\trdesc[i] = new_rdesc[i];\n"
		       "\t\tbarrier();\n"
		       "\t}\n";
	fprintf(out,
		"/* Runs when the kernel reads the report descriptor. Leave it out if that is right already. */\n"
		"SEC(\"struct_ops/hid_rdesc_fixup\")\n"
		"int BPF_PROG(fix_descriptor, struct hid_bpf_ctx *hctx)\n"
		"{\n"
		"\t__u8 *rdesc = hid_bpf_get_data(hctx, 0, sizeof(new_rdesc));\n"
		"\n"
		"\tif (!rdesc || hctx->size != RDESC_SIZE)\n"
		"\t\treturn 0;\n"
		"%s"
		"\treturn sizeof(new_rdesc);\n"
		"}\n"
		"\n",
		copy);
}

static const struct rdesc_report *first_input(const struct rdesc *rdesc)
{
	for (size_t i = 0; i < rdesc->reports_count; i++)
		if (rdesc->reports[i].type == RDESC_INPUT)
			return &rdesc->reports[i];
	return NULL;
}

static void write_event(FILE *out, const struct rdesc *rdesc)
{
	const struct rdesc_report *report = first_input(rdesc);

	fprintf(out,
		"/*\n"
		" * Runs for each report, before the kernel looks at it. Returns 0 to go on, a number of bytes to\n"
		" * make the report that long, or a negative error to drop it.\n"
		" */\n"
		"SEC(\"struct_ops/hid_device_event\")\n"
		"int BPF_PROG(fix_report, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)\n"
		"{\n"
		"\t__u8 *data = hid_bpf_get_data(hctx, 0, %zu);\n"
		"\n"
		"\tif (!data)\n"
		"\t\treturn 0;\n",
		report ? rdesc_report_size(report) : 1);
	if (report && report->id)
		fprintf(out, "\tif (data[0] != %u)\n\t\treturn 0;\n", report->id);
	fprintf(out, "\t/* Change the report here, for instance: data[1] = -data[1]; */\n"
		     "\treturn 0;\n"
		     "}\n"
		     "\n");
}

static void write_tail(FILE *out)
{
	fprintf(out,
		"SEC(\".struct_ops.link\")\n"
		"struct hid_bpf_ops fix = {\n"
		"\t.hid_rdesc_fixup = (void *)fix_descriptor,\n"
		"\t.hid_device_event = (void *)fix_report,\n"
		"};\n"
		"\n"
		"/* Asked before the object is attached: 0 takes the device, anything else leaves it. */\n"
		"SEC(\"syscall\")\n"
		"int probe(struct hid_bpf_probe_args *args)\n"
		"{\n"
		"\targs->retval = args->rdesc_size == RDESC_SIZE ? 0 : -EINVAL;\n"
		"\treturn 0;\n"
		"}\n"
		"\n"
		"char _license[] SEC(\"license\") = \"GPL\";\n");
}

void skeleton_write(FILE *out, const struct skeleton *skeleton, const char *file)
{
	struct rdesc rdesc;

	rdesc_parse(&rdesc, skeleton->rdesc, skeleton->rdesc_size);
	write_head(out, skeleton, file);
	write_reports(out, &rdesc);
	write_descriptor(out, skeleton);
	write_fixup(out, skeleton);
	write_event(out, &rdesc);
	write_tail(out);
	rdesc_free(&rdesc);
}

/* The first word stands for the vendor; other characters than letters and digits become "-". */
void skeleton_name(const struct skeleton *skeleton, char *name, size_t size)
{
	const char *rest = skeleton->name + strcspn(skeleton->name, " ");
	int vendor = rest - skeleton->name;

	rest += strspn(rest, " ");
	snprintf(name, size, "0010-%.*s__%s", vendor, skeleton->name, *rest ? rest : "Device");
	for (char *c = name; *c; c++)
		if (!isalnum((unsigned char)*c) && *c != '_')
			*c = '-';
	snprintf(name + strlen(name), size - strlen(name), ".bpf.c");
}
