#!/usr/bin/env python3
"""What reports cost, beside cmark-gfm and pandoc: the table of docs/benchmarks.md.

    reports.py AFTERWORD EVENTS

Time is of whole processes, the best of many: on the clock, and of the processors, which other work on
the machine changes less. Instructions are those that valgrind counts, which nothing else changes; by
them the limits are checked. EVENTS reads YAML by libyaml's parser and does nothing with it. Ends with 1
if a limit is not kept.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from measure import instructions, run
from samples import HEAD, WORDS

AFTERWORD, EVENTS = (os.path.abspath(path) for path in sys.argv[1:3])
TURNS, ROUNDS, DOCUMENTS = 40, 5, 1000
failed = False


def a_text(size):
    words = []
    while size > 0:
        words.append(WORDS[(len(words) * 5 + len(words) // 3) % len(WORDS)])
        size -= len(words[-1]) + 1
    return ' '.join(words)


def prose(paragraphs):
    """Paragraphs of 1,300 characters."""
    return HEAD + 'impact:\n  service: |\n' + f'    {a_text(1300)}\n' * paragraphs


def rows():
    """300 entries of the timeline and 60 tasks, 40 kB."""
    kinds = ('action', 'finding', 'detected', 'decision')
    events = ''.join(f'    - id: e{i}\n      at: "2023-10-15T{8 + i // 30:02}:{i % 30 * 2:02}:00Z"\n'
                     f'      kind: {kinds[i % 4]}\n      what: {a_text(20 + i % 40)}\n' for i in range(300))
    tasks = ''.join(f'    - id: t{i}\n      what: {a_text(60)}\n      owner: Ida Nyman\n      due: "2023-11-{i % 28 + 1:02}"\n'
                    f'      state: {("open", "done")[i % 2]}\n' for i in range(60))
    return HEAD + 'timeline:\n  events:\n' + events + 'tasks:\n  items:\n' + tasks


def milliseconds(command, turns, before=lambda: None):
    """The best on the clock and of the processors."""
    taken = []
    for _ in range(turns):
        before()
        taken.append(run(command)[:2])
    return [min(times) * 1000 for times in zip(*taken)]


def line(name, times, million=None):
    print(f'  {name:32} {times[0]:8.1f} {times[1]:10.1f}' + (f' {million:12.1f}' if million else ''))


def tell(what, value, goal=''):
    print(f'  {what:43} {value:8.2f}   {goal}'.rstrip())


def limit(what, value, least=None, most=None):
    global failed
    kept = value <= most if most else value >= least
    failed = failed or not kept
    bound = f'at most {most}' if most else f'at least {least}'
    tell(what, value, bound if kept else bound + ': NOT KEPT')


def heads(what):
    print(f'\n{what}\n  {"":32} {"ms":>8} {"processor":>10} {"10^6 instr.":>12}')


def one_document(name, text):
    pathlib.Path('a.yaml').write_text(text, encoding='utf-8')
    with open('a.md', 'wb') as file:
        subprocess.run([AFTERWORD, 'export', '--to', 'md', 'a.yaml'], stdout=file, check=True)
    commands = {
        'afterword export --to html': [AFTERWORD, 'export', '--to', 'html', 'a.yaml'],
        'afterword export --to markdown': [AFTERWORD, 'export', '--to', 'md', 'a.yaml'],
    }
    if shutil.which('cmark-gfm'):
        commands['cmark-gfm, Markdown to HTML'] = ['cmark-gfm', '-e', 'table', 'a.md']
    heads(f'{name}, {len(text) / 1000:.0f} kB, best of {TURNS}')
    took = {}
    for what, command in commands.items():
        times, million = milliseconds(command, TURNS), instructions(command)
        line(what, times, million)
        took[what] = times[1], million
    html, markdown, *cmark = took.values()
    tell('HTML to Markdown, time', html[0] / markdown[0])
    if html[1]:
        limit('HTML to Markdown, instructions', html[1] / markdown[1], most=1.5)
    if cmark:
        tell('HTML to cmark-gfm, time', html[0] / cmark[0][0], '2 is the goal')
    if shutil.which('pandoc'):
        pandoc = milliseconds(['pandoc', '-f', 'gfm', '-t', 'html', 'a.md'], ROUNDS)
        line('pandoc, Markdown to HTML', pandoc)
        tell('pandoc to HTML, time', pandoc[1] / html[0], '50 is the goal')


def many_documents():
    os.mkdir('library')
    total = 0
    for i in range(DOCUMENTS):
        total += pathlib.Path(f'library/{i:04}.yaml').write_text(prose(1 + i % 15), encoding='utf-8')
    files = [f'library/{i:04}.yaml' for i in range(DOCUMENTS)]
    events = milliseconds([EVENTS, *files], ROUNDS)
    call = [AFTERWORD, 'export', '--to', 'html', '-o', 'out', 'library']
    export = milliseconds(call, ROUNDS, lambda: shutil.rmtree('out', ignore_errors=True))
    again = milliseconds(call, ROUNDS)
    # So few are read in one process, where valgrind counts everything.
    few = files[:15]
    counts = [instructions(command) for command in
              ([EVENTS, *few], [AFTERWORD, 'export', '--to', 'html', '-o', 'few', *few])]
    heads(f'{DOCUMENTS} documents, {total / 1e6:.1f} MB, {os.cpu_count()} cores, best of {ROUNDS}')
    line('libyaml events alone, one core', events)
    line('afterword export --to html', export)
    line('the same again, all are there', again)
    tell('of the speed of libyaml, on the clock', events[0] / export[0], '0.25 is the goal')
    tell('the same by processor time, on all cores', events[1] * os.cpu_count() / export[1])
    if counts[0]:
        limit(f'the same by instructions, of {len(few)} documents', counts[0] * os.cpu_count() / counts[1], least=0.25)


def main():
    print(f'load of the machine before: {os.getloadavg()[0]:.1f}')
    with tempfile.TemporaryDirectory(prefix='afterword-bench-') as folder:
        os.chdir(folder)
        one_document('prose', prose(31))
        one_document('timeline and tasks', rows())
        many_documents()
    print(f'load after: {os.getloadavg()[0]:.1f}')
    return int(failed)


sys.exit(main())
