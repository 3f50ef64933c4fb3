#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What "make check-kernel" and "make test-kernel" say about bad input, what they unpack, and the
# report. The kernels are made up.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$here/fake.sh"

# describes SETTING...: the parts make a kernel, described in $work/kernel
describes() {
	rm -rf "$work/out"
	mkdir "$work/out"
	"$here/describe" "$work/out" "$@" >"$work/kernel"
	cat "$work/kernel"
}

# refuses TEXT SETTING...: one line says TEXT (basic regular expression), and nothing is described
refuses() {
	text=$1
	shift
	rm -rf "$work/out"
	mkdir "$work/out"
	fails "$here/describe" "$work/out" "$@" >"$work/kernel" 2>"$work/said"
	cat "$work/said"
	[ ! -s "$work/kernel" ]
	[ "$(wc -l <"$work/said")" = 1 ]
	grep -q "^check-kernel: .*$text" "$work/said"
}

# The description names the files of the release 6.6.6-fake.
is_described() {
	KVER='' ROOT='' KDIR='' VMLINUX='' VMLINUZ=''
	. "$work/kernel"
	[ "$KVER" = 6.6.6-fake ]
	grep -q 6.6.6-fake "$KDIR/include/generated/utsrelease.h"
	grep -aq 6.6.6-fake "$VMLINUZ"
	[ "$VMLINUX" = "$VMLINUZ" ]
	modprobe -d "$ROOT" -S "$KVER" --show-depends uhid | grep "^insmod .*/uhid.ko"
}

parts() {
	describes "IMAGE=$fake/vmlinuz" "MODULES=$1" "HEADERS=$fake/headers"
	is_described
	[ ! -e "$fake/modules/modules.dep" ]
}

# A directory given as O=, whose Makefile includes a file that is in the source.
built_elsewhere() {
	cp -r "$fake/headers" "$work/elsewhere"
	mkdir "$work/its-source"
	echo 'kernelversion:' >"$work/its-source/Makefile.common"
	ln -s "$work/its-source" "$work/elsewhere/source"
	echo 'include Makefile.common' >"$work/elsewhere/Makefile"
	describes "$image" "$modules" "HEADERS=$work/elsewhere"
	fails make -s -C "$work/elsewhere" kernelversion
	. "$work/kernel"
	make -s -C "$KDIR" kernelversion
}

# Modules compressed with the tools that distributions use reach a guest.
compressed_modules() {
	. "$work/kernel"
	mkdir -p "$work/compressed/lib/modules/$KVER/kernel"
	while read -r tool module; do
		$tool <"$work/fake.ko" >"$work/compressed/lib/modules/$KVER/kernel/$module"
		echo "kernel/$module:"
	done >"$work/compressed/lib/modules/$KVER/modules.dep" <<-EOM
		cat a.ko
		xz b.ko.xz
		zstd c.ko.zst
	EOM
	: >"$work/compressed/lib/modules/$KVER/modules.builtin"
	PATH=$PATH:/usr/sbin:/sbin depmod -b "$work/compressed" "$KVER"
	"$here/../vm/modules" "$work/compressed" "$KVER" "$work/guest" a b c
	for name in a b c; do
		cmp "$work/fake.ko" "$work/guest/modules/$name.ko"
	done
	[ "$(paste -sd ' ' "$work/guest/run/modules")" = 'a.ko b.ko c.ko' ]
}

# Three packages, as distributions split a kernel: the image, its modules, and its headers, here
# with a path to where they would be installed, and links.
make_packages() {
	rm -rf "$work/packages"
	mkdir -p "$work/packages/image/boot" "$work/packages/modules/usr/lib/modules" \
		"$work/packages/headers/usr/src/kernels"
	cp "$fake/vmlinuz" "$work/packages/image/boot/vmlinuz-6.6.6-fake"
	cp -r "$fake/modules" "$work/packages/modules/usr/lib/modules/6.6.6-fake"
	ln -s /usr/src/kernels/6.6.6-fake "$work/packages/modules/usr/lib/modules/6.6.6-fake/build"
	cp -r "$fake/headers" "$work/packages/headers/usr/src/kernels/6.6.6-fake"
	echo 'include /usr/src/kernels/common/Makefile' >"$work/packages/headers/usr/src/kernels/6.6.6-fake/Makefile"
	for part in image modules headers; do
		fake_deb "$work/packages/$part.deb" "$work/packages/$part"
		fake_rpm "$work/packages/$part.rpm" "$work/packages/$part"
	done
}

packages() {
	describes "PACKAGES=$work/packages/image.$1 $work/packages/modules.$1 $work/packages/headers.$1"
	is_described
	[ "$(cat "$KDIR/Makefile")" = "include $ROOT/usr/src/kernels/common/Makefile" ]
	[ "$(readlink -f "$ROOT/lib/modules/6.6.6-fake/build")" = "$KDIR" ]
}

