#!/usr/bin/env python3
"""'afterword' alone offers the folder's documents on a terminal, and its usage elsewhere.

    offer.py AFTERWORD
"""
import os
import pty
import select
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '../support'))
from folder import make_folder

afterword = os.path.abspath(sys.argv[1])
DOCUMENT = 'afterword: 1\nform: postmortem\ntitle: %s\n'


def write(name, text, changed):
    with open(name, 'w', encoding='utf-8') as file:
        file.write(text)
    os.utime(name, (changed, changed))


def read_until(terminal, words):
    shown = b''
    while words not in shown:
        if not select.select([terminal], [], [], 60)[0]:
            break
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    return shown


def ask(answer, words):
    """What the terminal shows up to some words, before and after an answer."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(afterword, [afterword], dict(os.environ, TERM='xterm', LC_ALL='C.UTF-8'))
    offered = read_until(terminal, b': ')
    os.write(terminal, answer)
    shown = read_until(terminal, words)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return offered, shown


def expect(is_so, what, shown):
    if not is_so:
        sys.exit(f'{what}: {shown!r}')


with make_folder() as folder:
    os.chdir(folder)
    os.environ.update(HOME=folder, XDG_STATE_HOME=folder + '/state', TZ='UTC')
    offered, shown = ask(b'new one\r', b'new one.yaml')
    expect(b'Name of a new postmortem' in offered, 'an empty folder', offered)
    expect(b'new one.yaml' in shown, 'a new document', shown)
    write('old.yaml', DOCUMENT % 'The old one', 1000)
    write('-new\033.yml', '# a comment\n' + DOCUMENT % 'The new one', 2000)
    write('other.yaml', 'title: nothing of ours\n', 3000)
    write('text.txt', DOCUMENT % 'no', 3000)
    offered, shown = ask(b'1\r', b'The new one')
    expect(b'1  -new^[.yml' in offered and b'2  old.yaml' in offered, 'two documents', offered)
    expect(b'other' not in offered and b'text' not in offered, 'others', offered)
    expect(b'The new one' in shown, 'the first one', shown)
    offered, shown = ask(b'old\r', b'The old one')
    expect(b'The old one' in shown, 'by its name', shown)
    elsewhere = subprocess.run([afterword], stdin=subprocess.DEVNULL, capture_output=True)
    expect(elsewhere.returncode == 2 and b'usage' in elsewhere.stdout.lower(), 'no terminal',
           elsewhere.stdout)
