#!/usr/bin/env python3
"""What reading logs costs, beside libyaml's events of the document that they become, and for JSON
jansson's parsing of the log: the table of docs/benchmarks.md.

    logs.py AFTERWORD EVENTS [FORMAT...]

Instructions are those that valgrind counts, which nothing else on the machine changes; time is of the
processors, the best of some. Reading is `log --import --dry-run`, which prints the rows. The document
alone is what `check` of it takes. Ends with 1 if a limit is not kept.
"""
import datetime
import json
import math
import os
import pathlib
import random
import sys
import tempfile

from measure import has_valgrind, instructions, run
from samples import WORDS

AFTERWORD, EVENTS = (os.path.abspath(path) for path in sys.argv[1:3])
MIB = 1 << 20
SIZES, TURNS = (1, 2, 4, 8), 3
LIMIT_READ, LIMIT_GROWTH, LIMIT_MEMORY = 4, 1.1, 64
DOCUMENT = '''afterword: 1
form: postmortem
title: Card payments failed
timezone: UTC
summary:
  start: "2024-05-03T08:00:00Z"
'''
NAMES = ('Lena Brooks', 'Ivo Lund', 'Kofi Sanders', 'Ana Ruiz', 'Rui Silva', 'Deploy Bot', 'Mia Okafor')
chance = random.Random(12)
failed = False


def said(least=12, most=40):
    return ' '.join(chance.choices(WORDS, k=chance.randint(least, most)))


def nick(i):
    return NAMES[i % 7].split()[0].lower()


# One entry each, from its number, its time and who it is: 100 to 500 bytes.
def slack(i, at, who):
    hour = at.strftime('%I:%M %p').lstrip('0')
    return f'{who}  {hour}\n{said(40, 70)}\n' + ('2 replies\n' if i % 9 == 0 else '')


def discord(i, at, who):
    hour = at.strftime('%m/%d/%Y %I:%M %p')
    return f'{nick(i)} \u2014 {hour}\n{said(40, 70)}\n'


def slack_export(i, at, who):
    return json.dumps({'type': 'message', 'user': f'U{i % 7}', 'ts': f'{at.timestamp():.6f}',
                       'text': f'<@U{(i + 1) % 7}> {said()}', 'team': 'T0AB12CD3', 'blocks': [],
                       'user_profile': {'avatar_hash': 'abcd', 'real_name': who, 'is_bot': False}},
                      indent=4) + ',\n'


def irssi(i, at, who):
    return f'{at:%H:%M} <@{nick(i)}> {said()}\n'


def syslog(i, at, who):
    return f'{at:%b %d %H:%M:%S} db{i % 3} postgres[{1000 + i % 900}]: {said()}\n'


def journal_json(i, at, who):
    return json.dumps({'__CURSOR': f's=abc;i={i:x}', '__REALTIME_TIMESTAMP': str(int(at.timestamp() * 1e6)),
                       '_BOOT_ID': '0123456789abcdef' * 2, 'PRIORITY': '6', '_HOSTNAME': 'db2',
                       'SYSLOG_IDENTIFIER': 'postgres', '_PID': str(1000 + i % 900),
                       '_EXE': '/usr/lib/postgresql/15/bin/postgres', '_TRANSPORT': 'syslog',
                       '_SYSTEMD_UNIT': 'postgresql@15-main.service', 'MESSAGE': said()}) + '\n'


def json_lines(i, at, who):
    return json.dumps({'timestamp': f'{at.isoformat()}.{i % 1000:03}Z', 'level': 'info', 'msg': said(),
                       'logger': 'shop.checkout', 'request_id': f'{i:08x}'}) + '\n'


def csv(i, at, who):
    return f'{at.isoformat()}Z,"{who}","{said()}, ""{chance.choice(WORDS)}"""\n'


def markdown(i, at, who):
    return f'| {at.isoformat()}Z | {who} | {said()} |\n'


def git(i, at, who):
    return (f'commit {chance.getrandbits(160):040x}\nAuthor: {who} <{nick(i)}@example.org>\n'
            f'Date:   {at:%a %b} {at.day} {at:%H:%M:%S %Y} +0000\n\n    {said()}\n\n    {said()}\n\n')


def aligned(i, at, who):
    age, pod = f'{59 - i % 59}m{i % 60}s', f'pod/shop-{i % 50}'
    return f'{age:12}Warning   BackOff     {pod:16}{said()}\n'


