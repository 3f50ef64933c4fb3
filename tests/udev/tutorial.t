#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the commands of docs/tutorial.md on Debian 13 and compares what they print.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/tap.sh"
. "$here/../lib/build.sh"
. "$here/lib.sh"

need_systems
# The Debian with a compiler.
root=$("$top/tests/dkms/root" trixie)
install_hidbpf trixie 6.12-amd64 >&2
boot "$root" tutorial 6.12-amd64 \
	-f "$top/docs/tutorial.md" -f "$top/tests/lib/page.sh" -f "$here/tutorial" -- sh tutorial
