#!/bin/sh
# docs/files.md has one line for each file of src and include, and no others.
#
#   check_files.sh ROOT
set -u
cd "$1" || exit 2
. tests/support/folder.sh

find include src -name '*.[ch]' | sort >"$scratch/there"
sed -n 's/^- `\([^`]*\)`: [^ ].*/\1/p' docs/files.md | sort >"$scratch/named"
[ -s "$scratch/there" ] || exit 2

diff "$scratch/there" "$scratch/named" >"$scratch/difference" && exit 0
sed -n \
	-e 's/^< \(.*\)/docs\/files.md has no line for \1/p' \
	-e 's/^> \(.*\)/docs\/files.md has a line too many for \1/p' "$scratch/difference"
exit 1
