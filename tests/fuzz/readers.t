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

# Writes the first device of a recording in the other formats.
write_formats() {
	descriptor=$1.rdesc
	bytes=$(od -An -v -tx1 "$descriptor")
	xxd "$descriptor" >"$1.xxd"
	hexdump "$descriptor" >"$1.hexdump"
	od -A x -t x1z "$descriptor" >"$1.od"
	(cd "$fuzz/reader-seeds" && xxd -i "$(basename "$descriptor")") >"$1.c"
	printf '001:004:000:DESCRIPTOR  1.000001\n%s\n\n001:004:000:STREAM  2.000000\n 01 02\n' "$bytes" >"$1.usbhid"
	{
		printf 'devices:\n- node: x\n  name: "x"\n  id: [3, 4617, 1, 0]\n  hid: [\n'
		xxd -i <"$descriptor"
		printf '  ]\n  - hid:\n    time: [ 1, 2]\n    hidraw0: [\n 0x01, 0x02\n ]\n'
	} >"$1.yml"
	"$top/build/hidbpf" info --device 0 "$1" >"$1.info"
	iconv -t UTF-16 "$1" >"$1.utf16"
	sed 's/^/> /' "$1" | fold -s -w 72 >"$1.mail"
}

# Collects the recordings, their report descriptors as bytes, and the same in other formats.
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
		write_formats "$fuzz/reader-seeds/$name"
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
