# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the commands of a page of docs/ and compares what they print with the page (sourced, after
# tap.sh; needs soon).
#
# The first word after the ``` that opens a block says what the test does with the block:
#
#   sh              runs the commands with "sh -e". They must succeed, and print what the next block
#                   shows; without such a block they must print nothing.
#   sh ctrl-c TEST  does the same, and presses Ctrl-C once the shell command TEST succeeds; $shown
#                   is the file with the output so far
#   output          is what the commands of the block before print, stdout and stderr in one
#   anything else   is for the reader only
#
# In the output, "..." stands for any text within a line; a line that is only "..." stands for any
# number of lines. Blanks at the end of a line do not count.

# page_split FILE DIR: writes the blocks of FILE to DIR: NN (commands), NN.output, NN.until (the TEST)
page_split() {
	awk -v dir="$2" '
	function fail(text) {
		print FILENAME ":" FNR ": " text
		exit 1
	}

	/^```/ && inside {
		inside = 0
		close(file)
		next
	}

	/^```/ {
		inside = 1
		info = substr($0, 4)
		split(info, word, " ")
		file = "/dev/null"
		if (word[1] == "sh") {
			command = file = sprintf("%s/%02d", dir, ++blocks)
			if (sub(/^sh ctrl-c /, "", info))
				print info >(command ".until")
			else if (info != "sh")
				fail("unknown block: " info)
		} else if (word[1] == "output") {
			if (!command)
				fail("output without commands before it")
			file = command ".output"
			command = ""
		}
		next
	}

	inside { print >file }

	END {
		if (!blocks)
			fail("no commands")
	}' "$1"
}

# page_fits PAGE OUTPUT: whether the output is as the page shows it
page_fits() {
	awk '
	# Whether a line is the pattern, in which "..." stands for any text.
	function fits(pattern, line, parts, count, at, i) {
		count = split(pattern, parts, /\.\.\./)
		if (count < 2)
			return pattern == line
		if (substr(line, 1, length(parts[1])) != parts[1])
			return 0
		line = substr(line, length(parts[1]) + 1)
		for (i = 2; i < count; i++) {
			at = index(line, parts[i])
			if (!at)
				return 0
			line = substr(line, at + length(parts[i]))
		}
		at = length(line) - length(parts[count])
		return at >= 0 && substr(line, at + 1) == parts[count]
	}

	{ sub(/[ \t]+$/, "") }

	FILENAME == ARGV[1] { page[++lines] = $0; next }

	{ output[++printed] = $0 }

	# As a shell matches "*": the line after "..." is tried on each line of the output.
	END {
		at = from = 1
		while (from <= printed) {
			if (at <= lines && page[at] == "...") {
				any = at++
				resume = from
			} else if (at <= lines && fits(page[at], output[from])) {
				at++
				from++
			} else if (any) {
				at = any + 1
				from = ++resume
			} else {
				exit 1
			}
		}
		while (at <= lines && page[at] == "...")
			at++
		exit at <= lines
	}' "$1" "$2"
}

# page_run COMMANDS: runs one block, a file that page_split wrote
page_run() {
	shown=$1.shown
	export shown
	if [ -e "$1.until" ]; then
		setsid sh -e "$1" >"$shown" 2>&1 &
		soon sh "$1.until"
		kill -INT -$!
		wait $!
	else
		sh -e "$1" >"$shown" 2>&1 || { cat "$shown"; return 1; }
	fi
	[ -e "$1.output" ] || : >"$1.output"
	page_fits "$1.output" "$shown" && return
	echo "the page shows other output (\"-\") than this (\"+\"):"
	diff -u "$1.output" "$shown" | tail -n +3
	return 1
}

# page_check DIR: runs the blocks that page_split wrote there, each as a test named by its first line
page_check() {
	for block in "$1"/[0-9][0-9]; do
		check "$(head -n 1 "$block")" page_run "$block"
	done
}
