#!/usr/bin/env python3
"""How large the program is, by layer, and beside an older build of it.

    sizes.py BUILD [OLDER_BUILD]

Both are folders of finished builds with the same options. Bytes are those of the object files, code and data
together; the program is stripped. Its resident pages are those of its own file while a 40 kB document is open.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from samples import a_document
from terminal import Program

PROGRAM = 'src/cli/afterword'


def bytes_of(files):
    table = subprocess.run(['size', '--total', *files], stdout=subprocess.PIPE, check=True, text=True).stdout
    return int(table.splitlines()[-1].split()[3])


def stripped(program):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['strip', '-o', f'{folder}/program', program], check=True)
        return os.path.getsize(f'{folder}/program')


def resident(program):
    """Bytes of the program's file that are in memory once a document has been painted."""
    with tempfile.TemporaryDirectory() as home:
        path = pathlib.Path(home, 'postmortem.yaml')
        path.write_text(a_document(40000, 60), encoding='utf-8')
        running = Program([program, str(path)], home)
        running.settle(1000, running.started)
        total = running.resident(program)
        running.kill()
        return total


def sizes(build):
    found = {}
    for folder in sorted(pathlib.Path(build, 'src').iterdir()):
        files = [str(path) for path in folder.glob('**/*.o')]
        if files:
            found[folder.name] = bytes_of(files)
    program = str(pathlib.Path(build, PROGRAM).resolve())
    found['all of src'] = sum(found.values())
    found['the program, stripped'] = stripped(program)
    found['resident with 40 kB open'] = resident(program)
    return found


def main():
    builds = [sizes(build) for build in sys.argv[1:3]]
    print(f'{"":26}{"bytes":>10}{"before":>12}{"growth":>10}' if len(builds) == 2 else f'{"":26}{"bytes":>10}')
    for name, now in builds[0].items():
        before = builds[-1].get(name, 0)
        growth = f'{100 * (now - before) / before:+9.1f} %' if before else 'new'.rjust(11)
        print(f'{name:26}{now:10,}' + (f'{before:12,}{growth}' if len(builds) == 2 else ''))


main()
