# SPDX-License-Identifier: GPL-2.0-only
#
# Lists the names in bpf/include/hid_usages.h for names.c: PAGE(number, name) and USAGE(page,
# number, name).
#
# The header does not say to which page the usages of an enum belong. Its enums are in the order of
# the pages, and the prefix of their names abbreviates the page: the capitals of several words, or
# the first three letters of a single word.

function abbreviation(page,    capitals) {
	capitals = page
	gsub(/[^A-Z]/, "", capitals)
	return length(capitals) > 1 ? capitals : substr(page, 1, 3)
}

function find_page(prefix) {
	while (++page <= pages)
		if (abbreviation(names[page]) == prefix)
			return
	print "usage-macros: no page for HidUsage_" prefix "_" >"/dev/stderr"
	failed = 1
	exit 1
}

/^enum/ { new_page = 1 }

/^\t/ {
	count = split($0, entries, ",")
	for (i = 1; i <= count; i++) {
		if (split(entries[i], entry, /[ \t]*=[ \t]*/) != 2)
			continue
		sub(/^[ \t]*/, "", entry[1])
		if (sub(/^HidUsagePage_/, "", entry[1])) {
			names[++pages] = entry[1]
			numbers[pages] = entry[2]
			print "PAGE(" entry[2] ", " entry[1] ")"
			continue
		}
		sub(/^HidUsage_/, "", entry[1])
		if (new_page)
			find_page(substr(entry[1], 1, index(entry[1], "_") - 1))
		new_page = 0
		print "USAGE(" numbers[page] ", " entry[2] ", " entry[1] ")"
	}
}

END {
	if (!failed && !pages) {
		print "usage-macros: no pages in " FILENAME >"/dev/stderr"
		exit 1
	}
}
