// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf build: compiles device programs with clang. */
#include "cli/message.h"
#include "cli/run.h"
#include "commands/commands.h"
#include "libhidbpf/elf.h"
#include "libhidbpf/file.h"
#include "libhidbpf/libhidbpf.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER "hid_bpf.h"

/* Where the headers are, relative to hidbpf: in the source tree, or installed. */
static const char *const include_dirs[] = { "../bpf/include", "../include/hid-bpf-compat" };

/* Writes the path of the directory of the headers: DONE, or an exit code with a message. */
static int find_headers(char *dir, size_t size)
{
	char exe[PATH_MAX], header[2 * PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (len < 0)
		return fail(REFUSED, "cannot find the executable of hidbpf: %s", strerror(errno));
	exe[len] = '\0';
	*strrchr(exe, '/') = '\0';
	for (size_t i = 0; i < sizeof(include_dirs) / sizeof(include_dirs[0]); i++) {
		snprintf(dir, size, "%s/%s", exe, include_dirs[i]);
		snprintf(header, sizeof(header), "%s/" HEADER, dir);
		if (!access(header, R_OK))
			return DONE;
	}
	return fail(
		REFUSED,
		"the headers for programs are in neither %s/%s nor %s/%s; "
		"install the package hidbpf-dev (as RPM: hidbpf-devel), or in the source tree of "
		"hid-bpf-compat: make install",
		exe, include_dirs[0], exe, include_dirs[1]);
}

/* SOURCE with .o instead of .c. */
static int derive_output(char *output, size_t size, const char *source)
{
	size_t len = strlen(source);

	if (len < 3 || strcmp(source + len - 2, ".c"))
		return fail(BAD_USAGE, "%s is not a C source: its name does not end in .c", source);
	if ((size_t)snprintf(output, size, "%.*so", (int)len - 1, source) >= size)
		return fail(BAD_USAGE, "the file name %s is too long", source);
	return DONE;
}

static int compile(const char *source, const char *output)
{
	char *clang = getenv("CLANG") ?: "clang", include[PATH_MAX + 64] = "-I";
	const char *const args[] = { clang, BPF_FLAGS, include, "-I/usr/include/" MULTIARCH,
				     "-c",  "-o",      output,	source,
				     NULL };
	int status, code;

	code = find_headers(include + 2, sizeof(include) - 2);
	if (code)
		return code;
	status = run_program((char *const *)args);
	if (!status)
		return DONE;
	if (status == RUN_NOT_STARTED)
		return fail(REFUSED,
			    "cannot run the compiler %s; install it with: "
			    "apt install clang",
			    clang);
	if (access("/usr/include/bpf/bpf_helpers.h", R_OK))
		return fail(REFUSED, "the headers of libbpf are missing; install them with: "
				     "apt install libbpf-dev");
	return fail(REFUSED, "%s cannot compile %s; see the errors above", clang, source);
}

/*
 * Removes an object that no kernel could load, because clang and not a linker made it: nothing else
 * checks that its functions exist.
 */
static int check(const char *source, const char *output)
{
	struct hidbpf_elf_list list;
	struct stat stat_buf;
	char *file;
	size_t size;
	int err;

	if (stat(output, &stat_buf) || !S_ISREG(stat_buf.st_mode))
		return DONE;
	err = hidbpf_file_read(output, &file, &size);
	if (err) {
		free(file);
		return fail(REFUSED, "cannot read %s: %s", output, strerror(-err));
	}
	err = hidbpf_elf_read(&list, file, size);
	hidbpf_elf_free(&list);
	free(file);
	if (!err)
		return DONE;
	unlink(output);
	return fail(REFUSED, "the object of %s is not valid, and was removed: %s", source,
		    hidbpf_error());
}

static const char *output;

static int set_output(char *file)
{
	output = file;
	return DONE;
}

static int build(char **arguments)
{
	const char *source = arguments[0];
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
		code = check(source, output);
	if (!code)
		printf("built %s\n", output);
	return code;
}

const struct command command_build = {
	.name = "build",
	.summary = "compile a program",
	.arguments = "SOURCE",
	.least_arguments = 1,
	.most_arguments = 1,
	.description = "Compile the C source of HID-BPF programs with clang, for any kernel.\n",
	.words =
		(const struct command_word[]){
			{ "SOURCE",
			  "a file such as 0010-Vendor__Device.bpf.c, see \"hidbpf new\"" },
			{ 0 } },
	.options =
		(const struct command_option[]){
			{ 'o', "output", "FILE", .set = set_output,
			  .help = "write the object to FILE (default: SOURCE with .o\n"
				  "for .c)" },
			{ 0 } },
	.notes = "The packages clang and libbpf-dev must be installed. The environment variable\n"
		 "CLANG names another compiler.\n",
	.run = build,
};
