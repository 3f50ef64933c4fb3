#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The help of hidbpf, its manual page and the completion of bash say the same. The tool and the demo
# treat NO_COLOR alike.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

PATH=$top/build:$PATH
packaging=$top/packaging

commands() {
	hidbpf --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}

# The long options that a command's help explains.
options() {
	hidbpf "$1" --help | sed -nE 's/^ *(-[a-zA-Z], *)?(--[a-z-]+).*/\2/p' | sort
}

# What bash would offer behind these words, the last of which is begun.
completions() {
	bash -euc '
		. "$1"
		shift
		COMP_WORDS=(hidbpf "$@") COMP_CWORD=$#
		_hidbpf
		printf "%s\n" "${COMPREPLY[@]}"' bash "$packaging/hidbpf.bash-completion" "$@" | sort
}

every_command_has_help() {
	[ "$(commands | wc -l)" -gt 5 ]
	for command in $(commands); do
		hidbpf "$command" --help >"$work/help"
		head -n 1 "$work/help" | grep "^Usage: hidbpf $command"
		options "$command" | grep -x -- --help
	done
}

# The section of a command in the page as it is read.
section() {
	sed -n "/^   $1\$/,/^ \{0,3\}[^ ]/p" "$work/page.txt" | tail -n +2
}

page_is_well_formed() {
	"$packaging/man-page" "$top/build/hidbpf" "$top/user/hidbpf.8.in" >"$work/hidbpf.8"
	groff -man -ww -Tascii -P-cbou "$work/hidbpf.8" >"$work/page.txt" 2>"$work/warnings"
	cat "$work/warnings"
	[ ! -s "$work/warnings" ]
	fails grep -n '@' "$work/page.txt"
}

page_has_everything() {
	sed -n 's/^   \([a-z]*\)$/\1/p' "$work/page.txt" >"$work/sections"
	commands | diff - "$work/sections"
	for command in $(commands); do
		section "$command" | grep -oE -- '--[a-z-]+' >"$work/documented"
		for option in $(options "$command"); do
			grep -x -- "$option" "$work/documented" || { echo "$command $option"; false; }
		done
	done
	for code in $(hidbpf --help | sed -n '/^Exit status:/,$s/^  \([0-9]\) .*/\1/p'); do
		sed -n '/^EXIT STATUS/,/^ENVIRONMENT/p' "$work/page.txt" | grep "^       $code "
	done
}

# The formats that hidbpf looks for in a file that has none of them.
page_lists_formats() {
	echo nothing >"$work/nothing"
	hidbpf info "$work/nothing" 2>&1 | sed -n 's/.*none of the formats \(.*\); see RECORDINGS.*/\1/p' |
		tr , '\n' | sed 's/^ //' >"$work/formats"
	[ "$(wc -l <"$work/formats")" -gt 5 ]
	sed -n '/^RECORDINGS/,/^AUTOMATIC/p' "$work/page.txt" >"$work/recordings"
	while read -r format; do
		grep -E "^       $format( |\$)" "$work/recordings"
	done <"$work/formats"
}

completion_has_commands() {
	{ commands; echo --help; } | sort | diff - "$work/offered"
}

completion_has_options() {
	for command in $(commands); do
		completions "$command" - >"$work/offered"
		options "$command" | diff - "$work/offered"
	done
	[ "$(completions detach --he)" = --help ]
}

# Runs a command on a terminal; $work/typescript holds what it prints.
on_terminal() {
	script -qec "TERM=xterm $1" /dev/null </dev/null >"$work/typescript" || true
	grep -E 'kernel|Build' "$work/typescript"
}

# Only the demo's first lines are needed: it stops where it checks what it depends on.
no_color() {
	escape=$(printf '\033')
	mkdir "$work/tree"
	cp -rs "$(realpath "$top")/tests" "$work/tree"
	ln -sf /bin/false "$work/tree/tests/deps"
	for command in 'hidbpf doctor' "$work/tree/tests/demo/demo"; do
		on_terminal "NO_COLOR= $command"
		grep "$escape" "$work/typescript"
		on_terminal "NO_COLOR=1 $command"
		fails grep "$escape" "$work/typescript"
	done
}

check 'every command has help' every_command_has_help
check 'the manual page is well formed' page_is_well_formed
check 'the manual page lists every command, option and exit code' page_has_everything
check 'the manual page lists the formats of recordings' page_lists_formats
completions '' >"$work/offered"
check 'completion offers the commands' completion_has_commands
check 'completion offers the options of each command' completion_has_options
check 'the tool and the demo respect NO_COLOR, unless it is empty' no_color
finish
