// SPDX-License-Identifier: GPL-2.0-only
/*
 * XP-Pen ACK05 shortcut remote, USB 28bd:0202, by cable or through its dongle: turns its ten keys
 * and its dial into those of a tablet pad, and reports its battery.
 *
 * Without this program, keys and dial act like a keyboard (Ctrl+O, Ctrl+N, F5, Shift, Ctrl, Alt,
 * Ctrl+S, Ctrl+Z, space, Ctrl+Shift+Z, Ctrl with + and - of the keypad), and combinations of them
 * are ambiguous. An output report, which only the vendor's driver sends, makes the remote report
 * keys, dial and battery as they are, on another interface. This program sends it and describes
 * what follows. The other interfaces are then silent; it removes their input devices.
 *
 * When the remote connects to its dongle again, it has forgotten the mode. The program sends the
 * report again, which takes a bpf_wq: Linux has it since 6.10. On older kernels, unplug the dongle
 * and plug it in again.
 *
 * Device facts (the descriptors, the output report, the reports and what the keys send) are from
 * the kernel's own program for this device: linux-source-7.3,
 * drivers/hid/bpf/progs/XPPen__ACK05.bpf.c.
 */
#include "hid_bpf_tablet.h"

#define HID_BPF_ASYNC_MAX_CTX 1
#include "hid_bpf_async.h"

HID_BPF_CONFIG(HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x0202));

HID_BPF_INFO(device, "XP-Pen ACK05");
HID_BPF_INFO(problem, "The ten keys and the dial send keyboard shortcuts to whichever window has "
		      "the focus.");
HID_BPF_INFO(effect, "They are the buttons and the dial of a tablet pad, and the desktop shows "
		     "the charge of the battery.");
HID_BPF_INFO(note, "Before Linux 6.10, the keys do nothing after the remote has connected to its "
		   "dongle again, until the dongle is unplugged and plugged in again.");
HID_BPF_INFO(fixed, "not yet");

/* The sizes of the descriptors distinguish the interfaces. */
#define VENDOR_RDESC_SIZE 36
#define CABLE_KEYS_RDESC_SIZE 102
#define DONGLE_KEYS_RDESC_SIZE 177
#define PEN_RDESC_SIZE 109

/* A report of the vendor's interface; the second byte tells what it is about. */
#define VENDOR_REPORT 2
#define VENDOR_REPORT_SIZE 12
#define KIND_AT 1
#define KEYS 0xf0
#define BATTERY 0xf2
#define CONNECTION 0xf8

/* About the keys: two bytes of buttons, and which way the dial is turned. */
#define BUTTONS_AT 2
#define DIAL_AT 7
#define DIAL_BACK 2

/* About the battery: its percentage, and whether it is charged. */
#define BATTERY_AT 3

/* About the connection: the remote has connected. */
#define CONNECTED_2 2
#define CONNECTED_3 1

#define PAD_REPORT 0xf0
#define BATTERY_REPORT 0xf2

#define BUTTONS 11

/* Milliseconds that the remote needs before it takes an output report. */
#define CONNECTING_MS 10

/* clang-format off */
static const __u8 pad_rdesc[] = {
	TabletPad(PAD_REPORT, PadManyButtons(BUTTONS) PadDial)
	UsagePage_GenericDesktop
	Usage_GD_Keypad
	CollectionApplication(
		ReportId(BATTERY_REPORT)
		UsagePage_Digitizers
		/* The kernel does not query the battery of a stylus, but waits for its reports. */
		Usage_Dig_Stylus
		CollectionPhysical(
			UsagePage_BatterySystem
			Usage_BS_AbsoluteStateOfCharge
			LogicalMinimum_i8(0)
			LogicalMaximum_i8(100)
			ReportSize(8)
			ReportCount(1)
			Input(Var)
			Usage_BS_Charging
			LogicalMaximum_i8(1)
			Input(Var)
		)
	)
};
/* clang-format on */

static const __u8 silent_rdesc[] = { FixedSizeVendorReport(VENDOR_REPORT_SIZE) };

