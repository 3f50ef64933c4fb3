#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# How the library reads the hid_bpf_ops of object files, whole and damaged ones, and how it makes
# them refer to the module's aliases.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../lib/tap.sh"
. "$here/../../lib/build.sh"

out=$build/tests/user/unit
sanitize='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all'

# With the machine's own libbpf, the oldest that is supported.
compile_reader() {
	build_make -C "$top" libhidbpf "BUILD=$out" "CFLAGS=$sanitize -Werror"
	for program in ops-list aliases; do
		# shellcheck disable=SC2086 # compiler's options
		${CC:-gcc} $sanitize -D_GNU_SOURCE -Wall -Wextra -Werror -I"$top/user" \
			-o "$work/$program" "$here/$program.c" "$out/libhidbpf.a" -lbpf -lelf -lz
	done
}

# Compiles standard input as an object with clang's options for the target $1.
compile() {
	target=$1
	shift
	{
		cat <<-'EOC'
		struct list_head { struct list_head *next, *prev; };
		typedef const int number;
		struct hid_bpf_ops {
			number hid_id;
			unsigned int flags;
			struct list_head list;
			int (*hid_device_event)(void *ctx);
			int (*hid_rdesc_fixup)(void *ctx);
			void *hdev;
		};
		#define SECTION(_name) __attribute__((section(_name), used))
		EOC
		cat
	} >"$work/object.c"
	clang -O2 --target="$target" -c -o "$work/object.o" "$@" "$work/object.c"
}

compile_many() {
	compile "$@" <<-'EOC'
	SECTION("struct_ops/a") int a(void *ctx) { return 0; }
	SECTION("struct_ops/a") int b(void *ctx) { return 1; }
	SECTION("struct_ops.s/c") int c(void *ctx) { return 2; }
	SECTION(".struct_ops.link") struct hid_bpf_ops both = {
		.hid_id = 0x1234, .flags = 8, .hid_device_event = a, .hid_rdesc_fixup = c };
	SECTION(".struct_ops.link") static struct hid_bpf_ops hidden = { .hid_device_event = b };
	SECTION(".struct_ops.link") struct hid_bpf_ops none = { .hid_id = -1 };
	SECTION(".struct_ops") struct hid_bpf_ops plain = { .hid_device_event = b };
	SECTION("?.struct_ops.link") struct hid_bpf_ops maybe = { .hid_rdesc_fixup = c };
	SECTION(".struct_ops") struct other { int (*hook)(void *ctx); } other = { c };
	EOC
}

reads_many() {
	compile_many "$1" -g
	"$work/ops-list" "$work/object.o" | sort >"$work/read"
	cat >"$work/wanted" <<-'EOC'
	both link 4660 8 hid_device_event=a hid_rdesc_fixup=c
	hidden link 0 0 hid_device_event=b
	maybe link optional 0 0 hid_rdesc_fixup=c
	none link -1 0
	plain plain 0 0 hid_device_event=b
	EOC
	diff "$work/wanted" "$work/read"
}

# clang names a static function by its section and the place there.
reads_by_section() {
	compile bpf -g <<-'EOC'
	SECTION("struct_ops/a") static int a(void *ctx) { return 0; }
	SECTION("struct_ops/a") static int b(void *ctx) { return 1; }
	SECTION(".struct_ops.link") struct hid_bpf_ops one = {
		.hid_device_event = b, .hid_rdesc_fixup = a };
	EOC
	"$work/ops-list" "$work/object.o" >"$work/read"
	echo 'one link 0 0 hid_device_event=b hid_rdesc_fixup=a' | diff - "$work/read"
}

# The file $1 is refused with the words $2.
refuses() {
	fails "$work/ops-list" "$1" >"$work/read"
	cat "$work/read"
	grep -q "$2" "$work/read"
}

refuses_others() {
	refuses "$work/ops-list" 'not a BPF object'
	refuses "$here/ops-list.c" 'not an ELF file'
	compile_many bpf
	refuses "$work/object.o" 'compile it with -g'
}

refuses_hookless_place() {
	compile bpf -g <<-'EOC'
	SECTION("struct_ops/a") int a(void *ctx) { return 0; }
	SECTION(".struct_ops.link") struct hid_bpf_ops one = { .hdev = a };
	EOC
	refuses "$work/object.o" 'one has a function in a member that is not a hook'
}

