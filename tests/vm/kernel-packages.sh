# SPDX-License-Identifier: GPL-2.0-only
#
# The packages of Debian's kernels (sourced, after packages.sh).

# Sets $pattern and $flavour for the kernel $name; fails if that is not one of Debian's.
choose_kernel() {
	series=$(echo "${name%%-*}" | sed 's/\./\\./')
	flavour=${name#*-}
	case $name in
	# From Debian 12, where each build of 6.1 has a number in its name.
	6.1-amd64 | 6.1-rt-amd64 | 6.1-arm64) pattern="$series\\.0-[0-9]+-$flavour" ;;
	6.12-amd64 | 6.12-rt-amd64 | 6.12-arm64 | 6.12-rt-arm64 | 6.12-arm64-16k)
		pattern="$series\\.[0-9]+\\+$deb_release-$flavour"
		;;
	# Debian 13's on every machine.
	6.12-deb13-arm64)
		flavour=arm64
		pattern="$series\\.[0-9]+\\+deb13-$flavour"
		;;
	7.3-amd64) pattern="$series\\.[0-9]+\\+deb13-$flavour" ;;
	*) return 1 ;;
	esac
}

# For cached_tree.
select_packages() {
	image=$(newest_package "linux-image-$pattern") || return 1
	release=${image%%=*}
	release=${release#linux-image-}
	version=${image#*=}
	headers=linux-headers-$release=$version
	printf '%s\n' "$image" "$headers"
	dependencies "$image" 'linux-(binary|modules|base)-[0-9].*'
	dependencies "$headers" 'linux-headers-.*'
	# Programs that the build runs on this machine.
	dependencies "$headers" 'linux-kbuild-.*' | sed "s/=/:$(dpkg --print-architecture)=/"
}
