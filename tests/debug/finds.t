#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The debug kernels find what they are there to find, and a run fails for it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

results=$build/tests

# A guest on the kernel $1 in which the mistakes named after it are made, in this order.
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

found() {
	grep -ae "$1" "$results/finds-$kernel.log"
}

# The lock validator stops at its first find: locks come after what it helps to find.
for kernel in debug-6.12-kasan debug-6.1-kasan; do
	check "$kernel: a run in which mistakes are made fails" make_mistakes "$kernel" dereference-outside \
		sleep-atomically lock-in-two-orders use-freed free-pending-work shift-too-far leak
	check "$kernel: RCU's pointer used outside of a reader" found 'suspicious RCU usage'
	check "$kernel: sleeping where that is not allowed" found 'BUG: sleeping function'
	check "$kernel: locks in two orders" found 'possible circular locking'
	check "$kernel: memory used after it was freed" found 'BUG: KASAN: .*use-after-free in use_freed'
	check "$kernel: work freed while it is pending" found 'ODEBUG: free active'
	check "$kernel: an undefined shift" found 'UBSAN: shift-out-of-bounds'
	check "$kernel: leaked memory" found 'kmemleak: [1-9][0-9]* new suspected'
done

kernel=debug-6.12-kcsan
check "$kernel: a run in which a mistake is made fails" make_mistakes "$kernel" race
check "$kernel: a number that two count up at once" found 'BUG: KCSAN: data-race in count .* / race'
finish
