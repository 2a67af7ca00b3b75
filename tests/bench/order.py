#!/usr/bin/env python3
"""Lists the functions that a start runs, and behind them those of the most common keys, each in the order in
which they are linked.

    order.py AFTERWORD >src/cli/start-order.txt

AFTERWORD has its symbols, and is of a build with -Dstart-order=false, else valgrind does not name them. The build
puts these functions side by side, so that few pages of the program are in memory. One that is new or has another
name is only not among them until the list is made again.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from samples import a_document
from terminal import Program

TAB, DOWN, UNDO, LEAVE = '\t', '\033[B', '\033u', '\030'
KEYS = (*'and then', '\r', '\177', TAB, DOWN, UNDO, '\0332', TAB, *'lost', '\0334', DOWN, 'a', *'it fell', '\r', '\033',
        '\0336', '\0331')


def record(program, calls, keys):
    """Writes what callgrind saw of a session with these keys."""
    with tempfile.TemporaryDirectory() as home:
        path = pathlib.Path(home, 'postmortem.yaml')
        path.write_text(a_document(40000, 60), encoding='utf-8')
        valgrind = [shutil.which('valgrind'), '--tool=callgrind', f'--callgrind-out-file={calls}',
                    f'--log-file={home}/log']
        running = Program([*valgrind, program, str(path)], home)
        running.settle(1500, running.started)
        for key in keys:
            running.key(key, 500)
        running.key(LEAVE, 3000)
        os.waitpid(running.pid, 0)


def executed(calls, program):
    """The names of the program's own functions in a callgrind file, whose names are said once and then numbered."""
    files, functions, found, file = {}, {}, set(), None
    with open(calls, encoding='utf-8') as lines:
        for line in lines:
            match = re.match(r'(c?)(ob|fn)=\((\d+)\)(?: (.*))?$', line)
            if not match:
                continue
            is_called, what, number, name = match.groups()
            names = files if what == 'ob' else functions
            if name:
                names[number] = name
            if is_called:
                continue
            if what == 'ob':
                file = names[number]
            elif file == program:
                found.add(re.sub(r"['.].*", '', names[number]))
    return found


def linked(program):
    table = subprocess.run(['nm', '--numeric-sort', program], stdout=subprocess.PIPE, check=True, text=True).stdout
    symbols = (line.split() for line in table.splitlines())
    return [symbol[2].split('.')[0] for symbol in symbols if symbol[1].lower() == 't']


def main():
    program = os.path.realpath(sys.argv[1])
    functions = [name for name in linked(program) if not name.startswith('_')]
    listed = {}
    for keys in (), KEYS:
        with tempfile.TemporaryDirectory() as folder:
            calls = f'{folder}/calls'
            record(program, calls, keys)
            found = executed(calls, program)
        listed.update(dict.fromkeys(name for name in functions if name in found and name not in listed))
    print(*listed, sep='\n')


main()
