#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Beginning a program with "hidbpf new" and building it with "hidbpf build".
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
hidbpf=$top/build/hidbpf

# Runs a command and compares its exit status with $1.
exits() {
	wanted=$1 got=0
	shift
	"$@" || got=$?
	[ "$got" = "$wanted" ] || { echo "exit status $got instead of $wanted: $*"; return 1; }
}

# The printed command is the one that works.
new_and_build() {
	"$hidbpf" new "$here/recordings/$1.hid" "$work/$1.bpf.c" >"$work/said"
	cat "$work/said" "$work/$1.bpf.c"
	command=$(sed -n 's/.*build it with: hidbpf //p' "$work/said")
	# shellcheck disable=SC2086 # a command and its argument
	"$hidbpf" $command >"$work/said" 2>&1
	[ "$(cat "$work/said")" = "built $work/$1.bpf.o" ]
	readelf -S "$work/$1.bpf.o" | grep '\.hid_bpf_config'
}

# As loaders look for it.
named_by_device() {
	mkdir "$work/empty"
	cd "$work/empty"
	"$hidbpf" new "$here/recordings/deco02.hid"
	[ "$(ls)" = 0010-XP-PEN__DECO-02.bpf.c ]
	grep -F 'HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x28bd, 0x0803)' 0010-XP-PEN__DECO-02.bpf.c
	grep -F Usage_Dig_Eraser 0010-XP-PEN__DECO-02.bpf.c
}

# The descriptor in a source, between the braces.
array() {
	sed '1,/new_rdesc\[\] = {$/d; /^};$/,$d' "$1"
}

descriptor_readable() {
	cat >"$work/wanted" <<-'EOT'
	UsagePage_GenericDesktop
	Usage_GD_Mouse
	CollectionApplication(
		UsagePage_Button
		UsageMinimum_i8(1)
		UsageMaximum_i8(3)
		LogicalMinimum_i8(0)
		LogicalMaximum_i8(1)
		ReportSize(1)
		ReportCount(3)
		Input(Var|Abs)
		ReportSize(5)
		ReportCount(1)
		Input(Const)
		UsagePage_GenericDesktop
		Usage_GD_X
		Usage_GD_Y
		LogicalMinimum_i8(-127)
		LogicalMaximum_i8(127)
		ReportSize(8)
		ReportCount(2)
		Input(Var|Rel)
	)
	EOT
	array "$work/mouse.bpf.c" | tr -d '\t' >"$work/lines"
	tr -d '\t' <"$work/wanted" | diff - "$work/lines"
	# A usage that has no name here, a count of two bytes, an exponent in eight bits, a page of
	# a vendor.
	echo 'R: 18 06 0a ff 09 07 05 01 09 fe 96 2c 01 55 fe 0a 30 00 05
		N: Odd
		I: 3 1209 0007' | sed 's/^[ \t]*//' >"$work/oddities.hid"
	"$hidbpf" new "$work/oddities.hid" "$work/oddities.bpf.c"
	cat >"$work/wanted" <<-'EOT'
	UsagePage_Vendor(0xff0a)
	Usage_i8(0x07) /* Vendor ff0a:0007 */
	UsagePage_GenericDesktop
	Usage_i8(0xfe) /* Generic Desktop 0xfe */
	0x96, 0x2c, 0x01, /* Report Count (300) */
	0x55, 0xfe, /* Unit Exponent (-2) */
	Usage_i16(HidUsage_GD_X)
	0x05, /* truncated item */
	EOT
	array "$work/oddities.bpf.c" | tr -d '\t' | diff "$work/wanted" -
}

