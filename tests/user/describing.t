#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What the sources of the device programs say about their devices is what hidbpf reads from the
# objects, and what it knows about objects that are not installed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

awk -f "$top/bpf/info.awk" "$top"/bpf/include/*.h "$top"/bpf/*.bpf.c >"$work/info"

# What "hidbpf info" prints of the object $1, each text in one line.
described() {
	awk '
		/^Object:/ { next }
		/^Probe:|^Connected/ { exit }
		/^         / { sub(/^ +/, " ") }
		/^[A-Z]/ && text { print text; text = "" }
		{ sub(/: +/, ": "); text = text $0 }
		END { if (text) print text }' "$1"
}

# The same from the source.
expected() {
	awk -F '\t' -v object="$1" '
		$1 != object { next }
		$2 == "device" { devices = devices (devices == "" ? "" : ", ") $3; next }
		$2 != "match" { texts[$2] = $3 }
		END {
			if (devices != "") print "Devices: " devices
			if ("problem" in texts) print "Problem: " texts["problem"]
			if ("effect" in texts) print "Effect: " texts["effect"]
			if ("note" in texts) print "Note: " texts["note"]
			if (texts["fixed"] ~ /^[0-9]/) texts["fixed"] = "in Linux " texts["fixed"]
			if ("fixed" in texts && texts["fixed"] != "") print "Fixed: " texts["fixed"]
		}' "$work/info"
}

number() {
	if [ "$2" = 0 ]; then printf '%s*' "$1"; else printf "$1%0$3X" "$2"; fi
}

expected_matches() {
	grep "^$1	match	" "$work/info" | while read -r _ _ bus group vendor product; do
		printf '  %s%s%s%s\n' "$(number b "$bus" 4)" "$(number g "$group" 4)" "$(number v "$vendor" 8)" \
			"$(number p "$product" 8)"
	done
}

# With libbpf of different ages.
objects_say_it() {
	for source in "$top"/bpf/*.bpf.c; do
		name=$(basename "$source" .bpf.c)
		"$1" info "$build/bpf/$name.bpf.o" >"$work/shown"
		described "$work/shown" >"$work/said"
		expected "$name" | diff - "$work/said"
		sed -n '/^Matches:/,/^Connected/{/^  /p}' "$work/shown" >"$work/matches"
		expected_matches "$name" | diff - "$work/matches"
	done
}

json_has_it() {
	"$build/hidbpf" info --json "$build/bpf/0010-XPPen__Artist24.bpf.o" | tr -d '\n ' >"$work/said"
	grep -F '"devices":["XP-PenArtist24","XP-PenArtist24Pro"],"problem":"Thepen' "$work/said"
	grep -F '"note":null,"fixed":"notyet' "$work/said"
}

others_say_nothing() {
	"$build/hidbpf" build -o "$work/clicks.bpf.o" "$here/programs/clicks.bpf.c"
	"$build/hidbpf" info "$work/clicks.bpf.o" >"$work/said"
	grep '^Probe' "$work/said"
	fails grep -E '^(Devices|Problem|Effect|Note|Fixed):' "$work/said"
}

# One entry for each match; the object's name and the numbers.
tool_knows_all() {
	awk -F '\t' '$2 == "match" { print $1 ".bpf.o", $3, $4, $5, $6 }' "$work/info" >"$work/wanted"
	sed 's/[^,]*"\([^"]*\)", ".*", { \(.*\) } },$/\1 \2/; s/,//g' \
		"$build/user/object/known-objects.h" | diff "$work/wanted" -
}

mistake_is_named() {
	printf '#define PEN 0x28bd\nHID_BPF_CONFIG(HID_DEVICE(BUS_USB, %s, PEN, 7));\n' "$1" >"$work/0010-Odd.bpf.c"
	awk -f "$top/bpf/info.awk" "$top/bpf/include/hid_bpf_helpers.h" "$work/0010-Odd.bpf.c" >"$work/said" 2>&1
}

check 'hidbpf info prints what the sources say' objects_say_it "$build/hidbpf"
check 'so it does with the libbpf of this machine' objects_say_it "$build/own/hidbpf"
check 'hidbpf info --json has it' json_has_it
check 'hidbpf info prints nothing of it for other objects' others_say_nothing
check 'hidbpf knows the devices of all objects' tool_knows_all
check 'macros are resolved' mistake_is_named HID_GROUP_ANY
check 'an unknown macro is an error' fails mistake_is_named HID_GROUP_ODD
finish
