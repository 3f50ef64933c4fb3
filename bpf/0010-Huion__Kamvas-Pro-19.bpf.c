// SPDX-License-Identifier: GPL-2.0-only
/*
 * Huion Kamvas Pro 19 and Kamvas Pro 27, USB 256c:006b and 256c:006c: makes the pen's second and
 * third button buttons.
 *
 * The descriptor declares the second button as a second tip, which the kernel ignores. The third
 * one sets the bit of an inverted pen, as the eraser does. But when the pen is turned around, the
 * tablet first reports that it leaves. This program declares both buttons, and moves the third one
 * to an unused bit.
 *
 * Device facts (both descriptors, names, and how button and eraser are reported) are from the
 * kernel's own program for these tablets: linux-source-7.3,
 * drivers/hid/bpf/progs/Huion__Kamvas-Pro-19.bpf.c.
 */
#include "hid_bpf_helpers.h"
#include "hid_report_helpers.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_MULTITOUCH_WIN_8, 0x256c, 0x006b),
	       HID_DEVICE(BUS_USB, HID_GROUP_MULTITOUCH_WIN_8, 0x256c, 0x006c));

HID_BPF_INFO(device, "Huion Kamvas Pro 19");
HID_BPF_INFO(device, "Huion Kamvas Pro 27");
HID_BPF_INFO(problem, "The pen's second button does nothing, and its third one acts as an eraser.");
HID_BPF_INFO(effect, "Both buttons work, and the eraser as well.");
HID_BPF_INFO(fixed, "not yet");

/* Other tablets have the same IDs. */
#define NAME_19 "HUION Huion Tablet_GT1902"
#define NAME_27 "HUION Huion Tablet_GT2701"

/* The interface of pen and touchscreen, before and since the firmware HUION_M220_240524. */
#define OLD_RDESC_SIZE 328
#define RDESC_SIZE 438

/* From the usage of the second button up to that of "in range". */
#define BUTTONS_AT 16
#define BUTTONS_END 32
#define SECONDARY_TIP_SWITCH 0x43

#define PEN_REPORT 10
#define INVERT (1 << 3)
#define ERASER (1 << 4)
#define THIRD_BUTTON (1 << 5)
#define IN_RANGE (1 << 6)

/* clang-format off */
static const __u8 buttons_rdesc[] = {
	Usage_Dig_SecondaryBarrelSwitch
	Usage_Dig_Invert
	Usage_Dig_Eraser
	LogicalMinimum_i8(0)
	LogicalMaximum_i8(1)
	ReportSize(1)
	ReportCount(5)
	Input(Var)
	ReportCount(1)
	UsagePage_Button
	Usage_i8(0x4a) /* becomes BTN_STYLUS3 */
	Input(Var)
	UsagePage_Digitizers
};
/* clang-format on */

#define GROWTH (BUTTONS_AT + (int)sizeof(buttons_rdesc) - BUTTONS_END)

static bool was_away;
static bool erases;

static bool is_wrong(const __u8 *rdesc, __u32 size)
{
	return (size == RDESC_SIZE || size == OLD_RDESC_SIZE) &&
	       rdesc[BUTTONS_AT + 1] == SECONDARY_TIP_SWITCH;
}

SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(declare_buttons, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, RDESC_SIZE + GROWTH);
	int size = hctx->size;

	if (!rdesc || !is_wrong(rdesc, size))
		return 0;
	for (int i = RDESC_SIZE - 1; i >= BUTTONS_END; i--) {
		/* Keeps clang from unrolling the loop. */
		barrier_var(i);
		rdesc[i + GROWTH] = rdesc[i];
	}
	__builtin_memcpy(rdesc + BUTTONS_AT, buttons_rdesc, sizeof(buttons_rdesc));
	return size + GROWTH;
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(move_button, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *report = hid_bpf_get_data(hctx, 0, 2);
	__u8 *bits;

	if (!report || report[0] != PEN_REPORT)
		return 0;
	bits = report + 1;
	if (!(*bits & IN_RANGE)) {
		was_away = true;
		erases = false;
		return 0;
	}
	if (was_away && *bits & (INVERT | ERASER))
		erases = true;
	if (erases)
		return 0;
	was_away = false;
	if (*bits & INVERT)
		*bits |= THIRD_BUTTON;
	*bits &= ~INVERT;
	return 0;
}

HID_BPF_OPS(kamvas_pro_19) = {
	.hid_device_event = (void *)move_button,
	.hid_rdesc_fixup = (void *)declare_buttons,
};

static bool has_name(unsigned int hid)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(hid);
	const char *name;
	bool found;

	if (!hctx)
		return false;
	name = hctx->hid->name;
	found = !__builtin_memcmp(name, NAME_19, sizeof(NAME_19)) ||
		!__builtin_memcmp(name, NAME_27, sizeof(NAME_27));
	hid_bpf_release_context(hctx);
	return found;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	if (is_wrong(args->rdesc, args->rdesc_size) && has_name(args->hid))
		args->retval = 0;
	return 0;
}

char _license[] SEC("license") = "GPL";