# The array of the skeleton, compiled, is the descriptor of the recording.
descriptors_keep_their_bytes() {
	for recording in "$here"/recordings/*.hid "$here"/../programs/recordings/*.hid; do
		rm -f "$work/kept.bpf.c"
		"$hidbpf" new --device 0 "$recording" "$work/kept.bpf.c" >/dev/null
		{
			echo '#include <stdio.h>'
			echo '#include "hid_report_helpers.h"'
			echo 'static const unsigned char rdesc[] = {'
			array "$work/kept.bpf.c"
			echo '}; int main(void) { printf("R: %d", (int)sizeof(rdesc));'
			echo 'for (unsigned i = 0; i < sizeof(rdesc); i++) printf(" %02x", rdesc[i]);'
			echo 'puts(""); }'
		} >"$work/kept.c"
		${CC:-gcc} -I"$top/bpf/include" -o "$work/kept" "$work/kept.c"
		"$work/kept" | tr A-F a-f >"$work/compiled"
		grep '^R:' "$recording" | head -n 1 | tr A-F a-f | diff - "$work/compiled"
	done
}

# An ID of 0 in HID_BPF_CONFIG matches any device.
unknown_device() {
	{ grep '^R:' "$here/recordings/mouse.hid"; echo 'I: 5 0000 0001'; } >"$work/no-ids.hid"
	"$hidbpf" new "$work/no-ids.hid" "$work/no-ids.bpf.c" 2>"$work/said"
	grep 'no vendor and product IDs that tell it from others' "$work/said"
	"$hidbpf" build "$work/no-ids.bpf.c"
	readelf -S "$work/no-ids.bpf.o" >"$work/sections"
	fails grep '\.hid_bpf_config' "$work/sections"
	cd "$work/empty"
	"$hidbpf" new "$work/no-ids.hid"
	[ -e 0010-Unknown__Device.bpf.c ]
}

# Of several devices, one is chosen by its number, or by its name or a part of it.
chosen_device() {
	exits 2 "$hidbpf" new "$here/recordings/two.hid" "$work/two.bpf.c" 2>"$work/said"
	grep 'hidbpf new --device N .*two.hid' "$work/said"
	grep '^  1  1209:0002  Second Mouse' "$work/said"
	for device in 1 'Second Mouse' second; do
		rm -f "$work/two.bpf.c"
		"$hidbpf" new --device "$device" "$here/recordings/two.hid" "$work/two.bpf.c"
		grep 'HID_DEVICE(BUS_USB, HID_GROUP_ANY, 0x1209, 0x0002)' "$work/two.bpf.c"
	done
	for device in 2 mouse ''; do
		exits 2 "$hidbpf" info -d "$device" "$here/recordings/two.hid" 2>"$work/said"
		grep 'is not the number or name of one device' "$work/said"
		grep '^  0  1209:0001  First Mouse' "$work/said"
	done
	exits 2 "$hidbpf" info -d 0 "$hidbpf"
}

recording_shown() {
	sed 's/^E: 000000.300000.*/E: 000001.300000 3 07 00 03/' "$here/recordings/mouse.hid" >"$work/shown.hid"
	"$hidbpf" info "$work/shown.hid" >"$work/said"
	cat "$work/said"
	grep '^Name:     Test Mouse' "$work/said"
	grep '^  09 02           Usage (Mouse)' "$work/said"
	grep '^    bytes 1-2 .*X, Y (relative)' "$work/said"
	sed -n '/^Reports:/,$p' "$work/said" | tail -n 2 >"$work/last"
	printf '      1.300000  07 00 03\n                Button 1, Button 2, Button 3, Y 3\n' | diff "$work/last" -
	"$hidbpf" info --json "$work/shown.hid" | python3 -c '
import json, sys
recording = json.load(sys.stdin)
device, = recording["devices"]
assert recording["format"] == "hid-recorder"
assert device["vendor"] == 0x1209 and device["descriptor"].startswith("05010902")
assert device["descriptor_error"] is None
report, = device["descriptor_reports"]
assert (report["type"], report["id"], report["bytes"]) == ("input", None, 3)
axes = report["fields"][-1]
assert (axes["offset"], axes["size"], axes["count"]) == (8, 8, 2)
assert axes["usages"] == [{"name": name, "first": usage, "last": usage} for name, usage in (("X", 0x10030), ("Y", 0x10031))]
last = device["reports"][-1]
assert last["usec"] == 1300000 and last["report"] == "070003"
assert last["values"][-1] == {"name": "Y", "usage": 0x10031, "value": 3}, last'
	# The collection is still open.
	sed 's/^R: 45 \(.*\) c0$/R: 44 \1/' "$here/recordings/mouse.hid" >"$work/open.hid"
	"$hidbpf" info "$work/open.hid" | grep 'The kernel refuses the descriptor: a Collection without an End'
	"$hidbpf" info --json "$work/open.hid" | grep '"descriptor_error":"a Collection without'
}

# What info prints is read again, by name and IDs.
shown_is_read() {
	"$hidbpf" info "$here/recordings/two.hid" >"$work/two.txt"
	"$hidbpf" new -d second "$work/two.txt" "$work/again.bpf.c"
	diff "$work/two.bpf.c" "$work/again.bpf.c" | grep -v again >"$work/differences" || true
	fails grep HID "$work/differences"
	rm "$work/again.bpf.c"
	"$hidbpf" info --json "$here/recordings/two.hid" >"$work/two.json"
	"$hidbpf" new -d second "$work/two.json" "$work/again.bpf.c"
	diff "$work/two.bpf.c" "$work/again.bpf.c" | grep -v again >"$work/differences" || true
	fails grep HID "$work/differences"
}

