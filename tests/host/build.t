#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# "make module": what it builds, from which sources of base BTF, and when it builds it again. How it
# fails once the module is compiled; refusals.t has the other failures.
#
# usage: build.t [rest]
# With rest, those tests run that "make check" leaves out.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

use_kernel 6.12-amd64
tree=$work/tree
out=$tree/build/$KVER
module=$out/hid_bpf_compat.ko
headers=$work/headers
copy_tree "$tree"
copy_headers "$KDIR" "$headers"

# A second copy, for tests that only probe the headers.
few=$work/few
few_config=$few/build/$KVER/kbuild/compat_config.h
copy_tree "$few"
keep_deciding_probes "$few"

# Lists the files of the tree, except build/.
list_tree() {
	( cd "$tree" && find . -path ./build -prune -o -type f -exec cksum {} + | sort )
}

# Prints what a command prints, and keeps it in $work/log.
logged() {
	status=0
	"$@" >"$work/log" 2>&1 || status=$?
	cat "$work/log"
	return $status
}

build() {
	logged make -C "$tree" module KVER="$KVER" KDIR="$headers" "$@"
}

# The modification time shows whether a file was rebuilt.
made_at() {
	stat -c %.9Y "$1"
}

first_build() {
	list_tree >"$work/before"
	build
	cp "$work/log" "$work/first-log"
	cp "$out/base.btf" "$work/first.btf"
}

no_warning() {
	fails grep -niE 'warn|error|skipping|unresolved' "$work/first-log"
}

tree_is_clean() {
	list_tree | diff "$work/before" -
}

vermagic() {
	release=$(modinfo -F vermagic "$module")
	[ "${release%% *}" = "$KVER" ]
}

versions_are_equal() {
	grep -Fx "PACKAGE_VERSION=\"$(modinfo -F version "$module")\"" "$top/dkms.conf"
}

# Programs that trace the module could pass its contexts on, dead ones as well.
not_traceable() {
	readelf -SW "$module" >"$work/sections"
	grep -q ' \.text ' "$work/sections"
	fails grep __mcount_loc "$work/sections"
}

# On some architectures functions do what macros do on amd64.
ftrace_by_functions() {
	cat >"$work/functions.h" <<-'EOT'
		#include <linux/ftrace.h>
		static inline void set_ip(struct ftrace_regs *fregs, unsigned long ip)
		{
			ftrace_regs_set_instruction_pointer(fregs, ip);
		}
		#undef ftrace_regs_set_instruction_pointer
		static inline void ftrace_regs_set_instruction_pointer(struct ftrace_regs *fregs,
								       unsigned long ip)
		{
			set_ip(fregs, ip);
		}
	EOT
	KCFLAGS="-include $work/functions.h" logged "$few/module/compat/configure" "$KVER" "$headers" "$work/functions"
	grep -x '#define HAVE_FTRACE_REDIRECT 1' "$work/functions/compat_config.h"
}

# As on arm64 before 6.2: all registers are saved or none, and the kernel's macro does nothing.
ftrace_by_registers() {
	use_kernel 6.1-amd64
	printf '#undef CONFIG_%sDYNAMIC_FTRACE_WITH_ARGS\n' '' HAVE_ >"$work/registers.h"
	KCFLAGS="-include $work/registers.h" logged "$few/module/compat/configure" "$KVER" "$KDIR" "$work/registers"
	grep -x '#define HAVE_FTRACE_REDIRECT_BY_REGS 1' "$work/registers/compat_config.h"
	fails grep -x '#define HAVE_FTRACE_REDIRECT 1' "$work/registers/compat_config.h"
}

nothing_to_do() {
	before=$(made_at "$module")
	probed=$(made_at "$out/kbuild/compat_config.h")
	build
	fails grep -v '^make' "$work/log"
	[ "$(made_at "$module")" = "$before" ]
	[ "$(made_at "$out/kbuild/compat_config.h")" = "$probed" ]
}

