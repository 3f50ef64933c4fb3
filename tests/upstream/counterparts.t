#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The list of counterparts has every case of upstream's hid_bpf selftests, and only existing tests.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

source=$("$here/source" 7.3)
ran=$build/tests/module-6.1-$(dpkg --print-architecture).tap
grep -v '^#' "$here/counterparts" >"$work/list"

# Prints the title of the test FILE.NAME; nothing if there is no such test.
title() {
	tr '\n' ' ' <"$top/tests/module/${1%%.*}.c" | grep -oP "\bTEST\(${1#*.},\s*\"\K[^\"]*" || true
}

all_cases() {
	sed -n 's/^TEST_F(hid_bpf, \(.*\))$/\1/p' "$source/tools/testing/selftests/hid/hid_bpf.c" |
		sort >"$work/cases"
	[ -s "$work/cases" ]
	cut -d ' ' -f 1 "$work/list" | sort -u | diff "$work/cases" -
}

tests_exist() {
	while read -r case test _; do
		[ -n "$(title "$test")" ] || { echo "$case: tests/module has no test $test"; false; }
	done <"$work/list"
}

# A test has a reason only if it does not run on a front end.
reasons() {
	fails grep -vE '^[a-z_]+ [a-z]+\.[a-z_]+ (yes yes|(yes no|no yes|no no) .+)$' "$work/list"
}

# Prints the result of the test $1 with the module on 6.1.
result() {
	grep -F -- " - with: ${1%%.*}: $(title "$1")" "$ran" || true
}

as_they_ran() {
	while read -r case test _ tracing _; do
		case $(result "$test") in
		"ok "*"# SKIP"*) did=no ;;
		"ok "*) did=yes ;;
		*) did="not there, or failed" ;;
		esac
		[ "$did" = "$tracing" ] || { echo "$case: $test: $tracing on the list, $did on 6.1"; false; }
	done <"$work/list"
}

check "the list has every test case of upstream, and no other" all_cases
check 'every test on the list exists' tests_exist
check 'the list says why a test does not run on a front end' reasons
if grep -q '^1\.\.' "$ran" 2>/dev/null; then
	check 'on 6.1 the tests that need struct_ops were skipped, all others ran' as_they_ran
else
	skip 'on 6.1 the tests that need struct_ops were skipped, all others ran' \
		'the tests of the module have not been run on 6.1-amd64'
fi
finish
