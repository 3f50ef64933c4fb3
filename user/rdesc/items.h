/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of items of a report descriptor: their first byte without the two bits of the size. */
#ifndef RDESC_ITEMS_H
#define RDESC_ITEMS_H

#define ITEM_TYPE 0x0c
#define ITEM_MAIN 0x00
#define ITEM_GLOBAL 0x04
#define ITEM_LOCAL 0x08

#define ITEM_INPUT 0x80
#define ITEM_OUTPUT 0x90
#define ITEM_FEATURE 0xb0
#define ITEM_COLLECTION 0xa0
#define ITEM_END_COLLECTION 0xc0

#define ITEM_USAGE_PAGE 0x04
#define ITEM_LOGICAL_MINIMUM 0x14
#define ITEM_LOGICAL_MAXIMUM 0x24
#define ITEM_PHYSICAL_MINIMUM 0x34
#define ITEM_PHYSICAL_MAXIMUM 0x44
#define ITEM_UNIT_EXPONENT 0x54
#define ITEM_UNIT 0x64
#define ITEM_REPORT_SIZE 0x74
#define ITEM_REPORT_ID 0x84
#define ITEM_REPORT_COUNT 0x94
#define ITEM_PUSH 0xa4
#define ITEM_POP 0xb4

#define ITEM_USAGE 0x08
#define ITEM_USAGE_MINIMUM 0x18
#define ITEM_USAGE_MAXIMUM 0x28

#define ITEM_LONG 0xfc

#endif
