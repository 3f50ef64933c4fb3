# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of the Debian packages share (sourced, after tap.sh and, except in the Debian that
# is tested, build.sh of tests/lib). They build the packages in $roots/build, and examine those in
# $packages.

version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' "$top/dkms.conf")
tarball=build/hid-bpf-compat-$version.tar.gz
packages=$work/first

# commit DIR: a checkout whose last commit is the tree as it is now
commit() {
	copy_tree "$1"
	git -C "$1" init -q
	git -C "$1" add -A
	GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000' \
		git -C "$1" -c user.name=test -c user.email=test@localhost commit -q -m release
}

# The release tarball of the tree as it is now.
make_dist() {
	commit "$work/tree"
	make -C "$work/tree" dist
}

# build_in DIR DEST [ARCHITECTURE]: builds the packages in the directory DIR of a clean Debian
build_in() {
	mkdir -p "$2"
	"$top/tests/dkms/in-root" "$roots/build" tests/packages/build "$1" ${3:+"$3"} <"$work/tree/$tarball" >"$2.tar"
	tar -C "$2" -xf "$2.tar"
	ls "$2"/*.deb
}

# build_packages [ARCHITECTURE]: those of the tree as it is now
build_packages() {
	make_dist
	build_in /tmp/first "$packages" "$@"
}

# Those in the tree are overridden, and each override has a reason.
lintian_is_content() {
	tar -C "$packages" -c . | "$top/tests/dkms/in-root" "$roots/build" sh -euc '
		mkdir /packages
		tar -C /packages -xf -
		cd /packages
		lintian --allow-root --fail-on error,warning ./*.changes'
}

# contents PACKAGE: its files
contents() {
	dpkg-deb --fsys-tarfile "$(echo "$packages/$1"_*.deb)" | tar -t | sed -n 's|^\./\(.*[^/]\)$|\1|p'
}

field() {
	dpkg-deb -f "$(echo "$packages/$1"_*.deb)" "$2" | tr ',' '\n'
}

loader() {
	contents hidbpf >"$work/loader"
	for file in "$top"/bpf/*.bpf.c; do
		name=${file##*/}
		grep -x "usr/lib/firmware/hid/bpf/${name%.c}.o" "$work/loader"
	done
	for file in sbin/hidbpf lib/udev/rules.d/82-hidbpf.rules share/man/man8/hidbpf.8.gz \
		share/bash-completion/completions/hidbpf share/initramfs-tools/hooks/hidbpf \
		lib/dracut/modules.d/95hidbpf/module-setup.sh; do
		grep -x "usr/$file" "$work/loader"
	done
	fails grep -E '^(etc|usr/(src|include|local))/' "$work/loader"
	dpkg-deb --fsys-tarfile "$(echo "$packages"/hidbpf_*.deb)" | tar -xO ./usr/lib/udev/rules.d/82-hidbpf.rules >"$work/rules"
	grep 'RUN+="/usr/sbin/hidbpf auto ' "$work/rules"
	fails grep /usr/local "$work/rules"
}

# next_versions PACKAGES DIR: makes hidbpf.deb and hid-bpf-compat-dkms.deb in DIR, of the next
# version, out of the packages in PACKAGES. The module and an object for a tablet differ.
next_versions() {
	mkdir -p "$2"
	for name in hidbpf hid-bpf-compat-dkms; do
		dpkg-deb -R "$1/$name"_*.deb "$work/$name"
		sed -i 's/^Version: .*/Version: 9.0-1/' "$work/$name/DEBIAN/control"
	done
	printf changed >>"$work/hidbpf/usr/lib/firmware/hid/bpf/0010-XPPen__Deco02.bpf.o"
	source=$work/hid-bpf-compat-dkms/usr/src/hid-bpf-compat
	mv "$source-$version" "$source-9.0"
	sed -i 's/^PACKAGE_VERSION=.*/PACKAGE_VERSION="9.0"/' "$source-9.0/dkms.conf"
	echo 'MODULE_INFO(next, "9.0");' >>"$source-9.0/module/main.c"
	sed -i 's/DKMS_VERSION=.*/DKMS_VERSION=9.0/' "$work/hid-bpf-compat-dkms/DEBIAN/postinst" \
		"$work/hid-bpf-compat-dkms/DEBIAN/prerm"
	for name in hidbpf hid-bpf-compat-dkms; do
		dpkg-deb -b "$work/$name" "$2/$name.deb"
	done
}