broken_package() {
	head -c 300 "$work/packages/image.$1" >"$work/broken.$1"
	refuses "cannot unpack $work/broken.$1: ." "PACKAGES=$work/broken.$1"
}

# checks OPTION...: make check-kernel for a kernel with these options ends with a report. $edit
# changes the headers before.
edit=true
checks() {
	rm -rf "$work/options"
	fake_headers "$work/options" 6.6.6-fake "$@"
	( cd "$work/options" && $edit )
	fails make -s -C "$work/tree" check-kernel "IMAGE=$fake/vmlinuz" "MODULES=$fake/modules" \
		"HEADERS=$work/options" >"$work/said" 2>&1
	cat "$work/said"
	grep -qx 'report: build/check-kernel/report.md' "$work/said"
	report=$work/tree/build/check-kernel/report.md
	cat "$report"
}

all_options() {
	for option in BLK_DEV_INITRD TTY SERIAL_8250 SERIAL_8250_CONSOLE DEVTMPFS TMPFS PROC_FS SYSFS DEBUG_FS \
		FUNCTION_TRACER MODULES BPF_SYSCALL DEBUG_INFO_BTF HIDRAW HID HID_GENERIC UHID INPUT_EVDEV; do
		echo "CONFIG_$option=y"
	done
}

# shellcheck disable=SC2046 # a word an option
lacks_options() {
	checks $(all_options | grep -vE '_UHID=|_BTF=')
	grep -q '^refused: .*is built without what the tests need: CONFIG_DEBUG_INFO_BTF=y CONFIG_UHID\. .* make test-kernel' \
		"$work/said"
	grep -q '^# hid-bpf-compat on Linux 6.6.6-fake$' "$report"
	grep -q '^| refused | the kernel is built without .* CONFIG_UHID' "$report"
	grep -q '^| HID-BPF | none |$' "$report"
	grep -q '^| given | `IMAGE=vmlinuz MODULES=modules HEADERS=options` |$' "$report"
}

# shellcheck disable=SC2046 # a word an option
signed_modules_only() {
	checks $(all_options) CONFIG_MODULE_SIG_FORCE=y
	grep -q '^refused: .*signed modules only' "$work/said"
}

# shellcheck disable=SC2046 # a word an option
lacks_driver() {
	checks $(all_options)
	grep -q '^refused: .*the module hid is missing among those given: add the package' "$work/said"
}

# Needs a library that no machine has.
foreign_modpost() {
	echo 'int main(void) { return 0; }' |
		gcc -x c -o scripts/mod/modpost - -x none -Wl,--no-as-needed "$work/libnone.so"
}

common_makefile() {
	echo 'include /nonexistent/Makefile' >Makefile
}

# incomplete_headers TEXT EDIT...
# shellcheck disable=SC2046 # a word an option
incomplete_headers() {
	text=$1
	shift
	edit=$*
	checks $(all_options)
	grep -q "^refused: .*$text" "$work/said"
}

# says_kind TEXT OPTION [SYMBOL]: the kind of HID-BPF in the kernel itself
says_kind() {
	fake_headers "$work/options" 6.6.6-fake "$2"
	printf '0x00000000\t%s\tvmlinux\tEXPORT_SYMBOL_GPL\t\n' "${3:-none}" >"$work/options/Module.symvers"
	fails make -s -C "$work/tree" check-kernel "IMAGE=$fake/vmlinuz" "MODULES=$fake/modules" \
		"HEADERS=$work/options" >"$work/said" 2>&1
	cat "$work/said"
	grep -q "^HID-BPF: *$1" "$work/said"
}

unknown_suite() {
	fails make -s -C "$work/tree" check-kernel "$image" "$modules" "$headers" SUITES=mine >"$work/said" 2>&1
	cat "$work/said"
	grep -q '^check-kernel: there is no suite mine; there are module-own ' "$work/said"
}

