# SPDX-License-Identifier: GPL-2.0-only
# Makes docs/devices.md from the output of bpf/info.awk.

function add(list, object, text) {
	list[object] = list[object] == "" ? text : list[object] ", " text
}

function ids(bus, vendor, product,    text) {
	if (!vendor)
		return "any"
	text = sprintf("%04x:%s", vendor, product ? sprintf("%04x", product) : "*")
	return (bus in buses ? buses[bus] " " : "") text
}

BEGIN {
	FS = "\t"
	buses[3] = "USB"
	buses[5] = "Bluetooth"
	buses[24] = "I2C"
	print "# Devices"
	print ""
	print "<!-- Written by \"make devices\" from the sources in bpf/. -->"
	print ""
	print "Each row is a [device program](programs.md), which is attached automatically. The last column gives"
	print "the version of Linux since which the devices work without it."
	print ""
	print "| Devices | IDs | Without the program | With the program | Program | Fixed in Linux |"
	print "|---|---|---|---|---|---|"
}

$2 == "match" {
	if (!($1 in matches))
		objects[++count] = $1
	# Devices that are matched twice, by group, have one line.
	if (!(($1, $3, $5, $6) in seen))
		add(matches, $1, ids($3, $5, $6))
	seen[$1, $3, $5, $6]
	next
}

$2 == "device" { add(devices, $1, $3); next }

{ texts[$1, $2] = $3 }

END {
	for (i = 1; i <= count; i++) {
		object = objects[i]
		note = texts[object, "note"]
		printf "| %s | %s | %s | %s%s | [%s](../bpf/%s.bpf.c) | %s |\n", devices[object], matches[object], \
		    texts[object, "problem"], texts[object, "effect"], note == "" ? "" : " " note, object, object, \
		    texts[object, "fixed"]
	}
}
