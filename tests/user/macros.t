#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Report descriptors that are written as macros and compiled are the bytes they were.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
out=$top/build/tests/user
mkdir -p "$out"

awk -f "$top/user/rdesc/usage-macros.awk" "$top/bpf/include/hid_usages.h" >"$out/usages.h"
"$here/unit" macros rdesc/items.c rdesc/rdesc.c rdesc/macros.c rdesc/names.c rdesc/text.c "-DUSAGE_MACROS=\"$out/usages.h\"" >"$out/macros-made.c"
${CC:-gcc} -Wall -Wextra -Werror -I"$top/bpf/include" -o "$out/macros-made" "$out/macros-made.c"
exec "$out/macros-made"
