#!/usr/bin/env python3
"""'afterword' alone offers the folder's documents on a terminal, and its usage elsewhere.

    offer.py AFTERWORD
"""
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '../support'))
from folder import make_folder

afterword = os.path.abspath(sys.argv[1])
QUESTION_END = b': '
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


def start(lines=24, columns=80):
    child, terminal = pty.fork()
    if child == 0:
        for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP:
            signal.signal(number, signal.SIG_DFL)  # a test in the background ignores some
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', lines, columns, 0, 0))
        os.execve(afterword, [afterword], dict(os.environ, TERM='xterm', LC_ALL='C.UTF-8'))
    return child, terminal


def ask(answer, words, **size):
    """What the terminal shows up to some words, before and after an answer."""
    child, terminal = start(**size)
    offered = read_until(terminal, QUESTION_END)
    os.write(terminal, answer)
    shown = read_until(terminal, words)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return offered, shown


def leave(answer):
    """What is shown after an answer that ends the program, whose status must be 0."""
    child, terminal = start()
    read_until(terminal, QUESTION_END)
    os.write(terminal, answer)
    shown = read_until(terminal, b'no such words')
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    expect(status == 0, f'the status after {answer!r}', (status, shown))
    return shown


def echoes(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def end(number):
    """A signal ends the program as it ends others, and the terminal is as it was."""
    child, terminal = start()
    read_until(terminal, QUESTION_END)
    expect(not echoes(terminal), 'the echo while it asks', number)
    os.kill(child, number)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    expect(status == -number and echoes(terminal), f'the terminal after {number!r}', status)
    os.close(terminal)


def stop():
    """It can be stopped and goes on."""
    child, terminal = start()
    read_until(terminal, QUESTION_END)
    os.kill(child, signal.SIGTSTP)
    status = os.waitpid(child, os.WUNTRACED)[1]
    expect(os.WIFSTOPPED(status) and echoes(terminal), 'the terminal when stopped', status)
    os.kill(child, signal.SIGCONT)
    while echoes(terminal):
        select.select([], [], [], 0.001)
    os.write(terminal, b'x')
    expect(b'x' in read_until(terminal, b'x') and not echoes(terminal), 'going on', status)
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    expect(echoes(terminal), 'the terminal in the end', status)
    os.close(terminal)


def refuse(answer, words):
    """An answer that is refused in words, and asked for again."""
    shown = ask(answer, words)[1]
    expect(words in shown, f'what is wrong with {answer!r}', shown)
    shown = ask(answer + b'old.yaml\r', b'The old one')[1]
    expect(b'The old one' in shown, f'another answer after {answer!r}', shown)


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
    for keys in b'\033', b'\033\r', b'\x18', b'abc\x18', b'\x03', b'\x04', b'\r', b'  \r':
        expect(b'[' not in leave(keys), f'the echo of {keys!r}', keys)
    shown = ask(b'\033[A\033OB\033[1;5Cz\303\244\177\033[3~\001\tx\033q\r', b'zx.yaml')[1]
    expect(b'zx.yaml' in shown, 'keys that are no text', shown)
    for number in signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
        end(number)
    stop()
    os.makedirs('folder')
    refuse(b'9\r', b'9 is not in the list')
    refuse(b'0\r', b'0 is not in the list')
    refuse(b'folder\r', b'folder is a folder')
    refuse(b'folder/\r', b'folder/ is a folder')
    refuse(b'unknown/new\r', b'There is no folder unknown')
    refuse(b'old.yaml/new\r', b'old.yaml is not a folder')
    write('notes.txt', 'no document', 500)
    refuse(b'notes.txt\r', b'notes.txt is no postmortem')
    refuse(b'x' * 300 + b'\r', b'File name too long')
    shown = ask(b'folder/new\r', b'new.yaml')[1]
    expect(b'new.yaml' in shown, 'a new document in a folder', shown)
    for i in range(40):
        write(f'{i:02}-' + 'long ' * 40 + '.yaml', DOCUMENT % f'Long {i}', 9000 - i)
    for lines, columns in (24, 80), (12, 40), (5, 20):
        offered = ask(b'\x18', b'\r\n', lines=lines, columns=columns)[0].decode()
        rows = sum((max(len(line), 1) - 1) // columns + 1 for line in offered.split('\r\n'))
        expect('  1  00-long' in offered and rows < max(lines, 8), f'{lines} lines', offered)
    refuse(b'30\r', b'30 is not in the list')
    listed = sorted(os.listdir('.') + os.listdir('folder'))
    expect(not any('x' in name and name.endswith('.yaml') for name in listed), 'files', listed)
    elsewhere = subprocess.run([afterword], stdin=subprocess.DEVNULL, capture_output=True)
    expect(elsewhere.returncode == 2 and b'usage' in elsewhere.stdout.lower(), 'no terminal',
           elsewhere.stdout)
