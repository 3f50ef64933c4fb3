#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# What a device that no object is for costs: the time of the process that udev starts for it.
#
# In the guest a nanosecond is one instruction. A processor that runs these kernels does more in that
# time, so 10 ms there are less on any real machine.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
. "$here/../host/tap.sh"

# As many objects as both projects have.
collect_objects() {
	mkdir "$work/objects"
	cp "$top"/build/bpf/*.bpf.o "$("$here/udev-hid-bpf")"/usr/lib/*/bpf/*.bpf.o "$work/objects"
}

collect_objects
"$here/build-plug" "$work/plug"
"$top/tests/vm/guest" -k 6.12-amd64 -n udev-cost -c 1 -i shift=0,sleep=off -f "$top/build/hidbpf" \
	-f "$work/plug" -f "$work/objects:/usr/lib/firmware/hid/bpf" -f "$here/cost" \
	-f "$top/tests/host/tap.sh" -- sh cost
