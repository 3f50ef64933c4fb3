// SPDX-License-Identifier: GPL-2.0-only
/*
 * An object that includes no headers and declares only the members of the kernel's types that it
 * uses: the first ops double X, the others, whose type is a variant of the first, swap the axes if
 * the kernel has the hook hid_hw_request.
 */
typedef unsigned char __u8;
typedef unsigned long long __u64;

#define SECTION(_name) __attribute__((section(_name), used))

struct hid_bpf_ctx {
	int size;
} __attribute__((preserve_access_index));

struct hid_bpf_ops {
	int (*hid_device_event)(struct hid_bpf_ctx *ctx, int type, __u64 source);
	int hid_id;
};

struct hid_bpf_ops___other {
	int hid_id;
	int (*hid_device_event)(struct hid_bpf_ctx *ctx, int type, __u64 source);
};

struct hid_bpf_ops___asked {
	void *hid_hw_request;
} __attribute__((preserve_access_index));

/* As bpf_core_field_exists(). */
#define EXISTS(_member) __builtin_preserve_field_info(_member, 2)

extern __u8 *hid_bpf_get_data(struct hid_bpf_ctx *ctx, unsigned int offset, const unsigned long sz)
	SECTION(".ksyms");

SECTION("struct_ops/hid_device_event") int double_x(__u64 *args)
{
	__u8 *data = hid_bpf_get_data((struct hid_bpf_ctx *)args[0], 0, 3);

	if (data)
		data[1] *= 2;
	return 0;
}

SECTION("struct_ops/hid_device_event") int swap_xy(__u64 *args)
{
	__u8 *data = hid_bpf_get_data((struct hid_bpf_ctx *)args[0], 0, 3);

	if (data && EXISTS(((struct hid_bpf_ops___asked *)0)->hid_hw_request)) {
		__u8 x = data[1];

		data[1] = data[2];
		data[2] = x;
	}
	return 0;
}

SECTION(".struct_ops.link") struct hid_bpf_ops doubling = { .hid_device_event = (void *)double_x };
SECTION(".struct_ops.link")
struct hid_bpf_ops___other swapping = { .hid_device_event = (void *)swap_xy };

SECTION("license") char _license[] = "GPL";
