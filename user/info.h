/* SPDX-License-Identifier: GPL-2.0-only */
/* The two kinds of "hidbpf info". */
#ifndef INFO_H
#define INFO_H

#include "device.h"

#include <stdbool.h>
#include <stdint.h>

struct json_object;

/* Prints all about a device, or an object file: DONE, or an exit code with a message. */
int info_device(const struct device_info *info, bool json);
int info_object(const char *path, bool json);

/* Adds members to an object of JSON; without memory they are left out. */
void json_add(struct json_object *json, const char *key, struct json_object *value);
void json_add_text(struct json_object *json, const char *key, const char *value);
void json_add_number(struct json_object *json, const char *key, uint64_t value);
/* Prints it and frees it; returns DONE. */
int json_print(struct json_object *json);

#endif
