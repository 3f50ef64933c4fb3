#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the commands of docs/hacking.md and compares what they print.
#
# They change the tree. So they run in an overlay over it, in a mount namespace of their own: what
# is built is found where it was built, and what they leave behind vanishes with them.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$here/../lib/page.sh"

# Those of the suite that this is.
unset SUITE TESTS

# What guests may take is limited by tests/vm/guest.
soon() {
	end=$(($(date +%s) + 900))
	until "$@"; do
		[ "$(date +%s)" -lt $end ] || { echo "did not come true: $*"; return 1; }
		sleep 0.2
	done
}

if [ "${1:-}" != in-overlay ]; then
	[ "$(id -u)" = 0 ] || skip_all 'only root can make an overlay'
	unshare --mount true 2>/dev/null || skip_all 'mount namespaces cannot be made here'
	export top work
	# shellcheck disable=SC2016 # for the other shell
	unshare --mount sh -euc '
		mount -t tmpfs tmpfs "$work"
		mkdir "$work/upper" "$work/work"
		mount -t overlay -o "lowerdir=$top,upperdir=$work/upper,workdir=$work/work" overlay "$top"
		exec "$@"' sh "$0" in-overlay
	exit
fi

trap 'page_stop; rm -rf "$work"' EXIT
cd "$top"
rm -rf build/mine
mkdir "$work/blocks"
check 'the page has commands' page_split docs/hacking.md "$work/blocks"
page_check "$work/blocks"
finish
