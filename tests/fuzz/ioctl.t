#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Random requests on the module's device, on Debian 12's 6.1-amd64.
#
# FUZZ_SEED=n repeats a run, FUZZ_CALLS=n makes it longer.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build
seed=${FUZZ_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
echo "# seed $seed: FUZZ_SEED=$seed tests/fuzz/ioctl.t"

assignments=$("$here/../vm/kernel" 6.1-amd64)
eval "$assignments"
LIBBPF_CFLAGS=$("$here/../vm/libbpf" --cflags)
LIBBPF_LIBS=$("$here/../vm/libbpf" --libs)
export LIBBPF_CFLAGS LIBBPF_LIBS
make -s --no-print-directory -C "$here" ioctl >&2

exec "$here/../vm/guest" -k 6.1-amd64 -n fuzz-ioctl -m "$build/$KVER/hid_bpf_compat.ko" \
	-f "$build/tests/fuzz/guest" \
	-- env "FUZZ_SEED=$seed" "FUZZ_CALLS=${FUZZ_CALLS:-100000}" guest/fuzz-ioctl
