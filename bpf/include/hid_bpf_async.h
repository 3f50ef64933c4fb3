/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Functions that run later and may sleep. An event program needs one to send a request to its
 * device.
 *
 *	#define HID_BPF_ASYNC_MAX_CTX 1
 *	#include "hid_bpf_async.h"
 *
 *	static int HID_BPF_ASYNC_FUN(wake_up)(struct hid_bpf_ctx *hctx)
 *	{
 *		return hid_bpf_hw_request(hctx, ...);
 *	}
 *
 * The probe program calls HID_BPF_ASYNC_INIT(wake_up), which returns 0 or a negative error. Then
 * HID_BPF_ASYNC_DELAYED_CALL(wake_up, hctx, 10) makes it run once, 10 milliseconds later. Until it
 * runs, further calls fail with -EINVAL.
 *
 * After the first parameter, the function may also have those of a bpf_wq callback: void *map,
 * int *key, void *value. HID_BPF_ASYNC_MAX_CTX is the number of such functions. Needs bpf_wq, which
 * Linux has since 6.10. Programs that also work without it check bpf_ksym_exists(bpf_wq_init).
 */
#ifndef HID_BPF_ASYNC_H
#define HID_BPF_ASYNC_H

#include "hid_bpf_helpers.h"

#ifndef HID_BPF_ASYNC_MAX_CTX
#error "define HID_BPF_ASYNC_MAX_CTX, the number of functions, before including hid_bpf_async.h"
#endif

#define CLOCK_MONOTONIC 1

typedef int (*hid_bpf_async_callback_t)(void *map, int *key, void *value);

/* Each function has one slot of the map. It can be called when INITIALIZED or RUNNING. */
enum hid_bpf_async_state {
	HID_BPF_ASYNC_STATE_UNSET,
	HID_BPF_ASYNC_STATE_INITIALIZING,
	HID_BPF_ASYNC_STATE_INITIALIZED,
	HID_BPF_ASYNC_STATE_STARTING,
	HID_BPF_ASYNC_STATE_RUNNING,
};

struct hid_bpf_async_map_elem {
	enum hid_bpf_async_state state;
	struct bpf_timer t;
	struct bpf_wq wq;
	__u32 hid;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, HID_BPF_ASYNC_MAX_CTX);
	__type(key, __u32);
	__type(value, struct hid_bpf_async_map_elem);
} hid_bpf_async_ctx_map SEC(".maps");

/*
 * Protects the states. It is in a map that the probe program does not use, because older kernels,
 * such as 6.1, refuse programs that sleep and use a map with a lock.
 */
struct hid_bpf_async_lock {
	struct bpf_spin_lock lock;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct hid_bpf_async_lock);
} hid_bpf_async_lock_map SEC(".maps");

/* Sets the state of a slot that is in one of two states. Returns whether it was in one of them. */
static bool hid_bpf_async_move(struct hid_bpf_async_map_elem *slot, enum hid_bpf_async_state from,
			       enum hid_bpf_async_state or_from, enum hid_bpf_async_state to)
{
	struct hid_bpf_async_lock *states =
		bpf_map_lookup_elem(&hid_bpf_async_lock_map, &(__u32){ 0 });
	bool moved = false;

	if (!states)
		return false;
	bpf_spin_lock(&states->lock);
	if (slot->state == from || slot->state == or_from) {
		slot->state = to;
		moved = true;
	}
	bpf_spin_unlock(&states->lock);
	return moved;
}

/* The timer must not sleep, but the work that it starts may. */
static int hid_bpf_async_start_work(void *map, int *key, void *value)
{
	struct hid_bpf_async_map_elem *slot = value;

	bpf_wq_start(&slot->wq, 0);
	return 0;
}

/* Allocates a free slot of the map, before any runs. Returns its number or a negative error. */
static int hid_bpf_async_find_empty_key(void)
{
	for (int key = 0; key < HID_BPF_ASYNC_MAX_CTX; key++) {
		struct hid_bpf_async_map_elem *slot;
		int wanted = key;

		slot = bpf_map_lookup_elem(&hid_bpf_async_ctx_map, &wanted);
		if (slot && slot->state == HID_BPF_ASYNC_STATE_UNSET) {
			slot->state = HID_BPF_ASYNC_STATE_INITIALIZING;
			return key;
		}
	}
	return -ENOSPC;
}

/* Prepares a slot for a function. Returns its number or a negative error. For probe programs. */
static int hid_bpf_async_get_ctx(void)
{
	int key = hid_bpf_async_find_empty_key();
	struct hid_bpf_async_map_elem *slot;
	int err;

	if (key < 0)
		return key;
	slot = bpf_map_lookup_elem(&hid_bpf_async_ctx_map, &key);
	if (!slot)
		return -ENOENT;
	err = bpf_timer_init(&slot->t, &hid_bpf_async_ctx_map, CLOCK_MONOTONIC);
	if (!err)
		err = bpf_timer_set_callback(&slot->t, hid_bpf_async_start_work);
	if (!err)
		err = bpf_wq_init(&slot->wq, &hid_bpf_async_ctx_map, 0);
	if (err)
		return err;
	slot->state = HID_BPF_ASYNC_STATE_INITIALIZED;
	return key;
}

