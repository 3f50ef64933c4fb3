#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Malformed input with programs attached: damaged report descriptors, reports and requests of any
# size, programs that return anything. The same cases run on native HID-BPF and on the module's
# kernels, and what programs, applications and devices get is compared.
#
# usage: malformed.t [CASES [SEED]]
# So many cases of each kind, by default 60, and others for each SEED (default 1).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"
results=$build/tests/malformed/results
cases=${1:-60} seed=${2:-1}

build_tests malformed
mkdir -p "$results"

run() {
	kernel=$1
	shift
	ended=0
	"$top/tests/vm/guest" -k "$kernel" -n "malformed-$kernel" -t $((3 * cases + 300)) \
		-f "$build/tests/malformed/guest:malformed" "$@" >"$results/$kernel" || ended=$?
	grep -v -e '^@' -e '^1\.\.' "$results/$kernel" | sed "s/^\(\(not \)\{0,1\}ok\) [0-9]* - /\1 - $kernel: /"
	[ "$ended" = 0 ] || echo "not ok - $kernel: the guest ended with status $ended"
}

run_native() {
	run "$1" -- env "MALFORMED_SEED=$seed" "MALFORMED_CASES=$cases" malformed/malformed-tests -setup
}

run_module() {
	use_kernel "$1"
	run "$1" -m "$build/$KVER/hid_bpf_compat.ko" -- \
		env "MALFORMED_SEED=$seed" "MALFORMED_CASES=$cases" malformed/malformed-tests \
		load: setup.load with: -setup unload: setup.unload
}

compare() {
	awk -v kernel="$1" -f "$here/compare.awk" "$results/7.3-amd64" "$results/$1" || :
}

{
	echo "# tests/malformed/malformed.t $cases $seed"
	run_native 7.3-amd64
	for kernel in 6.12-amd64 6.1-amd64; do
		run_module "$kernel"
		compare "$kernel"
	done
} | awk '
	/^(not )?ok - / { sub(/ok - /, "ok " ++count " - "); failed += /^not/ }
	{ print; fflush() }
	END { print "1.." count; exit failed || !count }'