def plain(i, at, who):
    return f'{at:%Y-%m-%d %H:%M:%S},{i % 1000:03} INFO {said()}\n'


# As `log --format` calls them: what is above the entries, the entries, what is below.
FORMATS = {
    'slack': ('', slack, ''),
    'discord': ('', discord, ''),
    'slack-export': ('[\n', slack_export, '{}]\n'),
    'irssi': ('--- Log opened Fri May 03 06:00:00 2024\n', irssi, ''),
    'syslog': ('', syslog, ''),
    'journal-json': ('', journal_json, ''),
    'json': ('', json_lines, ''),
    'csv': ('Time,Who,What happened\n', csv, ''),
    'markdown': ('| Time | Who | What |\n|---|---|---|\n', markdown, ''),
    'git': ('', git, ''),
    'aligned': ('LAST SEEN   TYPE      REASON      OBJECT          MESSAGE\n', aligned, ''),
    'plain': ('', plain, ''),
}


JSON = ('slack-export', 'journal-json', 'json')


def log_of(name):
    return pathlib.Path('a.json' if name in JSON else 'a.log')


def write_log(name, size):
    """Piece by piece, because the memory of a program that is started counts from here."""
    above, entry, below = FORMATS[name]
    at = datetime.datetime(2024, 5, 3, 6)
    i, n = 0, 0
    with open(log_of(name), 'w', encoding='utf-8') as log:
        log.write(above)
        while n < size:
            n += log.write(entry(i, at, NAMES[i % 7]))
            i += 1
            at += datetime.timedelta(seconds=chance.randint(0, 4))
        log.write(below)


def importing(name, *more):
    """The command; the document is new."""
    pathlib.Path('a.yaml').write_text(DOCUMENT, encoding='utf-8')
    return [AFTERWORD, 'log', '--import', str(log_of(name)), '--captured', '2024-05-06 18:00', *more, 'a.yaml']


def keeps(value, most):
    global failed
    failed = failed or value > most
    return f'{value:8.2f}' + (' ' if value <= most else '!')


def count(name):
    """How instructions compare, for 1 MiB."""
    write_log(name, MIB)
    read = instructions(importing(name, '--dry-run'))
    add = instructions(importing(name))
    events = instructions([EVENTS, 'a.yaml'])
    parsing = instructions([EVENTS, str(log_of(name))]) if name in JSON else 0
    floor = events + parsing
    print(f'  {name:13} {events:8.0f} {parsing:8.0f} {read:8.0f} {add:8.0f}'
          f' {keeps(read / floor, LIMIT_READ)} {add / floor:7.2f}')


def grow(name):
    """How time grows, and what memory the largest takes."""
    times = []
    for size in SIZES:
        write_log(name, size * MIB)
        times.append(min(run(importing(name, '--dry-run')).processor for _ in range(TURNS)))
    growth = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
    reading = run(importing(name, '--dry-run')).memory / 1024
    added = run(importing(name))
    adding = added.memory / 1024
    alone = run([AFTERWORD, 'check', 'a.yaml']).memory / 1024
    print(f'  {name:13} {times[0] * 1000:8.0f} {times[-1] * 1000:8.0f} {keeps(growth, LIMIT_GROWTH)} {added.processor * 1000:7.0f}'
          f' {alone:8.1f} {reading:8.1f} {adding:8.1f} {keeps(max(reading, adding) - alone, LIMIT_MEMORY)}')


def heads(*words):
    print(' ' * 15 + ''.join(f' {word:>8}' for word in words))


def main():
    names = sys.argv[3:] or list(FORMATS)
    print(f'load of the machine before: {os.getloadavg()[0]:.1f}; ! is over the limit')
    with tempfile.TemporaryDirectory(prefix='afterword-bench-') as folder:
        os.chdir(folder)
        os.environ['XDG_STATE_HOME'] = folder
        print(f'\nprocessor ms, and MiB of memory for 8 MiB; growth at most {LIMIT_GROWTH}, memory at most '
              f'{LIMIT_MEMORY} above the document')
        heads('1 MiB', '8 MiB', 'growth', 'adding', 'document', 'reading', 'adding', 'above')
        for name in names:
            grow(name)
        if has_valgrind():
            print(f'\n10^6 instructions for 1 MiB; reading at most {LIMIT_READ} times what the libraries take')
            heads('libyaml', 'jansson', 'reading', 'adding', 'reading', 'adding')
            for name in names:
                count(name)
    print(f'load after: {os.getloadavg()[0]:.1f}')
    return int(failed)


sys.exit(main())
