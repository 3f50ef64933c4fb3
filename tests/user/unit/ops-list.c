// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints the hid_bpf_ops of an object file, as the loader reads them.
 *
 * usage: ops-list FILE [BYTES]
 * With BYTES the file ends there. A line for each ops, "NAME link|plain [optional] ID FLAGS
 * HOOK=PROGRAM...", or what is wrong with the file, and exit status 1.
 */
#include "libhidbpf/elf.h"
#include "libhidbpf/libhidbpf.h"

#include <stdio.h>
#include <stdlib.h>

/* What was read is copied, so that a sanitizer sees each byte beyond it. */
static char *read_file(const char *path, size_t *size)
{
	static char buf[1 << 20];
	FILE *file = fopen(path, "r");
	size_t len;
	char *data;

	if (!file)
		return NULL;
	len = fread(buf, 1, sizeof(buf), file);
	fclose(file);
	if (len < *size)
		*size = len;
	data = malloc(*size);
	for (size_t i = 0; data && i < *size; i++)
		data[i] = buf[i];
	return data;
}

static void print_ops(const struct hidbpf_elf_ops *ops)
{
	printf("%s %s%s %d %u", ops->name, ops->link ? "link" : "plain",
	       ops->optional ? " optional" : "", ops->hid_id, ops->flags);
	for (size_t i = 0; i < ops->hooks_count; i++)
		printf(" %s=%s", ops->hooks[i].member, ops->hooks[i].program);
	printf("\n");
}

int main(int argc, char **argv)
{
	size_t size = argc > 2 ? strtoul(argv[2], NULL, 10) : (size_t)-1;
	struct hidbpf_elf_list list;
	char *file;
	int err;

	file = argc > 1 ? read_file(argv[1], &size) : NULL;
	if (!file)
		return 2;
	err = hidbpf_elf_read(&list, file, size);
	if (err)
		printf("%s\n", hidbpf_error());
	else
		for (size_t i = 0; i < list.count; i++)
			print_ops(&list.ops[i]);
	/* Nothing is left to be read of a file whose ops are hidden. */
	if (!err)
		hidbpf_elf_hide(file, size);
	hidbpf_elf_free(&list);
	err = err ?: hidbpf_elf_read(&list, file, size) || list.count;
	hidbpf_elf_free(&list);
	free(file);
	return err ? 1 : 0;
}
