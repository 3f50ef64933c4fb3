/* SPDX-License-Identifier: GPL-2.0-only */
/* What "hidbpf doctor --report" adds for a bug report. */
#ifndef DOCTOR_BUG_REPORT_H
#define DOCTOR_BUG_REPORT_H

void doctor_report(void);

#endif
