// SPDX-License-Identifier: GPL-2.0-only
/* An object with settings of all kinds, which show in how it changes the mouse of the tests. */
#include "hid_bpf.h"

#include <stdbool.h>

enum direction { FORWARD, BACKWARD = 7 };

const volatile __s8 add_x;
volatile const enum direction direction = FORWARD;
int scale_y = 1;
bool first_button;
char text[4];
/* Indexed by the buttons that the device sends. */
__u8 buttons[4];
/* Types that settings do not support. */
struct {
	int a, b;
} pair;

/* Set from the udev property of the device. */
char UDEV_PROP_MOUSE_MODEL[4];

SEC("struct_ops/hid_device_event")
int BPF_PROG(on_event, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, 3);

	if (!data)
		return 0;
	data[0] = buttons[data[0] & 3];
	if (first_button)
		data[0] |= 1;
	if (text[2] == 'c')
		data[0] |= 8;
	if (UDEV_PROP_MOUSE_MODEL[0] == 'M' && !UDEV_PROP_MOUSE_MODEL[3])
		data[0] |= 16;
	data[1] += add_x;
	if (direction == BACKWARD)
		data[1] = -data[1];
	data[2] *= scale_y;
	pair.a++;
	return 0;
}

SEC(".struct_ops.link")
struct hid_bpf_ops settings = { .hid_device_event = (void *)on_event };

char _license[] SEC("license") = "GPL";
