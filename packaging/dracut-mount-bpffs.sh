#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in an initramfs of dracut, which need not have grep. What is pinned in bpffs stays attached:
# the mount moves to the root file system with /sys.
bpffs=
while read -r _ directory _; do
	[ "$directory" != /sys/fs/bpf ] || bpffs=mounted
done </proc/mounts
[ -n "$bpffs" ] || mount -t bpf -o mode=0700 bpf /sys/fs/bpf
