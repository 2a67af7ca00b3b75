#!/bin/sh
# Reads the #include lines against the layer table: nothing points up or sideways,
# and each foreign library shows in its own place only.
#
#   check_layers.sh ROOT
set -u
cd "$1" || exit 2
bad=0

complain() {
	echo "$*"
	bad=1
}

# layer: the layers it may include, itself left out
allowed() {
	case $1 in
	base) ;;
	text | yaml) echo base ;;
	model) echo base yaml ;;
	check | merge | intake) echo base yaml model ;;
	report) echo base yaml model check ;;
	store) echo base yaml model merge ;;
	session) echo base text yaml model check merge report intake store ;;
	tui | cli) echo base text yaml model check merge report intake store session ;;
	*) echo "unknown layer $1" >&2 ;;
	esac
}

for file in $(find src include -name '*.[ch]'); do
	layer=$(echo "$file" | cut -d/ -f2)
	may=" $layer $(allowed "$layer" | tr '\n' ' ') "
	[ "$layer" = cli ] && may="$may tui "
	for target in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
		case $may in
		*" $target "*) ;;
		*) complain "$file: layer $layer must not include $target/" ;;
		esac
	done
done

# only_in HEADER PLACE: PLACE is a prefix of the files that may include it
only_in() {
	grep -rlE "^#include <$1>" src include | while read -r file; do
		case $file in
		$2*) ;;
		*) echo "$file: <$1> belongs to $2" ;;
		esac
	done
}

found=$(
	only_in '(n?curses|term)\.h' src/tui/term
	only_in 'yaml\.h' src/yaml/
	only_in '(cmark|jansson)\.h' 'src/[ri][en][pt][oa][rk][te]/'
	only_in 'uni(case|conv|ctype|gbrk|lbrk|name|norm|str|types|wbrk|width)\.h' src/text/
	only_in 'sys/(xattr|syscall)\.h' src/base/fileio.c
	grep -rlE '^#define _(GNU|DEFAULT|BSD)_SOURCE' src include | grep -vx src/base/fileio.c |
		sed 's/$/: only src\/base\/fileio.c goes beyond POSIX/'
	grep -rnE '#include "[^"]*\.c"' src include
)
[ -z "$found" ] || complain "$found"

exit $bad
