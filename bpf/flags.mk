# SPDX-License-Identifier: GPL-2.0-only
# The flags that BPF programs are compiled with: device programs, "hidbpf build", tests and bench.
BPF_FLAGS := -g -O2 --target=bpf -Wall -Wextra -Wno-unused-parameter
