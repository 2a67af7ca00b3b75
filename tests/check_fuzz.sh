#!/bin/sh
# Each format of logs in src/log/formats.c has a fuzz target and a corpus, and there are no others.
#
#   check_fuzz.sh ROOT
set -u
cd "$1" || exit 2

formats=$(sed -n 's/^\t{"\([a-z0-9-]*\)",.*/\1/p' src/log/formats.c | sort)
targets=$(sed -n "/^log_formats = /,/^]/s/^  '\([a-z0-9-]*\)',/\1/p" tests/fuzz/meson.build |
	grep . | sort)
corpora=$(find tests/fuzz/corpus -name 'log-*' | sed 's/.*\/log-//' | sort)
[ -n "$formats" ] || exit 1
[ "$formats" = "$targets" ] || {
	echo "tests/fuzz/meson.build needs the formats of src/log/formats.c"
	exit 1
}
[ "$formats" = "$corpora" ] || {
	echo "tests/fuzz/corpus needs a folder log-FORMAT for each format"
	exit 1
}
