# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests in a booted Debian share (sourced, after tap.sh).

# The names of the devices with these ids.
names() {
	find /sys/bus/hid/devices/ -name "*:$1.*" -printf '%f\n'
}

count() {
	names "$1" | wc -l
}

# Prints the directory of the pins of a device.
pins() {
	echo "/sys/fs/bpf/hid/$(echo "$1" | tr .: __)"
}

# are_served IDS COUNT: whether there are so many such devices, each with a program attached
are_served() {
	[ "$(count "$1")" = "$2" ] || return 1
	for name in $(names "$1"); do
		[ -n "$(ls "$(pins "$name")" 2>/dev/null)" ] || return 1
	done
}

none_is_served() {
	for name in $(names "$1"); do
		[ ! -e "$(pins "$name")" ] || return 1
	done
}

# Plugs in devices, until unplug or the end of the test that calls this.
plug() {
	/test/plug "$@" >"$work/plugged" &
	plugged=$!
	trap 'kill $plugged 2>/dev/null || true' EXIT
	soon grep -q plugged "$work/plugged"
}

unplug() {
	kill $plugged
	trap - EXIT
}
