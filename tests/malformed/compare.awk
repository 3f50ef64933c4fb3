# SPDX-License-Identifier: GPL-2.0-only
#
# Compares two transcripts of the same cases: native HID-BPF's, then that of a kernel with the
# module.
#
# usage: awk -v kernel=NAME -f compare.awk NATIVE OURS
# A line is "@CASE KIND TEXT": what programs saw ("saw"), what applications got ("got"), and what
# they get of a device without programs for the result that the programs are documented to have
# ("alone").
# - "got" must equal "alone", on both kernels: that is documented.
# - "saw" and "got" must equal those of native HID-BPF.
# Excepted from the second rule, and counted: cases that native HID-BPF was not given, as it would
# crash; "got" where the two hid-cores differ without any program; and cases of a
# device that only one of them binds. Prints TAP without numbers.

function fail(kind, id, text) {
	failures[kind]++
	if (failures[kind] <= 5)
		notes[kind] = notes[kind] "# " id ": " text "\n"
}

function report(kind, title) {
	printf "%s - %s: %s\n", failures[kind] ? "not ok" : "ok", kernel, title
	if (failures[kind])
		printf "%s# %d such cases\n", notes[kind], failures[kind]
}

function parent(id) {
	sub(/\.[0-9]+$/, "", id)
	return id
}

# Reading an element would create it.
function same_alone(id) {
	return ((id, "alone") in native) == ((id, "alone") in ours) && \
		(!((id, "alone") in native) || native[id, "alone"] == ours[id, "alone"])
}

# Compares with the documentation, on one kernel.
function judge_alone(whose, id, got, alone) {
	checked[whose]++
	if (got != alone)
		fail(whose, id, "got" got "; to be expected was" alone)
}

/^@/ {
	id = substr($1, 2)
	kind = $2
	text = $0
	sub(/^@[^ ]+ [^ ]+/, "", text)
	if (NR == FNR) {
		native[id, kind] = text
		native_ids[id] = 1
	} else {
		ours[id, kind] = text
		ids[++n] = id SUBSEP kind
		seen[id] = 1
	}
}

END {
	for (i = 1; i <= n; i++) {
		split(ids[i], key, SUBSEP)
		id = key[1]
		kind = key[2]
		text = ours[id, kind]
		if (kind == "got" && (id, "alone") in ours)
			judge_alone("ours", id, text, ours[id, "alone"])
		if (kind == "alone")
			continue
		total[kind]++
		if (!((id, kind) in native)) {
			# Reports for a made up descriptor that one hid-core takes and the other
			# does not.
			if (same_alone(parent(id)))
				fail(kind, id, "native has no such case")
			else
				unbound[kind]++
		} else if (native[id, kind] == " not given") {
			breaks[kind]++
		} else if (kind == "got" && !same_alone(id)) {
			differs++
		} else {
			compared[kind]++
			if (native[id, kind] != text)
				fail(kind, id, kind text "; native" native[id, kind])
		}
	}
	for (id in native_ids) {
		if (!(id in seen) && same_alone(parent(id)))
			fail("got", id, "only native has this case")
		if (((id, "alone") in native) && native[id, "got"] != " not given")
			judge_alone("native", id, native[id, "got"], native[id, "alone"])
	}

	report("saw", sprintf("programs see what they see on native HID-BPF (%d of %d cases compared)",
		compared["saw"], total["saw"]))
	report("got", sprintf("applications and the device get the same (%d of %d cases compared)",
		compared["got"], total["got"]))
	printf "# set aside: %d that native breaks over, %d where hid-core differs without programs, %d of devices that one hid-core does not bind\n",
		breaks["got"], differs, unbound["got"]
	report("ours", sprintf("they get what is documented (%d cases)", checked["ours"]))
	report("native", sprintf("so it is on native HID-BPF (%d cases)", checked["native"]))
	if (2 * compared["saw"] <= total["saw"] || 2 * compared["got"] <= total["got"])
		fail("few", kernel, "nothing follows from so few")
	report("few", "most cases could be compared")
	for (kind in failures)
		exit 1
}
