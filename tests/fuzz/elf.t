#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Fuzzes the reader of BPF object files with damaged files: libFuzzer with sanitizers.
#
# usage: elf.t [SECONDS]
# FUZZ_SEED=n repeats a run. Inputs that failed are kept in build/tests/fuzz.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
fuzz=$build/tests/fuzz
seconds=${1:-60}
seed=${FUZZ_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
echo "# seed $seed: FUZZ_SEED=$seed tests/fuzz/elf.t"

build_all() {
	build_tests fuzz elf
	build_tests module
	build_tests user
	build_with_libbpf -C "$top" programs
	rm -rf "$fuzz/seeds"
	mkdir -p "$fuzz/seeds"
	cp "$build"/bpf/*.o "$fuzz/seed.bpf.o" "$fuzz/seeds"
	# Both have objects of the same names.
	for suite in module user; do
		for file in "$build/tests/$suite/guest/bpf"/*.o; do
			cp "$file" "$fuzz/seeds/$suite-${file##*/}"
		done
	done
	# The reader refuses it.
	rm "$fuzz/seeds/user-undefined.bpf.o"
}

# Prints the ops of an object that readelf shows: variables in sections of struct_ops.
names_by_readelf() {
	sections=$(readelf -SW "$1" |
		sed -n 's/^ *\[ *\([0-9]*\)\] ?\{0,1\}\.struct_ops[a-z.]* .*/\1/p' | tr '\n' ' ')
	readelf -sW "$1" | awk -v sections=" $sections" '
		$4 == "OBJECT" && index(sections, " " $7 " ") { print $8 }' | sort
}

seeds_are_read() {
	grep -v '^#' "$here/seed.ops" >"$fuzz/seed.wanted"
	"$fuzz/elf-ops" "$fuzz/seed.bpf.o" | sort | diff "$fuzz/seed.wanted" -
	total=0
	for file in "$fuzz"/seeds/*.o; do
		echo "$file"
		names_by_readelf "$file" >"$work/names"
		"$fuzz/elf-ops" "$file" >"$work/ops"
		cut -d ' ' -f 1 "$work/ops" | sort | diff "$work/names" -
		total=$((total + $(wc -l <"$work/names")))
	done
	[ "$total" -gt 20 ]
}

every_cut() {
	"$fuzz/elf-ops" --cut "$fuzz/seed.bpf.o"
}

fuzz() {
	corpus=$work/corpus
	mkdir -p "$corpus" "$fuzz/found"
	for file in "$fuzz"/seeds/*.o; do
		size=$(stat -c %s "$file")
		for part in 2 3 4; do
			head -c $((size * (part - 1) / part)) "$file" >"$corpus/$(basename "$file").$part"
		done
	done
	status=0
	"$fuzz/elf-fuzz" -seed="$seed" -max_total_time="$seconds" -timeout="$(patience 10)" -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix="$fuzz/found/" "$corpus" "$fuzz/seeds" \
		>"$fuzz/elf-fuzz.log" 2>&1 || status=$?
	[ "$status" != 0 ] || return 0
	grep -aE 'ERROR|SUMMARY|^ *#[0-9]+ |Assertion|runtime error' "$fuzz/elf-fuzz.log" | head -n 30
	echo "the fuzzer's output: build/tests/fuzz/elf-fuzz.log"
	sed -n 's,.*Test unit written to .*/found/\(.*\),repeat with: build/tests/fuzz/elf-fuzz build/tests/fuzz/found/\1,p' \
		"$fuzz/elf-fuzz.log"
	return "$status"
}

check "the fuzzer and its seeds are built" build_all
check "the ops of every seed are read correctly and can be hidden, and it can use aliases" seeds_are_read
check "an object truncated anywhere is refused with a reason" every_cut
check "$seconds seconds of damaged objects: no crash, no leak, no hang" fuzz
sed -n 's/^stat::number_of_executed_units: */# executed: /p' "$fuzz/elf-fuzz.log"
finish
