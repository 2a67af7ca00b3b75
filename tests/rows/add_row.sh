#!/bin/sh
# Prints a source file with one row more in the table that ends it at the first "};": what comes
# first in the file of the row, up to an empty line, declares what the row names.
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
