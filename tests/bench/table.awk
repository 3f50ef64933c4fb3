# SPDX-License-Identifier: GPL-2.0-only
#
# Makes a table of "make bench".
#
# usage: awk -v title=TEXT -f table.awk ROWS RESULTS...
# ROWS has lines "NAME TITLE", one for each row of the table. RESULTS, one for each column, have
# lines "NAME VALUE", one for each run, and a line "kernel RELEASE KIND". A cell has the median of
# all runs, and in parentheses the difference between the largest and the smallest. If a name has a
# "-", the median is the difference from that of the name before the "-".

FNR == 1 { column++ }
column == 1 && /^[^#]/ { names[++rows] = $1; sub(/^[^ ]+ /, ""); titles[rows] = $0 }
column == 1 { next }
$1 == "kernel" { release[column] = $2; kind[column] = $3; next }
{ values[column, $1] = values[column, $1] " " $2 }

# Sets sorted[] to the numbers in a text, and returns how many there are.
function sort(text,    count, i, j, number) {
	count = split(text, sorted, " ")
	for (i = 2; i <= count; i++) {
		number = sorted[i]
		for (j = i - 1; j && sorted[j] + 0 > number + 0; j--)
			sorted[j + 1] = sorted[j]
		sorted[j + 1] = number
	}
	return count
}

# The median of what sort() has sorted.
function middle(count) {
	return sorted[int((count + 1) / 2)]
}

function cell(column, name,    base, count, value, spread) {
	count = sort(values[column, name])
	if (!count)
		return "-"
	spread = count > 1 ? sprintf(" (%d)", sorted[count] - sorted[1]) : ""
	value = middle(count)
	base = name
	if (sub(/-.*/, "", base))
		value = sprintf("%+d", value - middle(sort(values[column, base])))
	return value spread
}

function line(title, cells,    i) {
	printf "%-42s", title
	for (i = 2; i <= column; i++)
		printf " %17s", cells[i]
	print ""
}

END {
	line(title, kind)
	line("", release)
	for (i = 1; i <= rows; i++) {
		for (j = 2; j <= column; j++)
			cells[j] = cell(j, names[i])
		line(titles[i], cells)
	}
}
