# SPDX-License-Identifier: GPL-2.0-only
#
# Installs a whole Debian with debootstrap instead of unpacking packages (sourced, after
# packages.sh).

# Prints the lines of sources.list for a suite, with the mirrors that the machine uses.
suite_sources() {
	# deb [signed-by=KEYRING,KEYRING] MIRROR SUITE main
	awk -v suite="$1" '
		$4 ~ /-backports$/ && !mirror++ { print "deb", $3, suite, "main"; print "deb", $3, suite "-backports", "main" }
		$4 ~ /-security$/ { print "deb", $3, suite "-security", "main" }' "$apt_dir/sources.list"
}

# install_debian SUITE BOOTSTRAP: for unpack_packages. BOOTSTRAP is called with the suite and a
# directory with sources.list, keyring.gpg and apt.conf; the tree is what it installs in root there.
install_debian() {
	stage=$cache/stage
	mkdir -p "$stage"
	suite_sources "$1" >"$stage/sources.list"
	sed 's/.*signed-by=//; s/].*//; s/,/\n/g' "$apt_dir/sources.list" | sort -u |
		xargs cat >"$stage/keyring.gpg"
	grep '^Acquire::' "$apt_dir/apt.conf" >"$stage/apt.conf"
	note "installing Debian $1 with debootstrap"
	unshare --mount "$2" "$1" "$stage" >"$stage/log" 2>&1 && return
	tail -n 30 "$stage/log" >&2
	note "cannot install Debian $1 (see above)"
	return 1
}