# Compiles standard input alone.
compile_plain() {
	{
		echo '#define SECTION(_name) __attribute__((section(_name), used))'
		cat
	} >"$work/plain.c"
	clang -O2 --target=bpf -g -c -o "$work/object.o" "$work/plain.c"
}

# A type that only begins like it is another one.
reads_members_by_name() {
	compile_plain <<-'EOC'
	SECTION("struct_ops/a") int a(void *ctx) { return 0; }
	SECTION(".struct_ops.link")
	struct hid_bpf_ops { int (*hid_device_event)(void *); int hid_id; } one = { a, 7 };
	SECTION(".struct_ops.link") struct hid_bpf_ops___v2 { int flags, hid_id; } two = { 8, 9 };
	SECTION(".struct_ops.link") struct hid_bpf_ops_v2 { int hid_id; } three = { 1 };
	EOC
	"$work/ops-list" "$work/object.o" >"$work/read"
	diff - "$work/read" <<-'EOC'
	one link 7 0 hid_device_event=a
	two link 9 8
	EOC
}

refuses_undefined() {
	compile_plain <<-'EOC'
	extern int known(void) SECTION(".ksyms");
	extern int unknown(void);
	SECTION("struct_ops/a") int a(void *ctx) { return known() + unknown(); }
	struct hid_bpf_ops { int hid_id; int (*hid_device_event)(void *); };
	SECTION(".struct_ops.link") struct hid_bpf_ops one = { 0, a };
	EOC
	refuses "$work/object.o" 'it uses unknown, which is neither defined in it nor declared'
	sed 's/unknown/known/' "$work/plain.c" >"$work/known.c"
	clang -O2 --target=bpf -g -c -o "$work/object.o" "$work/known.c"
	"$work/ops-list" "$work/object.o"
}

refuses_other_members() {
	compile_plain <<-'EOC'
	SECTION(".struct_ops.link") struct hid_bpf_ops { int flags; } one = { 1 };
	EOC
	refuses "$work/object.o" 'one has no int hid_id'
	compile_plain <<-'EOC'
	SECTION(".struct_ops.link") struct hid_bpf_ops { int hid_id; short flags; } one = { 1 };
	EOC
	refuses "$work/object.o" 'flags of one is not an int'
}

# A sanitizer's report is neither exit status 0 nor 1.
survives_truncation() {
	compile_many "$1" -g
	size=$(stat -c %s "$work/object.o")
	at=0
	while [ "$at" -lt "$size" ]; do
		status=0
		"$work/ops-list" "$work/object.o" "$at" >"$work/read" 2>"$work/errors" || status=$?
		[ "$status" = 1 ] || { echo "$at of $size bytes: $status"; cat "$work/errors"; false; }
		at=$((at + 7))
	done
}

# With what shares its end with a name that has an alias, what only begins like it, and what the
# object itself defines. clang lets symbols share their ends.
compile_names() {
	compile_plain <<-'EOC'
	#define KSYM __attribute__((section(".ksyms")))
	#define CORE __attribute__((preserve_access_index))
	extern char *hid_bpf_get_data(void *ctx) KSYM;
	extern int hid_bpf_hw_request(void *ctx) KSYM __attribute__((weak));
	extern int hid_bpf_hw_output_report___v2(void *ctx) KSYM __attribute__((weak));
	extern int hid_bpf_hw_request_later(void *ctx) KSYM __attribute__((weak));
	extern int hid_bpf_other(void *ctx) KSYM;
	extern const void hid_bpf_try_input_report KSYM;
	struct hid_bpf_ctx { int size; } CORE;
	struct hid_bpf_ctx___v2 { int size, retval; } CORE;
	struct hid_bpf_ctx_v3 { int size; } CORE;
	struct my_hid_bpf_ctx { int size; } CORE;
	struct shared { int size; } CORE;
	typedef struct hid_bpf_ctx hid_bpf_ctx;
	union hid_bpf_ops { struct hid_bpf_allocate_context *declared; } ops;
	int hid_bpf_release_context = 3;
	__attribute__((noinline)) int hid_bpf_input_report(struct hid_bpf_ctx *ctx)
	{
		return ctx->size + hid_bpf_release_context;
	}
	SECTION("syscall") int my_hid_bpf_get_data(hid_bpf_ctx *ctx)
	{
		struct hid_bpf_ctx___v2 *v2 = (void *)ctx;
		struct hid_bpf_ctx_v3 *v3 = (void *)ctx;
		struct my_hid_bpf_ctx *mine = (void *)ctx;
		struct shared *shared = (void *)ctx;
		int sum = v2->retval + v3->size + mine->size + shared->size + !ops.declared;

		sum += hid_bpf_input_report(ctx) + *hid_bpf_get_data(ctx) + hid_bpf_other(ctx);
		sum += (long)&hid_bpf_try_input_report;
		if (hid_bpf_hw_request)
			sum += hid_bpf_hw_request(ctx) + hid_bpf_hw_request_later(ctx);
		return sum + hid_bpf_hw_output_report___v2(ctx);
	}
	char _license[] SECTION("license") = "GPL";
	EOC
}

