// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs the kernel must not load, each with one that differs as little as possible and must
 * load. Stores are volatile so that clang leaves their width alone.
 */
#include "hid_bpf.h"

#define EVENT_PROGRAM(_section, _name, _body)                                           \
	SEC("struct_ops" _section "/hid_device_event")                                  \
	int BPF_PROG(prog_##_name, struct hid_bpf_ctx *hctx, enum hid_report_type type, \
		     __u64 source)                                                      \
	{                                                                               \
		_body;                                                                  \
		return 0;                                                               \
	}                                                                               \
	SEC(".struct_ops.link")                                                         \
	struct hid_bpf_ops _name = { .hid_device_event = (void *)prog_##_name };

#define FIXUP_PROGRAM(_section, _name, _body)                \
	SEC("struct_ops" _section "/hid_rdesc_fixup")        \
	int BPF_PROG(prog_##_name, struct hid_bpf_ctx *hctx) \
	{                                                    \
		_body;                                       \
		return 0;                                    \
	}                                                    \
	SEC(".struct_ops.link")                              \
	struct hid_bpf_ops _name = { .hid_rdesc_fixup = (void *)prog_##_name };

#define REQUEST_PROGRAM(_section, _name, _body)                                                \
	SEC("struct_ops" _section "/hid_hw_request")                                           \
	int BPF_PROG(prog_##_name, struct hid_bpf_ctx *hctx, unsigned char reportnum,          \
		     enum hid_report_type rtype, enum hid_class_request reqtype, __u64 source) \
	{                                                                                      \
		_body;                                                                         \
		return 0;                                                                      \
	}                                                                                      \
	SEC(".struct_ops.link")                                                                \
	struct hid_bpf_ops _name = { .hid_hw_request = (void *)prog_##_name };

#define OUTPUT_PROGRAM(_section, _name, _body)                             \
	SEC("struct_ops" _section "/hid_hw_output_report")                 \
	int BPF_PROG(prog_##_name, struct hid_bpf_ctx *hctx, __u64 source) \
	{                                                                  \
		_body;                                                     \
		return 0;                                                  \
	}                                                                  \
	SEC(".struct_ops.link")                                            \
	struct hid_bpf_ops _name = { .hid_hw_output_report = (void *)prog_##_name };

int read_here;

/* From here on each program is one macro. */
/* clang-format off */

/* A field of the device or the context, as a place to store to. */
#define STORE(_type, _field, _value) (*(volatile _type *)&(_field) = (_value))

/* Hooks that may sleep. */
EVENT_PROGRAM("", plain_event, )
EVENT_PROGRAM(".s", sleepable_event, )
FIXUP_PROGRAM(".s", sleepable_fixup, )
REQUEST_PROGRAM(".s", sleepable_request, )
OUTPUT_PROGRAM(".s", sleepable_output, )

/* Members that may be written. */
EVENT_PROGRAM("", write_size, STORE(__s32, hctx->size, 3))
EVENT_PROGRAM("", write_retval, STORE(__s32, hctx->retval, 3))
EVENT_PROGRAM("", write_half_size, STORE(__u16, hctx->size, 3))
EVENT_PROGRAM("", write_allocated_size, STORE(__u32, hctx->allocated_size, 3))
EVENT_PROGRAM("", write_both_sizes, STORE(__u64, hctx->allocated_size, 3))
EVENT_PROGRAM("", write_hid, STORE(__u64, hctx->hid, 3))

FIXUP_PROGRAM("", write_name, STORE(char, hctx->hid->name[126], 'x'))
FIXUP_PROGRAM("", write_name_end, STORE(char, hctx->hid->name[127], 'x'))
FIXUP_PROGRAM("", write_name_wide, STORE(__u64, hctx->hid->name[112], 'x'))
FIXUP_PROGRAM("", write_name_across_end, STORE(__u64, hctx->hid->name[120], 'x'))
FIXUP_PROGRAM("", write_name_to_phys, STORE(__u64, hctx->hid->name[124], 'x'))
FIXUP_PROGRAM("", write_phys, STORE(char, hctx->hid->phys[62], 'x'))
FIXUP_PROGRAM("", write_phys_end, STORE(char, hctx->hid->phys[63], 'x'))
FIXUP_PROGRAM("", write_uniq, STORE(char, hctx->hid->uniq[62], 'x'))
FIXUP_PROGRAM("", write_uniq_end, STORE(char, hctx->hid->uniq[63], 'x'))

FIXUP_PROGRAM("", read_device, read_here = hctx->hid->vendor + hctx->hid->id + hctx->hid->group)
FIXUP_PROGRAM("", write_vendor, STORE(__u32, hctx->hid->vendor, 1))
FIXUP_PROGRAM("", write_id, STORE(__u32, hctx->hid->id, 1))
FIXUP_PROGRAM("", write_group, STORE(__u16, hctx->hid->group, 1))

REQUEST_PROGRAM(".s", sleepable_write_name, STORE(char, hctx->hid->name[0], 'x'))
REQUEST_PROGRAM(".s", sleepable_write_vendor, STORE(__u32, hctx->hid->vendor, 1))

/* Functions that may be called, and how. */
static __u8 buf[8];

EVENT_PROGRAM("", event_try_input, hid_bpf_try_input_report(hctx, HID_INPUT_REPORT, buf, 8))
EVENT_PROGRAM("", event_input, hid_bpf_input_report(hctx, HID_INPUT_REPORT, buf, 8))
EVENT_PROGRAM("", event_request,
	      hid_bpf_hw_request(hctx, buf, 8, HID_FEATURE_REPORT, HID_REQ_GET_REPORT))
EVENT_PROGRAM("", event_output, hid_bpf_hw_output_report(hctx, buf, 8))
EVENT_PROGRAM("", event_allocate, struct hid_bpf_ctx *c = hid_bpf_allocate_context(1);
	      if (c) hid_bpf_release_context(c))
REQUEST_PROGRAM("", request_request,
		hid_bpf_hw_request(hctx, buf, 8, HID_FEATURE_REPORT, HID_REQ_GET_REPORT))
REQUEST_PROGRAM(".s", sleepable_request_request,
		hid_bpf_hw_request(hctx, buf, 8, HID_FEATURE_REPORT, HID_REQ_GET_REPORT))
OUTPUT_PROGRAM("", output_output, hid_bpf_hw_output_report(hctx, buf, 8))
OUTPUT_PROGRAM(".s", sleepable_output_output, hid_bpf_hw_output_report(hctx, buf, 8))
FIXUP_PROGRAM(".s", fixup_allocate, struct hid_bpf_ctx *c = hid_bpf_allocate_context(1);
	      if (c) hid_bpf_release_context(c))
FIXUP_PROGRAM(".s", leaked_context, struct hid_bpf_ctx *c = hid_bpf_allocate_context(1);
	      read_here = !!c)
FIXUP_PROGRAM(".s", unchecked_context, struct hid_bpf_ctx *c = hid_bpf_allocate_context(1);
	      hid_bpf_release_context(c))
FIXUP_PROGRAM(".s", release_own_context, hid_bpf_release_context(hctx))
EVENT_PROGRAM("", checked_data, __u8 *data = hid_bpf_get_data(hctx, 0, 4); if (data) data[3] = 1)
EVENT_PROGRAM("", unchecked_data, __u8 *data = hid_bpf_get_data(hctx, 0, 4); data[3] = 1)
EVENT_PROGRAM("", data_out_of_bounds, __u8 *data = hid_bpf_get_data(hctx, 0, 4);
	      if (data) data[4] = 1)
EVENT_PROGRAM("", data_unknown_size,
	      __u8 *data = hid_bpf_get_data(hctx, 0, hctx->size); if (data) data[0] = 1)

SEC("syscall")
int syscall_allocate(void *arg)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(1);

	if (hctx)
		hid_bpf_release_context(hctx);
	return 0;
}

SEC("syscall")
int syscall_get_data(void *arg)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(1);

	if (!hctx)
		return 0;
	read_here = !!hid_bpf_get_data(hctx, 0, 1);
	hid_bpf_release_context(hctx);
	return 0;
}

SEC("syscall")
int syscall_try_input(void *arg)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(1);

	if (!hctx)
		return 0;
	read_here = hid_bpf_try_input_report(hctx, HID_INPUT_REPORT, buf, 8);
	hid_bpf_release_context(hctx);
	return 0;
}

struct timed {
	struct bpf_timer timer;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct timed);
} timed_map SEC(".maps");

static int harmless(void *map, int *key, struct timed *timed)
{
	read_here++;
	return 0;
}

static int allocating(void *map, int *key, struct timed *timed)
{
	struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(1);

	if (hctx)
		hid_bpf_release_context(hctx);
	return 0;
}

#define SET_TIMER(_callback)                                                                 \
	int key = 0;                                                                         \
	struct timed *timed = bpf_map_lookup_elem(&timed_map, &key);                         \
	if (timed && !bpf_timer_init(&timed->timer, &timed_map, 1))                          \
	bpf_timer_set_callback(&timed->timer, _callback)

EVENT_PROGRAM("", timer_harmless, SET_TIMER(harmless))
EVENT_PROGRAM("", timer_allocating, SET_TIMER(allocating))

char _license[] SEC("license") = "GPL";
