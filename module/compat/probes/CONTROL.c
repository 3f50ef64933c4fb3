// SPDX-License-Identifier: GPL-2.0-only
/* Must always compile: tells a kernel that lacks a feature from a build that does not work. */
#include <linux/hid.h>
#include <linux/bpf.h>
#include <linux/ftrace.h>
