# SPDX-License-Identifier: GPL-2.0-only
#
# Prints what device programs say about themselves, a line for each item, with tabs in between:
#
#   OBJECT match BUS GROUP VENDOR PRODUCT   a HID_DEVICE() of HID_BPF_CONFIG
#   OBJECT TAG TEXT                         a HID_BPF_INFO()
#
# usage: awk -f info.awk HEADER... PROGRAM.bpf.c...
# Numbers are decimal. The macros' definitions are in bpf/include/hid_bpf_helpers.h; arguments of
# HID_DEVICE() may be macros that a header or the program defines as a number.

function refuse(what) {
	print object ".bpf.c: " what >"/dev/stderr"
	failed = 1
	exit 1
}

function decimal(number,    i, value) {
	if (number !~ /^0x/)
		return number + 0
	for (i = 3; i <= length(number); i++)
		value = value * 16 + index("0123456789abcdef", substr(tolower(number), i, 1)) - 1
	return value
}

function resolve(argument) {
	gsub(/[ \t]/, "", argument)
	if (argument in own)
		argument = own[argument]
	else if (argument in shared)
		argument = shared[argument]
	if (argument !~ /^(0x[0-9a-fA-F]+|[0-9]+)$/)
		refuse("cannot find the value of \"" argument "\" in HID_DEVICE()")
	return decimal(argument)
}

function print_matches(text,    arguments, parts, n) {
	while (match(text, /HID_DEVICE\([^)]*\)/)) {
		arguments = substr(text, RSTART + 11, RLENGTH - 12)
		text = substr(text, RSTART + RLENGTH)
		n = split(arguments, parts, ",")
		if (n != 4)
			refuse("HID_DEVICE() has " n " arguments instead of 4")
		print object, "match", resolve(parts[1]), resolve(parts[2]), resolve(parts[3]), resolve(parts[4])
	}
}

# The string constants that a text begins with, joined.
function constants(text,    joined) {
	while (match(text, /^[ \t]*"([^"\\]|\\.)*"/)) {
		joined = joined substr(text, index(text, "\"") + 1, RLENGTH - index(text, "\"") - 1)
		text = substr(text, RLENGTH + 1)
	}
	gsub(/\\"/, "\"", joined)
	return joined
}

function print_info(text,    tag) {
	while (match(text, /HID_BPF_INFO\([a-z]+,/)) {
		tag = substr(text, RSTART + 13, RLENGTH - 14)
		text = substr(text, RSTART + RLENGTH)
		print object, tag, constants(text)
	}
}

function end_program() {
	if (object == "")
		return
	print_matches(source)
	print_info(source)
}

BEGIN { OFS = "\t" }

FNR == 1 {
	end_program()
	object = ""
	source = ""
	split("", own)
	if (match(FILENAME, /[^\/]*\.bpf\.c$/))
		object = substr(FILENAME, RSTART, RLENGTH - length(".bpf.c"))
}

/^#define [A-Z0-9_]+ [0-9]/ {
	if (object == "")
		shared[$2] = $3
	else
		own[$2] = $3
}

# Comments may show how the macros are used.
object != "" && !/^ \*/ { source = source " " $0 }

END {
	if (!failed)
		end_program()
}
