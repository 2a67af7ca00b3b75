#!/usr/bin/env python3
"""Every command in the documentation works as written.

    docs_commands.py AFTERWORD SOURCE_ROOT BUILD_ROOT

Our own commands are run in a scratch repository, with existing files for the names in
capitals. Tests and suites must be known to meson, and scripts of this repository must exist. The
manual page and `afterword help COMMAND` must list the same options, and the page must have
every format that the help lists. The README's blocks have their own test, because their commands
depend on each other.
"""
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '../support'))
from folder import make_folder

afterword, source, build = map(os.path.abspath, sys.argv[1:4])
pages = sorted(pathlib.Path(source, 'docs').glob('*.md')) + [pathlib.Path(source, 'README.md')]
stand_ins = {'FILE': 'a.yaml', 'A': 'a.yaml', 'B': 'b.yaml', 'COMMAND': 'check',
             'STATUS': 'review', 'BASE': 'a.yaml', 'OURS': 'b.yaml', 'THEIRS': 'a.yaml', 'TEXT': 'text'}
FIRST_WORDS = ('afterword', './bootstrap', '.ci/run', 'meson', 'tests/', 'build/', 'valgrind')
WITH_VALUE = ('-C', '--suite', '--setup', '--timeout-multiplier')
wrong = []


def commands_of(text):
    """Commands in sh blocks, in indented lines and in backquotes, even across lines."""
    for block in re.findall(r'^```sh\n(.*?)^```', text, re.S | re.M):
        yield from block.replace('\\\n', ' ').splitlines()
    text = re.sub(r'^```.*?^```', '', text, flags=re.S | re.M)
    for line in re.findall(r'^ {4}(\S.*)$', text, re.M):
        yield re.split(r' {3,}', line)[0]
    for paragraph in re.split(r'\n\s*\n', text):
        for code in re.findall(r'`([^`]+)`', paragraph):
            yield ' '.join(code.split())


def words_of(command):
    try:
        words = shlex.split(command, comments=True)
    except ValueError:
        return []
    while words and re.match(r'[A-Z_]+=', words[0]):
        words.pop(0)
    return words


def run(words, folder):
    return subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, errors='replace', env=environment, timeout=60)


def check_program(words, folder):
    """Status 1 means a difference or a finding; from 2 on the command is wrong, unless it has come
    as far as to look for a terminal."""
    arguments = [stand_ins.get(word, word) for word in words[1:]]
    if len(arguments) < 2:
        command = 'edit' if arguments and arguments[0].endswith('.yaml') else ''.join(arguments)
        done = run([afterword, 'help', *([command] if command else [])], folder)
        return done.stderr if done.returncode else None
    if arguments[0] not in ('git-setup', 'help') and not any('.' in word for word in arguments):
        arguments.append('a.txt' if arguments[0] == 'import' else 'a.yaml')
    done = run([afterword, *arguments], folder)
    if '--present' in arguments and 'needs a terminal' in done.stderr:
        return None
    return None if done.returncode <= 1 else done.stderr or done.stdout


def check_meson(words):
    """Do the tests and suites of a `meson test` command exist?"""
    if words[1:2] != ['test']:
        return None
    before = ''
    for word in words[2:]:
        if before == '--suite' and not any(word in suites for suites in tests.values()):
            return 'there is no suite ' + word
        if not word.startswith('-') and before not in WITH_VALUE and word not in (*tests, 'NAME'):
            return 'there is no test ' + word
        before = word
    return None


def check_place(words):
    place = next((word for word in words if word.startswith(('./bootstrap', '.ci/', 'tests/'))), '')
    there = os.path.exists(os.path.join(source, place)) or re.search('[A-Z]{4}', place)
    return None if there else 'there is no ' + place


def check(words, folder):
    if words[0] == 'afterword':
        return check_program(words, folder)
    if words[0] == 'meson':
        return check_meson(words)
    return check_place(words)