/* The pad's report, with the buttons first. */
struct pad_report {
	__u8 report_id;
	__u8 unused[3];
	__u8 buttons[4];
	__s8 dial;
} __packed;

struct battery_report {
	__u8 report_id;
	__u8 percent;
	__u8 charging;
} __packed;

/* Switches to reporting keys, dial and battery as they are. The values are undocumented. */
static __u8 switch_mode[32] = { VENDOR_REPORT, 0xb0, 0x04 };

/* The descriptor of the vendor's interface stays, for the output report. */
SEC(HID_BPF_RDESC_FIXUP)
int BPF_PROG(describe_pad, struct hid_bpf_ctx *hctx)
{
	__u8 *rdesc = hid_bpf_get_data(hctx, 0, VENDOR_RDESC_SIZE + sizeof(pad_rdesc));

	if (!rdesc)
		return 0;
	if (hctx->size == VENDOR_RDESC_SIZE) {
		__builtin_memcpy(rdesc + VENDOR_RDESC_SIZE, pad_rdesc, sizeof(pad_rdesc));
		return VENDOR_RDESC_SIZE + sizeof(pad_rdesc);
	}
	__builtin_memcpy(rdesc, silent_rdesc, sizeof(silent_rdesc));
	return sizeof(silent_rdesc);
}

static int HID_BPF_ASYNC_FUN(send_switch)(struct hid_bpf_ctx *hctx)
{
	return hid_bpf_hw_output_report(hctx, switch_mode, sizeof(switch_mode));
}

static int send_pad(__u8 *data)
{
	struct pad_report pad = {
		.report_id = PAD_REPORT,
		.buttons = { data[BUTTONS_AT], data[BUTTONS_AT + 1] },
		.dial = data[DIAL_AT] == DIAL_BACK ? -1 : data[DIAL_AT],
	};

	__builtin_memcpy(data, &pad, sizeof(pad));
	return sizeof(pad);
}

static int send_battery(__u8 *data)
{
	struct battery_report battery = {
		.report_id = BATTERY_REPORT,
		.percent = data[BATTERY_AT],
		.charging = data[BATTERY_AT + 1],
	};

	__builtin_memcpy(data, &battery, sizeof(battery));
	return sizeof(battery);
}

SEC(HID_BPF_DEVICE_EVENT)
int BPF_PROG(convert_report, struct hid_bpf_ctx *hctx, enum hid_report_type type, __u64 source)
{
	__u8 *data = hid_bpf_get_data(hctx, 0, VENDOR_REPORT_SIZE);

	if (!data || data[0] != VENDOR_REPORT)
		return 0;
	if (data[KIND_AT] == KEYS)
		return send_pad(data);
	if (data[KIND_AT] == BATTERY)
		return send_battery(data);
	if (data[KIND_AT] == CONNECTION && data[2] == CONNECTED_2 && data[3] == CONNECTED_3 &&
	    bpf_ksym_exists(bpf_wq_init))
		HID_BPF_ASYNC_DELAYED_CALL(send_switch, hctx, CONNECTING_MS);
	return 0;
}

HID_BPF_OPS(ack05) = {
	.hid_device_event = (void *)convert_report,
	.hid_rdesc_fixup = (void *)describe_pad,
};

static int switch_remote(unsigned int hid)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(hid);
	int ret;

	if (!hctx)
		return -ENODEV;
	ret = hid_bpf_hw_output_report(hctx, switch_mode, sizeof(switch_mode));
	hid_bpf_release_context(hctx);
	return ret < 0 ? ret : 0;
}

SEC("syscall")
int probe(struct hid_bpf_probe_args *args)
{
	args->retval = -EINVAL;
	switch (args->rdesc_size) {
	case CABLE_KEYS_RDESC_SIZE:
	case DONGLE_KEYS_RDESC_SIZE:
	case PEN_RDESC_SIZE:
		args->retval = 0;
		break;
	case VENDOR_RDESC_SIZE:
		args->retval = switch_remote(args->hid);
		if (!args->retval && bpf_ksym_exists(bpf_wq_init))
			args->retval = HID_BPF_ASYNC_INIT(send_switch);
		break;
	}
	return 0;
}

char _license[] SEC("license") = "GPL";
