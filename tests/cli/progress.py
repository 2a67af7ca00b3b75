#!/usr/bin/env python3
"""A terminal shows how far an export of many documents has come, and nothing of that stays.

    progress.py AFTERWORD

A script in place of the program that prints takes a fifth of a second for each of four documents.
"""
import os
import pathlib
import pty
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '../support'))
from folder import make_folder

PROGRAM = os.path.abspath(sys.argv[1])
PRINTER = "#!/bin/sh\nsleep .2\nprintf '%%PDF-1.7\\nbody\\n%%%%EOF\\n' >report.pdf\n"


def run(folder, has_terminal):
    """What it writes to standard error, in bytes."""
    command = [PROGRAM, 'export', '--to', 'pdf', '-o', 'out', 'in']
    environment = dict(os.environ, PATH=f'{folder}/bin:{os.environ["PATH"]}')
    if not has_terminal:
        return subprocess.run(command, cwd=folder, env=environment, stderr=subprocess.PIPE, check=True).stderr
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=theirs) as program:
        os.close(theirs)
        said = b''
        try:
            while more := os.read(ours, 4096):
                said += more
        except OSError:  # the other end is closed
            pass
    assert program.returncode == 0, program.returncode
    return said


def last_line(said):
    """What a terminal shows in it at the end."""
    shown = ''
    for part in said.decode().split('\r'):
        shown = part + shown[len(part):]
    return shown.strip()


with make_folder() as name:
    folder = pathlib.Path(name)
    (folder / 'bin').mkdir()
    (folder / 'in').mkdir()
    (folder / 'bin/weasyprint').write_text(PRINTER, encoding='utf-8')
    (folder / 'bin/weasyprint').chmod(0o700)
    for i in range(4):
        (folder / f'in/{i}.yaml').write_text('afterword: 1\nform: postmortem\n', encoding='utf-8')
    said = run(folder, True)
    assert b' of 4 documents' in said, said
    assert last_line(said) == '', said
    assert run(folder, False) == b'', 'a file has the progress'
