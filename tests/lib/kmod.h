/* SPDX-License-Identifier: GPL-2.0-only */
/* Kernel modules: hid_bpf_compat, and those of the tests. */
#ifndef TESTS_LIB_KMOD_H
#define TESTS_LIB_KMOD_H

#include <stdbool.h>

/* Opens a file one directory above the tests. Returns -1 with errno if that fails. */
int kmod_open_file(const char *file);
/* Loads a module from an open file: one system call. Returns 0 or -errno. */
int kmod_load_fd(int fd, const char *parameters);
/* Loads a module from a file one directory above the tests. Returns 0 or -errno. */
int kmod_load_file(const char *file);
/* The same with module parameters. */
int kmod_load_with(const char *file, const char *parameters);
/* Whether there is such a file. */
bool kmod_has_file(const char *file);
/* Loads a module of tests/module/modules if it is not loaded. Skips the test if it is missing. */
void kmod_need(const char *name);
/*
 * Loads callbacks.ko. Skips the test if its reader cannot stand for one that goes on, as on kernels
 * that do not preempt.
 */
void kmod_need_reader(void);
/* Skips the test unless a driver is registered with a bus of the kernel. */
void kmod_need_driver(const char *bus, const char *driver);
/* Sets or reads a parameter of a loaded module. The first returns 0 or -errno. */
int kmod_set(const char *name, const char *parameter, const char *value);
int kmod_get(const char *name, const char *parameter);
/* Unloads a module by its name, without waiting for its users. Returns 0 or -errno. */
int kmod_unload_name(const char *name);
/*
 * The same for hid_bpf_compat, which is loaded with the parameters in $HID_BPF_COMPAT_PARAMETERS.
 */
int kmod_load(void);
int kmod_unload(void);
/* How hid_bpf_compat enters hid-core, as its parameter "intercept" says. */
bool kmod_enters_by(const char *way);
/*
 * Whether ftrace has a callback on any function of the kernel, except for the one by which the
 * older HID-BPF of Linux 6.3 to 6.10 always calls its programs.
 */
bool kmod_is_entered(void);
/* Whether it has one on a function whose line in "enabled_functions" contains this text. */
bool kmod_is_entered_at(const char *text);

#endif
