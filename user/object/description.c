// SPDX-License-Identifier: GPL-2.0-only
/* Reads the description of an object: texts of the form TAG=TEXT, each with its final zero. */
#include "object/description.h"
#include "libhidbpf/file.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SECTION ".hid_bpf_info"

/* It is printed, and the object may be anybody's. */
static void remove_controls(char *text)
{
	for (; *text; text++)
		if (iscntrl((unsigned char)*text))
			*text = '?';
}

/* Appends a text to those that are there. */
static int append(char **texts, const char *text, char separator)
{
	size_t len = *texts ? strlen(*texts) + 1 : 0;
	char *joined = realloc(*texts, len + strlen(text) + 1);

	if (!joined)
		return -ENOMEM;
	if (len)
		joined[len - 1] = separator;
	strcpy(joined + len, text);
	remove_controls(joined + len);
	*texts = joined;
	return 0;
}

static int add(struct description *description, const char *text)
{
	const struct {
		const char *tag;
		char **texts;
		char separator;
	} fields[] = {
		{ "device=", &description->devices, '\n' },
		{ "problem=", &description->problem, ' ' },
		{ "effect=", &description->effect, ' ' },
		{ "note=", &description->note, ' ' },
		{ "fixed=", &description->fixed, ' ' },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		size_t len = strlen(fields[i].tag);

		if (!strncmp(text, fields[i].tag, len))
			return append(fields[i].texts, text + len, fields[i].separator);
	}
	return 0;
}

/* Later versions may add tags. What follows the last zero is not a text. */
static int add_all(struct description *description, const char *section, size_t size)
{
	int err = 0;

	while (!err && memchr(section, 0, size)) {
		size_t len = strlen(section) + 1;

		err = add(description, section);
		section += len;
		size -= len;
	}
	return err;
}

int description_parse(struct description *description, const void *file, size_t size)
{
	Elf *elf = hidbpf_file_elf(file, size);
	Elf_Data *section = elf ? hidbpf_file_section(elf, SECTION) : NULL;
	int err = elf ? 0 : -EINVAL;

	memset(description, 0, sizeof(*description));
	if (section)
		err = add_all(description, section->d_buf, section->d_size);
	elf_end(elf);
	return err;
}

int description_read(struct description *description, const char *path)
{
	size_t size;
	char *file;
	int err;

	memset(description, 0, sizeof(*description));
	err = hidbpf_file_read(path, &file, &size);
	err = err ?: description_parse(description, file, size);
	free(file);
	return err;
}

void description_free(struct description *description)
{
	free(description->devices);
	free(description->problem);
	free(description->effect);
	free(description->note);
	free(description->fixed);
}
