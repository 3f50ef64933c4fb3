// SPDX-License-Identifier: GPL-2.0-only
/* Reads which devices automatic loading ignores. */
#include "device/ignore.h"
#include "cli/message.h"
#include "device/device.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Removes a comment and the blanks around the rest. */
static char *strip(char *line)
{
	char *end = line + strcspn(line, "#\n");

	while (end > line && strchr(" \t\r", end[-1]))
		end--;
	*end = '\0';
	return line + strspn(line, " \t");
}

static bool line_is_for(const char *line, unsigned int number, const struct device_info *info)
{
	unsigned int vendor, product;
	int end = 0;

	if (!strncmp(line, "hid:", 4))
		return !fnmatch(line, info->modalias, FNM_CASEFOLD);
	if (sscanf(line, "%4x:%4x%n", &vendor, &product, &end) == 2 && !line[end])
		return vendor == info->vendor && product == info->product;
	fail(BAD_USAGE,
	     IGNORE_FILE ", line %u: \"%s\" is neither VENDOR:PRODUCT nor a pattern for "
			 "modaliases such as hid:b0003g*v0000046Dp*",
	     number, line);
	return false;
}

static bool file_has(const struct device_info *info)
{
	FILE *file = fopen(IGNORE_FILE, "re");
	unsigned int number = 0;
	char *line = NULL, *text;
	bool found = false;
	size_t size = 0;

	while (file && !found && getline(&line, &size, file) > 0) {
		text = strip(line);
		number++;
		found = *text && line_is_for(text, number, info);
	}
	free(line);
	if (file)
		fclose(file);
	return found;
}

bool ignore_all_devices(void)
{
	FILE *file = fopen("/proc/cmdline", "re");
	char *line = NULL, *rest, *word;
	bool found = false;
	size_t size = 0;

	if (!file)
		return false;
	if (getline(&line, &size, file) > 0)
		for (rest = line; !found && (word = strsep(&rest, " \n"));)
			found = !strcmp(word, IGNORE_PARAMETER);
	free(line);
	fclose(file);
	return found;
}

static bool property_is_set(const struct device_info *info)
{
	char *property = device_property(info, IGNORE_PROPERTY);
	bool is_set = property;

	free(property);
	return is_set;
}

bool ignore_device(const struct device_info *info, const char **reason)
{
	if (ignore_all_devices())
		*reason = "the kernel parameter " IGNORE_PARAMETER;
	else if (property_is_set(info))
		*reason = "its udev property " IGNORE_PROPERTY;
	else if (file_has(info))
		*reason = IGNORE_FILE;
	else
		return false;
	return true;
}