changed_source() {
	before=$(made_at "$module")
	touch "$tree/module/main.c"
	build
	[ "$(made_at "$module")" != "$before" ]
	grep -q 'CC.*main\.o' "$work/log"
	fails grep -q 'CC.*device\.o' "$work/log"
}

# configure KDIR: what "make module" does first
configure() {
	logged make -C "$few" "$few_config" KVER="$KVER" KDIR="$1"
}

changed_headers() {
	configure "$headers"
	probed=$(made_at "$few_config")
	configure "$headers"
	[ "$(made_at "$few_config")" = "$probed" ]
	edit "$headers/include/config/auto.conf" -e ''
	configure "$headers"
	[ "$(made_at "$few_config")" != "$probed" ]
}

# The same release in another directory can be another build of the kernel.
other_headers() {
	probed=$(made_at "$few_config")
	configure "$KDIR"
	[ "$(made_at "$few_config")" != "$probed" ]
}

from_raw_btf() {
	objcopy --dump-section .BTF="$work/raw.btf" "$KDIR/vmlinux" "$work/copy"
	rm "$headers/vmlinux" "$out/base.btf"
	build VMLINUX="$work/raw.btf"
	cmp "$out/base.btf" "$work/first.btf"
	"$here/module-btf" "$module" "$out/base.btf"
}

# refuses TEXT [VARIABLE=VALUE...]: "make module" fails, says TEXT (basic regular expression) in the
# only line that is not make's own, and leaves no module
refuses() {
	text=$1
	shift
	rm -f "$module"
	fails build "$@"
	sed '/^make/d; /^  [A-Z]* /d' "$work/log" >"$work/reason"
	[ "$(wc -l <"$work/reason")" = 1 ]
	grep "^hid_bpf_compat: .*$text" "$work/reason"
	[ ! -e "$module" ]
}

no_btf_inside() {
	refuses "no BTF in $1, given as VMLINUX" VMLINUX="$1"
}

# Then the build compiles one, which needs libbpf's headers; here the compiler finds none.
without_resolve_btfids() {
	rm -r "$headers/tools/bpf/resolve_btfids"
	printf '#!/bin/sh\nexec gcc --sysroot=/nonexistent "$@"\n' >"$work/gcc"
	chmod +x "$work/gcc"
	refuses 'install the packages libbpf-dev and libelf-dev' VMLINUX="$work/raw.btf" HOSTCC="$work/gcc"
}

resolved_by_ours() {
	build VMLINUX="$work/raw.btf"
	"$here/module-btf" "$module" "$out/base.btf"
}

from_vmlinuz() {
	rm "$out/base.btf"
	build VMLINUX="$VMLINUZ"
	cmp "$out/base.btf" "$work/first.btf"
	"$here/module-btf" "$module" "$out/base.btf"
}

same_btf_elsewhere() {
	before=$(made_at "$module")
	build VMLINUX="$work/raw.btf"
	[ "$(made_at "$module")" = "$before" ]
}

# The kernel has the names of the types and functions that programs refer to; the module's differ.
# Built with a compiler of several words, and an objcopy other than this machine's.
older_interface() {
	printf '#!/bin/sh\nexec "$@"\n' >"$work/ccache"
	printf '#!/bin/sh\necho "$@" >>"%s"\nexec objcopy "$@"\n' "$work/copied" >"$work/other-objcopy"
	chmod +x "$work/ccache" "$work/other-objcopy"
	make_older_native "$headers"
	build VMLINUX="$work/raw.btf" CC="$work/ccache gcc" OBJCOPY="$work/other-objcopy"
	fails grep -niE 'warn|error' "$work/log"
	grep -x 'frontend := tracing' "$out/kbuild/compat.mk"
	"$here/module-btf" "$module" "$out/base.btf" hbc_bpf_ctx hbc_bpf_
	fails "$here/module-btf" "$module" "$out/base.btf" hbc_bpf_ctx
}

other_tools() {
	grep "$work/ccache gcc" "$out/kbuild/module/.main.o.cmd"
	grep BTF "$work/copied"
}

