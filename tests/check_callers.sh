#!/bin/sh
# The program, and not only a test, uses every function and object that a header declares. This finds
# a rule, an exporter or a command that is missing in its table.
#
#   check_callers.sh ROOT
set -u
cd "$1" || exit 2

find include src -name '*.[ch]' | sort | xargs awk "$(cat tests/c_code.awk)"'
BEGIN {
	# Only tests need these.
	allowed["session_settle"] = allowed["session_is_waiting"] = 1
	# The screens that are to call these are not there yet.
	allowed["anchor_find"] = allowed["anchor_follow"] = allowed["anchor_carry_all"] = 1
}

# Notes the names of a declaration that begins in the first column.
function declare(text,    n, i, names) {
	if (text ~ /^(typedef|static|struct [a-z_]+$|enum)/)
		return
	if (match(text, /[a-z_0-9]+\(/)) {
		header[substr(text, RSTART, RLENGTH - 1)] = FILENAME
	} else if (text ~ /^extern / || text ~ /^[a-z_]+ [a-z_0-9]+(, *[a-z_0-9]+)*$/) {
		sub(/\[.*/, "", text)
		n = split(text, names, /, */)
		sub(/.* \**/, "", names[1])
		for (i = 1; i <= n; i++)
			header[names[i]] = FILENAME
	}
}

FNR == 1 {
	in_comment = depth = 0
	text = ""
}

{
	code = strip($0)
}

{
	for (rest = code; match(rest, /[A-Za-z_][A-Za-z_0-9]*/); rest = substr(rest, RSTART + RLENGTH))
		uses[substr(rest, RSTART, RLENGTH)]++
}

FILENAME ~ /\.c$/ || code ~ /^#/ {
	next
}

{
	for (rest = code " "; rest != ""; rest = substr(rest, 2)) {
		c = substr(rest, 1, 1)
		depth += c == "{"
		if (depth == 0 && c == ";") {
			sub(/^[ \t]+/, "", text)
			sub(/[ \t]+$/, "", text)
			declare(text)
			text = ""
		} else if (depth == 0) {
			text = text (c == "\t" ? " " : c)
		}
		if (c == "}") {
			depth--
			if (depth == 0)
				text = ""
		}
	}
}

END {
	for (name in header) {
		n++
		if (uses[name] < 3 && !(name in allowed)) {
			print header[name] ": nobody uses " name
			bad = 1
		}
	}
	exit bad || n < 100
}'
