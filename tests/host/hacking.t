#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the commands of docs/hacking.md and compares what they print.
#
# The commands change the tree, so they run in a separate mount namespace, in which an overlay
# covers the tree: they find what is already built, and their changes vanish with the namespace.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$here/../lib/page.sh"

# They are for this suite, not for those that the page runs.
unset SUITE TESTS

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