# .strtab contains this name only as the end of a longer one.
ends_are_shared() {
	readelf -p .strtab "$work/object.o" >"$work/strings"
	grep ' my_hid_bpf_get_data$' "$work/strings"
	fails grep ' hid_bpf_get_data$' "$work/strings"
}

aliases_are_used() {
	compile_names
	ends_are_shared
	"$work/aliases" "$work/object.o" >"$work/all"
	grep bpf_ "$work/all" | sort >"$work/names"
	diff - "$work/names" <<-'EOC'
	defined symbol hid_bpf_input_report
	defined symbol hid_bpf_release_context
	defined symbol my_hid_bpf_get_data
	extern func hbc_bpf_get_data
	extern func hbc_bpf_hw_output_report___v2
	extern func hbc_bpf_hw_request
	extern func hid_bpf_hw_request_later
	extern func hid_bpf_other
	extern var hbc_bpf_try_input_report
	func hid_bpf_input_report
	func my_hid_bpf_get_data
	fwd hbc_bpf_allocate_context
	type hbc_bpf_ctx
	type hbc_bpf_ctx
	type hbc_bpf_ctx___v2
	type hbc_bpf_ops
	type hid_bpf_ctx_v3
	type my_hid_bpf_ctx
	typedef hbc_bpf_ctx
	undefined symbol hbc_bpf_get_data
	undefined symbol hbc_bpf_hw_output_report___v2
	undefined symbol hbc_bpf_hw_request
	undefined symbol hbc_bpf_try_input_report
	undefined symbol hid_bpf_hw_request_later
	undefined symbol hid_bpf_other
	var hid_bpf_release_context
	EOC
}

aliases_are_not_shown() {
	while read -r text shown; do
		"$work/aliases" "$text" - >"$work/read"
		echo "$shown" | diff - "$work/read"
	done <<-'EOT'
	R1=ptr_hbc_bpf_ctx(off=0,imm=0) R1=ptr_hid_bpf_ctx(off=0,imm=0)
	'hbc_bpf_get_data':hbc_bpf_hw_request 'hid_bpf_get_data':hid_bpf_hw_request
	hbc_bpf_ctx___v2.size hid_bpf_ctx___v2.size
	hbc_bpf_ctx_size,hbc_bpf_other,hbc,hbc_bpf_c hbc_bpf_ctx_size,hbc_bpf_other,hbc,hbc_bpf_c
	hid_bpf_compat_device_event hid_bpf_compat_device_event
	EOT
}

check 'the reader compiles without a warning' compile_reader
check 'ops of several sections are read with their numbers and programs' reads_many bpfel
check 'ops of a big-endian object are read' reads_many bpfeb
check 'programs named by their section are found' reads_by_section
check 'other files are refused with the reason' refuses_others
check 'a function in a member that is not a hook is refused' refuses_hookless_place
check 'members are found by name, and need not all be there; ops of other types are ignored' reads_members_by_name
check 'ops without hid_id, or with members of other types, are refused' refuses_other_members
check 'a function that is defined nowhere is refused by name' refuses_undefined
check 'aliases replace the names of types and of functions that an object declares, whole names only' \
	aliases_are_used
check 'messages show names, not aliases' aliases_are_not_shown
check 'an object truncated anywhere is refused' survives_truncation bpfel
check 'a big-endian object truncated anywhere is refused' survives_truncation bpfeb
finish
