#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The RPM packages: builds them with Debian's rpmbuild, examines them, and installs them in a Debian
# whose dkms their scriptlets run.
#
# usage: rpm.t KERNEL
# The module packages are built for KERNEL.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$top/tests/dkms/lib.sh"

need_systems
use_kernel "$1"
version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' "$top/dkms.conf")
rpms=$work/tree/build/rpm
config=$top/packaging/rpm/rpmlint.toml

# make_rpms DIR: builds the packages of the tree as it is now in a copy of it, for the Debian that
# they are installed in, whose libbpf is the one of the tests. The build dependencies are not RPMs
# here.
make_rpms() {
	copy_tree "$1"
	[ -z "${next:-}" ] || sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$next\"/" "$1/dkms.conf"
	git -C "$1" init -q
	git -C "$1" add -A
	git -C "$1" -c user.name=test -c user.email=test@localhost commit -q -m release
	make -C "$1" rpm RPMBUILD=--nodeps
}

contents() {
	rpm -qpl "$rpms/$1"-[0-9]*.rpm | sort
}

requires() {
	rpm -qp --requires "$rpms/$1"-[0-9]*.rpm
}

builds() {
	make_rpms "$work/tree"
	for package in hidbpf hidbpf-devel hid-bpf-compat-dkms hid-bpf-compat hid-bpf-compat-kmod; do
		ls "$rpms/$package-$version"-1*.rpm
	done
}

# Each on its own: rpmlint takes the spec files of several source packages for those of one.
rpmlint_is_content() {
	for file in "$rpms"/*.rpm "$rpms"/*.spec; do
		rpmlint -c "$config" "$file" >"$work/said" || { cat "$work/said"; return 1; }
		cat "$work/said"
		grep ' 0 errors, 0 warnings' "$work/said"
	done
}

tool() {
	contents hidbpf >"$work/files"
	for file in "$top"/bpf/*.bpf.c; do
		name=${file##*/}
		grep -x "/usr/lib/firmware/hid/bpf/${name%.c}.o" "$work/files"
	done
	grep -x /usr/sbin/hidbpf "$work/files"
	grep -x /usr/lib/udev/rules.d/82-hidbpf.rules "$work/files"
	grep -x '/usr/share/man/man8/hidbpf.8.*' "$work/files"
	grep -x /usr/share/bash-completion/completions/hidbpf "$work/files"
	grep -x /usr/lib/dracut/modules.d/95hidbpf/module-setup.sh "$work/files"
	fails grep -E '^/(etc|usr/(src|include|local))' "$work/files"
	requires hidbpf >"$work/requires"
	for library in libbpf libelf libevdev libjson-c libsmartcols libudev; do
		grep "^$library\.so" "$work/requires"
	done
	rpm -qp --provides "$rpms"/hidbpf-[0-9]*.rpm | grep -x "hid-bpf-compat-kmod-common = $version"
	rpm -qp --recommends "$rpms"/hidbpf-[0-9]*.rpm | grep 'hid-bpf-compat-dkms or akmod-hid-bpf-compat'
}

module_source() {
	contents hid-bpf-compat-dkms >"$work/files"
	for file in $(cd "$top" && echo dkms.conf Makefile Kbuild && find module -type f); do
		grep -x "/usr/src/hid-bpf-compat-$version/$file" "$work/files"
	done
	grep -x /usr/lib/kernel/install.d/41-hid-bpf-compat.install "$work/files"
	fails grep -vE "^/usr/(src/hid-bpf-compat-$version|share/licenses|lib/kernel)(/|$)" "$work/files"
	requires hid-bpf-compat-dkms >"$work/requires"
	for package in dkms dwarves gcc; do
		grep -x $package "$work/requires"
	done
	rpm -qp --recommends "$rpms"/hid-bpf-compat-dkms-*.rpm | grep -x hidbpf
	rpm -qp --conflicts "$rpms"/hid-bpf-compat-dkms-*.rpm | grep -x hid-bpf-compat-kmod
}

headers() {
	( cd "$top/bpf/include" && printf '/usr/include/hid-bpf-compat/%s\n' *.h ) | sort >"$work/wanted"
	contents hidbpf-devel | grep '^/usr/include/.*\.h$' | diff "$work/wanted" -
	requires hidbpf-devel | grep -x clang
}

# With a stand-in for kmodtool, which defines a package for each kernel it is told to. This shows
# that the spec builds the module from what kmodtool tells it.
kmod() {
	mkdir -p "$work/bin" "$work/kmod"
	cat >"$work/bin/kmodtool" <<-EOT
	#!/bin/sh
	cat <<-EOS
	%global kernel_versions ${KVER}___$KDIR
	%global kmodinstdir_prefix /lib/modules/
	%global kmodinstdir_postfix /extra/hid-bpf-compat/
	%package -n kmod-hid-bpf-compat-$KVER
	Summary: Module
	Requires: hid-bpf-compat-kmod-common >= %{version}
	%description -n kmod-hid-bpf-compat-$KVER
	Module.
	%files -n kmod-hid-bpf-compat-$KVER
	/lib/modules/$KVER/extra/hid-bpf-compat
	EOS
	echo "\$@" >$work/kmod/arguments
	EOT
	chmod +x "$work/bin/kmodtool"
	PATH=$work/bin:$PATH rpmbuild --rebuild --nodeps --define "_topdir $work/kmod" --define "kernels $KVER" \
		"$rpms/hid-bpf-compat-kmod-$version-1.src.rpm"
	cat "$work/kmod/arguments"
	grep -- "--kmodname hid-bpf-compat-kmod.* --for-kernels $KVER" "$work/kmod/arguments"
	( cd "$work/kmod" && rpm2cpio RPMS/*/kmod-hid-bpf-compat-*.rpm | cpio -id )
	module=$work/kmod/lib/modules/$KVER/extra/hid-bpf-compat/hid_bpf_compat.ko
	[ "$(modinfo -F version "$module")" = "$version" ]
	objcopy --dump-section .BTF="$work/btf" "$module"
	grep -aq hid_bpf_get_data "$work/btf"
	# Without kernels, it asks for the akmod package.
	PATH=$work/bin:$PATH rpmbuild -bs --define "_topdir $work/kmod" --define "_sourcedir $work/tree/build" \
		"$rpms/hid-bpf-compat-kmod.spec"
	grep -- --akmod "$work/kmod/arguments"
}

another_version() {
	next=9.0
	make_rpms "$work/next"
	mkdir "$work/next-rpms"
	cp "$work"/next/build/rpm/*-9.0-1.*.rpm "$work/next-rpms"
}

check 'make rpm builds the packages from the release tarball' builds
check 'rpmlint finds no error and no warning' rpmlint_is_content
check 'hidbpf contains the tool, the device programs and the udev rule' tool
check 'hid-bpf-compat-dkms contains the source of the module' module_source
check 'hidbpf-devel contains the headers' headers
check 'the package of the module builds for the kernels that kmodtool names' kmod
check 'the version comes from dkms.conf' another_version
result=0
( finish ) || result=1
"$top/tests/dkms/in-root" -o bookworm "$here/rpm-life" "$rpms" "$work/next-rpms" || result=1
exit $result
