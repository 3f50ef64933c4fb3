# SPDX-License-Identifier: GPL-2.0-only
#
# What scripts that build or boot something share (sourced; $here is their directory, tests/ or
# below).

top=${here%/tests*}
build=$top/build

# use_architecture FOREIGN: what is built from now on is for another architecture of Debian, or for
# the machine if that is empty. Sets built, the directory with the tests and the hidbpf for it.
use_architecture() {
	FOREIGN=$1 gnu=
	[ -z "$FOREIGN" ] || gnu=$("$top/tests/vm/sysroot" "$FOREIGN" --gnu) || exit 1
	export CROSS_COMPILE="${gnu:+$gnu-}"
	built=$build${FOREIGN:+/$FOREIGN}
}

# Sets KVER, KDIR, VMLINUZ, KIND and so on of a kernel, see tests/vm/kernel; built, see above; and
# products, which is the same or has the programs that are built with the machine's own libbpf.
use_kernel() {
	assignments=$("$top/tests/vm/kernel" "$1") || exit 1
	eval "$assignments"
	use_architecture "$FOREIGN"
	products=$built${OWN_LIBBPF:+/own}
}

# Whether the kernel of use_kernel has the driver $1, as a module or built in.
has_driver() {
	PATH=$PATH:/usr/sbin:/sbin modprobe -d "$ROOT" -S "$KVER" --show-depends "$1" >/dev/null 2>&1
}

# Runs make. Suites that run at the same time take turns.
build_make() {
	mkdir -p "$build/tests"
	flock "$build/tests/lock" make -s --no-print-directory -j"$(nproc)" "$@" >&2
}

# Runs make with a libbpf that supports struct_ops in modules: the machine's or a newer one, or that
# of use_architecture.
build_with_libbpf() {
	if [ -n "${FOREIGN:-}" ]; then
		build_foreign "$@"
		return
	fi
	LIBBPF_CFLAGS=$("$top/tests/vm/libbpf" --cflags) || exit 1
	LIBBPF_LIBS=$("$top/tests/vm/libbpf" --libs) || exit 1
	build_make "LIBBPF_CFLAGS=$LIBBPF_CFLAGS" "LIBBPF_LIBS=$LIBBPF_LIBS" "$@"
}

build_foreign() {
	sysroot=$("$top/tests/vm/sysroot" "$FOREIGN") || exit 1
	libraries=$sysroot/usr/lib/$gnu
	PKG_CONFIG_LIBDIR=$libraries/pkgconfig PKG_CONFIG_SYSROOT_DIR=$sysroot build_make "CC=${CROSS_COMPILE}gcc" "BUILD=$built" \
		"LIBBPF_CFLAGS=-I$sysroot/usr/include -I$sysroot/usr/include/$gnu" \
		"LIBBPF_LIBS=-L$libraries -L$sysroot/lib/$gnu -Wl,-rpath-link,$libraries:$sysroot/lib/$gnu -lbpf" "$@"
}

# build_tests NAME [TARGET...]: builds the programs of tests/NAME
build_tests() {
	tests_built=$1
	shift
	build_with_libbpf -C "$top/tests/$tests_built" "$@"
}

# need_tests NAME...: builds hidbpf and the programs of tests/NAME, if the kernel of use_kernel is
# of another architecture. tests/build has built those for the machine's own.
need_tests() {
	[ -n "$FOREIGN" ] || return 0
	build_foreign -C "$top" hidbpf
	for needed; do
		build_tests "$needed"
	done
}

# build_module [VARIABLE=VALUE...]: builds the module for the kernel of use_kernel
build_module() {
	build_make -C "$top" module "KVER=$KVER" "KDIR=$KDIR" "VMLINUX=$VMLINUX" "$@"
}

# build_modules DIRECTORY [SOURCES]: builds kernel modules of the tests for the kernel of use_kernel
build_modules() {
	modules_built=$1
	# The object tree holds links to the sources, so that kbuild leaves nothing beside them.
	mkdir -p "$modules_built"
	ln -sf "${2:-$top/tests/module/modules}"/* "$modules_built"
	build_make -C "$KDIR" M="$modules_built" CONFIG_DEBUG_INFO_BTF_MODULES= modules
}

# Copies the tracked files of the project, as they are now, to the directory $1.
copy_tree() {
	mkdir -p "$1"
	# The tree may belong to another user.
	( cd "$top" && git -c safe.directory='*' ls-files -z | cpio -0 -p -d -m --quiet "$1" )
}

# Removes the build probes from the copied tree $1, except those that module/compat/configure itself
# needs to decide whether the module can be built. Each takes half a second to compile.
keep_deciding_probes() {
	for probe in "$1"/module/compat/probes/*.c; do
		grep -q "probes/$(basename "$probe" .c)\.o" "$1/module/compat/configure" || rm "$probe"
	done
}

# Links all files of the headers $1 into the directory $2, where they can be edited. Directories are
# copied, including those that are links to the unpacked linux-kbuild package.
copy_headers() {
	mkdir -p "$2"
	cp -rsL "$1/." "$2"
	# The headers of 7.3 contain their own path.
	edit "$2/Makefile" "s|^KBUILD_OUTPUT=.*|KBUILD_OUTPUT=$2|"
}

# Makes the headers in the directory $1, of copy_headers, those of a kernel from 6.3 to 6.10 with
# CONFIG_HID_BPF=y. The compiler looks first where the interface is put.
make_older_native() {
	mkdir -p "$1/arch/x86/include/generated/linux"
	cp "$top/tests/older/hid_bpf.h" "$1/arch/x86/include/generated/linux/hid_bpf.h"
	edit "$1/include/generated/autoconf.h" '$a#define CONFIG_HID_BPF 1'
	edit "$1/include/config/auto.conf" '$aCONFIG_HID_BPF=y'
	for made_export in dispatch_hid_bpf_device_event call_hid_bpf_rdesc_fixup; do
		edit "$1/Module.symvers" "\$a0x00000000	$made_export	vmlinux	EXPORT_SYMBOL_GPL	"
	done
}

# Replaces the link $1 by a copy, so that the original stays unchanged, and edits it with sed.
edit() {
	file=$1
	shift
	sed "$@" "$file" >"$work/edited"
	rm "$file"
	mv "$work/edited" "$file"
}
