# SPDX-License-Identifier: GPL-2.0-only
#
# Makes files that look like the parts of a kernel, as far as describe reads them (sourced).

# fake_image FILE RELEASE [XLOADFLAGS]: the header of a bzImage
fake_image() {
	mkdir -p "$(dirname "$1")"
	head -c 4096 /dev/zero >"$1"
	put "$1" 514 HdrS
	put "$1" 526 '\000\004'
	put "$1" 566 "${3-\001}"
	put "$1" 1536 "$2 (someone@somewhere) #1 SMP"
}

# put FILE OFFSET TEXT
put() {
	# shellcheck disable=SC2059 # it has escapes
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# fake_headers DIRECTORY RELEASE [OPTION]...
fake_headers() {
	mkdir -p "$1/include/config" "$1/include/generated" "$1/scripts/basic" "$1/scripts/mod"
	echo "#define UTS_RELEASE \"$2\"" >"$1/include/generated/utsrelease.h"
	cp /bin/true "$1/scripts/basic/fixdep"
	cp /bin/true "$1/scripts/mod/modpost"
	: >"$1/Module.symvers"
	echo 'kernelversion:' >"$1/Makefile"
	auto_conf=$1/include/config/auto.conf
	shift 2
	printf '%s\n' "$@" >"$auto_conf"
}

# fake_modules DIRECTORY RELEASE MODULE...
fake_modules() {
	modules_dir=$1
	printf 'name=fake\0vermagic=%s SMP \0' "$2" >"$work/modinfo"
	echo | gcc -x c -c -o "$work/empty.o" -
	objcopy --add-section ".modinfo=$work/modinfo" "$work/empty.o" "$work/fake.ko"
	shift 2
	mkdir -p "$modules_dir/kernel/drivers"
	for module; do
		cp "$work/fake.ko" "$modules_dir/kernel/drivers/$module.ko"
		echo "kernel/drivers/$module.ko"
	done >"$modules_dir/modules.order"
	: >"$modules_dir/modules.builtin"
}

# fake_deb FILE DIRECTORY: a package with the files below DIRECTORY, compressed as by Ubuntu
fake_deb() {
	rm -rf "$work/deb"
	mkdir "$work/deb"
	printf '%s\n' 'Package: fake' 'Version: 1' 'Architecture: amd64' 'Maintainer: none' 'Description: none' \
		>"$work/deb/control"
	( cd "$work/deb" && echo 2.0 >debian-binary && tar -c ./control | zstd -q >control.tar.zst )
	tar -C "$2" -c . | zstd -q >"$work/deb/data.tar.zst"
	( cd "$work/deb" && ar rc fake.deb debian-binary control.tar.zst data.tar.zst )
	mv "$work/deb/fake.deb" "$1"
}

# fake_rpm FILE DIRECTORY: the same for rpm. The lead, 96 bytes, and two empty headers come first.
fake_rpm() {
	{
		printf '\355\253\356\333\003\000'
		head -c 90 /dev/zero
		for header in signature package; do
			printf '\216\255\350\001\000\000\000\000\000\000\000\000\000\000\000\000'
		done
		( cd "$2" && find . | cpio -o -H newc --quiet ) | zstd -q
	} >"$1"
}
