# SPDX-License-Identifier: GPL-2.0-only
#
# Writes test results as TAP (sourced).
#
#   check NAME COMMAND...   passes when COMMAND succeeds; otherwise its output is shown
#   fails COMMAND...        succeeds when COMMAND fails (set -e overlooks "! COMMAND")
#   soon COMMAND...         waits until COMMAND succeeds; fails if it does not in time
#   patience SECONDS        prints a limit as it must be here, see SLOWER of tests/vm/guest
#   skip NAME REASON        a test that cannot run here
#   skip_all REASON         no test of the file can run here; ends the script
#   finish                  ends the script
#
# COMMAND runs in a subshell with "set -e": a function passes when every one of its commands does.
# $work is a directory for scratch files, $output a file there that holds what the last command
# printed.

tests=0 failed=0
work=$(mktemp -d)
output=$work/output
trap 'rm -rf "$work"' EXIT

check() {
	tests=$((tests + 1)) name=$1
	shift
	set +e
	( set -e; "$@" ) >"$output" 2>&1
	status=$?
	set -e
	if [ $status = 0 ]; then
		echo "ok $tests - $name"
	else
		failed=$((failed + 1))
		echo "not ok $tests - $name"
		{ echo "failed: $*"; show_end "$output"; } | sed 's/^/# /'
	fi
}

# Prints the last lines of a file, and the whole reports of tests/vm/guest.
show_end() {
	awk '
		/^--- guest: /, /^--- end of report/ { kept[NR] = 1 }
		{ line[NR] = $0 }
		END {
			for (i = 1; i <= NR; i++)
				if (kept[i] || i > NR - 40)
					print line[i]
		}' "$1"
}

fails() {
	! "$@"
}

patience() {
	echo $(($1 * ${SLOWER:-1}))
}

soon() {
	end=$(($(date +%s) + $(patience 60)))
	until "$@" >"$work/soon" 2>&1; do
		[ "$(date +%s)" -lt $end ] || { echo "timed out waiting for: $*"; cat "$work/soon"; return 1; }
		sleep 0.1
	done
}

skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

skip_all() {
	echo "1..0 # SKIP $*"
	exit 0
}

finish() {
	echo "1..$tests"
	[ "$failed" = 0 ] || exit 1
	exit 0
}
