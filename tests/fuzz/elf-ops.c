// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints the ops of object files as the loader reads them, one in a line:
 *
 *   elf-ops FILE...     exit status 1 if a file cannot be read, its ops cannot be hidden, or it
 *                       cannot use aliases
 *   elf-ops --cut FILE  reads every beginning of the file; 1 if a truncated one passes as whole
 */
#include "libhidbpf/aliases.h"
#include "libhidbpf/elf.h"
#include "libhidbpf/error.h"
#include "libhidbpf/libhidbpf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	long end;

	if (!file || fseek(file, 0, SEEK_END) || (end = ftell(file)) < 0) {
		perror(path);
		exit(1);
	}
	*size = end;
	bytes = malloc(*size);
	rewind(file);
	if (!bytes || fread(bytes, 1, *size, file) != *size) {
		perror(path);
		exit(1);
	}
	fclose(file);
	return bytes;
}

static void print_ops(const struct hidbpf_elf_ops *ops)
{
	printf("%s%s%s hid_id=%d flags=%u", ops->name, ops->link ? " link" : "",
	       ops->optional ? " optional" : "", ops->hid_id, ops->flags);
	for (size_t i = 0; i < ops->hooks_count; i++)
		printf(" %s=%s", ops->hooks[i].member, ops->hooks[i].program);
	putchar('\n');
}

/* Returns how many ops there are after hiding them. */
static size_t hide(char *file, size_t size)
{
	struct hidbpf_elf_list list;
	size_t count;

	hidbpf_elf_hide(file, size);
	count = hidbpf_elf_read(&list, file, size) ? 1 : list.count;
	hidbpf_elf_free(&list);
	return count;
}

static int print_file(const char *path)
{
	struct hidbpf_elf_list list;
	size_t size;
	char *file = read_file(path, &size);
	int err = hidbpf_elf_read(&list, file, size);

	if (err)
		fprintf(stderr, "%s: %s\n", path, hidbpf_error());
	for (size_t i = 0; !err && i < list.count; i++)
		print_ops(&list.ops[i]);
	hidbpf_elf_free(&list);
	if (!err)
		hidbpf_elf_complete(file, size);
	if (!err && hide(file, size)) {
		fprintf(stderr, "%s: ops are left when they are hidden\n", path);
		err = 1;
	}
	if (!err && hidbpf_aliases_use(&file, &size)) {
		fprintf(stderr, "%s: %s\n", path, hidbpf_error());
		err = 1;
	}
	free(file);
	return err != 0;
}

/*
 * Compilers write the section headers last, so nothing can be missing without damage.
 */
static int cut_file(const char *path)
{
	size_t size;
	char *file = read_file(path, &size);
	int failed = 0;

	for (size_t length = 0; length < size; length++) {
		struct hidbpf_elf_list list;
		char *cut = malloc(length);

		memcpy(cut, file, length);
		hidbpf_set_error(0, "%s", "");
		if (!hidbpf_elf_read(&list, cut, length) || !*hidbpf_error()) {
			fprintf(stderr, "%s: %zu of %zu bytes pass as whole\n", path, length, size);
			failed = 1;
		}
		hidbpf_elf_free(&list);
		free(cut);
	}
	free(file);
	return failed;
}

int main(int argc, char **argv)
{
	int failed = 0;

	if (argc == 3 && !strcmp(argv[1], "--cut"))
		return cut_file(argv[2]);
	for (int i = 1; i < argc; i++)
		failed |= print_file(argv[i]);
	return failed;
}
