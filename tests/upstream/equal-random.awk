# SPDX-License-Identifier: GPL-2.0-only
#
# Copies a recording and appends random reports to each of its devices that has reports.
#
# Expects -v seed=N -v count=N (reports for each device).
# Every second report is a recorded one with some of its bits inverted, so that it often means
# something; the others are random but for the first byte, the report ID, and the length.

# Numbers from 0 to limit - 1. The product is small enough to be exact in every awk.
function random(limit) {
	state = state * 16807 % 2147483647
	return int(state / 2147483647 * limit)
}

function number(byte) {
	return (index(digits, substr(byte, 1, 1)) - 1) * 16 + index(digits, substr(byte, 2, 1)) - 1
}

function print_report(report, inverted,    bytes, n, i, at, bit) {
	n = split(report, bytes, " ")
	for (i = 2; i <= n; i++)
		value[i] = inverted ? number(bytes[i]) : random(256)
	for (i = 0; i < inverted; i++) {
		at = 2 + random(n - 1)
		bit = 2 ^ random(8)
		value[at] += int(value[at] / bit) % 2 ? -bit : bit
	}
	time += 10000
	printf "E: %06d.%06d %d %s", int(time / 1000000), time % 1000000, n, bytes[1]
	for (i = 2; i <= n; i++)
		printf " %02x", value[i]
	print ""
}

BEGIN {
	digits = "0123456789abcdef"
	state = seed
}

{ print }

/^D:/ {
	device = $2
	reports[device] += 0
}

/^E:/ {
	split($2, parts, ".")
	time = parts[1] * 1000000 + parts[2]
	$1 = $2 = $3 = ""
	recorded[device, reports[device]++] = $0
}

END {
	for (device = 0; device in reports; device++) {
		if (!reports[device])
			continue
		print "D: " device
		for (i = 0; i < count; i++)
			print_report(recorded[device, random(reports[device])], i % 2 ? 1 + random(4) : 0)
	}
}
