# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of the Debian packages share (sourced, after tap.sh and, outside the
# Debian that is tested, build.sh of tests/lib).

# commit DIR: a checkout whose last commit is the tree as it is now
commit() {
	copy_tree "$1"
	git -C "$1" init -q
	git -C "$1" add -A
	GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000' \
		git -C "$1" -c user.name=test -c user.email=test@localhost commit -q -m release
}

# build_packages ROOT TARBALL DIR DEST: builds the packages in the directory DIR of a clean Debian
build_packages() {
	mkdir -p "$4"
	"$top/tests/dkms/in-root" "$1" tests/packages/build "$3" <"$2" >"$4.tar"
	tar -C "$4" -xf "$4.tar"
	ls "$4"/*.deb
}

# next_version PACKAGES NAME: makes a package of the next version out of one, $work/NAME.deb
next_version() {
	dpkg-deb -R "$1/$2"_*.deb "$work/$2"
	sed -i "s/^Version: .*/Version: 9.0-1/" "$work/$2/DEBIAN/control"
	if [ "$2" = hid-bpf-compat-dkms ]; then
		mv "$work/$2/usr/src/hid-bpf-compat-$version" "$work/$2/usr/src/hid-bpf-compat-9.0"
		sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"9.0\"/" "$work/$2/usr/src/hid-bpf-compat-9.0/dkms.conf"
		sed -i "s/DKMS_VERSION=.*/DKMS_VERSION=9.0/" "$work/$2/DEBIAN/postinst" "$work/$2/DEBIAN/prerm"
	fi
	dpkg-deb -b "$work/$2" "$work/$2.deb"
}
