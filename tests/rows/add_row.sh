#!/bin/sh
# Prints a source file with one more row in its table, before the first "};". The row's file begins
# with declarations for it, up to an empty line.
#
#   add_row.sh SOURCE ROW
set -u
awk -v row="$2" '
BEGIN {
	while ((getline line < row) > 0) {
		if (line == "" && !is_row)
			is_row = 1
		else if (is_row)
			text = text line "\n"
		else
			head = head line "\n"
	}
}

/^static const .*\[\] = \{$/ && !is_declared {
	printf "%s\n", head
	is_declared = 1
}

$0 == "};" && !is_done {
	printf "%s", text
	is_done = 1
}

{
	print
}

END {
	exit !is_done || text == ""
}' "$1"
