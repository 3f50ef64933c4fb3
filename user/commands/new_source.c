// SPDX-License-Identifier: GPL-2.0-only
/* Writes the source of a program template, which describes the device and changes nothing yet. */
#include "commands/new_source.h"

#include "rdesc/text.h"
#include "rdesc/macros.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The longest copy that clang unrolls for BPF. */
#define COPY_MAX 1024

static void write_text(FILE *out, const char *text)
{
	/* The name of a device may contain the end of a comment. */
	for (const char *c = text; *c; c++)
		fputc(isprint((unsigned char)*c) && !(*c == '/' && c > text && c[-1] == '*') ? *c :
											       '?',
		      out);
}

/* The same as a string constant. */
static void write_string(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(isprint((unsigned char)*text) ? *text : '?', out);
	}
	fputc('"', out);
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

/* The name of a macro, or the number if there is none. */
static void write_either(FILE *out, const char *name, unsigned int number)
{
	if (name)
		fprintf(out, "%s", name);
	else
		fprintf(out, "0x%04x", number);
}

static void write_head(FILE *out, const struct new_source *source, const char *file)
{
	int stem = strlen(file) - 1; /* without the c of its suffix */

	fprintf(out, "// SPDX-License-Identifier: GPL-2.0-only\n/*\n * ");
	write_text(out, *source->name ? source->name : "A device without a name");
	fprintf(out,
		": describe here how this program fixes it.\n"
		" *\n"
		" * Compile it:            hidbpf build %s\n"
		" * Try it on a recording: hidbpf test %.*so RECORDING\n"
		" * Try it on the device:  hidbpf attach --trial 30 DEVICE %.*so\n"
		" */\n"
		"#include \"hid_bpf_helpers.h\"\n"
		"#include \"hid_report_helpers.h\"\n"
		"\n",
		file, stem, file, stem, file);
}

bool new_source_has_ids(const struct new_source *source)
{
	return source->vendor && source->product;
}

static void write_config(FILE *out, const struct new_source *source)
{
	if (!new_source_has_ids(source)) {
		fprintf(out,
			"/*\n"
			" * The devices this program is for are not known: an ID of 0 would match any device. Until they\n"
			" * are named here, only \"hidbpf attach\" attaches the object:\n"
			" *\n"
			" * HID_BPF_CONFIG(\n"
			" *\tHID_DEVICE(BUS_USB, HID_GROUP_ANY, VENDOR, PRODUCT)\n"
			" * );\n"
			" */\n"
			"\n");
		return;
	}
	fprintf(out, "/* The devices this program is for. */\n"
		     "HID_BPF_CONFIG(\n"
		     "\tHID_DEVICE(");
	write_either(out, bus_name(source->bus), source->bus);
	fprintf(out, ", ");
	write_either(out, group_name(source->group), source->group);
	fprintf(out, ", 0x%04x, 0x%04x)\n);\n\n", source->vendor, source->product);
}

static void write_info(FILE *out, const struct new_source *source)
{
	fprintf(out, "/* What \"hidbpf info\" tells about the object; see hid_bpf_helpers.h. */\n"
		     "HID_BPF_INFO(device, ");
	write_string(out, *source->name ? source->name : "A device without a name");
	fprintf(out, ");\n"
		     "HID_BPF_INFO(problem, \"Describe here what is wrong with the device.\");\n"
		     "HID_BPF_INFO(effect, \"Describe here what the program does about it.\");\n"
		     "\n");
}

static void write_reports(FILE *out, const struct rdesc *rdesc)
{
	fprintf(out,
		"/*\n"
		" * The device's reports. Bytes and bits are counted from 0%s:\n"
		" *\n",
		rdesc->numbered ? "; byte 0 is the report ID" : "");
	rdesc_print_reports(out, rdesc, " *   ");
	fprintf(out, " */\n\n");
}

static void write_descriptor(FILE *out, const struct new_source *source)
{
	fprintf(out,
		"/* The length of the report descriptor tells this interface of the device from others. */\n"
		"#define RDESC_SIZE %zu\n"
		"\n"
		"/*\n"
		" * The new report descriptor, initially a copy of the device's. Change, add or remove items; the\n"
		" * macros are in hid_report_helpers.h.\n"
		" */\n"
		"/* clang-format off */\n"
		"static const __u8 new_rdesc[] = {\n",
		source->rdesc_size);
	rdesc_write_macros(out, source->rdesc, source->rdesc_size);
	fprintf(out, "};\n/* clang-format on */\n\n");
}

static void write_fixup(FILE *out, const struct new_source *source)
{
	const char *copy = "\t__builtin_memcpy(rdesc, new_rdesc, sizeof(new_rdesc));\n";

	if (source->rdesc_size > COPY_MAX - 128)
		copy = "\t/* Too long for __builtin_memcpy(); barrier() keeps clang from using it. */\n"
		       "\tfor (unsigned int i = 0; i < sizeof(new_rdesc); i++) {\n"
		       "\t\trdesc[i] = new_rdesc[i];\n"
		       "\t\tbarrier();\n"
		       "\t}\n";
	fprintf(out,
		"/* Runs when the kernel reads the report descriptor. Remove it if the descriptor is right. */\n"
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
		" * Runs for each report before the kernel parses it. Return 0 to keep the report, a number of\n"
		" * bytes to change its length, or a negative error to drop it.\n"
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
		"HID_BPF_OPS(fix) = {\n"
		"\t.hid_rdesc_fixup = (void *)fix_descriptor,\n"
		"\t.hid_device_event = (void *)fix_report,\n"
		"};\n"
		"\n"
		"/*\n"
		" * Runs before the object is attached: retval 0 accepts the device, an error rejects it. The size\n"
		" * is 0 if the kernel refuses the descriptor.\n"
		" */\n"
		"SEC(\"syscall\")\n"
		"int probe(struct hid_bpf_probe_args *args)\n"
		"{\n"
		"\tif (args->rdesc_size && args->rdesc_size != RDESC_SIZE)\n"
		"\t\targs->retval = -EINVAL;\n"
		"\telse\n"
		"\t\targs->retval = 0;\n"
		"\treturn 0;\n"
		"}\n"
		"\n"
		"char _license[] SEC(\"license\") = \"GPL\";\n");
}

void new_source_write(FILE *out, const struct new_source *source, const char *file)
{
	struct rdesc rdesc;

	rdesc_parse(&rdesc, source->rdesc, source->rdesc_size);
	write_head(out, source, file);
	write_config(out, source);
	write_info(out, source);
	write_reports(out, &rdesc);
	write_descriptor(out, source);
	write_fixup(out, source);
	write_event(out, &rdesc);
	write_tail(out);
	rdesc_free(&rdesc);
}

/* The first word is taken for the vendor; other characters than letters and digits become "-". */
void new_source_name(const struct new_source *source, char *name, size_t size)
{
	const char *device = *source->name ? source->name : "Unknown";
	const char *rest = device + strcspn(device, " ");
	int vendor = rest - device;

	rest += strspn(rest, " ");
	snprintf(name, size, "0010-%.*s__%s", vendor, device, *rest ? rest : "Device");
	for (char *c = name; *c; c++)
		if (!isalnum((unsigned char)*c) && *c != '_')
			*c = '-';
	snprintf(name + strlen(name), size - strlen(name), ".bpf.c");
}
