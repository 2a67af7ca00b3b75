#!/bin/sh
# No struct that keeps state has more than 20 members in the layers for editing, saving and the
# screen. Members that belong together get a struct of their own.
#
#   check_members.sh ROOT
set -u
cd "$1" || exit 2

find src include -name '*.[ch]' | grep -E '^(src|include)/(edit|sync|session|tui|keys)/' | sort |
	xargs awk "$(cat tests/c_code.awk)"'
BEGIN {
	most = 20
	# Tables of functions and their rows are exempt by their names (*_type, *_info, *_hooks), and
	# so are these plain values, each with its reason. There are none now.
	#   is_value["name"] = "why"
}

function is_exempt(name) {
	return name ~ /_(type|info|hooks)$/ || name in is_value
}

# Counts the commas outside brackets, which separate the names of a declaration.
function count_commas(code,    i, c, depth, n) {
	depth = n = 0
	for (i = 1; i <= length(code); i++) {
		c = substr(code, i, 1)
		depth += (c == "(" || c == "[") - (c == ")" || c == "]")
		n += c == "," && depth == 0
	}
	return n
}

FNR == 1 {
	in_comment = 0
	in_struct = 0
}

{
	code = strip($0)
}

!in_struct && match(code, /^struct [a-z_0-9]+ \{/) {
	split(code, part, " ")
	name = part[2]
	members = 0
	in_struct = 1
	declaration = ""
	n_structs++
	next
}

in_struct && code ~ /^}/ {
	in_struct = 0
	if (members > most && !is_exempt(name)) {
		print FILENAME ": struct " name " has " members " members, " most " are allowed"
		bad = 1
	}
	next
}

in_struct {
	declaration = declaration code
	if (code ~ /;[ \t]*$/) {
		members += 1 + count_commas(declaration)
		declaration = ""
	}
}

END {
	exit bad || n_structs == 0
}'
