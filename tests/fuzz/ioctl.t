#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Makes random requests on the module's device, on Debian 12's 6.1-amd64.
#
# usage: ioctl.t [CALLS]
# FUZZ_SEED=n repeats a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/../lib/build.sh"
seed=${FUZZ_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
echo "# seed $seed: FUZZ_SEED=$seed tests/fuzz/ioctl.t"

use_kernel 6.1-amd64
build_tests fuzz ioctl

exec "$top/tests/vm/guest" -k 6.1-amd64 -n fuzz-ioctl -m "$build/$KVER/hid_bpf_compat.ko" \
	-f "$build/tests/fuzz/guest:fuzz" \
	-- env "FUZZ_SEED=$seed" "FUZZ_CALLS=${1:-100000}" fuzz/fuzz-ioctl
