/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of "hidbpf doctor": each looks at one thing and says in one line how it is. */
#ifndef DOCTOR_H
#define DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

/* The line about something that is as it should be. */
void doctor_ok(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The line about a problem, and below it the command that mends it. */
void doctor_problem(const char *what, const char *mend, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* How the kernel has HID-BPF. */
enum hid_bpf_support { NO_SUPPORT, NATIVE, BY_MODULE };
enum hid_bpf_support doctor_support(void);
bool doctor_module_is_loaded(void);
/* Reads the first line of a file; an empty one if it cannot be read. Returns whether it can. */
bool doctor_read_line(const char *path, char *line, size_t size);

void doctor_kernel(void);
void doctor_module(void);
void doctor_signature(void);
void doctor_lockdown(void);
void doctor_btf(void);
void doctor_bpffs(void);
void doctor_libbpf(void);
void doctor_udev(void);
/* A line for each device that an installed object is for. */
void doctor_objects(void);
/* What the module said in the kernel log since it was loaded. */
void doctor_errors(void);

/* More than a person looks at, for a bug report. */
void doctor_report(void);
/* Prints what the kernel log has of the module. */
void doctor_print_log(void);

#endif