/* Runs the callback of slot @key after a delay. Returns 0 or a negative error. */
static int hid_bpf_async_delayed_call(struct hid_bpf_ctx *hctx, __u64 milliseconds, int key,
				      hid_bpf_async_callback_t callback)
{
	struct hid_bpf_async_map_elem *slot = bpf_map_lookup_elem(&hid_bpf_async_ctx_map, &key);
	int err;

	/* A running function may schedule itself again. */
	if (!slot || !hid_bpf_async_move(slot, HID_BPF_ASYNC_STATE_INITIALIZED,
					 HID_BPF_ASYNC_STATE_RUNNING, HID_BPF_ASYNC_STATE_STARTING))
		return -EINVAL;
	slot->hid = hctx->hid->id;
	err = bpf_wq_set_callback(&slot->wq, callback, 0);
	if (err)
		return err;
	if (!milliseconds)
		return bpf_wq_start(&slot->wq, 0);
	/* Set every time, because a timer loses its callback when it is cancelled. */
	err = bpf_timer_set_callback(&slot->t, hid_bpf_async_start_work);
	return err ?: bpf_timer_start(&slot->t, milliseconds * 1000000, 0);
}

static inline __maybe_unused int hid_bpf_async_call(struct hid_bpf_ctx *hctx, int key,
						    hid_bpf_async_callback_t callback)
{
	return hid_bpf_async_delayed_call(hctx, 0, key, callback);
}

/* The parameters of a function, after its name: expands to four, even if only one is given. */
#define HID_BPF_ASYNC_PARAMETERS(...) \
	HID_BPF_ASYNC_FIFTH(__VA_ARGS__, HID_BPF_ASYNC_FOUR, , , HID_BPF_ASYNC_ONE)(__VA_ARGS__)
#define HID_BPF_ASYNC_FIFTH(_1, _2, _3, _4, _5, ...) _5
#define HID_BPF_ASYNC_FOUR(hctx, map, key, value) (hctx, map, key, value)
#define HID_BPF_ASYNC_ONE(hctx) \
	(hctx, void *_map __maybe_unused, int *_key __maybe_unused, void *_value __maybe_unused)

/*
 * HID_BPF_ASYNC_CB(name)(struct hid_bpf_ctx *hctx) { ... } defines a callback for
 * hid_bpf_async_delayed_call(), which allocates a context for the device and runs the body.
 */
#define HID_BPF_ASYNC_CB(name)                                                                     \
	name(void *map, int *key, void *value);                                                    \
	static __always_inline int name##__body(struct hid_bpf_ctx *hctx, void *map, int *key,     \
						void *value);                                      \
	typeof(name(0, 0, 0)) name(void *map, int *key, void *value)                               \
	{                                                                                          \
		struct hid_bpf_async_map_elem *slot = value;                                       \
		struct hid_bpf_ctx *hctx = hid_bpf_allocate_context(slot->hid);                    \
                                                                                                   \
		if (!hctx)                                                                         \
			return 0;                                                                  \
		slot->state = HID_BPF_ASYNC_STATE_RUNNING;                                         \
		name##__body(hctx, map, key, value);                                               \
		hid_bpf_async_move(slot, HID_BPF_ASYNC_STATE_RUNNING, HID_BPF_ASYNC_STATE_RUNNING, \
				   HID_BPF_ASYNC_STATE_INITIALIZED);                               \
		hid_bpf_release_context(hctx);                                                     \
		return 0;                                                                          \
	}                                                                                          \
	static __always_inline int name##__body HID_BPF_ASYNC_PARAMETERS

/* The function can also be called directly, with either one argument or four. */
#define HID_BPF_ASYNC_FUN(fun)                                                             \
	fun##__function(struct hid_bpf_ctx *hctx, void *map, int *key, void *value);       \
	static inline __maybe_unused __attribute__((overloadable)) int fun(                \
		struct hid_bpf_ctx *hctx, void *map, int *key, void *value)                \
	{                                                                                  \
		return fun##__function(hctx, map, key, value);                             \
	}                                                                                  \
	static inline __maybe_unused __attribute__((overloadable)) int fun(                \
		struct hid_bpf_ctx *hctx)                                                  \
	{                                                                                  \
		return fun##__function(hctx, NULL, NULL, NULL);                            \
	}                                                                                  \
	int fun##__slot;                                                                   \
	static int fun##__init(void)                                                       \
	{                                                                                  \
		fun##__slot = hid_bpf_async_get_ctx();                                     \
		return fun##__slot < 0 ? fun##__slot : 0;                                  \
	}                                                                                  \
	static int HID_BPF_ASYNC_CB(fun##__callback)(struct hid_bpf_ctx * hctx, void *map, \
						     int *key, void *value)                \
	{                                                                                  \
		return fun##__function(hctx, map, key, value);                             \
	}                                                                                  \
	typeof(fun##__function(0, 0, 0, 0)) fun##__function HID_BPF_ASYNC_PARAMETERS

#define HID_BPF_ASYNC_INIT(fun) fun##__init()
#define HID_BPF_ASYNC_DELAYED_CALL(fun, hctx, milliseconds) \
	hid_bpf_async_delayed_call(hctx, milliseconds, fun##__slot, fun##__callback)

#endif /* HID_BPF_ASYNC_H */
