#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The scanner of kernel logs: a clean log passes, a log with a complaint or a missing part fails.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"

log=$work/log
first='[    0.000000] Linux version 6.12.0 (somebody@somewhere)'
last='[    9.000000] guest: guest-1234 end of log'

# Scans a log of these lines.
scan() {
	printf '%s\r\n' "$@" >"$log"
	"$here/scan-log" "$log" 'guest-1234 end of log'
}

verdict() {
	expected=$1
	shift
	got=0
	scan "$@" || got=$?
	[ "$got" = "$expected" ]
}

check 'a clean log passes' verdict 0 "$first" \
	'[    1.000000] hid_bpf_compat: loading out-of-tree module taints kernel.' \
	'[    1.100000] clocksource: Marking TSC unstable due to a warning nobody needs' \
	'[    1.200000] NMI watchdog: Perf NMI watchdog permanently disabled' \
	'[    1.300000] kfence: initialized - using 2097152 bytes' \
	'[    1.400000] kasan: KernelAddressSanitizer initialized (generic)' \
	'[    1.410000] kcsan: enabled early' \
	'[    1.420000] kcsan: selftest: 3/3 tests passed' \
	'[    1.430000] Lock dependency validator: Copyright (c) 2006 Red Hat, Inc., Ingo Molnar' \
	'[    1.440000] kmemleak: Kernel memory leak detector initialized (mem pool available: 39000)' "$last"
while read -r line; do
	check "found: $line" verdict 1 "$first" "[    2.000000] $line" "$last"
done <<'EOL'
WARNING: CPU: 0 PID: 1 at kernel/softirq.c:362 __local_bh_enable_ip+0x8b/0xb0
WARNING: possible circular locking dependency detected
WARNING: possible recursive locking detected
WARNING: possible irq lock inversion dependency detected
WARNING: inconsistent lock state
WARNING: bad unlock balance detected!
WARNING: lock held when returning to user space!
WARNING: suspicious RCU usage
[ BUG: Invalid wait context ]
BUG: MAX_LOCKDEP_CHAINS too low!
BUG: using smp_processor_id() in preemptible [00000000] code: events/123
INFO: trying to register non-static key.
BUG: kernel NULL pointer dereference, address: 0000000000000000
BUG: sleeping function called from invalid context at kernel/locking/mutex.c:585
BUG: KASAN: slab-use-after-free in hid_input_report+0x1/0x2
BUG: KASAN: vmalloc-out-of-bounds in bpf_prog_1/0x2
BUG: KCSAN: data-race in hid_input_report / hid_hw_raw_request
BUG: scheduling while atomic: kworker/0:1/12/0x00000002
kernel BUG at mm/slub.c:4000!
Oops: 0000 [#1] PREEMPT SMP NOPTI
Oops: general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1]
general protection fault, maybe for address 0x1: 0000 [#1]
divide error: 0000 [#1]
Call Trace:
Kernel panic - not syncing: Fatal exception
rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
rcu: INFO: rcu_sched self-detected stall on CPU
INFO: rcu_tasks detected stalls on tasks:
INFO: task rmmod:123 blocked for more than 120 seconds.
watchdog: BUG: soft lockup - CPU#1 stuck for 26s!
refcount_t: underflow; use-after-free.
ODEBUG: free active (active state 0) object: ff11 object type: work_struct hint: after_detach+0x0/0x2
kobject: 'device' (ff11): tried to init an initialized object, something is seriously wrong.
list_add corruption. next->prev should be prev (ff11), but was ff12. (next=ff13).
list_del corruption. prev->next should be ff11, but was dead000000000100
kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)
UBSAN: array-index-out-of-bounds in drivers/hid/hid-core.c:1:2
UBSAN: shift-out-of-bounds in drivers/hid/hid-core.c:1:2
page allocation failure: order:4
sysfs: cannot create duplicate filename '/devices/virtual/misc/uhid'
EOL
check 'a log without its end cannot be judged' verdict 2 "$first" '[    2.000000] all is well'
check 'a log without its beginning cannot be judged' verdict 2 "$last"
check 'a log that lost messages cannot be judged' verdict 2 "$first" \
	'** 17 printk messages dropped **' "$last"
while read -r line; do
	check "cannot be judged: $line" verdict 2 "$first" "[    2.000000] $line" "$last"
done <<'EOL'
turning off the locking correctness validator.
kmemleak: Memory pool empty, consider increasing CONFIG_DEBUG_KMEMLEAK_MEM_POOL_SIZE
kmemleak: Kernel memory leak detector disabled
guest: the memory could not be scanned for leaks
EOL
missing() {
	got=0
	"$here/scan-log" "$work/no-such-log" x || got=$?
	[ "$got" = 2 ]
}
check 'a missing log cannot be judged' missing
: >"$work/no-such-log"
check 'an empty log cannot be judged' missing
finish