# The report about suites that ran.
reports() {
	dir=$work/report
	mkdir -p "$dir" "$work/tree/build/tests"
	printf '%s\n' 'kernel:    Linux 6.6.6-fake' 'front end: tracing' >"$dir/found"
	echo 'PACKAGES=/somewhere/a.deb ../b.deb c.deb' >"$dir/given"
	printf '%s\n' 'a-own own own true' 'b-own own own true' >"$dir/suites"
	printf '%s\n' '    attach: one # SKIP the reason' '    attach: two # SKIP the reason' >"$work/tree/build/tests/a-own.skipped"
	echo 'problem  udev     no rule' >"$dir/doctor"
	echo 'Linux version 6.6.6-fake (someone) #1' >"$dir/version"
	printf '%s\n' 'building' 'pass a-own  9 s' 'FAIL b-own  1 s' '    not ok 1 - bad' 'skipped in a-own:' \
		'    attach: one # SKIP the reason' '2 suites, 7 CPU seconds' '5 passed, 1 failed, 2 skipped' >"$dir/output"
	"$work/tree/tests/check-kernel/report" "$dir"
	cat "$dir/report.md"
	grep -qFx '| Result | **5 passed, 1 failed, 2 skipped** |' "$dir/report.md"
	grep -qFx '| front end | tracing |' "$dir/report.md"
	grep -qFx '| given | `PACKAGES=a.deb b.deb c.deb` |' "$dir/report.md"
	grep -qFx '| built | Linux version 6.6.6-fake (someone) #1 |' "$dir/report.md"
	grep -qFx '    not ok 1 - bad' "$dir/report.md"
	fails grep 'building' "$dir/report.md"
	grep -qFx -- '- the reason: 2' "$dir/report.md"
	grep -qFx 'problem  udev     no rule' "$dir/report.md"
	fails grep -F "$work" "$dir/report.md"
}

# no_test_kernel TEXT VARIABLE=VALUE...: make test-kernel says TEXT
no_test_kernel() {
	text=$1
	shift
	fails make -s -C "$work/tree" test-kernel "$@" >"$work/said" 2>&1
	cat "$work/said"
	grep -q "^test-kernel: .*$text" "$work/said"
	[ ! -e "$work/tree/build/test-kernel" ]
}

# Kconfig of a tree that has only one of the wanted options.
drops_options() {
	. "$here/../test-kernel/build.sh"
	out=$work/dropping
	mkdir -p "$out"
	printf '%s\n' '# none' 'CONFIG_A=m' 'CONFIG_B=y' 'CONFIG_C=y' >"$work/first.config"
	printf '%s\n' 'CONFIG_A=y' '# CONFIG_B is not set' 'CONFIG_D=n' >"$work/second.config"
	options "$work/first.config" "$work/second.config" >"$work/wanted.config"
	[ "$(paste -sd ' ' "$work/wanted.config")" = 'CONFIG_A=y CONFIG_B=n CONFIG_C=y CONFIG_D=n' ]
	printf '%s\n' 'CONFIG_A=y' '# CONFIG_B is not set' 'CONFIG_D=y' >"$out/.config"
	dropped_options "$work/wanted.config" >"$work/dropped"
	cat "$work/dropped"
	[ "$(sort "$work/dropped" | paste -sd ' ')" = 'CONFIG_C=y CONFIG_D=n' ]
}

PATH=$PATH:/usr/sbin:/sbin
fake=$work/fake
fake_image "$fake/vmlinuz" 6.6.6-fake
fake_headers "$fake/headers" 6.6.6-fake CONFIG_X86_64=y
fake_modules "$fake/modules" 6.6.6-fake uhid evdev
echo 'int none;' | gcc -x c -shared -o "$work/libnone.so" -Wl,-soname,libnone.so -
copy_tree "$work/tree"
image=IMAGE=$fake/vmlinuz modules=MODULES=$fake/modules headers=HEADERS=$fake/headers

check 'an image, modules and headers make a kernel' parts "$fake/modules"
mkdir -p "$fake/root/lib/modules"
cp -r "$fake/modules" "$fake/root/lib/modules/6.6.6-fake"
check 'so do modules below lib/modules' parts "$fake/root"
check 'headers may include files of the source' built_elsewhere
check 'modules may be compressed' compressed_modules
make_packages
check '.deb packages, compressed with zstd, make a kernel' packages deb
check '.rpm packages make a kernel' packages rpm

check 'no kernel' refuses 'name a kernel: make check-kernel IMAGE='
check 'two kernels' refuses 'name several kernels' "$image" TREE=/nonexistent
check 'an unknown setting' refuses 'unknown setting KERNEL' KERNEL=6.6
check 'only an image' refuses 'MODULES is not set' "$image"
check 'no headers' refuses 'HEADERS is not set' "$image" "$modules"
check 'no such image' refuses '/nonexistent: no such file' IMAGE=/nonexistent "$modules" "$headers"
fake_modules "$fake/damaged" 6.6.6-fake uhid
echo damaged >"$fake/damaged/kernel/drivers/uhid.ko"
check 'a module that cannot be read' refuses 'cannot read the module .*/uhid.ko: it is damaged, or' \
	"$image" "MODULES=$fake/damaged" "$headers"