def manual_options():
    """Reads the page: {command: (options in its heading, in heading and text, that text)}."""
    text = pathlib.Path(source, 'docs', 'afterword.1.scd').read_text(encoding='utf-8')
    option = r'(?<![\w*-])\*?(--?[A-Za-z][a-z-]*)'
    options = {}
    texts = {}
    for heading, body in re.findall(r'^(\*afterword.*)\n((?:\t.*\n|\n(?=\t))*)', text, re.M):
        for name in re.findall(r'\*afterword ([a-z-]+)', heading):
            in_heading, everywhere = options.setdefault(name, (set(), set()))
            in_heading.update(re.findall(option, heading))
            everywhere.update(re.findall(option, heading + body))
            texts[name] = texts.get(name, '') + heading + body
    return {name: (*options[name], texts[name]) for name in options}


def check_manual(folder):
    """Page and help must have the same options; the page may leave out a second spelling."""
    manual = manual_options()
    for name in re.findall(r'^  ([a-z-]+) ', run([afterword, 'help'], folder).stdout, re.M):
        if name not in manual:
            wrong.append(f'manual: the page has no {name}')
            continue
        told = run([afterword, 'help', name], folder).stdout
        options = [set(re.findall(r'--?[A-Za-z][a-z-]*', line[:24]))
                   for line in re.findall(r'^ {2,}-.*$', told, re.M)]
        in_heading, everywhere, text = manual[name]
        wrong.extend(f'manual: {name} does not name {min(spellings)}'
                     for spellings in options if not everywhere & spellings)
        wrong.extend(f'manual: {name} has no {option}' for option in sorted(in_heading)
                     if not any(option in spellings for spellings in options))
        for words in re.findall(r'^  (\S+)(?: \((\.\S+)\))?  ', told.partition('formats:')[2], re.M):
            wrong.extend(f'manual: {name} does not name the format {word}'
                         for word in words if word and not re.search(f'[*_]{re.escape(word)}[*_]', text))


with make_folder() as folder:
    environment = dict(os.environ, HOME=folder, AFTERWORD_NAME='Ida Nyman',
                       XDG_STATE_HOME=folder + '/state', XDG_CONFIG_HOME=folder + '/config', GIT_CONFIG_SYSTEM='/dev/null',
                       GIT_CONFIG_GLOBAL=folder + '/gitconfig')
    example = pathlib.Path(source, 'docs/examples/payments-outage.yaml').read_text('utf-8')
    comment = '\nreview:\n  comments:\n    - id: c8x2k4qm\n      by: Ida Nyman\n      text: Why?\n'
    for name in ('a.yaml', 'b.yaml', 'outage.yaml'):
        pathlib.Path(folder, name).write_text(example + comment, encoding='utf-8')
    pathlib.Path(folder, 'a.txt').write_text('Summary\n', encoding='utf-8')
    pathlib.Path(folder, 'team.yaml').write_text(
        pathlib.Path(source, 'forms', 'postmortem.yaml').read_text(encoding='utf-8')
        .replace('form: postmortem', 'form: team', 1), encoding='utf-8')
    run(['git', 'init', '-q'], folder)
    run(['git', 'add', '.'], folder)
    run(['git', '-c', 'user.name=Ida Nyman', '-c', 'user.email=i@example.org', 'commit', '-qm', 'Documents'], folder)
    with open(os.path.join(build, 'meson-info', 'intro-tests.json'), encoding='utf-8') as file:
        tests = {test['name']: [part.split(':')[-1] for part in test['suite']]
                 for test in json.load(file)}
    n = 0
    for page in pages:
        for command in commands_of(page.read_text(encoding='utf-8')):
            words = words_of(command)
            if not words or not command.split('=')[-1] or not any(
                    words[0] == first or (first.endswith('/') and words[0].startswith(first))
                    for first in FIRST_WORDS):
                continue
            if page.name == 'README.md' and words[0] == 'afterword' and '.' in command:
                continue
            n += 1
            message = check(words, folder)
            if message:
                wrong.append(f'{page.name}: `{command}`: {message.strip()}')
    check_manual(folder)

if n < 20:
    wrong.append(f'only {n} commands were found')
print(f'{n} commands')
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
