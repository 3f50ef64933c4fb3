# SPDX-License-Identifier: GPL-2.0-only
# The flags that BPF programs are compiled with: device programs, "hidbpf build", tests and bench.
# A function that is not declared would become one that no loader finds.
BPF_FLAGS := -g -O2 --target=bpf -Wall -Wextra -Wno-unused-parameter -Werror=implicit-function-declaration
