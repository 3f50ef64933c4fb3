/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Helpers for HID-BPF programs: matching devices, numbers and bit fields in reports, udev
 * properties, cleanup at the end of a block.
 */
#ifndef HID_BPF_HELPERS_H
#define HID_BPF_HELPERS_H

#include "vmlinux.h"
#include "hid_bpf.h"

#include <linux/errno.h>

#include <bpf/bpf_endian.h>

#include "hid_report_descriptor_helpers.h"

#define BIT(n) (1UL << (n))
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* Concatenates two names, to make unique ones. */
#define COMBINE1(a, b) a##b
#define COMBINE(a, b) COMBINE1(a, b)

/* Return value of an event program that drops the report. */
#define HID_IGNORE_EVENT (-1)

/*
 * The devices that a program is for:
 *
 *	HID_BPF_CONFIG(
 *		HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x28bd, 0x0803),
 *		HID_DEVICE(BUS_BLUETOOTH, HID_GROUP_ANY, 0x28bd, HID_PID_ANY)
 *	);
 *
 * It adds only types to the object, which loaders read: each number is the length of an array.
 */
#define HID_BPF_CONFIG(...)                                     \
	union {                                                 \
		HID_CONFIG_REPEAT(HID_CONFIG_EACH(__VA_ARGS__)) \
	} _device_ids SEC(".hid_bpf_config")

#define HID_DEVICE(bus_type, hid_group, vendor_id, product_id) \
	struct {                                               \
		__uint(name, 0);                               \
		__uint(bus, (bus_type));                       \
		__uint(group, (hid_group));                    \
		__uint(vid, (vendor_id));                      \
		__uint(pid, (product_id));                     \
	} COMBINE(_entry, __COUNTER__)

/*
 * What people should know about the object, for "hidbpf info" and docs/devices.md:
 *
 *	HID_BPF_INFO(device, "Acme Mouse");
 *	HID_BPF_INFO(device, "Ajax Mouse Pro");
 *	HID_BPF_INFO(problem, "The two side buttons do nothing.");
 *	HID_BPF_INFO(effect, "All five buttons work.");
 *	HID_BPF_INFO(note, "The wheel works only after the mouse was moved.");
 *	HID_BPF_INFO(fixed, "6.17");
 *
 * Each but "device" is there at most once; the text is a string constant:
 *   device   a device that the object is for, by the name it is sold under
 *   problem  what is wrong with it, as its user sees it
 *   effect   what the object does about it
 *   note     what the object lacks, or what the user must do; left out if there is nothing
 *   fixed    the version of Linux that fixes the device without an object, or "not yet"
 *
 * Loaders ignore the section, and without debug information no type describes it.
 */
#define HID_BPF_INFO(tag, text)                                                              \
	static const char COMBINE(_info, __COUNTER__)[] __attribute__((nodebug, aligned(1))) \
	SEC(".hid_bpf_info") = HID_BPF_INFO_##tag text
#define HID_BPF_INFO_device "device="
#define HID_BPF_INFO_problem "problem="
#define HID_BPF_INFO_effect "effect="
#define HID_BPF_INFO_note "note="
#define HID_BPF_INFO_fixed "fixed="

/*
 * The probe program of an object that only looks at the descriptor: it accepts a device if
 * "bool accepts(const __u8 *rdesc, __u32 size)" is true.
 */
#define HID_BPF_PROBE(accepts)                                                       \
	SEC("syscall")                                                               \
	int probe(struct hid_bpf_probe_args *args)                                   \
	{                                                                            \
		args->retval = accepts(args->rdesc, args->rdesc_size) ? 0 : -EINVAL; \
		return 0;                                                            \
	}                                                                            \
	struct hid_bpf_probe_args

/* Each preprocessor pass expands one device of the list; HID_CONFIG_REPEAT makes 64 passes. */
#define HID_CONFIG_EACH(first, ...) \
	first;                      \
	__VA_OPT__(HID_CONFIG_AGAIN HID_CONFIG_LATER(__VA_ARGS__))
#define HID_CONFIG_AGAIN() HID_CONFIG_EACH
#define HID_CONFIG_LATER ()
#define HID_CONFIG_REPEAT(...) \
	HID_CONFIG_16(HID_CONFIG_16(HID_CONFIG_16(HID_CONFIG_16(__VA_ARGS__))))
