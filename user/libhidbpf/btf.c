// SPDX-License-Identifier: GPL-2.0-only
/* Reads BTF, of files and from the kernel. */
#include "libhidbpf/btf.h"
#include "libhidbpf/file.h"

#include <bpf/bpf.h>
#include <byteswap.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BTF_SECTION ".BTF"
/* Most typedefs and qualifiers of one type; more of them form a loop. */
#define MODIFIERS_MAX 32

/* Newer C headers add members, which objects need not have. */
#define BTF_HEADER_MIN (offsetof(struct btf_header, str_len) + sizeof(__u32))

/* Bytes that follow a type, which depend on its kind; -1 for an unknown kind. */
static long size_after(const struct btf_type *type)
{
	size_t count = btf_vlen(type);

	switch (btf_kind(type)) {
	case BTF_KIND_PTR:
	case BTF_KIND_FWD:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FLOAT:
	case BTF_KIND_TYPE_TAG:
		return 0;
	case BTF_KIND_INT:
		return sizeof(__u32);
	case BTF_KIND_VAR:
		return sizeof(struct btf_var);
	case BTF_KIND_DECL_TAG:
		return sizeof(struct btf_decl_tag);
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return count * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return count * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64:
		return count * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO:
		return count * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return count * sizeof(struct btf_var_secinfo);
	}
	return -1;
}

/* Notes where each type begins. */
static int list_types(struct hidbpf_btf *btf, const char *data, size_t size)
{
	btf->types = malloc((size / sizeof(struct btf_type) + 1) * sizeof(*btf->types));
	if (!btf->types)
		return -ENOMEM;
	while (size) {
		const struct btf_type *type = (const void *)data;
		long after = size < sizeof(*type) ? -1 : size_after(type);

		if (after < 0 || (size_t)after > size - sizeof(*type))
			return -EINVAL;
		btf->types[btf->count++] = type;
		data += sizeof(*type) + after;
		size -= sizeof(*type) + after;
	}
	return 0;
}

/* Everything but names and the first bytes of the header is numbers of 32 bits. */
static void swap_numbers(char *data, size_t size)
{
	__u32 *numbers = (__u32 *)data;

	for (size_t i = 0; i < size / sizeof(*numbers); i++)
		numbers[i] = bswap_32(numbers[i]);
}

/* Whether a part of the section lies within its size. */
static bool is_within(__u64 offset, __u64 len, size_t size)
{
	return offset + len <= size;
}

static bool is_header_valid(const struct btf_header *header, size_t size)
{
	return header->hdr_len >= BTF_HEADER_MIN && header->hdr_len <= size &&
	       !(header->hdr_len % sizeof(__u32)) && !(header->type_off % sizeof(__u32)) &&
	       is_within(header->type_off, header->type_len, size - header->hdr_len) &&
	       is_within(header->str_off, header->str_len, size - header->hdr_len) &&
	       header->str_len;
}

static int parse(struct hidbpf_btf *btf, size_t size)
{
	struct btf_header *header = (void *)btf->data;
	bool swapped;
	char *data;

	if (size < BTF_HEADER_MIN)
		return -EINVAL;
	swapped = header->magic == bswap_16(BTF_MAGIC);
	if (!swapped && header->magic != BTF_MAGIC)
		return -EINVAL;
	if (swapped)
		swap_numbers((char *)&header->hdr_len,
			     BTF_HEADER_MIN - offsetof(struct btf_header, hdr_len));
	if (!is_header_valid(header, size))
		return -EINVAL;
	data = btf->data + header->hdr_len;
	btf->names = data + header->str_off;
	btf->names_len = header->str_len;
	/* In a damaged file types and names may overlap: the names are checked as they end up. */
	if (swapped)
		swap_numbers(data + header->type_off, header->type_len);
	if (btf->names[btf->names_len - 1])
		return -EINVAL;
	return list_types(btf, data + header->type_off, header->type_len);
}

/* The copy is aligned, which the section in the file need not be. */
static int copy_section(struct hidbpf_btf *btf, const Elf_Data *data)
{
	if (!data || !data->d_buf)
		return -EINVAL;
	btf->data = malloc(data->d_size + 1);
	if (!btf->data)
		return -ENOMEM;
	memcpy(btf->data, data->d_buf, data->d_size);
	return parse(btf, data->d_size);
}

int hidbpf_btf_read(struct hidbpf_btf *btf, Elf *elf)
{
	Elf_Scn *section = NULL, *found = NULL;
	GElf_Shdr header;
	size_t names;

	memset(btf, 0, sizeof(*btf));
	if (elf_getshdrstrndx(elf, &names))
		return -EINVAL;
	while ((section = elf_nextscn(elf, section))) {
		if (!gelf_getshdr(section, &header) || header.sh_type != SHT_PROGBITS ||
		    strcmp(elf_strptr(elf, names, header.sh_name) ?: "", BTF_SECTION))
			continue;
		if (found)
			return -EINVAL;
		found = section;
	}
	btf->section = elf_ndxscn(found);
	return found ? copy_section(btf, elf_rawdata(found, NULL)) : -ENODATA;
}

