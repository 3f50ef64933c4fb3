# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the commands of a page of docs/ and compares what they print with the page (sourced, after
# tap.sh).
#
# The words after the ``` that opens a block say what the test does with the block:
#
#   sh              Run the commands with "sh -e". They must succeed and print what the next block
#                   shows; without such a block they must print nothing.
#   sh ctrl-c TEST  The same, but press Ctrl-C once the shell command TEST succeeds; $shown is the
#                   file with the output so far.
#   output          The output of the block before, stdout and stderr together.
#   sh session      Start the commands, which lead to the prompt of a shell, and leave them running.
#   session         The screen of the session: what follows a prompt is typed, the rest must appear.
#                   Before another one starts, and at the end, it must have ended with status 0.
#   anything else   Is for the reader only.
#
# In an output or on a screen, "..." stands for any text within a line; a line that is just "..."
# stands for any number of lines. Blanks at the end of a line are ignored.

# page_split FILE DIR: writes the blocks of FILE to DIR as NN.sh (the commands), with NN.output and
# NN.until (the TEST), NN.start (sh session) and NN.session
page_split() {
	awk -v dir="$2" '
	function fail(text) {
		print FILENAME ":" FNR ": " text
		exit 1
	}

	function next_block() {
		return sprintf("%s/%02d", dir, ++blocks)
	}

	/^ *```/ && inside {
		inside = 0
		close(file)
		next
	}

	/^ *```/ {
		inside = 1
		info = $0
		sub(/^ *```/, "", info)
		split(info, word, " ")
		file = "/dev/null"
		if (info == "sh session" || info == "session") {
			command = ""
			file = next_block() (word[1] == "sh" ? ".start" : ".session")
		} else if (word[1] == "sh") {
			command = next_block()
			file = command ".sh"
			if (sub(/^sh ctrl-c /, "", info))
				print info >(command ".until")
			else if (info != "sh")
				fail("unknown block: " info)
		} else if (info == "output") {
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

# page_compare PAGE OUTPUT: the same, and shows the difference if there is one
page_compare() {
	page_fits "$1" "$2" && return
	echo "the page shows other output (\"-\") than this (\"+\"):"
	diff -u "$1" "$2" | sed -n 3,40p
	return 1
}

# page_run BLOCK: runs BLOCK.sh
page_run() {
	shown=$1.shown
	export shown
	if [ -e "$1.until" ]; then
		setsid sh -e "$1.sh" >"$shown" 2>&1 &
		soon sh "$1.until"
		kill -INT -$!
		wait $!
	else
		sh -e "$1.sh" >"$shown" 2>&1 || { cat "$shown"; return 1; }
	fi
	[ -e "$1.output" ] || : >"$1.output"
	page_compare "$1.output" "$shown"
}

page_prompt='^/[^ ]* # '

# The screen of the session as it is read: without escape sequences.
page_screen() {
	tr -d '\r' <"$session/screen" | sed 's/\x1b\[[0-9;?]*[A-Za-z]//g'
}

page_session_ended() {
	[ -e "$session/status" ]
}

# page_prompts COUNT: the session has prompted so many times, or is over
page_prompts() {
	[ "$(page_screen | grep -c "$page_prompt")" -ge "$1" ] || page_session_ended
}

# Waits until a command succeeds. A guest limits how long it may take to boot, and tests/run-suite
# how long the suite may take.
page_wait() {
	until "$@"; do
		sleep 0.2
	done
}

# page_start BLOCK: starts the session of BLOCK.start; what is appended to the file "keys" is typed
page_start() {
	page_session_succeeded
	rm -rf "$session"
	mkdir "$session"
	: >"$session/keys"
	: >"$session/screen"
	echo 0 >"$session/read"
	# shellcheck disable=SC2016 # for the other shell
	setsid sh -c 'tail -f "$2/keys" | { sh -e "$1" >"$2/screen" 2>&1; echo $? >"$2/status"; }' \
		sh "$1.start" "$session" &
	echo $! >"$session/pid"
	page_wait page_prompts 1
	! page_session_ended || { page_screen; return 1; }
}

# page_type BLOCK: types into the session, and compares its screen since the last block with
# BLOCK.session
page_type() {
	prompts=$(page_screen | grep -c "$page_prompt")
	sed -n "s|$page_prompt||p" "$1.session" >"$session/lines"
	while read -r line; do
		printf '%s\n' "$line" >>"$session/keys"
		prompts=$((prompts + 1))
		page_wait page_prompts $prompts
	done <"$session/lines"
	read=$(cat "$session/read")
	page_screen >"$session/text"
	# The prompt that waits belongs to the next block.
	page_session_ended || sed -i '$d' "$session/text"
	wc -l <"$session/text" >"$session/read"
	tail -n +$((read + 1)) "$session/text" >"$1.shown"
	page_compare "$1.session" "$1.shown"
}

# No session was started, or it ended well.
page_session_succeeded() {
	[ ! -e "$session" ] || [ "$(cat "$session/status")" = 0 ]
}

# page_stop: ends a session that a failed page left behind
page_stop() {
	[ ! -e "${session:-}/pid" ] || page_session_ended || kill -- "-$(cat "$session/pid")"
}

# page_check DIR: does what the blocks that page_split wrote there ask for, one test for each
page_check() {
	session=$1/session
	for file in "$1"/[0-9][0-9].*; do
		block=${file%.*}
		case $file in
		*.sh) check "$(head -n 1 "$file")" page_run "$block" ;;
		*.start) check "a session: $(tail -n 1 "$file")" page_start "$block" ;;
		*.session) check "$(grep -m 1 "$page_prompt" "$file")" page_type "$block" ;;
		esac
	done
	[ ! -e "$session" ] || check 'no session is left' page_session_succeeded
}