# struct hid_device has a member of this interface even so.
older_disabled() {
	make_older_native "$headers"
	edit "$headers/include/generated/autoconf.h" '/CONFIG_HID_BPF/d'
	edit "$headers/include/config/auto.conf" '/CONFIG_HID_BPF/d'
	build
	fails grep -niE 'warn|error' "$work/log"
	"$here/module-btf" "$module" "$out/base.btf" hid_bpf_ctx
}

missing_exports() {
	mkdir "$work/trimmed"
	grep -v '	hid_output_report	\|	device_reprobe	' "$KDIR/Module.symvers" >"$work/trimmed/Module.symvers"
	check_exports=$top/module/compat/check-exports
	"$check_exports" "$KVER" "$KDIR" "$out/kbuild/hid_bpf_compat.o"
	fails "$check_exports" "$KVER" "$work/trimmed" "$out/kbuild/hid_bpf_compat.o" >"$work/said" 2>&1
	cat "$work/said"
	[ "$(wc -l <"$work/said")" = 1 ]
	grep "kernel $KVER does not export device_reprobe hid_output_report, which" "$work/said"
}

sparse() {
	logged make -C "$tree" sparse KVER="$KVER" KDIR="$headers"
	# One check for every source file, or it proves nothing.
	[ "$(grep -c '^  CHECK ' "$work/log")" = "$(find "$out/kbuild/module" -name '*.o' | wc -l)" ]
	fails grep -E 'warning|error' "$work/log"
}

clean() {
	make -C "$tree" clean
	[ ! -e "$tree/build" ]
	tree_is_clean
}

if [ "${1:-}" = rest ]; then
	check 'builds for a kernel from 6.3 to 6.10 if its HID-BPF is disabled' older_disabled
	finish
fi
check 'builds with the BTF of the headers' first_build
check 'no tool prints a warning' no_warning
check 'the source tree stays clean' tree_is_clean
check 'the module is for the requested kernel' vermagic
check 'the module has the version of dkms.conf' versions_are_equal
check 'its BTF has the struct_ops type and the kfuncs; its BTF ids are resolved' \
	"$here/module-btf" "$module" "$out/base.btf"
check 'no function of the module can be traced' not_traceable
check 'nothing is rebuilt if nothing changed' nothing_to_do
check 'only a changed source file is compiled again' changed_source
check 'symbols that the kernel does not export are named in one line' missing_exports
if ! command -v sparse >/dev/null; then
	skip 'sparse prints no warning' 'sparse is not installed'
else
	check 'sparse prints no warning' sparse
fi
check 'VMLINUX can be raw BTF' from_raw_btf
check 'VMLINUX can be a vmlinuz, with the same BTF' from_vmlinuz
check 'the same BTF from another file changes nothing' same_btf_elsewhere
if [ "$(uname -r)" = "$KVER" ] || [ -e "/boot/vmlinuz-$KVER" ]; then
	skip 'no BTF of the kernel' "this machine has kernel $KVER itself"
else
	check 'no BTF of the kernel' refuses "no BTF of kernel $KVER: .* name a file that has it with VMLINUX="
fi
check 'VMLINUX is an ELF file without BTF' no_btf_inside /bin/true
check 'VMLINUX is not an ELF file' no_btf_inside "$tree/Makefile"
check 'VMLINUX does not exist' no_btf_inside /nonexistent
check 'neither a resolve_btfids nor the libraries to build one' without_resolve_btfids
check 'BTF ids are resolved even if the headers contain no tool for that' resolved_by_ours
check 'ftrace can be a matter of functions or of macros' ftrace_by_functions
check 'ftrace can save all registers or none' ftrace_by_registers
check 'changed headers are probed again' changed_headers
check 'other headers are probed again' other_headers
check 'builds for a kernel with the older HID-BPF of 6.3 to 6.10' older_interface
check 'CC can be several words, and OBJCOPY another objcopy' other_tools
check 'clean removes all products' clean
finish
