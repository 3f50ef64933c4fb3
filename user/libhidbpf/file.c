// SPDX-License-Identifier: GPL-2.0-only
/* Reads object files into memory and opens them as ELF. */
#include "libhidbpf/file.h"
#include "libhidbpf/error.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Far more than any BPF object has. */
#define FILE_MAX (64U << 20)

static int read_all(int fd, char *data, size_t size)
{
	while (size) {
		ssize_t len = read(fd, data, size);

		if (len <= 0)
			return len ? -errno : -EIO;
		data += len;
		size -= len;
	}
	return 0;
}

int hidbpf_file_read(const char *path, char **data, size_t *size)
{
	struct stat stat;
	int fd, err;

	*data = NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = fstat(fd, &stat) ? -errno : 0;
	if (!err && stat.st_size > FILE_MAX)
		err = -EFBIG;
	if (err)
		goto close;
	*size = stat.st_size;
	*data = malloc(*size + 1);
	err = *data ? read_all(fd, *data, *size) : -ENOMEM;
close:
	close(fd);
	return err;
}

Elf *hidbpf_file_elf(const void *data, size_t size)
{
	GElf_Ehdr header;
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = elf_memory((char *)data, size);
	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header))
		hidbpf_set_error(0, "it is not an ELF file");
	else if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_machine != EM_BPF)
		hidbpf_set_error(0, "it is not a BPF object");
	else
		return elf;
	elf_end(elf);
	return NULL;
}

Elf_Data *hidbpf_file_section(Elf *elf, const char *name)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return NULL;
	while ((section = elf_nextscn(elf, section))) {
		Elf_Data *data;

		if (!gelf_getshdr(section, &header) || header.sh_type != SHT_PROGBITS ||
		    strcmp(elf_strptr(elf, names, header.sh_name) ?: "", name))
			continue;
		data = elf_rawdata(section, NULL);
		return data && data->d_buf ? data : NULL;
	}
	return NULL;
}
