# SPDX-License-Identifier: GPL-2.0-only
#
# Makes the table of "make bench" from the files of the two kernels with the module and the native
# one.

FNR == 1 { file++ }
{ cost[file, $1] = $2 }

function total(kernel, state) {
	return (kernel, state) in cost ? cost[kernel, state] : "-"
}

function added(kernel, state) {
	if (state == "plain" || !((kernel, state) in cost))
		return ""
	return sprintf("%+d", cost[kernel, state] - cost[kernel, "plain"])
}

function row(state, title,    kernel) {
	printf "%-40s", title
	for (kernel = 1; kernel <= file; kernel++)
		printf "   %8s %8s", total(kernel, state), added(kernel, state)
	print ""
}

function heading(first, second, third) {
	printf "%-40s   %17s   %17s   %17s\n", "", first, second, third
}

END {
	print "Instructions per report, from its write to uhid until it has been read from evdev"
	print ""
	heading("hid_bpf_compat", "hid_bpf_compat", "native HID-BPF")
	heading("on " total(1, "kernel"), "on " total(2, "kernel"), "of " total(3, "kernel"))
	heading("   total    added", "   total    added", "   total    added")
	row("plain", "the kernel as it is")
	row("unused", "module loaded, no device has programs")
	row("elsewhere", "1 program, on another device")
	row("1", "1 program that does nothing")
	row("8", "8 such programs")
	row("64", "64 such programs")
}
