// SPDX-License-Identifier: GPL-2.0-only
/* The verifier knows trusted pointers, and a kfunc that takes no others must be flagged so. */
#include <linux/bpf.h>
#include <linux/btf.h>

unsigned int probe[] = { PTR_TRUSTED, KF_TRUSTED_ARGS };
