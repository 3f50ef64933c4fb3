# SPDX-License-Identifier: GPL-2.0-only
# Flags to compile BPF programs with, for the Makefile, the tests, the benchmark and "hidbpf build".
BPF_FLAGS := -g -O2 --target=bpf -Wall -Wextra -Wno-unused-parameter
