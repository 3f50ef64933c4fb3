/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes upstream's selftests wait longer for a device. They look for its hidraw node five times,
 * 10 us apart, and fail if the kernel has not created it by then, which happens on any kernel if
 * something else keeps the CPU busy.
 */
#include <unistd.h>

#define usleep(us) usleep((us) < 10000 ? 10000 : (us))
