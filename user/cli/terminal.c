// SPDX-License-Identifier: GPL-2.0-only
/* Finds out what the output is and can show. */
#include "cli/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_COLUMNS 80

bool terminal_colour(FILE *file)
{
	const char *forbidden = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fileno(file)) && !(forbidden && *forbidden) && term && strcmp(term, "dumb");
}

int terminal_columns(FILE *file)
{
	struct winsize size;

	if (!isatty(fileno(file)))
		return 0;
	/* A serial line does not know its size. */
	if (ioctl(fileno(file), TIOCGWINSZ, &size) || !size.ws_col)
		return USUAL_COLUMNS;
	return size.ws_col;
}

bool terminal_utf8(void)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "", NULL);
	bool utf8;

	if (!locale)
		return false;
	utf8 = !strcmp(nl_langinfo_l(CODESET, locale), "UTF-8");
	freelocale(locale);
	return utf8;
}
