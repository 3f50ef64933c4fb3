#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzzes the readers of report descriptors and recordings with damaged input: libFuzzer with
# sanitizers.
#
# usage: readers.t [SECONDS]
# FUZZ_SEED=n repeats a run. Inputs that failed are kept in build/tests/fuzz.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
fuzz=$build/tests/fuzz
seconds=${1:-10}
seed=${FUZZ_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
echo "# seed $seed: FUZZ_SEED=$seed tests/fuzz/readers.t"

# Collects the recordings, and their report descriptors as bytes.
collect_seeds() {
	rm -rf "$fuzz/reader-seeds"
	mkdir -p "$fuzz/reader-seeds" "$fuzz/found" "$work/corpus"
	for file in "$top"/tests/user/recordings/*.hid; do
		name=$(basename "$file")
		cp "$file" "$fuzz/reader-seeds"
		sed -n '0,/^R: /s/^R: [0-9]* //p' "$file" |
			python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' \
				>"$fuzz/reader-seeds/$name.rdesc"
		[ -s "$fuzz/reader-seeds/$name.rdesc" ]
	done
}

build_all() {
	build_tests fuzz readers
	collect_seeds
}

fuzz() {
	status=0
	"$fuzz/readers-fuzz" -seed="$seed" -max_total_time="$seconds" -timeout="$(patience 10)" -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix="$fuzz/found/" "$work/corpus" "$fuzz/reader-seeds" \
		>"$fuzz/readers-fuzz.log" 2>&1 || status=$?
	[ "$status" != 0 ] || return 0
	grep -aE 'ERROR|SUMMARY|^ *#[0-9]+ |Assertion|runtime error' "$fuzz/readers-fuzz.log" | head -n 30
	echo "the fuzzer's output: build/tests/fuzz/readers-fuzz.log"
	return "$status"
}

check 'the fuzzer and its seeds are built' build_all
check "$seconds seconds of damaged descriptors and recordings: no crash, no leak, no hang" fuzz
sed -n 's/^stat::number_of_executed_units: */# executed: /p' "$fuzz/readers-fuzz.log"
finish
