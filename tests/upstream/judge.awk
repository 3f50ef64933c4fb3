# SPDX-License-Identifier: GPL-2.0-only
#
# Turns the output of in-guest into TAP: one line for each upstream test and phase.
#
# Expects -v fails=FILE -v passes=FILE: the lists of tests that fail on this kernel in spite of
# HID-BPF, and of those that pass without HID-BPF.

function report(good, text) {
	printf "%s %d - %s\n", good ? "ok" : "not ok", ++reported, text
	if (!good)
		printf "%s", said
}

function read_list(file, list,    line, field) {
	while ((getline line <file) > 0) {
		if (line ~ /^#/)
			continue
		split(line, field, " ")
		sub(/^[^ ]+ [^ ]+ */, "", line)
		list[field[1] " " field[2]] = line
		listed[file, field[1]] = listed[file, field[1]] " " field[2]
	}
	close(file)
}

# A test that is renamed or removed upstream must not stay on a list unnoticed.
function check_listed(file, phase,    suite, name, count, i) {
	for (suite in suites) {
		count = split(listed[file, suite], name, " ")
		for (i = 1; i <= count; i++)
			if (!((phase, suite " " name[i]) in seen))
				report(0, suite " " name[i] " is listed but was not run (" phase ")")
	}
}

function end_program() {
	if (suite != "" && (results != planned || !planned))
		report(0, suite " (" phase "): " results + 0 " results of " planned + 0 " planned")
	suite = said = ""
}

function judge(good, test, label) {
	if (suite == "module")
		report(good, label)
	else if (phase == "before" || phase == "after")
		judge_without(good, test, label)
	else if (test in fail_reason)
		report(!good, good ? label ": passes though listed as failing: update the list" \
		    : label ": fails as expected: " fail_reason[test])
	else
		report(good, label)
}

function judge_without(good, test, label) {
	if (test in pass_reason)
		report(good, label)
	else
		report(!good, good ? label ": passes without HID-BPF, so it proves nothing" \
		    : label ": fails, as it must")
}

BEGIN {
	read_list(fails, fail_reason)
	read_list(passes, pass_reason)
	title["native"] = "on native HID-BPF"
	title["before"] = "before the module"
	title["with"] = "with the module"
	title["after"] = "after the module"
}

/^## phase / { end_program(); phase = $3; phases[phase]; next }

/^## suite / {
	end_program()
	suite = $3
	results = planned = 0
	if (suite != "module")
		suites[suite]
	next
}

/^## end$/ { end_program(); ended = 1; next }

/^1\.\.[0-9]+$/ { planned = substr($0, 4) + 0; next }

/^(not )?ok [0-9]+ / {
	good = $1 == "ok"
	test = suite " " (good ? $3 : $4)
	results++
	seen[phase, test]
	if (good && / # SKIP/)
		printf "ok %d - %s %s # SKIP %s\n", ++reported, test, title[phase], \
		    substr($0, index($0, "# SKIP") + 7)
	else
		judge(good, test, test " " title[phase])
	said = ""
	next
}

# The output of a test precedes its result.
{ said = said "# " $0 "\n" }

END {
	if (!ended)
		report(0, "the guest stopped before the last test (" phase ")")
	check_listed(fails, "native" in phases ? "native" : "with")
	if ("before" in phases)
		check_listed(passes, "before")
	printf "1..%d\n", reported
}
