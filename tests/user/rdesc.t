#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The decoder of report descriptors.
exec "$(dirname "$0")/unit" rdesc rdesc/items.c rdesc/rdesc.c rdesc/names.c rdesc/text.c