no_recording() {
	printf 'Dear all,\nmy mouse is broken.\n' >"$work/mail"
	for command in info new; do
		exits 5 "$hidbpf" $command "$work/mail" 2>"$work/said"
		grep 'mail is not a recording: it has none of the formats binary, hid-recorder,' "$work/said"
	done
	exits 5 "$hidbpf" info "$work/mail.bpf.o" 2>"$work/said"
}

never_overwrites() {
	echo precious >"$work/mine.bpf.c"
	exits 2 "$hidbpf" new "$here/recordings/mouse.hid" "$work/mine.bpf.c" 2>"$work/said"
	grep 'File exists' "$work/said"
	[ "$(cat "$work/mine.bpf.c")" = precious ]
}

# A name may have anything in it.
odd_names() {
	sed 's|^N:.*|N: */ #error "x" \\|' "$here/recordings/mouse.hid" >"$work/odd.hid"
	"$hidbpf" new "$work/odd.hid" "$work/odd.bpf.c"
	"$hidbpf" build "$work/odd.bpf.c"
	"$hidbpf" info "$work/odd.bpf.o" | grep -F 'Devices: */ #error "x" \'
}

# The texts that people replace.
describes_itself() {
	"$hidbpf" info "$work/mouse.bpf.o" >"$work/said"
	cat "$work/said"
	grep -x 'Devices: Test Mouse' "$work/said"
	grep -x 'Problem: Describe here what is wrong with the device\.' "$work/said"
	grep -x 'Effect:  Describe here what the program does about it\.' "$work/said"
}

# 2000 bytes, more than clang copies at once.
long_descriptors() {
	awk 'BEGIN {
		printf "R: 2003 a1 01"
		for (i = 0; i < 1000; i++) printf " 09 01"
		print " c0\nN: Long\nI: 3 1209 0006"
	}' >"$work/long.hid"
	"$hidbpf" new "$work/long.hid" "$work/long.bpf.c"
	"$hidbpf" build "$work/long.bpf.c"
}

no_source() {
	exits 5 "$hidbpf" build "$work/nothing.bpf.c" 2>"$work/said"
	grep 'cannot read .*nothing.bpf.c: No such file' "$work/said"
	: >"$work/text"
	exits 2 "$hidbpf" build "$work/text" 2>"$work/said"
	grep 'does not end in .c' "$work/said"
	exits 2 "$hidbpf" build
	exits 2 "$hidbpf" new
	exits 2 "$hidbpf" new "$here/recordings/mouse.hid" "$work/program"
	[ ! -e "$work/program" ]
}

no_compiler() {
	echo 'int x;' >"$work/x.bpf.c"
	exits 1 env CLANG=/nonexistent/clang "$hidbpf" build "$work/x.bpf.c" 2>"$work/said"
	grep 'cannot run the compiler /nonexistent/clang; install it with: apt install clang' "$work/said"
}

mistake_in_source() {
	echo 'int x' >"$work/y.bpf.c"
	exits 1 "$hidbpf" build "$work/y.bpf.c" 2>"$work/said"
	grep 'y.bpf.c:1:6: error' "$work/said"
	grep 'clang.* cannot compile' "$work/said"
	[ ! -e "$work/y.bpf.o" ]
}

# Neither by mistake nor by declaration: no loader finds it.
undefined_function() {
	for declaration in '' 'extern int absent(int size);'; do
		sed "s/extern int not_there.*/$declaration/; s/not_there/absent/" "$here/bpf/undefined.bpf.c" >"$work/u.bpf.c"
		exits 1 "$hidbpf" build "$work/u.bpf.c" >"$work/said" 2>&1
		cat "$work/said"
		grep "error: .*'absent'\|not valid, and was removed: it uses absent, which" "$work/said"
		fails grep '^built' "$work/said"
		[ ! -e "$work/u.bpf.o" ]
	done
}

# Compiles a program with these headers and standard input.
builds_with_headers() {
	{
		printf '#include %s\n' "$@"
		cat
		echo 'SEC("struct_ops/hid_device_event")'
		echo 'int BPF_PROG(event, struct hid_bpf_ctx *hctx) { return use(hctx); }'
		echo 'SEC(".struct_ops.link") struct hid_bpf_ops ops = { .hid_device_event = (void *)event };'
		echo 'char _license[] SEC("license") = "GPL";'
	} >"$work/headers.bpf.c"
	"$hidbpf" build "$work/headers.bpf.c" >"$work/said" 2>&1 || { cat "$work/said"; return 1; }
	[ "$(cat "$work/said")" = "built $work/headers.bpf.o" ]
}

