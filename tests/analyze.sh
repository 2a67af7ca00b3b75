#!/bin/sh
# Fails if gcc's analyzer or clang-tidy (with the checks in .clang-tidy) finds anything in src.
#
#   tests/analyze.sh BUILD_FOLDER    needs its compile_commands.json and generated sources
#
# Where they cannot see an invariant, the code gets an assert, not a comment that silences them.
set -eu

cd "$(dirname "$0")/.."
build=$(cd "$1" && pwd)
jobs=$(nproc)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# The commands for src only, without flags that clang does not know.
python3 - "$build/compile_commands.json" "$out" <<'PYTHON'
import json
import sys

with open(sys.argv[1], encoding='utf-8') as file:
    commands = [one for one in json.load(file) if one['file'].startswith('../src/')]
for one in commands:
    one['command'] = one['command'].removeprefix('ccache ')
    for flag in ' -Wtrampolines', ' -Wbidi-chars=any', ' -fdiagnostics-color=always':
        one['command'] = one['command'].replace(flag, '')
with open(sys.argv[2] + '/compile_commands.json', 'w', encoding='utf-8') as file:
    json.dump(commands, file)
with open(sys.argv[2] + '/gcc', 'w', encoding='utf-8') as file:
    for one in commands:  # without -MD: the build has its own .d files
        print(f"cd {one['directory']} && gcc -fanalyzer -Werror "
              + one['command'].split(' ', 1)[1].split(' -MD ')[0]
              + f" -U_FORTIFY_SOURCE -c {one['file']} -o /dev/null", file=file)
PYTHON
tr '\n' '\0' <"$out/gcc" | xargs -0 -n 1 -P "$jobs" sh -c
# Besides findings it only prints how many were suppressed in system headers.
git ls-files 'src/*.c' | xargs -n 2 -P "$jobs" clang-tidy --quiet -p "$out" 2>"$out/said" ||
	{ cat "$out/said" >&2; exit 1; }
