/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sixty-five hid_bpf_ops, ops0 to ops64: as many as a device may have, and one more. The event
 * program of all of them is MANY_PROGRAM, which is defined before this is included.
 */
#ifndef TESTS_MODULE_MANY_H
#define TESTS_MODULE_MANY_H

#define OPS(_number)            \
	SEC(".struct_ops.link") \
	struct hid_bpf_ops ops##_number = { .hid_device_event = (void *)MANY_PROGRAM };

/* clang-format off */
OPS(0) OPS(1) OPS(2) OPS(3) OPS(4) OPS(5) OPS(6) OPS(7)
OPS(8) OPS(9) OPS(10) OPS(11) OPS(12) OPS(13) OPS(14) OPS(15)
OPS(16) OPS(17) OPS(18) OPS(19) OPS(20) OPS(21) OPS(22) OPS(23)
OPS(24) OPS(25) OPS(26) OPS(27) OPS(28) OPS(29) OPS(30) OPS(31)
OPS(32) OPS(33) OPS(34) OPS(35) OPS(36) OPS(37) OPS(38) OPS(39)
OPS(40) OPS(41) OPS(42) OPS(43) OPS(44) OPS(45) OPS(46) OPS(47)
OPS(48) OPS(49) OPS(50) OPS(51) OPS(52) OPS(53) OPS(54) OPS(55)
OPS(56) OPS(57) OPS(58) OPS(59) OPS(60) OPS(61) OPS(62) OPS(63)
OPS(64)
/* clang-format on */

#endif
