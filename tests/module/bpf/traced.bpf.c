// SPDX-License-Identifier: GPL-2.0-only
/* Tracing programs that see the return of functions, as those of bpftrace do. */
#include "hid_bpf_helpers.h"

SEC("fexit/hid_hw_raw_request")
int BPF_PROG(request_ends)
{
	return 0;
}

SEC("fexit/hid_hw_output_report")
int BPF_PROG(output_ends)
{
	return 0;
}

SEC("?fexit/hid_bpf_get_data")
int BPF_PROG(data_ends)
{
	return 0;
}

SEC("?fexit/hid_bpf_release_context")
int BPF_PROG(context_ends)
{
	return 0;
}

char _license[] SEC("license") = "GPL";
