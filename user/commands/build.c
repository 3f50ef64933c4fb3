// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf build */
#include "cli/message.h"
#include "cli/run.h"
#include "commands/commands.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"Usage: hidbpf build [OPTION]... SOURCE\n"
	"\n"
	"Compiles the source of HID-BPF programs with clang, for any kernel.\n"
	"\n"
	"  SOURCE  for instance 0010-Vendor__Device.bpf.c, see \"hidbpf new\"\n"
	"\n"
	"  -o, --output FILE  where to write the object; SOURCE with .o instead of .c if left out\n"
	"  -h, --help         show this\n"
	"\n"
	"It needs the packages clang and libbpf-dev. CLANG in the environment names another compiler.\n";

static const struct option options[] = {
	{ "output", required_argument, NULL, 'o' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

#define HEADER "hid_bpf.h"

/* Where the headers are, seen from the directory of hidbpf: in the source tree, or installed. */
static const char *const include_dirs[] = { "../bpf/include", "../include/hid-bpf-compat" };

/* Writes the directory with the headers: DONE, or an exit code with a message. */
static int find_headers(char *dir, size_t size)
{
	char exe[PATH_MAX], header[2 * PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (len < 0)
		return fail(REFUSED, "cannot find where hidbpf is: %s", strerror(errno));
	exe[len] = '\0';
	*strrchr(exe, '/') = '\0';
	for (size_t i = 0; i < sizeof(include_dirs) / sizeof(include_dirs[0]); i++) {
		snprintf(dir, size, "%s/%s", exe, include_dirs[i]);
		snprintf(header, sizeof(header), "%s/" HEADER, dir);
		if (!access(header, R_OK))
			return DONE;
	}
	return fail(REFUSED,
		    "the headers for programs are in neither %s/%s nor %s/%s; \"make install\" of "
		    "hid-bpf-compat puts them there",
		    exe, include_dirs[0], exe, include_dirs[1]);
}

/* SOURCE with .o instead of .c. */
static int derive_output(char *output, size_t size, const char *source)
{
	size_t len = strlen(source);

	if (len < 3 || strcmp(source + len - 2, ".c"))
		return fail(BAD_USAGE, "%s is no C source: its name does not end in .c", source);
	if ((size_t)snprintf(output, size, "%.*so", (int)len - 1, source) >= size)
		return fail(BAD_USAGE, "the name %s is too long", source);
	return DONE;
}

static int compile(const char *source, const char *output)
{
	char *clang = getenv("CLANG") ?: "clang", include[PATH_MAX + 64] = "-I";
	/* clang-format off */
	char *args[] = { clang, "-g", "-O2", "--target=bpf",
			 "-Wall", "-Wextra", "-Wno-unused-parameter",
			 include, "-I/usr/include/" MULTIARCH,
			 "-c", "-o", (char *)output, (char *)source, NULL };
	/* clang-format on */
	int status, code;

	code = find_headers(include + 2, sizeof(include) - 2);
	if (code)
		return code;
	status = run_program(args);
	if (!status)
		return DONE;
	if (status == RUN_NOT_STARTED)
		return fail(REFUSED, "there is no compiler %s; install it: apt install clang",
			    clang);
	if (access("/usr/include/bpf/bpf_helpers.h", R_OK))
		return fail(REFUSED, "the headers of libbpf are missing; install them: "
				     "apt install libbpf-dev");
	return fail(REFUSED, "%s does not compile %s; what it says is above", clang, source);
}

static int build(const char *source, const char *output)
{
	char derived[PATH_MAX];
	int code;

	if (access(source, R_OK))
		return fail(BAD_OBJECT, "cannot read %s: %s", source, strerror(errno));
	if (!output) {
		code = derive_output(derived, sizeof(derived), source);
		if (code)
			return code;
		output = derived;
	}
	code = compile(source, output);
	if (!code)
		printf("built %s\n", output);
	return code;
}

int command_build(int argc, char **argv)
{
	const char *output = NULL;
	int option;

	while ((option = getopt_long(argc, argv, "ho:", options, NULL)) != -1) {
		switch (option) {
		case 'h':
			return help(usage);
		case 'o':
			output = optarg;
			break;
		default:
			return bad_usage("build");
		}
	}
	if (argc - optind != 1)
		return fail(BAD_USAGE, "build needs a source; see hidbpf build --help");
	return build(argv[optind], output);
}
