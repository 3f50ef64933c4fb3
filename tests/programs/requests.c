// SPDX-License-Identifier: GPL-2.0-only
/* Reads the requests of a recording. */
#include "requests.h"

#include <stdlib.h>

/* Returns the number of bytes. */
static size_t read_bytes(const char *text, unsigned char *data, size_t room)
{
	size_t size = 0;
	char *end;

	for (; size < room; size++, text = end) {
		data[size] = strtoul(text, &end, 16);
		if (end == text)
			break;
	}
	return size;
}

void requests_make(FILE *recording, request_function function, void *arg)
{
	char *line = NULL, kind[32];
	unsigned char data[64];
	size_t room = 0, size;
	int at;

	while (getline(&line, &room, recording) >= 0) {
		if (sscanf(line, "#request %31s%n", kind, &at) != 1)
			continue;
		size = read_bytes(line + at, data, sizeof(data));
		printf("# %s %02x: ", kind, data[0]);
		printf("%d\n", function(kind, data, size, arg));
	}
	free(line);
}
