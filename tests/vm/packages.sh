# SPDX-License-Identifier: GPL-2.0-only
#
# Downloads Debian packages and unpacks them into a cache, without installing them (sourced).
#
# A script that sources this file defines two functions and calls cached_tree NAME:
#   select_packages      print the wanted packages as NAME=VERSION lines, first the one that names
#                        the tree
#   finish_tree DIR DEST change the unpacked files in DIR, which will be renamed to DEST afterwards
# Before that it may set $suites to take packages from other suites, with $lists as the name of
# their package lists; and before it sources this file, $arch to take those of another architecture.
# cached_tree sets $tree to the directory with the unpacked packages. The archive is the one that
# the machine uses (same mirror, keyring and proxy), through a separate apt configuration that adds
# the suites of the kernels under test.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/hid-bpf-compat
apt_dir=$cache/${lists:-apt}${arch:+-$arch}
lists_stamp=$apt_dir/refreshed
# For kmod.
PATH=$PATH:/usr/sbin:/sbin

note() {
	echo "${0##*/}: $*" >&2
}

die() {
	note "$*"
	exit 1
}

codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
case $codename in
bookworm) deb_release=deb12 ;;
trixie) deb_release=deb13 ;;
*) die "this machine runs '$codename'; the kernels under test are taken from Debian 12 (bookworm) or 13 (trixie)" ;;
esac

# The keyrings of an apt source, given as FILE:N (line of a .list, stanza of a .sources file).
source_keyrings() {
	file=${1%:*} number=${1##*:}
	case $file in
	*.sources) awk -v RS= -v n="$number" 'NR == n' "$file" | sed -n 's/^Signed-By: *\(\/[^ ]*\).*/\1/p' ;;
	*) sed -n "${number}s/^[^]]*signed-by=\([^] ]*\).*/\1/p" "$file" ;;
	esac
	echo /usr/share/keyrings/debian-archive-keyring.gpg
}

# Prints a source line for each wanted suite of the machine's Debian archive whose suite is $1 and
# label is $2. Archives of vendors may use the same suite names: Origin and Label tell them apart.
archive_sources() {
	release=$1 label=$2
	shift 2
	apt-get indextargets --format '$(REPO_URI) $(SOURCESENTRY)' 'Created-By: Packages' \
		"Release: $release" 'Component: main' | sort -u |
	while read -r uri entry; do
		apt_helper download-file "${uri%/}/dists/$release/InRelease" "$apt_dir/InRelease" >&2 || continue
		grep -qx 'Origin: Debian' "$apt_dir/InRelease" && grep -qx "Label: $label" "$apt_dir/InRelease" ||
			continue
		keyrings=$(source_keyrings "$entry" | sort -u | paste -sd,)
		for suite; do
			echo "deb [signed-by=$keyrings] $uri $suite main"
		done
		break
	done
}

apt_helper() {
	/usr/lib/apt/apt-helper -qq -o APT::Sandbox::User=root "$@"
}

write_apt_config() {
	mkdir -p "$apt_dir/lists/partial" "$apt_dir/archives/partial"
	{
		# The machine's proxies and other settings of Acquire, but none of its hooks.
		apt-config dump | grep '^Acquire::'
		cat <<-EOC
		Acquire::Languages "none";
		Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
		APT::Sandbox::User "root";
		${arch:+APT::Architecture "$arch"; APT::Architectures { "$arch"; "$(dpkg --print-architecture)"; };}
		Dir::Etc::Parts "/dev/null";
		Dir::Etc::Main "/dev/null";
		Dir::Etc::SourceList "$apt_dir/sources.list";
		Dir::Etc::SourceParts "/dev/null";
		Dir::Etc::PreferencesParts "/dev/null";
		Dir::Etc::Preferences "/dev/null";
		Dir::State::Lists "$apt_dir/lists";
		Dir::State::status "/dev/null";
		Dir::Cache "$apt_dir";
		EOC
	} >"$apt_dir/apt.conf"
}

