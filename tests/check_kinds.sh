#!/bin/sh
# What a kind of field means is told in its row in src/model/kind.c: outside of src/model only
# the kinds that are structure have names, so that a new one needs no second place.
#
#   check_kinds.sh ROOT
set -u
cd "$1" || exit 2

# Several texts, a table, nothing stored.
structure='LIST|ROWS|COMPUTED'
found=$(find src include -name '*.[ch]' ! -path '*/model/*' -exec \
	grep -nE '\<KIND_[A-Z]+\>' /dev/null {} + | grep -vE "\<KIND_($structure)\>")
[ -z "$found" ] || {
	printf '%s\n' "$found" 'a column of the table of kinds says this better'
	exit 1
}
[ -f src/model/kind.c ]
