# SPDX-License-Identifier: GPL-2.0-only
# Makes the entries of known.c from the output of bpf/info.awk.

BEGIN { FS = "\t" }

$2 == "match" { match_of[++count] = $3 ", " $4 ", " $5 ", " $6; object[count] = $1 }

$2 == "device" {
	gsub(/"/, "\\\"", $3)
	devices[$1] = devices[$1] == "" ? $3 : devices[$1] ", " $3
}

END {
	for (i = 1; i <= count; i++)
		printf "{ \"%s.bpf.o\", \"%s\", { %s } },\n", object[i], devices[object[i]], match_of[i]
}
