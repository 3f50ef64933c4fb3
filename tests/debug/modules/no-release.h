/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Takes the memory barriers out of a module with which it publishes data to readers without a lock.
 * finds.t includes this in front of every source.
 */
#include <linux/rcupdate.h>

#undef smp_store_release
#define smp_store_release(p, v) WRITE_ONCE(*(p), v)
#undef rcu_assign_pointer
#define rcu_assign_pointer(p, v) WRITE_ONCE(p, RCU_INITIALIZER(v))