# Only the kernel's types: what else a program needs, it may declare itself.
vmlinux_has_only_types() {
	builds_with_headers '"vmlinux.h"' '<bpf/bpf_helpers.h>' '<bpf/bpf_tracing.h>' <<-'EOC'
	#define HID_MAX_DESCRIPTOR_SIZE 123
	struct hid_bpf_probe_args { int mine; };
	static int hid_bpf_memcmp(int mine) { return mine; }
	extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const size_t __sz) __ksym;
	static int use(struct hid_bpf_ctx *hctx)
	{
		return hid_bpf_memcmp(!!hid_bpf_get_data(hctx, 0, 1)) + HID_MAX_DESCRIPTOR_SIZE;
	}
	EOC
}

vmlinux_declares_functions() {
	builds_with_headers '"vmlinux.h"' '<bpf/bpf_helpers.h>' '<bpf/bpf_tracing.h>' <<-'EOC'
	struct later { struct bpf_wq work; };
	struct {
		__uint(type, BPF_MAP_TYPE_ARRAY);
		__uint(max_entries, 1);
		__type(key, int);
		__type(value, struct later);
	} works SEC(".maps");
	static int nothing(void *map, int *key, void *value) { return 0; }
	static int use(struct hid_bpf_ctx *hctx)
	{
		struct later *later = bpf_map_lookup_elem(&works, &(int){ 0 });
		struct hid_bpf_ctx *other = hid_bpf_allocate_context(hctx->hid->id);

		if (other)
			hid_bpf_release_context(other);
		if (later && !bpf_wq_init(&later->work, &works, 0) &&
		    !bpf_wq_set_callback_impl(&later->work, nothing, 0, NULL))
			bpf_wq_start(&later->work, 0);
		return !!hid_bpf_get_data(hctx, 0, 1);
	}
	EOC
}

vmlinux_declares_nothing() {
	builds_with_headers '"no_prototypes.h"' '"vmlinux.h"' '<bpf/bpf_helpers.h>' '<bpf/bpf_tracing.h>' <<-'EOC'
	extern __s8 *hid_bpf_get_data(void *ctx, int offset, int size) __ksym;
	extern int bpf_wq_init(int mine) __ksym;
	static int use(struct hid_bpf_ctx *hctx) { return !hid_bpf_get_data(hctx, 0, 1) && bpf_wq_init(1); }
	EOC
}

page_example() {
	sed -n '/^```c$/,/^```$/{/^```/d; p}' "$top/docs/programs.md" >"$work/example.bpf.c"
	grep HUION_TABLET "$work/example.bpf.c"
	"$hidbpf" build "$work/example.bpf.c"
}

no_headers() {
	mkdir -p "$work/alone/sbin"
	cp "$hidbpf" "$work/alone/sbin"
	exits 1 "$work/alone/sbin/hidbpf" build "$work/mouse.bpf.c" 2>"$work/said"
	grep 'headers for programs are in neither' "$work/said"
	mkdir -p "$work/alone/include/hid-bpf-compat"
	cp "$top"/bpf/include/*.h "$work/alone/include/hid-bpf-compat"
	"$work/alone/sbin/hidbpf" build "$work/mouse.bpf.c"
}

[ -x "$hidbpf" ] || skip_all 'build/hidbpf is not built: tests/build'
check 'the program that new generates for a mouse builds with the command it prints' new_and_build mouse
check 'the program that new generates for a tablet builds with the command it prints' new_and_build deco02
check 'the file is named after the device, as loaders expect it' named_by_device
check 'the report descriptor is readable: macros, or bytes where no macro exists' descriptor_readable
check 'the macros for each recording compile to the original descriptor' descriptors_keep_their_bytes
check 'a device without IDs is not written as any device' unknown_device
check 'new and info choose one device of a recording with several' chosen_device
check 'info shows the devices of a recording, and their reports' recording_shown
check 'what info prints is a recording itself' shown_is_read
check 'a file in no format is refused, and the formats are named' no_recording
check 'an existing file is not overwritten' never_overwrites
check 'the source has texts that describe the object, with the name of the device' describes_itself
check 'the name of a device cannot break the source' odd_names
check 'a long report descriptor builds' long_descriptors
check 'a missing or invalid source is refused with the reason' no_source
check 'without a compiler, build says how to install one' no_compiler
check "a mistake in the source is shown with the compiler's message" mistake_in_source
check 'a function that is defined nowhere is an error, and no object is left' undefined_function
check 'vmlinux.h has types of the kernel only, as that of bpftool' vmlinux_has_only_types
check 'vmlinux.h declares functions of the kernel' vmlinux_declares_functions
echo '#define BPF_NO_KFUNC_PROTOTYPES' >"$work/no_prototypes.h"
check 'vmlinux.h declares no functions with BPF_NO_KFUNC_PROTOTYPES' vmlinux_declares_nothing
check 'the tablet that programs.md shows builds' page_example
check 'the headers are found next to the installed hidbpf, or reported as missing' no_headers
finish
