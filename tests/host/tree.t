#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Rules for every file of the project: licence, words, formatting, shell syntax; "make help", and
# docs/devices.md.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

cd "$top"
git -c safe.directory='*' ls-files >"$work/tracked" 2>/dev/null || skip_all 'this is not a git checkout'
# Except those that are being removed.
while read -r file; do
	[ ! -f "$file" ] || echo "$file"
done <"$work/tracked" >"$work/files"
grep '\.[ch]$' "$work/files" >"$work/c-files"
# Scripts for a shell, by their first line, and files to be sourced.
while read -r file; do
	case $(head -n 1 "$file") in
	'#!/bin/sh' | '#!/bin/bash') echo "$file" ;;
	*) case $file in *.sh) echo "$file" ;; esac ;;
	esac
done <"$work/files" >"$work/scripts"

# Debian's tools allow no comment in some files.
every_file_has_licence() {
	grep -vE '(^|/)(LICENSE|\.gitignore|[^/]*\.md)$|^debian/(changelog|copyright|source/format)$' "$work/files" | while read -r file; do
		head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-2\.0-only' || echo "$file"
	done >"$work/missing"
	cat "$work/missing"
	[ ! -s "$work/missing" ]
}

# The words are split in this file, so that it does not match.
no_word() {
	fails xargs grep -nwE "$1" <"$work/files"
}

# The version stands in dkms.conf; Debian's must follow.
changelog_has_version() {
	version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
	[ -n "$version" ]
	head -n 1 debian/changelog | grep -F "hid-bpf-compat ($version-"
}

help_lists_targets() {
	sed -n 's/^\.PHONY: *//p' Makefile user/user.mk | tr ' ' '\n' | grep -vx FORCE >"$work/targets"
	[ -s "$work/targets" ]
	make help >"$work/help"
	while read -r target; do
		grep -qE "^  make $target +[a-z]" "$work/help" || { echo "make help lacks $target"; false; }
	done <"$work/targets"
	# And no others.
	sed -n 's/^  make \([a-z0-9-]*\) .*/\1/p' "$work/help" | while read -r target; do
		grep -qx "$target" "$work/targets" || { echo "$target is not .PHONY"; false; }
	done
}

shell_syntax() {
	while read -r file; do
		case $(head -n 1 "$file") in
		*bash) bash -n "$file" ;;
		*) sh -n "$file" ;;
		esac
	done <"$work/scripts"
}

executables() {
	while read -r file; do
		[ -x "$file" ] || ! head -c 2 "$file" | grep -q '^#!' || { echo "$file is not executable"; false; }
	done <"$work/files"
}

shellcheck_scripts() {
	# SC2034, SC2154: variables that pass between a script and those it sources.
	while read -r file; do
		case $(head -n 1 "$file") in
		*bash) shell=bash ;;
		*) shell=dash ;;
		esac
		shellcheck -x -P SCRIPTDIR -S warning -e SC2034,SC2154 -s $shell "$file" || echo "$file" >&3
	done <"$work/scripts" 3>"$work/complaints"
	[ ! -s "$work/complaints" ]
}

formatting() {
	xargs clang-format --dry-run -Werror <"$work/c-files"
}

# clang-format checks lines of code. Long URLs may not be split.
comments_fit() {
	{
		xargs grep -HnE '^[[:space:]]*(/\*|\*|//)|/\*.*\*/$' <"$work/c-files"
		grep -E '(^|/)(Makefile|Kbuild|[^/]*\.(mk|awk|config))$|^tests/suites$' "$work/files" | cat - "$work/scripts" |
			xargs grep -HnE '^[[:space:]]*#'
	} | grep -v '://' | awk '{
		name = substr($0, 1, match($0, /:[0-9]+:/) + RLENGTH - 1)
		text = substr($0, length(name) + 1)
		columns = 0
		for (i = 1; i <= length(text); i++)
			columns += substr(text, i, 1) == "\t" ? 8 - columns % 8 : 1
		if (columns > 100)
			print name " " columns " columns"
	}' >"$work/long"
	cat "$work/long"
	[ ! -s "$work/long" ]
}

# clang-format leaves the asterisks of a comment where they are.
comments_line_up() {
	! xargs grep -HnP '^\t*\*( |$)' <"$work/c-files"
}

# As "make devices" writes it.
devices_page_is_current() {
	awk -f bpf/info.awk bpf/include/*.h bpf/*.bpf.c >"$work/info"
	awk -f docs/devices.awk "$work/info" | diff docs/devices.md - || { echo 'run: make devices'; false; }
}

programs_describe_devices() {
	awk -f bpf/info.awk bpf/include/*.h bpf/*.bpf.c >"$work/info"
	for source in bpf/*.bpf.c; do
		name=${source#bpf/} name=${name%.bpf.c}
		case $name in
		0001-*) wanted='effect' ;;
		*) wanted='device problem effect fixed' ;;
		esac
		for tag in $wanted; do
			grep -q "^$name	$tag	." "$work/info" || { echo "$source has no HID_BPF_INFO($tag)"; false; }
		done
	done
	# Each tag once, except the devices.
	[ -z "$(cut -f 1,2 "$work/info" | grep -vE '	(match|device)$' | sort | uniq -d)" ]
}

check 'every file names its licence' every_file_has_licence
check 'no kernel version is compared' no_word 'LINUX_VERSION_''CODE|KERNEL_''VERSION'
check 'no note of unfinished work is left' no_word 'TO''DO|FIX''ME|XX''X|HA''CK'
check 'no file names a path of one machine or a mirror' no_word '/wo''rk/|/ro''ot/|/ho''me/|deb\.deb''ian\.org|ftp\..*deb''ian\.org'
check 'every device program describes its device' programs_describe_devices
check 'docs/devices.md has what the device programs say' devices_page_is_current
check 'scripts are executable' executables
check 'debian/changelog has the version of dkms.conf' changelog_has_version
check 'make help lists all targets' help_lists_targets
check 'the shell can parse every script' shell_syntax
check 'comments end within 100 columns' comments_fit
check 'the asterisks of a comment are in one column' comments_line_up
if command -v shellcheck >/dev/null; then
	check 'shellcheck has no warning' shellcheck_scripts
else
	skip 'shellcheck has no warning' 'shellcheck is not installed'
fi
if command -v clang-format >/dev/null; then
	check 'clang-format would change nothing' formatting
else
	skip 'clang-format would change nothing' 'clang-format is not installed'
fi
finish
