/* SPDX-License-Identifier: GPL-2.0-only */
/* The module's messages in the kernel log. */
#ifndef DOCTOR_LOG_H
#define DOCTOR_LOG_H

/* Prints a line about the errors and warnings that the module logged since it was loaded. */
void doctor_errors(void);
/* Prints all messages of the module. */
void doctor_print_log(void);

#endif
