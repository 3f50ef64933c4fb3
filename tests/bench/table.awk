# SPDX-License-Identifier: GPL-2.0-only
#
# Makes a table of "make bench" from the files of kernels of one architecture, which
# -v architecture=NAME gives; they are with the module or native.

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

# Prints a line of the heading: its texts for kernels with the module and for native ones, "%s" for
# the version.
function heading(with_module, native,    kernel) {
	printf "%-40s", ""
	for (kernel = 1; kernel <= file; kernel++)
		printf "   %17s", sprintf((kernel, "unused") in cost ? with_module : native, total(kernel, "kernel"))
	print ""
}

END {
	print "Instructions per report on " architecture ", from its write to uhid until it has been read from evdev"
	print ""
	heading("hid_bpf_compat", "native HID-BPF")
	heading("on %s", "of %s")
	heading("   total    added", "   total    added")
	row("plain", "the kernel as it is")
	row("unused", "module loaded, no device has programs")
	row("elsewhere", "1 program, on another device")
	row("1", "1 program that does nothing")
	row("8", "8 such programs")
	row("64", "64 such programs")
}
