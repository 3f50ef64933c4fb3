# SPDX-License-Identifier: GPL-2.0-only
#
# Turns the output of progs-load into TAP: one line for each object.
#
# Expects -v kernel=NAME -v refused=FILE (the list of objects that kernels refuse) -v objects=FILE
# (the names of all objects) -v reported=N (results before these).

function report(good, text) {
	printf "%s %d - %s\n", good ? "ok" : "not ok", ++reported, text
}

function judge(name, label) {
	label = name " on " kernel
	if (!(name in loaded))
		report(0, label ": was not loaded, the guest stopped before")
	else if (!(name in missing))
		report(loaded[name], label ": loads")
	else if (loaded[name])
		report(0, label ": loads though listed as refused: update the list")
	else
		report(1, label ": is refused as expected: " missing[name])
	if (!loaded[name] && name in said)
		print "# " said[name]
}

BEGIN {
	while ((getline line <refused) > 0) {
		if (line ~ /^#/)
			continue
		split(line, field, " ")
		if (field[1] != kernel)
			continue
		sub(/^[^ ]+ [^ ]+ */, "", line)
		missing[field[2]] = line
	}
}

/^loads / { loaded[$2] = 1; next }

/^refused / {
	name = substr($2, 1, length($2) - 1)
	loaded[name] = 0
	said[name] = $0
	next
}

$0 != "end" { print "# " $0 }

END {
	while ((getline name <objects) > 0) {
		known[name]
		judge(name)
	}
	# An object that is renamed or removed upstream must not stay on the list unnoticed.
	for (name in missing)
		if (!(name in known))
			report(0, name " is listed for " kernel " but there is no such object")
}