write_apt_sources() {
	main='bookworm trixie-backports' security=bookworm-security
	case $codename in
	bookworm) main="$main bookworm-backports" ;;
	trixie) main="$main trixie" security="$security trixie-security" ;;
	esac
	{
		archive_sources "$codename" Debian ${suites:-$main}
		[ -n "${suites:-}" ] || archive_sources "$codename-security" Debian-Security $security
	} >"$apt_dir/sources.new"
	[ -s "$apt_dir/sources.new" ] || {
		note "no Debian archive for $codename in this machine's apt sources, or it cannot be reached"
		return 1
	}
	mv "$apt_dir/sources.new" "$apt_dir/sources.list"
}

private_apt() {
	command=$1
	shift
	APT_CONFIG=$apt_dir/apt.conf "$command" "$@"
}

refresh_lists() {
	note "reading the package lists of Debian's archive"
	write_apt_config
	touch "$lists_stamp"
	write_apt_sources && private_apt apt-get -qq update >&2
}

# Prints the newest package whose name matches the extended regular expression $1, as NAME=VERSION;
# only from suites whose name begins with $2.
newest_package() {
	name=$(private_apt apt-cache pkgnames | grep -Ex "$1" | sort -V | tail -n 1)
	version=$(private_apt apt-cache madison "${name:-none}" |
		awk -v suite="${2:-}" 'index($6, suite) == 1 { print $3 }' | sort -V | tail -n 1)
	[ -n "$version" ] || { note "the archive has no package that matches $1"; return 1; }
	echo "$name=$version"
}

# Prints the dependencies of the package NAME=VERSION whose name matches $2, in the newest version.
dependencies() {
	private_apt apt-cache show "$1" | sed -n 's/^Depends: //p' | tr ',|' '\n\n' |
		awk '{ print $1 }' | grep -Ex "$2" | sort -u |
	while read -r dependency; do
		newest_package "$(printf %s "$dependency" | sed 's/[.+]/\\&/g')" || true
	done
}

download_and_unpack() {
	stage=$cache/stage/root
	mkdir -p "$stage"
	for package; do
		note "downloading ${package%%=*}"
		( cd "$cache/stage" && private_apt apt-get -qq download "$package" >&2 ) || return 1
	done
	for deb in "$cache"/stage/*.deb; do
		dpkg -x "$deb" "$stage" || return 1
	done
}

unpack_packages() {
	download_and_unpack "$@"
}

# Updates $cache/NAME/current to the package lists. An interrupted run leaves only $cache/stage.
update_tree() {
	packages=$(select_packages) && [ -n "$packages" ] || return 1
	dest=$cache/$1/$(echo "$packages" | head -n 1 | sed 's/.*=//; s/[^A-Za-z0-9.+-]/_/g')
	if ! [ -d "$dest" ]; then
		rm -rf "$cache/stage"
		unpack_packages $packages || return 1
		finish_tree "$cache/stage/root" "$dest" || return 1
		mkdir -p "$cache/$1"
		mv "$cache/stage/root" "$dest"
		rm -rf "$cache/stage"
	fi
	ln -sfn "$dest" "$cache/$1/current"
	touch "$cache/$1/checked"
	find "$cache/$1" -mindepth 1 -maxdepth 1 -type d ! -path "$dest" -exec rm -rf {} +
}

tree_is_fresh() {
	[ -d "$cache/$1/current" ] && [ "$cache/$1/checked" -nt "$lists_stamp" ] && lists_are_fresh
}

lists_are_fresh() {
	[ -n "$(find "$lists_stamp" -mmin -1440 2>/dev/null)" ]
}

make_tree_fresh() {
	refreshed=
	lists_are_fresh || { refreshed=1; refresh_lists || true; }
	update_tree "$1" && return
	[ -n "$refreshed" ] || { refresh_lists && update_tree "$1" && return; }
	[ -d "$cache/$1/current" ] || die "cannot get $1 from Debian's archive (see above)"
	note "cannot bring $1 up to date, using the copy in the cache"
	touch "$cache/$1/checked"
}

cached_tree() {
	mkdir -p "$apt_dir"
	if ! tree_is_fresh "$1"; then
		exec 9>"$cache/lock"
		flock 9
		tree_is_fresh "$1" || make_tree_fresh "$1"
		exec 9>&-
	fi
	tree=$(readlink "$cache/$1/current")
}
