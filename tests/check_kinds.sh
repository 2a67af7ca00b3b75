#!/bin/sh
# Everything about a kind of field is in its row in src/model/kind.c. Only the kinds that are structure
# are named outside src/model, so that a new kind needs no change elsewhere. Each constant has its row,
# with a name for forms, a line about it, and how it is typed.
#
#   check_kinds.sh ROOT
set -u
cd "$1" || exit 2

# They hold several texts, a table, or nothing.
structure='LIST|ROWS|COMPUTED'
found=$(find src include -name '*.[ch]' ! -path '*/model/*' -exec \
	grep -nE '\<KIND_[A-Z]+\>' /dev/null {} + | grep -vE "\<KIND_($structure)\>")
[ -z "$found" ] || {
	printf '%s\n' "$found" 'a column of the table of kinds says this better'
	exit 1
}

# Tables and computed values are not typed.
awk '
FILENAME ~ /kind\.h$/ && /^\tKIND_[A-Z]+,$/ {
	kinds[++n] = substr($1, 1, length($1) - 1)
}

FILENAME ~ /kind\.c$/ && /^\t\[KIND_[A-Z]+\] =/ {
	row = substr($1, 2, length($1) - 2)
	rows[row]++
}

FILENAME ~ /kind\.c$/ && /^\t\t\t\.[a-z_]+ =/ {
	column[row, substr($1, 2)] = 1
}

function complain(kind, what) {
	print kind " " what
	bad = 1
}

END {
	for (i = 1; i <= n; i++) {
		kind = kinds[i]
		if (rows[kind] != 1)
			complain(kind, "needs one row in src/model/kind.c")
		else if (!((kind, "name") in column) || !((kind, "about") in column))
			complain(kind, "needs a name and a line about it")
		else if (!((kind, "parse") in column) && kind !~ /^KIND_(ROWS|COMPUTED)$/)
			complain(kind, "needs a function that reads what is typed")
	}
	exit bad || n == 0
}' include/model/kind.h src/model/kind.c
