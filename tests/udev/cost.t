#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Measures what processes of hidbpf cost, including their time in the kernel, in instructions, which
# do not depend on how fast or busy the machine is: the one that udev starts for a device that no
# object is for, one that attaches an object, and a list of many devices.
#
# Today's processors execute more than 1000 million instructions in a second, so 5 million take less
# than 5 ms. The count is on the high side, as each byte that is copied or cleared counts as one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

use_kernel 6.12-amd64
other=$("$here/udev-hid-bpf")
build_tests udev
build_tests user
"$top/tests/vm/guest" -k 6.12-amd64 -n udev-cost -c 1 -i shift=0,sleep=off -f "$products/hidbpf" \
	-m "$build/$KVER/hid_bpf_compat.ko" -f "$build/tests/udev/guest/plug" -f "$build/tests/udev/guest/count" \
	-f "$build/tests/udev/guest/plain" -f "$build/tests/user/guest/bpf/matching.bpf.o" \
	-f "$top/build/bpf:/usr/local/lib/firmware/hid/bpf" \
	-f "$(echo "$other"/usr/lib/*/bpf):/usr/lib/firmware/hid/bpf" -f /sbin/ldconfig -f "$here/cost" \
	-f "$top/tests/lib/tap.sh" -- sh cost
