#!/bin/sh
# Every path that a page names, in backquotes or as a link, exists in the repository.
#
#   check_docs.sh ROOT
set -u
cd "$1" || exit 2
[ -f README.md ] || exit 2
bad=0

for page in *.md docs/*.md; do
	folder=$(dirname "$page")
	named=$(
		grep -oE '`(src|include|forms|tests|docs)/[A-Za-z0-9_./-]+`' "$page" | tr -d '`'
		grep -oE '\]\([A-Za-z0-9_./-]+\)' "$page" | sed "s|^](\(.*\))$|$folder/\1|"
	)
	for path in $named; do
		case $path in
		*NAME* | *LAYER*) continue ;;
		esac
		[ -e "$path" ] || {
			echo "$page: no such path: $path"
			bad=1
		}
	done
done

# The glossary is sorted, and has each word once.
sed -n 's/^| \([^|]*\) |.*/\1/p' docs/glossary.md | tail -n +2 | LC_ALL=C sort -uc || bad=1
exit $bad
