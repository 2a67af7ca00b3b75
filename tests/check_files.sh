#!/bin/sh
# docs/files.md has one line for each file of src and include, and no others.
#
#   check_files.sh ROOT
set -u
cd "$1" || exit 2
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT

find include src -name '*.[ch]' | sort >"$lists/there"
sed -n 's/^- `\([^`]*\)`: [^ ].*/\1/p' docs/files.md | sort >"$lists/named"
[ -s "$lists/there" ] || exit 2

diff "$lists/there" "$lists/named" >"$lists/difference" && exit 0
sed -n \
	-e 's/^< \(.*\)/docs\/files.md has no line for \1/p' \
	-e 's/^> \(.*\)/docs\/files.md has a line too many for \1/p' "$lists/difference"
exit 1
