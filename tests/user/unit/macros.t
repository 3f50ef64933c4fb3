#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Report descriptors that are written as macros and compiled are the bytes they were.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../lib/build.sh"
out=$build/tests/user/unit

mkdir -p "$out"
"$top/tests/lib/unit-test" macros >"$out/macros-made.c"
${CC:-gcc} -Wall -Wextra -Werror -I"$top/bpf/include" -o "$out/macros-made" "$out/macros-made.c"
exec "$out/macros-made"
