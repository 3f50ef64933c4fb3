#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Whether Debian's newest kernels have changed the functions of hid-core that the module
# reimplements: a fix of the original may have to be made in the module as well.
#
# usage: originals.t [--record]
# If a function has changed, shows the difference against the version in the table "originals", or
# the new text if the archive no longer has that version. When the module does what the new text
# does, --record writes the table anew.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

table=$here/originals
all_series='6.1 6.12 7.3'

hid_core() {
	echo "$("$here/source" "$@")/drivers/hid/hid-core.c"
}

# The version of a source that hid_core() has printed.
version_of() {
	version=${1%/linux-source-*}
	echo "${version##*/}"
}

# entries COLUMN: the lines of the table without comments, columns 1, 2 and COLUMN
entries() {
	sed '/^#/d; /^$/d' "$table" | awk -v column="$1" '{ print $1, $2, $column }'
}

# column SERIES: its column in the table
column() {
	echo "$all_series" | tr ' ' '\n' | grep -nx "$1" | sed 's/:.*//; s/$/ + 2/' | xargs expr
}

# digest FILE FUNCTION: of the function in the file, or -
digest() {
	text=$("$here/function" "$1" "$2")
	[ -n "$text" ] || { echo -; return; }
	echo "$text" | sha256sum | cut -c 1-16
}

# changed SERIES FILE: the functions whose text in FILE is not what the table says
changed() {
	entries "$(column "$1")" | while read -r function ours recorded; do
		[ "$function" = versions ] || [ "$(digest "$2" "$function")" = "$recorded" ] ||
			echo "$function $ours"
	done
}

unchanged() {
	new=$(hid_core "$1")
	[ -s "$new" ]
	changed "$1" "$new" >"$work/changed-$1"
	cut -d ' ' -f 1 "$work/changed-$1"
	[ ! -s "$work/changed-$1" ]
}

# explain SERIES: what has changed, and what to do
explain() {
	new=$(hid_core "$1")
	recorded=$(entries "$(column "$1")" | sed -n 's/^versions .* //p')
	old=$(hid_core "$1" "$recorded" 2>/dev/null) || old=
	while read -r function ours; do
		echo
		echo "$function of $(version_of "$new"), which module/$ours is made after:"
		"$here/function" "$new" "$function" >"$work/new"
		if [ -f "$old" ]; then
			"$here/function" "$old" "$function" |
				diff -u --label "$recorded" - --label "$(version_of "$new")" "$work/new" || true
		else
			echo "(the archive no longer has $recorded to compare it with)"
			cat "$work/new"
		fi
	done <"$work/changed-$1"
	echo
	echo "If the module must do the same, change it. Then run: tests/upstream/originals.t --record"
}

# One changed line in one function, and comments and blanks that do not matter.
change_is_noticed() {
	new=$(hid_core 6.12)
	changed 6.12 "$new" >"$work/before"
	sed -e '/^static int hid_match_report(/,/^}/s/return 1;/return 2;/' \
		-e '/^static struct hid_report \*hid_get_report(/,/^}/s|^{|{ /* a comment */\n	// another\n|' \
		"$new" >"$work/hid-core.c"
	fails cmp -s "$new" "$work/hid-core.c"
	changed 6.12 "$work/hid-core.c" >"$work/after"
	diff "$work/before" "$work/after" | tee "$work/difference"
	[ "$(grep -c '^[<>]' "$work/difference")" = 1 ]
	grep '^> hid_match_report ' "$work/difference"
}

# Prints the table with the digests and versions of today.
recorded_today() {
	files=$(for series in $all_series; do hid_core "$series"; done)
	sed '/^$/q' "$table"
	echo "versions -$(for file in $files; do printf ' %s' "$(version_of "$file")"; done)"
	entries 2 | while read -r function ours _; do
		[ "$function" != versions ] || continue
		echo "$function $ours$(for file in $files; do printf ' %s' "$(digest "$file" "$function")"; done)"
	done
}

ours_exist() {
	entries 2 | while read -r function ours _; do
		[ "$function" = versions ] ||
			grep -qE "^[a-z].*[ *]${ours#*:}\\(" "$here/../../module/${ours%:*}" || { echo "$ours"; false; }
	done
}

if [ "${1:-}" = --record ]; then
	recorded_today >"$work/table"
	cat "$work/table" >"$table"
	exit
fi

for series in $all_series; do
	check "hid-core of $series has not changed what the module reimplements" unchanged $series
	[ ! -s "$work/changed-$series" ] || explain $series | sed 's/^/# /'
done
check 'the module has all functions that the table names' ours_exist
check 'a change of one line is noticed, comments and blanks are not' change_is_noticed
finish
