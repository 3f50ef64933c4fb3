#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Which suites tests/run chooses on a machine of which architecture.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

# on ARCHITECTURE [ARG...]: the names of the suites that tests/run would run on such a machine, and
# their kernels.
on() {
	mkdir -p "$work/bin" "$work/tree"
	printf '#!/bin/sh\necho %s\n' "$1" >"$work/bin/dpkg"
	chmod +x "$work/bin/dpkg"
	shift
	# A run keeps its list in build/.
	ln -sfn "$top/tests" "$work/tree/tests"
	( cd "$work/tree" && PATH=$work/bin:$PATH sh tests/run --list "$@" ) | cut -d ' ' -f 1,2
}

on_amd64() {
	on amd64 >"$work/amd64"
	grep '^module-6.12-amd64 6.12-amd64$' "$work/amd64"
	grep '^arm64-6.12 6.12-arm64$' "$work/amd64"
	fails grep '^module-6.12-arm64 ' "$work/amd64"
}
check 'on amd64 make check tests the kernels of amd64, and one of arm64 in short' on_amd64

on_arm64() {
	on arm64 >"$work/arm64"
	grep '^module-6.12-arm64 6.12-arm64$' "$work/arm64"
	grep '^host-tree -$' "$work/arm64"
	fails grep -- '-amd64' "$work/arm64"
}
check 'on arm64 it tests the kernels of arm64, and leaves those of amd64 out' on_arm64

by_name() {
	on arm64 module-6.12-amd64 | grep '^module-6.12-amd64 6.12-amd64$'
}
check 'on arm64 a suite on a kernel of amd64 can be run by its name' by_name
finish
