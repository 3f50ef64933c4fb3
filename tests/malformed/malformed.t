#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Malformed input with programs attached: damaged report descriptors, reports and requests of any
# size, programs that return anything. The same cases run on native HID-BPF and on the module's
# kernels, and what programs, applications and devices get is compared.
#
# MALFORMED_SEED=n makes other cases (default 1), MALFORMED_CASES=n more of them (default 60).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"
results=$build/tests/malformed/results
seed=${MALFORMED_SEED:-1} cases=${MALFORMED_CASES:-60}

build_tests malformed
mkdir -p "$results"

run() {
	kernel=$1
	shift
	ended=0
	"$here/../vm/guest" -k "$kernel" -n "malformed-$kernel" -t $((3 * cases + 300)) -f "$build/tests/malformed/guest:malformed" \
		"$@" >"$results/$kernel" || ended=$?
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
	echo "# seed $seed: MALFORMED_SEED=$seed MALFORMED_CASES=$cases tests/malformed/malformed.t"
	run_native 7.3-amd64
	for kernel in 6.12-amd64 6.1-amd64; do
		run_module "$kernel"
		compare "$kernel"
	done
} | awk '
	/^(not )?ok - / { sub(/ok - /, "ok " ++count " - "); failed += /^not/ }
	{ print; fflush() }
	END { print "1.." count; exit failed || !count }'