check 'no such modules' refuses 'MODULES=/nonexistent: no such directory' "$image" MODULES=/nonexistent "$headers"
check 'no such headers' refuses 'HEADERS=/nonexistent: no such directory' "$image" "$modules" HEADERS=/nonexistent
head -c 4096 /dev/zero >"$fake/arm64"
put "$fake/arm64" 56 'ARMd'
check 'the image of another architecture' refuses 'is not a kernel for amd64' "IMAGE=$fake/arm64" "$modules" "$headers"
fake_image "$fake/i386" 6.6.6-fake '\000'
check 'an image for 32 bits' refuses 'is a 32-bit kernel' "IMAGE=$fake/i386" "$modules" "$headers"
check 'a vmlinux' refuses 'is a vmlinux, which cannot be booted: name the bzImage' IMAGE=/bin/true "$modules" "$headers"
check 'a directory without headers' refuses 'does not contain the headers of a kernel' "$image" "$modules" "HEADERS=$work"
fake_headers "$fake/other" 6.6.7-other
check 'headers of another release' refuses 'for Linux 6.6.7-other, but the image is Linux 6.6.6-fake' \
	"$image" "$modules" "HEADERS=$fake/other"
mkdir "$fake/empty"
check 'a directory without modules' refuses 'contains no modules' "$image" "MODULES=$fake/empty" "$headers"
fake_modules "$fake/other-modules" 6.6.7-other uhid
check 'modules of another release' refuses 'the modules in .* are for Linux 6.6.7-other' \
	"$image" "MODULES=$fake/other-modules" "$headers"

check 'no such package' refuses '/nonexistent: no such file' PACKAGES=/nonexistent
check 'not a package' refuses 'is neither a .deb nor a .rpm' PACKAGES=/bin/true
check 'a broken .deb' broken_package deb
check 'a broken .rpm' broken_package rpm
check 'packages without an image' refuses 'contain no kernel image: .* kernel-core' \
	"PACKAGES=$work/packages/headers.deb $work/packages/modules.deb"
check 'packages without headers' refuses 'lack the headers of Linux 6.6.6-fake: .* kernel-devel' \
	"PACKAGES=$work/packages/image.deb $work/packages/modules.deb"
check 'packages without modules' refuses 'lack the modules of Linux 6.6.6-fake: .* kernel-modules-core' \
	"PACKAGES=$work/packages/image.rpm $work/packages/headers.rpm"

check 'no such tree' refuses 'TREE=/nonexistent: no such directory' TREE=/nonexistent
check 'a directory without a built kernel' refuses 'has no arch/x86/boot/bzImage' "TREE=$work"
mkdir "$work/source"
: >"$work/source/Kbuild"
check 'a source tree that was not built' refuses 'name the directory given to make as O=, or .* make test-kernel TREE=' \
	"TREE=$work/source"

check 'a kernel without what the tests need' lacks_options
check 'a kernel that loads only signed modules' signed_modules_only
check 'a kernel without a driver that the tests need' lacks_driver
fake_modules "$fake/modules" 6.6.6-fake hid hid-generic uhid evdev
check 'headers without a tool' incomplete_headers 'lack scripts/basic/fixdep, .*: add the packages' rm scripts/basic/fixdep
check 'headers whose tools do not run here' incomplete_headers 'modpost of the headers does not run' foreign_modpost
check 'headers without those that they include' incomplete_headers 'incomplete (.*/nonexistent/Makefile' common_makefile
check 'a kernel without HID-BPF' says_kind none CONFIG_NONE=y
check 'a kernel with the older HID-BPF' says_kind 'the older HID-BPF of Linux 6.3 to 6.10' CONFIG_HID_BPF=y
check 'a kernel with native HID-BPF' says_kind native CONFIG_HID_BPF=y dispatch_hid_bpf_raw_requests
check 'an unknown suite' unknown_suite
check 'the report' reports

check 'test-kernel: no tree' no_test_kernel 'name the source of a kernel'
check 'test-kernel: no such tree' no_test_kernel '/nonexistent: no such directory' TREE=/nonexistent
check 'test-kernel: not a kernel' no_test_kernel 'is not the source of a kernel' "TREE=$work"
mkdir -p "$work/source/arch/x86" "$work/source/drivers/hid"
check 'test-kernel: no such file with options' no_test_kernel '/nonexistent: no such file' "TREE=$work/source" CONFIG=/nonexistent
check 'test-kernel: a file without options' no_test_kernel 'sets no option' "TREE=$work/source" "CONFIG=$work/source/Kbuild"
: >"$work/source/.config"
check 'test-kernel: a tree in which a kernel was built' no_test_kernel \
	'has been built or configured in .* make check-kernel TREE=' "TREE=$work/source"
check 'test-kernel: options of several files, and those that a tree lacks' drops_options
finish