static bool is_native(Elf *elf)
{
	const char *ident = elf_getident(elf, NULL);
	const __u16 one = 1;

	return ident[EI_DATA] == (*(const __u8 *)&one ? ELFDATA2LSB : ELFDATA2MSB);
}

int hidbpf_btf_read_file(struct hidbpf_btf *btf, const void *file, size_t size)
{
	Elf *elf = hidbpf_file_elf(file, size);
	int err = -EINVAL;

	memset(btf, 0, sizeof(*btf));
	if (elf && is_native(elf))
		err = hidbpf_btf_read(btf, elf);
	elf_end(elf);
	return err;
}

/* The file is read in pages. */
static int read_from(int fd, off_t offset, char *data, size_t size)
{
	while (size) {
		ssize_t len = pread(fd, data, size, offset);

		if (len <= 0)
			return len ? -errno : -EINVAL;
		data += len;
		offset += len;
		size -= len;
	}
	return 0;
}

static int read_names(struct hidbpf_btf *btf, int fd)
{
	struct btf_header header;
	int err = read_from(fd, 0, (char *)&header, BTF_HEADER_MIN);

	if (err || !header.str_len)
		return err ?: -EINVAL;
	btf->kernel_names = malloc(header.str_len);
	if (!btf->kernel_names)
		return -ENOMEM;
	btf->kernel_names_len = header.str_len;
	err = read_from(fd, header.hdr_len + header.str_off, btf->kernel_names, header.str_len);
	if (!err && btf->kernel_names[header.str_len - 1])
		err = -EINVAL;
	return err;
}

static int read_kernel_names(struct hidbpf_btf *btf)
{
	int fd = open("/sys/kernel/btf/vmlinux", O_RDONLY | O_CLOEXEC), err;

	if (fd < 0)
		return -errno;
	err = read_names(btf, fd);
	close(fd);
	return err;
}

int hidbpf_btf_read_kernel(struct hidbpf_btf *btf, int fd)
{
	char name[64] = "";
	struct bpf_btf_info info = { .name = (__u64)(uintptr_t)name, .name_len = sizeof(name) };
	__u32 info_size = sizeof(info), size;
	int err = 0;

	memset(btf, 0, sizeof(*btf));
	if (bpf_obj_get_info_by_fd(fd, &info, &info_size))
		return -errno;
	size = info.btf_size;
	btf->data = malloc(size + 1);
	if (!btf->data)
		return -ENOMEM;
	info = (struct bpf_btf_info){ .btf = (__u64)(uintptr_t)btf->data, .btf_size = size };
	info_size = sizeof(info);
	if (bpf_obj_get_info_by_fd(fd, &info, &info_size))
		return -errno;
	if (strcmp(name, "vmlinux"))
		err = read_kernel_names(btf);
	return err ?: parse(btf, size);
}

void hidbpf_btf_free(struct hidbpf_btf *btf)
{
	free(btf->kernel_names);
	free(btf->types);
	free(btf->data);
}

const struct btf_type *hidbpf_btf_type(const struct hidbpf_btf *btf, __u32 id)
{
	return id && id <= btf->count ? btf->types[id - 1] : NULL;
}

const struct btf_type *hidbpf_btf_bare_type(const struct hidbpf_btf *btf, __u32 id)
{
	for (int i = 0; i < MODIFIERS_MAX; i++) {
		const struct btf_type *type = hidbpf_btf_type(btf, id);

		if (!type || !(btf_is_mod(type) || btf_is_typedef(type)))
			return type;
		id = type->type;
	}
	return NULL;
}

const char *hidbpf_btf_name(const struct hidbpf_btf *btf, __u32 offset)
{
	if (offset < btf->kernel_names_len)
		return btf->kernel_names + offset;
	offset -= btf->kernel_names_len;
	return offset < btf->names_len ? btf->names + offset : "";
}

int hidbpf_btf_find_struct(const struct hidbpf_btf *btf, const char *name)
{
	for (__u32 i = 0; i < btf->count; i++)
		if (btf_is_struct(btf->types[i]) &&
		    !strcmp(hidbpf_btf_name(btf, btf->types[i]->name_off), name))
			return i;
	return -1;
}

const struct btf_member *hidbpf_btf_find_member(const struct hidbpf_btf *btf,
						const struct btf_type *type, const char *name)
{
	const struct btf_member *member = btf_members(type);

	for (__u32 i = 0; i < btf_vlen(type); i++, member++)
		if (!strcmp(hidbpf_btf_name(btf, member->name_off), name))
			return member;
	return NULL;
}

const struct btf_type *hidbpf_btf_section(const struct hidbpf_btf *btf, const char *name)
{
	for (__u32 i = 0; i < btf->count; i++)
		if (btf_is_datasec(btf->types[i]) &&
		    !strcmp(hidbpf_btf_name(btf, btf->types[i]->name_off), name))
			return btf->types[i];
	return NULL;
}
