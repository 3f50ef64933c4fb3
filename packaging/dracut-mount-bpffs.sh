#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in an initramfs of dracut. What is pinned in bpffs stays attached: the mount moves to the
# root file system with /sys.
grep -q ' /sys/fs/bpf bpf ' /proc/mounts || mount -t bpf -o mode=0700 bpf /sys/fs/bpf
