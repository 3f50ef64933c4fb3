# SPDX-License-Identifier: GPL-2.0-only
#
# Builds a small kernel from a source tree: all options that nobody asked for are off (sourced).
#
# A script that sources this file defines die and note, sets these variables, and calls
# configure_kernel and compile_kernel:
#   name    what messages call the kernel
#   source  the source tree; nothing is written there
#   out     the build directory, which modules are built against
#   root    where to install the modules, for modprobe
#   log     the file for the output of make

public=$(cd "$here/.." && pwd)/test-kernel

run_make() {
	make -s -C "$source" O="$out" -j"$(nproc)" "$@" >>"$log" 2>&1 && return
	tail -n 40 "$log" >&2
	die "cannot build $name (the whole output is in $log)"
}

# options FRAGMENT...: prints the options set in the fragments as CONFIG_X=VALUE, the last of
# each.
options() {
	sed -n 's/^# \(CONFIG_[A-Za-z0-9_]*\) is not set$/\1=n/p; /^CONFIG_/p' "$@" |
		awk -F = '!($1 in last) { names[++n] = $1 } { last[$1] = $0 } END { for (i = 1; i <= n; i++) print last[names[i]] }'
}

# Prints those options of the file $1 that Kconfig has dropped, because the tree lacks them or
# something that they depend on.
dropped_options() {
	sed -n 's/^\(CONFIG_.*\)=n$/\1/p' "$1" | while read -r option; do
		! grep -q "^$option=" "$out/.config" || echo "$option=n"
	done
	grep -v '=n$' "$1" | grep -vxFf "$out/.config" || true
}

# Sets the options in the file $1, and leaves those that Kconfig dropped in $out/dropped.
configure_kernel() {
	mkdir -p "$out"
	run_make KCONFIG_ALLCONFIG="$1" allnoconfig
	dropped_options "$1" >"$out/dropped"
}

# compile_kernel [VARIABLE=VALUE]...
compile_kernel() {
	rm -rf "$root"
	run_make "$@" bzImage modules
	run_make INSTALL_MOD_PATH="$root" INSTALL_MOD_STRIP=1 modules_install
}
