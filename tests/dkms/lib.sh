# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests that need an installed Debian share (sourced, after tap.sh).

# Skips the tests where such a system cannot be made or entered.
need_systems() {
	[ "$(id -u)" = 0 ] || skip_all 'making and entering another Debian is for root'
	command -v debootstrap >/dev/null || skip_all 'debootstrap is not installed'
	unshare --mount --net --pid --fork true 2>/dev/null || skip_all 'name spaces cannot be made here'
}