#define HID_CONFIG_16(...) HID_CONFIG_4(HID_CONFIG_4(HID_CONFIG_4(HID_CONFIG_4(__VA_ARGS__))))
#define HID_CONFIG_4(...) HID_CONFIG_1(HID_CONFIG_1(HID_CONFIG_1(HID_CONFIG_1(__VA_ARGS__))))
#define HID_CONFIG_1(...) __VA_ARGS__

/* Bus types. */
#define BUS_ANY 0x00
#define BUS_PCI 0x01
#define BUS_ISAPNP 0x02
#define BUS_USB 0x03
#define BUS_HIL 0x04
#define BUS_BLUETOOTH 0x05
#define BUS_VIRTUAL 0x06
#define BUS_ISA 0x10
#define BUS_I8042 0x11
#define BUS_XTKBD 0x12
#define BUS_RS232 0x13
#define BUS_GAMEPORT 0x14
#define BUS_PARPORT 0x15
#define BUS_AMIGA 0x16
#define BUS_ADB 0x17
#define BUS_I2C 0x18
#define BUS_HOST 0x19
#define BUS_GSC 0x1a
#define BUS_ATARI 0x1b
#define BUS_SPI 0x1c
#define BUS_RMI 0x1d
#define BUS_CEC 0x1e
#define BUS_INTEL_ISHTP 0x1f
#define BUS_AMD_SFH 0x20

/* Device groups. */
#define HID_GROUP_ANY 0x0000
#define HID_GROUP_GENERIC 0x0001
#define HID_GROUP_MULTITOUCH 0x0002
#define HID_GROUP_SENSOR_HUB 0x0003
#define HID_GROUP_MULTITOUCH_WIN_8 0x0004
#define HID_GROUP_RMI 0x0100
#define HID_GROUP_WACOM 0x0101
#define HID_GROUP_LOGITECH_DJ_DEVICE 0x0102
#define HID_GROUP_STEAM 0x0103
#define HID_GROUP_LOGITECH_27MHZ_DEVICE 0x0104
#define HID_GROUP_VIVALDI 0x0105

#define HID_VID_ANY 0x0000
#define HID_PID_ANY 0x0000

/* Numbers in reports are little-endian, except on a few devices. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define hid_bpf_le16_to_cpu(x) (x)
#define hid_bpf_le32_to_cpu(x) (x)
#define hid_bpf_le64_to_cpu(x) (x)
#else
#define hid_bpf_le16_to_cpu(x) __builtin_bswap16(x)
#define hid_bpf_le32_to_cpu(x) __builtin_bswap32(x)
#define hid_bpf_le64_to_cpu(x) __builtin_bswap64(x)
#endif
#define hid_bpf_cpu_to_le16(x) hid_bpf_le16_to_cpu(x)
#define hid_bpf_cpu_to_le32(x) hid_bpf_le32_to_cpu(x)
#define hid_bpf_cpu_to_le64(x) hid_bpf_le64_to_cpu(x)
#define hid_bpf_be16_to_cpu(x) bpf_ntohs(x)
#define hid_bpf_be32_to_cpu(x) bpf_ntohl(x)
#define hid_bpf_be64_to_cpu(x) bpf_be64_to_cpu(x)
#define hid_bpf_cpu_to_be16(x) bpf_htons(x)
#define hid_bpf_cpu_to_be32(x) bpf_htonl(x)
#define hid_bpf_cpu_to_be64(x) bpf_cpu_to_be64(x)

/*
 * Work that may sleep, started by a program that must not; since Linux 6.10. hid_bpf_async.h makes
 * it easy to use.
 */
extern int bpf_wq_init(struct bpf_wq *wq, void *p__map, unsigned int flags) __weak __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __weak __ksym;
extern int bpf_wq_set_callback(struct bpf_wq *wq, int(callback)(void *map, int *key, void *value),
			       unsigned int flags) __weak __ksym;
extern int bpf_wq_set_callback_impl(struct bpf_wq *wq,
				    int(callback)(void *map, int *key, void *value),
				    unsigned int flags, void *aux__ign) __weak __ksym;

/* Missing in the headers of older versions of libbpf. */
#ifndef bpf_ksym_exists
#define bpf_ksym_exists(symbol) (!!(symbol))
#endif

