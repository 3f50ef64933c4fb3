# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests that need an installed Debian share (sourced, after tap.sh and build.sh of
# tests/lib).

# Skips the tests where such a system cannot be installed or entered.
need_systems() {
	[ "$(id -u)" = 0 ] || skip_all 'only root can install and enter another Debian'
	command -v debootstrap >/dev/null || skip_all 'debootstrap is not installed'
	unshare --mount --net --pid --fork true 2>/dev/null || skip_all 'this machine cannot create namespaces'
}

# Whether $package is newer than everything that "make install" installs.
package_is_current() {
	[ -e "$package" ] || return 1
	[ -z "$(cd "$top" && find Makefile bpf user packaging module -newer "$package")" ]
}

# Sets $package to an archive of what "make install" installs on the Debian $1, and of what it has
# built. Suites share it.
make_package() {
	package=$build/tests/dkms/package-$1.tar
	mkdir -p "$build/tests/dkms"
	exec 8>"$package.lock"
	flock 8
	if ! package_is_current; then
		"$top/tests/dkms/in-root" "$1" tests/dkms/package >"$package.new"
		mv "$package.new" "$package"
	fi
	exec 8>&-
}

# Prints the Debian whose root has the headers of the kernel of use_kernel.
dkms_debian() {
	case $KVER in
	*+deb13-*) echo trixie ;;
	*) echo bookworm ;;
	esac
}
