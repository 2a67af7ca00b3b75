#!/bin/sh
# Branch coverage of the layers that could lose text, by the unit and the fault tests.
#
#   tests/coverage.sh [LAYER...]    default: yaml merge store
#   tests/coverage.sh --lines ...   names the branches no test takes, too
#
# Fails below LEAST per cent, 95 when that is not set.
#
# It builds without optimization and without asserts (NDEBUG): every branch that counts is
# one somebody wrote, none is the compiler's or a bug's. Threads count, so by atomic steps.
set -eu

cd "$(dirname "$0")/.."
build=${BUILD_DIR:-build-coverage}

lines=false
if [ "${1:-}" = --lines ]; then
	lines=true
	shift
fi
[ $# -gt 0 ] || set -- yaml merge store

command -v gcovr >/dev/null || { echo 'coverage.sh: needs gcovr' >&2; exit 1; }
[ -f "$build/build.ninja" ] ||
	meson setup "$build" -Dtests=enabled -Dman-pages=disabled -Dbuildtype=debug \
		-Doptimization=0 -Db_coverage=true -Db_ndebug=true \
		-Dc_args=-fprofile-update=atomic >/dev/null
ninja -C "$build" >/dev/null
find "$build" -name '*.gcda' -delete
# kill-typing and strace-kill run the whole program on a terminal: not of these layers.
tests=$(meson test -C "$build" --list --suite unit --suite fault 2>/dev/null |
	sed 's/.* \/ //' | grep -v -e kill-typing -e strace-kill)
meson test -C "$build" --no-rebuild -q --timeout-multiplier 5 $tests

for layer; do
	# embed.c is a tool of the build.
	gcovr --root . --object-directory "$build" --filter "src/$layer/" \
		--exclude src/store/embed.c --branches --exclude-unreachable-branches \
		--exclude-throw-branches --json "$build/coverage-$layer.json" "$build/src/$layer"
	python3 - "$build/coverage-$layer.json" "$layer" "$lines" "${LEAST:-95}" <<'PYTHON'
import json
import sys

taken = total = 0
with open(sys.argv[1], encoding='utf-8') as report:
    files = json.load(report)['files']
for file in files:
    for line in file['lines']:
        counts = [branch['count'] for branch in line['branches']]
        taken += sum(count > 0 for count in counts)
        total += len(counts)
        if sys.argv[3] == 'true' and 0 in counts:
            print(f"{file['file']}:{line['line_number']}: {counts.count(0)} not taken")
share = 100 * taken / max(total, 1)
print(f'{sys.argv[2]}: {taken} of {total} branches, {share:.1f} %')
sys.exit(share < float(sys.argv[4]))
PYTHON
done
