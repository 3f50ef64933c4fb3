# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests that need an installed Debian share (sourced, after tap.sh).

# Skips the tests where such a system cannot be installed or entered.
need_systems() {
	[ "$(id -u)" = 0 ] || skip_all 'only root can install and enter another Debian'
	command -v debootstrap >/dev/null || skip_all 'debootstrap is not installed'
	unshare --mount --net --pid --fork true 2>/dev/null || skip_all 'this machine cannot create namespaces'
}
