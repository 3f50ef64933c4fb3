#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Compares the decoder of report descriptors with hid-core on a kernel, with more descriptors than
# the suites of hidbpf do: one in ten also goes through uhid and "hidbpf info". Prints TAP.
#
# usage: corpus.t KERNEL THOUSANDS
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"

kernel=$1 thousands=$2
modules=$build/tests/module/modules-$kernel
use_kernel "$kernel"
build_tests user
build_modules "$modules"
# shellcheck disable=SC2016 # for the shell in the guest
exec "$top/tests/vm/guest" -k "$kernel" -t 1200 \
	-f "$build/tests/user/guest:user" -f "$build/hidbpf" -f "$modules/descriptors.ko" -- sh -c '
	failed=0
	for i in $(seq "$1"); do
		export CORPUS_SEED=$((i * 1000000))
		CORPUS_COUNT=1000 user/user-tests decoder.corpus || failed=1
		CORPUS_COUNT=100 user/user-tests decoder.uhid || failed=1
	done
	exit $failed' sh "$thousands"
