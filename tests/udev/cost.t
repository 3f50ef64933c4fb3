#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Measures what a device costs that no object is for: the process that udev starts for it, including
# its time in the kernel, in instructions, which do not depend on how fast or busy the machine is.
#
# Today's processors execute more than 1000 million instructions in a second, so 10 million take
# less than 10 ms. The count is on the high side, as each byte that is copied or cleared counts as
# one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"

other=$("$here/udev-hid-bpf")
build_tests udev
"$top/tests/vm/guest" -k 6.12-amd64 -n udev-cost -c 1 -i shift=0,sleep=off -f "$top/build/hidbpf" \
	-f "$build/tests/udev/guest/plug" -f "$top/build/bpf:/usr/local/lib/firmware/hid/bpf" \
	-f "$(echo "$other"/usr/lib/*/bpf):/usr/lib/firmware/hid/bpf" -f "$here/cost" \
	-f "$top/tests/lib/tap.sh" -- sh cost
