#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The tests of pages in docs/: a page that is right passes, and one that is wrong does not.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/page.sh"

# page LINE...: makes a page of these lines; what follows a "+" opens or closes a block
page() {
	rm -rf "$work/blocks"
	mkdir "$work/blocks"
	printf '%s\n' "$@" | sed 's/^+/```/' >"$work/page.md"
	page_split "$work/page.md" "$work/blocks"
}

passes() {
	page "$@"
	for block in "$work/blocks"/*.sh; do
		page_run "${block%.sh}"
	done
}

# For a shell without a terminal, which does not show what is typed.
session() {
	page '+sh session' 'while printf "/x # " && read -r line; do echo "$line"; eval "$line"; done' + \
		+session "$@" +
	session=$work/session
	page_start "$work/blocks/01" && page_type "$work/blocks/02" && page_session_succeeded
}

# A shell cannot catch what it was started with ignored, as in the background.
interrupted='perl -e '\''$| = 1; $SIG{INT} = sub { print "interrupted\n"; exit };
	print "ready\n"; sleep 1 while 1'\'

check 'what commands print is compared' passes +sh 'echo a; echo b >&2' + +output a b +
check 'other output fails' fails passes +sh 'echo a' + +output b +
check 'more output fails' fails passes +sh 'echo a; echo b' + +output a +
check 'less output fails' fails passes +sh 'echo a' + +output a b +
check 'output that is not shown fails' fails passes +sh 'echo a' +
check 'a command that fails, fails' fails passes +sh 'echo a; false; echo b' + +output a b +
check 'dots stand for text in a line' passes +sh 'echo a 12 b 3' + +output 'a ... b ...' +
check 'and for nothing else' fails passes +sh 'echo a 12 b 3' + +output 'a ... c ...' +
check 'dots stand for lines' passes +sh 'seq 9' + +output ... 3 4 ... 8 ... +
check 'and for none' passes +sh 'seq 2' + +output ... 1 ... 2 ... +
check 'but not for the lines between others' fails passes +sh 'seq 9' + +output ... 3 5 ... +
check 'nor for the last line' fails passes +sh 'seq 9' + +output ... 8 +
check 'a command can be ended by Ctrl-C' \
	passes '+sh ctrl-c grep ready "$shown"' "$interrupted" + +output ready interrupted +
check 'blocks for the reader are not run' passes '+c' 'false' + +sh true +
check 'a page without commands fails' fails page 'text'
check 'output without commands fails' fails page +sh true + +output a + +output b +
check 'a block that nobody knows fails' fails page '+sh please' true +
check 'a session is typed and compared' session '/x # echo a' a '/x # exit'
check 'another screen fails' fails session '/x # echo a' b '/x # exit'
check 'a session that ends badly fails' fails session '/x # exit 3'
finish
