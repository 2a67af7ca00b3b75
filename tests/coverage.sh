#!/bin/sh
# Branch coverage by the unit and fault tests of the layers that could lose text.
#
#   tests/coverage.sh [LAYER...]    default: yaml merge store
#   tests/coverage.sh --lines ...   also lists the branches that no test takes
#
# Fails below LEAST percent (95 if it is not set).
#
# It builds without optimization and without asserts (NDEBUG), so that only branches in the source
# count. Counters are atomic because there are threads.
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
# kill-typing and strace-kill test the whole program on a terminal rather than these layers.
tests=$(meson test -C "$build" --list --suite unit --suite fault 2>/dev/null |
	sed 's/.* \/ //' | grep -v -e kill-typing -e strace-kill -e pty)
# The suites again: a screen case may have the name of a unit test.
meson test -C "$build" --no-rebuild -q --timeout-multiplier 5 --num-processes $(($(nproc) * 2)) \
	--suite unit --suite fault $tests

for layer; do
	# embed.c only runs while building; printing a PDF cannot lose text.
	gcovr --root . --object-directory "$build" --filter "src/$layer/" \
		--exclude src/store/embed.c --exclude src/store/print --branches --exclude-unreachable-branches \
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
