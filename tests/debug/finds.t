#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The debug kernels detect each kind of mistake, and that fails a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

results=$build/tests

# Boots the kernel $1 and makes the mistakes named by the other arguments, in this order.
make_mistakes() {
	kernel=$1
	shift
	name=finds-$kernel modules=$results/mistakes-$kernel
	use_kernel "$kernel"
	build_modules "$modules" "$here/modules"
	got=0
	"$here/../vm/guest" -k "$kernel" -n "$name" -f "$modules/mistakes.ko" -- \
		sh -c 'for mistake; do insmod mistakes.ko make=$mistake; done; true' sh "$@" || got=$?
	[ "$got" = 1 ]
}

# What post-out-of-order does, with the barrier.
in_order() {
	"$here/../vm/guest" -k "$kernel" -n finds-in-order -f "$results/mistakes-$kernel/mistakes.ko" -- \
		sh -c 'insmod mistakes.ko make=post-in-order; true'
}

# Attaches and detaches programs while interrupts report, with the module $1; the log is
# finds-$2.log. KCSAN looks at more accesses than it does by default: few of them are publications.
attach_under_load() {
	"$here/../vm/guest" -k "$kernel" -n "finds-$2" -t 400 -a kcsan.skip_watch=20 -m "$1" \
		-f "$volley/volley.ko" -f "$built/tests/stress/guest:stress" -f "$built/hidbpf" -- \
		env STRESS_SEED=1 STRESS_MS=90000 stress/stress before: setup.load stress: events.interrupts
}

publishes_out_of_order() {
	build_module "KCFLAGS=-include $here/modules/no-release.h" "OUT=$results/no-release/$KVER"
	got=0
	attach_under_load "$results/no-release/$KVER/hid_bpf_compat.ko" no-release || got=$?
	[ "$got" = 1 ]
	grep -a 'BUG: KCSAN: data-race in .*hid_bpf_compat' "$results/finds-no-release.log"
	grep -a 'write (reordered)' "$results/finds-no-release.log"
}

publishes_in_order() {
	build_module
	attach_under_load "$build/$KVER/hid_bpf_compat.ko" release
}

found() {
	grep -ae "$1" "$results/finds-$kernel.log"
}

# The lock validator stops at its first report, so locks come after what it helps to detect.
for kernel in debug-6.12-kasan debug-6.1-kasan; do
	check "$kernel: a run with mistakes fails"  make_mistakes "$kernel" dereference-outside \
		sleep-atomically lock-in-two-orders use-freed free-pending-work shift-too-far leak
	check "$kernel: finds an RCU pointer used outside of a reader" found 'suspicious RCU usage'
	check "$kernel: finds sleeping in atomic context" found 'BUG: sleeping function'
	check "$kernel: finds locks taken in two orders" found 'possible circular locking'
	check "$kernel: finds memory used after it was freed" found 'BUG: KASAN: .*use-after-free in use_freed'
	check "$kernel: finds work freed while it is pending" found 'ODEBUG: free active'
	check "$kernel: finds an undefined shift" found 'UBSAN: shift-out-of-bounds'
	check "$kernel: finds leaked memory" found 'kmemleak: [1-9][0-9]* new suspected'
done

kernel=debug-6.12-kcsan
check "$kernel: a run with mistakes fails" make_mistakes "$kernel" race post-out-of-order
check "$kernel: finds a counter incremented without a lock" found 'BUG: KCSAN: data-race in count .* / race'
check "$kernel: finds a missing memory barrier" found 'BUG: KCSAN: data-race in empty_box .* / fill_box'
check "$kernel: with the barrier there is nothing to find" in_order

use_kernel "$kernel"
build_tests stress
volley=$build/tests/stress/modules-$kernel
build_modules "$volley"
check 'it finds what the module publishes without its memory barriers' publishes_out_of_order
check 'it finds nothing in the module with them' publishes_in_order
finish