/* Before 7.0 it has another name, and an additional argument that the verifier sets. */
#undef bpf_wq_set_callback
#define bpf_wq_set_callback(wq, callback, flags)            \
	(bpf_ksym_exists(bpf_wq_set_callback) ?             \
		 bpf_wq_set_callback(wq, callback, flags) : \
		 bpf_wq_set_callback_impl(wq, callback, flags, NULL))

/*
 * "_cleanup_(fn) type var" calls fn(&var) when var goes out of scope. After
 * DEFINE_RELEASE_CLEANUP_FUNC(foo), "_release_(foo) *var" calls foo_release(var) then, if var is
 * not NULL.
 */
#define _cleanup_(function) __attribute__((cleanup(function)))
#define _release_(type) struct type __attribute__((cleanup(type##_releasep)))
#define DEFINE_RELEASE_CLEANUP_FUNC(type)                                    \
	static inline __maybe_unused void type##_releasep(struct type **var) \
	{                                                                    \
		if (*var)                                                    \
			type##_release(*var);                                \
	}                                                                    \
	struct type

#define hid_bpf_ctx_release hid_bpf_release_context
DEFINE_RELEASE_CLEANUP_FUNC(hid_bpf_ctx);

/*
 * After DEFINE_GUARD(foo, type, lock_function, unlock_function), "guard(foo)(&lock);" holds the
 * lock until the end of the block. guard(bpf_spin) is for struct bpf_spin_lock.
 */
#define DEFINE_GUARD(name, type, lock_function, unlock_function)                        \
	struct name##_guard {                                                           \
		type *lock;                                                             \
	};                                                                              \
	static inline __maybe_unused struct name##_guard name##_guard_begin(type *lock) \
	{                                                                               \
		struct name##_guard held = { lock };                                    \
                                                                                        \
		if (lock)                                                               \
			lock_function(lock);                                            \
		return held;                                                            \
	}                                                                               \
	static inline __maybe_unused void name##_guard_end(struct name##_guard *held)   \
	{                                                                               \
		if (held->lock)                                                         \
			unlock_function(held->lock);                                    \
	}                                                                               \
	struct name##_guard

#define guard(name)                                                                    \
	struct name##_guard COMBINE(guard_, __COUNTER__) _cleanup_(name##_guard_end) = \
		name##_guard_begin

DEFINE_GUARD(bpf_spin, struct bpf_spin_lock, bpf_spin_lock, bpf_spin_unlock);

/*
 * EXPORT_UDEV_PROP(NAME, size) lets a program set a udev property of its device: the text that the
 * probe program writes with UDEV_PROP_SPRINTF(NAME, format, ...) becomes the property NAME.
 */
#define EXPORT_UDEV_PROP(name, size)              \
	const __u32 SIZEOF_##name = size;         \
	struct {                                  \
		__uint(type, BPF_MAP_TYPE_ARRAY); \
		__uint(max_entries, 1);           \
		__type(key, __u32);               \
		__type(value, __u8[size]);        \
	} UDEV_PROP_##name SEC(".maps")

#define udev_prop_ptr(name) bpf_map_lookup_elem(&UDEV_PROP_##name, &(__u32){ 0 })

#define UDEV_PROP_SPRINTF(name, format, ...) \
	BPF_SNPRINTF(udev_prop_ptr(name), SIZEOF_##name, format, ##__VA_ARGS__)

/* Prints a report to the kernel's trace_pipe, eight bytes per line; the last line is padded. */
static inline __maybe_unused void hid_bpf_printk_event(struct hid_bpf_ctx *hctx)
{
	bpf_printk("report of %d bytes", hctx->size);
	for (int at = 0; at < HID_MAX_DESCRIPTOR_SIZE && at < hctx->size; at += 8) {
		__u8 *bytes = hid_bpf_get_data(hctx, at, 8);

		if (!bytes)
			return;
		bpf_printk("%4x: %02x %02x %02x %02x %02x %02x %02x %02x", at, bytes[0], bytes[1],
			   bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]);
	}
}

static inline __maybe_unused __u16 field_start_byte(struct hid_rdesc_field *field)
{
	return field->bits_start / 8;
}

/* The byte that contains the field's last bit. */
static inline __maybe_unused __u16 field_end_byte(struct hid_rdesc_field *field)
{
	return field->bits_end ? (field->bits_end - 1) / 8 : 0;
}

