/* SPDX-License-Identifier: GPL-2.0-only */
/* Decoded report descriptors as JSON. */
#ifndef RDESC_JSON_H
#define RDESC_JSON_H

#include "rdesc/rdesc.h"

struct json_object;

/*
 * An array of the reports with their fields. Offsets and sizes are in bits, from the start of the
 * report, including its ID; "resolution" is null for what is not an absolute axis. The caller owns
 * it; it is incomplete when memory runs out.
 */
struct json_object *rdesc_json(const struct rdesc *rdesc);

#endif
