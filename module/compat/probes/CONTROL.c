// SPDX-License-Identifier: GPL-2.0-only
/* Must always compile: distinguishes a kernel without a feature from a broken build. */
#include <linux/hid.h>
#include <linux/bpf.h>
#include <linux/ftrace.h>
