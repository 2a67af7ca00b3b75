#!/bin/sh
# Every path of this repository that a page names, in backquotes or as a link, is there.
#
#   check_docs.sh ROOT
set -u
cd "$1" || exit 2
bad=0

for page in README.md CHANGELOG.md docs/*.md; do
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
			echo "$page: there is no $path"
			bad=1
		}
	done
done
exit $bad
