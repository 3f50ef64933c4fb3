#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What a device that no object is for costs: the whole process that udev starts for it, with the
# kernel's part, as instructions, which do not depend on how fast or how busy this machine is.
#
# Processors that people have do more than a thousand million of them in a second: 10 million are
# less than 10 ms. The count is on the high side, as each byte that is copied or cleared is one of
# them.
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
