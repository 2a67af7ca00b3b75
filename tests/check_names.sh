#!/bin/sh
# No two .c files of src have the same name, unless they do the same for different layers.
#
#   check_names.sh ROOT
set -u
cd "$1" || exit 2

# actions: which action does what, of the editor and of the session
# search: finding a text in another one, and what the user searches for in the document
# show: a value as people read it, and as a report prints it
# text: the plain text report, written and read
allowed='actions search show text'

find src -name '*.c' | awk -v allowed="$allowed" '
BEGIN {
	n_allowed = split(allowed, names, " ")
	for (i = 1; i <= n_allowed; i++)
		is_allowed[names[i]] = 1
}

{
	name = $0
	sub(/.*\//, "", name)
	sub(/\.c$/, "", name)
	if (name in first)
		is_shared[name] = 1
	if (name in first && !(name in is_allowed)) {
		print first[name] " and " $0 " have the same name"
		bad = 1
	}
	first[name] = $0
}

END {
	for (name in is_allowed)
		if (!(name in is_shared)) {
			print name " need not be allowed any more"
			bad = 1
		}
	exit bad || NR == 0
}'
