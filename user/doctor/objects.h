/* SPDX-License-Identifier: GPL-2.0-only */
/* The check of "hidbpf doctor" for installed objects and the devices they match. */
#ifndef DOCTOR_OBJECTS_H
#define DOCTOR_OBJECTS_H

/*
 * Prints a line for each device that an installed object matches, or for which hidbpf comes with
 * one that is not installed, and one for the objects.
 */
void doctor_objects(void);

#endif