/* The unsigned value of a field in a report; 0 if the report ends before it. */
static inline __maybe_unused __u32 extract_bits(__u8 *report, const size_t size,
						struct hid_rdesc_field *field)
{
	__u32 width = field->bits_end - field->bits_start, shift = field->bits_start % 8;
	__u32 first = field_start_byte(field);
	__u64 value = 0;

	if (field->bits_end <= field->bits_start || width > 32 || field_end_byte(field) >= size)
		return 0;
	/* 32 bits that begin in the middle of a byte extend into a fifth one. */
	for (int i = 0; i < 5; i++) {
		__u32 at = first + i;

		/* Makes the compiler read with the same index that the verifier saw compared. */
		barrier_var(at);
		if (at < size)
			value |= (__u64)report[at] << (8 * i);
	}
	return (value >> shift) & (0xffffffffU >> (32 - width));
}

#define EXTRACT_BITS(report, field) extract_bits(report, sizeof(report), field)

/* Loops over the parts of a parsed report descriptor: @var points to each in turn. */
#define hid_bpf_for_each_input_report(descriptor, var) \
	HID_BPF_FOR_EACH((descriptor)->input_reports, (descriptor)->num_input_reports, var)
#define hid_bpf_for_each_output_report(descriptor, var) \
	HID_BPF_FOR_EACH((descriptor)->output_reports, (descriptor)->num_output_reports, var)
#define hid_bpf_for_each_feature_report(descriptor, var) \
	HID_BPF_FOR_EACH((descriptor)->feature_reports, (descriptor)->num_feature_reports, var)
#define hid_bpf_for_each_field(report, var) \
	HID_BPF_FOR_EACH((report)->fields, (report)->num_fields, var)
#define hid_bpf_for_each_collection(field, var) \
	HID_BPF_FOR_EACH((field)->collections, (field)->num_collections, var)

/*
 * The verifier walks through each iteration of an ordinary loop; nested loops have too many. The
 * kernel's iterator, available since Linux 6.4, avoids that. On kernels without it, this code is
 * removed as dead.
 */
extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __weak __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __weak __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __weak __ksym;

static __always_inline __maybe_unused void hid_bpf_loop_begin(struct bpf_iter_num *iter, int count)
{
	if (bpf_ksym_exists(bpf_iter_num_new))
		bpf_iter_num_new(iter, 0, count);
}

static __always_inline __maybe_unused void hid_bpf_loop_end(struct bpf_iter_num *iter)
{
	if (bpf_ksym_exists(bpf_iter_num_new))
		bpf_iter_num_destroy(iter);
}

/* The number of the next iteration. At the end it is -1, or beyond the last without an iterator. */
static __always_inline __maybe_unused int hid_bpf_loop_next(struct bpf_iter_num *iter, int last)
{
	int *next;

	if (!bpf_ksym_exists(bpf_iter_num_new))
		return last + 1;
	next = bpf_iter_num_next(iter);
	return next ? *next : -1;
}

/* The array element at an index, or NULL. The barriers keep compared and used index the same. */
#define HID_BPF_AT(array, count, place)                               \
	({                                                            \
		typeof(&(array)[0]) _element = NULL;                  \
		__u64 _place = (__u32)(place);                        \
                                                                      \
		barrier_var(_place);                                  \
		if (_place < ARRAY_SIZE(array) && _place < (count)) { \
			barrier_var(_place);                          \
			_element = &(array)[_place];                  \
		}                                                     \
		_element;                                             \
	})

/* The outer loop runs once: it is there to declare variables of another type. */
#define HID_BPF_FOR_EACH(array, count, var)                                                     \
	for (int var##_at = -1, var##_once = 1; var##_once; var##_once = 0)                     \
		for (struct bpf_iter_num var##_iter __attribute__((cleanup(hid_bpf_loop_end))), \
		     *var##_begun __maybe_unused =                                              \
			     (hid_bpf_loop_begin(&var##_iter, (count)), NULL);                  \
		     var##_at = hid_bpf_loop_next(&var##_iter, var##_at),                       \
				  ((var) = HID_BPF_AT(array, count, var##_at));)

#endif /* HID_BPF_HELPERS_H */
