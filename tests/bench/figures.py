#!/usr/bin/env python3
"""What waits and what does not, beside nano and libyaml, in one run: the table of docs/benchmarks.md.

    figures.py AFTERWORD EVENTS [PART...]

EVENTS reads YAML by libyaml's parser and does nothing with it. Each line has the figure, the one beside
it, the ratio, the goal and whether it is reached. Ratios count: all is measured in one run, and time is
the processor's unless it says on the clock. Instructions are counted by valgrind, where it is installed.
Parts: start, size, typing, rows, editing, shell, keys, idle, growth; all of them if none is named.
"""
import contextlib
import math
import os
import pathlib
import random
import re
import shutil
import statistics
import sys
import tempfile
import time

from measure import CALLGRIND, has_valgrind, instructions, read_count, run
from samples import ROW, a_document, a_text
from terminal import Program

AFTERWORD, EVENTS = (os.path.abspath(path) for path in sys.argv[1:3])
NANO, VIM, MICRO = (shutil.which(name) for name in ('nano', 'vim', 'micro'))
STARTS, ROUNDS, DOCUMENTS, KEYS, PAUSED_KEYS, IDLE, EDITED = 15, 3, 1000, 300, 150, 20, 60
PAGE_OF_TEXT, PAGE_OF_ROWS = '\0332', '\0334'
END_OF_TEXT, START_OF_TEXT, PAGE_DOWN = '\033[1;5F', '\033[1;5H', '\033[6~'
NEXT_FINDING, FIND, LEAVE, QUIT = '\033n', '\006', '\033', '\030'
homes = 0


def tell(what, value, beside=None, ratio=None, most=None):
    """A line; the goal is the most that the ratio may be, or the most that the value may be."""
    other = f'{beside:12.2f} {value / beside:7.2f}' if beside else ' ' * 20
    goal, figure = (ratio, value / beside) if ratio and beside else (most, value)
    verdict = '' if goal is None else f'{goal:8g}   {"reached" if figure <= goal else "NOT REACHED"}'
    print(f'{what:56} {value:10.2f} {other} {verdict}'.rstrip(), flush=True)


def title(text):
    print(f'\n{text}\n{"":56} {"figure":>10} {"beside":>12} {"ratio":>7} {"goal":>8}')


# --- running


def a_home():
    global homes
    homes += 1
    os.mkdir(f'home{homes}')
    return os.path.abspath(f'home{homes}')


@contextlib.contextmanager
def running(command, text, suffix='.yaml', quiet=300, home=None):
    """A program on a file of its own: a killed one leaves what the next would ask about."""
    home = home or a_home()
    path = f'{home}/postmortem{suffix}'
    if text is not None:
        pathlib.Path(path).write_text(text, encoding='utf-8')
    program = Program([*command, path], home)
    program.settled = program.settle(quiet, program.started)
    if not program.is_running():
        sys.exit(f'{command} has ended: see {path}')
    try:
        yield program
    finally:
        program.kill()


def afterword(text, **options):
    return running([AFTERWORD], text, **options)


def nano(text, **options):
    return running([NANO, '--ignorercfiles', '-S', '-a'], text, suffix='.txt', **options)


def vim(text, **options):
    return running([VIM, '-u', 'NONE', '-c', 'set wrap linebreak'], text, suffix='.txt', **options)


def micro(text, **options):
    return running([MICRO, '-softwrap', 'true', '-wordwrap', 'true'], text, suffix='.txt', **options)


# Shown without a goal; to the end of a text, and into a line above its middle.
OTHERS = {name: editor for name, editor in {'vim': vim, 'micro': micro}.items() if shutil.which(name)}
GOING = {
    'nano': {'end': '\033/', 'middle': '\033\\' + 4 * '\033[B' + 5 * '\033[C'},
    'vim': {'end': 'G$a', 'middle': 'gg4gj5li'},
    'micro': {'end': '\033[1;5F', 'middle': '\033[1;5H' + 4 * '\033[B' + 5 * '\033[C'},
}


def tell_others(what, measure):
    for name, editor in OTHERS.items():
        tell(f'  {name}, {what}', measure(name, editor))


def processor(program, *keys, quiet=40):
    """What keys cost, in milliseconds."""
    before = program.processor()
    for key in keys:
        program.key(key, quiet)
    return program.processor() - before


def milliseconds(command, of='processor'):
    """The best of some; a command may end with findings, conflicts or differences."""
    return min(getattr(run(command, (0, 1)), of) for _ in range(ROUNDS)) * 1000


def session_instructions(command, home):
    """In millions, of a program on a terminal that is left by a key."""
    log = os.path.abspath('valgrind.log')
    program = Program([shutil.which('valgrind'), *CALLGRIND[1:], f'--log-file={log}', *command], home)
    program.settle(1000, program.started)
    program.key(QUIT, 3000)
    os.waitpid(program.pid, 0)
    return read_count(pathlib.Path(log).read_text(encoding='utf-8'))


def write(name, text):
    pathlib.Path(name).write_text(text, encoding='utf-8')
    return os.path.abspath(name)


# --- parts


def started(editor, text):
    """Milliseconds to the settled screen, and kB of memory."""
    with editor(text, quiet=400) as program:
        return program.settled[1], program.memory()


def start():
    title('start of a 40 kB document to settled screen')
    text, plain = a_document(40000, 60), a_text(40000)
    ours, theirs, memory, nanos_memory = [], [], [], []
    for _ in range(STARTS):
        for editor, opened, times, sizes in (afterword, text, ours, memory), (nano, plain, theirs, nanos_memory):
            if editor is afterword or NANO:
                took, taken = started(editor, opened)
                times.append(took)
                sizes.append(taken)
    middle = statistics.median
    tell('on the clock, ms, beside nano', middle(ours), middle(theirs) if theirs else None, ratio=1.0)
    tell_others('on the clock, ms', lambda _, editor: middle(started(editor, plain)[0] for _ in range(5)))
    tell('memory (PSS), kB, beside nano', middle(memory), middle(nanos_memory) if theirs else None, ratio=1.4)
    tell_others('memory (PSS), kB', lambda _, editor: started(editor, plain)[1])
    if has_valgrind():
        home = a_home()
        count = session_instructions([AFTERWORD, write(f'{home}/a.yaml', text)], home)
        beside = NANO and session_instructions([NANO, '--ignorercfiles', write(f'{home}/a.txt', plain)], home)
        tell('millions of instructions, with the end, beside nano', count, beside, most=9)


LARGE = {'1 MB of text': (1000000, 0), '10 MB of text': (10000000, 0), '10,000 rows': (0, 10000),
         '100,000 rows': (0, 100000)}


def size():
    title('start of a large document, processor, beside libyaml\'s events')
    for what, (length, rows) in LARGE.items():
        for names in False, True:
            path = write('large.yaml', a_document(length, rows, names))
            floor = milliseconds([EVENTS, path])
            costs = []
            for _ in range(ROUNDS):
                with afterword(pathlib.Path(path).read_text(encoding='utf-8'), quiet=2000) as program:
                    costs.append(program.processor())
            tell(f'{what}{", with names" if names else ""}, ms', min(costs), floor, ratio=1.5)


def human_typing(text, page):
    """Milliseconds from each key to the end of its answer, with pauses in which checks and saves fall."""
    source = random.Random(5)
    times = []
    with afterword(text, quiet=2000) as program:
        program.key(page, 300)
        program.key(END_OF_TEXT if page == PAGE_OF_TEXT else 'a', 1000)
        if page == PAGE_OF_ROWS:
            program.key('\t\t', 300)
        for i in range(PAUSED_KEYS):
            times.append(program.key('the next word '[i % 14], 15)[1])
            time.sleep(0.7 if i % 10 == 9 else source.uniform(0.05, 0.2))
    return sorted(times)[PAUSED_KEYS * 99 // 100]


def typing():
    title('typing as a person does, with pauses: key to the end of its output, p99 on the clock')
    small = human_typing(a_document(40000, 60), PAGE_OF_TEXT)
    tell('40 kB, ms', small)
    most = max(50, 2 * small)
    tell('4.2 MB of text, ms', human_typing(a_document(4200000), PAGE_OF_TEXT), small, most=most)
    tell('100,000 rows, ms', human_typing(a_document(0, 100000), PAGE_OF_ROWS), small, most=most)


def rows():
    for n in 10000, 100000:
        title(f'what keys cost at {n:,} rows, processor')
        with afterword(a_document(0, n, names=True), quiet=3000) as program:
            cost_of_rows(program)


def cost_of_rows(program):
    program.key(PAGE_OF_ROWS, 1000)
    tell('next finding, ms', processor(program, NEXT_FINDING), most=30)
    program.key(LEAVE, 300)
    tell('a new row, ms', processor(program, 'a'), most=30)
    tell('its text and Enter, ms', processor(program, 'lost it again', '\r'), most=30)
    program.key(LEAVE, 3000)
    tell('filter, the slowest key to its last byte, ms on the clock', slowest(program, '/primary\r'), most=50)
    program.key(LEAVE, 1000)
    program.key(LEAVE, 1000)
    program.key(FIND, 300)
    before = program.processor()
    tell('find without a hit, the slowest key, ms on the clock', slowest(program, 'nothing like it'), most=50)
    time.sleep(1)
    tell('find without a hit, its keys together, ms', program.processor() - before, most=30)


def slowest(program, keys):
    """Milliseconds to the end of its output; keys that come at once would be taken for a paste."""
    return max(program.key(key, 40)[1] for key in keys)


def editing():
    title(f'memory after {EDITED} seconds of editing 100,000 rows')
    text = a_document(0, 100000)
    with afterword(text, quiet=3000) as program:
        tell('at opening, MB', program.memory() / 1000, len(text) / 1e6)
        program.key(PAGE_OF_ROWS, 1000)
        until = time.monotonic() + EDITED
        while time.monotonic() < until:
            program.key('a', 100)
            program.key('the alarm fired again', 100)
            program.key('\r', 100)
            program.key(LEAVE, 900)
        tell('then, MB', program.memory() / 1000, len(text) / 1e6, most=130)


def changed(text, seed):
    """Another version of rows: one in fifty is worded otherwise."""
    source = random.Random(seed)
    return re.sub('payment', lambda word: 'billing' if source.random() < 0.02 else word[0], text)


def shell():
    title('commands, processor, beside libyaml\'s events of the same files')
    text = a_document(0, 100000)
    files = [write(name, version) for name, version in
             (('base.yaml', text), ('ours.yaml', changed(text, 1)), ('theirs.yaml', changed(text, 2)))]
    merge = [AFTERWORD, 'merge', '-o', 'merged.yaml', *files]
    tell('merge of 100,000 rows, ms', milliseconds(merge), milliseconds([EVENTS, *files]), ratio=2.5)
    tell('its memory, MB, beside the file', run(merge, (0, 1)).memory / 1000, len(text) / 1e6, ratio=18)
    tell('diff of 100,000 rows, ms', milliseconds([AFTERWORD, 'diff', *files[:2]]), milliseconds([EVENTS, *files[:2]]), ratio=1.8)
    text = a_document(10000000)
    files = [write('base.yaml', text), write('ours.yaml', changed(text, 1))]
    tell('diff of 10 MB of text, ms', milliseconds([AFTERWORD, 'diff', *files]), milliseconds([EVENTS, *files]), ratio=2)

    os.mkdir('library')
    files = [write(f'library/{i:04}.yaml', a_document(12800, 20, i % 2 == 1, seed=i)) for i in range(DOCUMENTS)]
    tell(f'check of {DOCUMENTS:,} documents, ms on the clock', milliseconds([AFTERWORD, 'check', 'library'], 'clock'),
         milliseconds([EVENTS, *files], 'clock'), ratio=1.0)
    if has_valgrind():
        few = files[:30]  # so few are read in one process
        tell('check of 30, millions of instructions', instructions([AFTERWORD, 'check', *few]),
             instructions([EVENTS, *few]), ratio=2.0)


def end_of_line(program):
    typed = 'and then the next word came '
    total = 0
    for i in range(KEYS):
        total += program.key('\r' if i % 60 == 59 else typed[i % len(typed)])[0]
    return total / KEYS


def cost_per_key(program, there, keys):
    """In microseconds, once the keys to a place have led there.

    Without pauses: a blank at the end of a line may show nothing, and a save meanwhile is not the key's.
    """
    if there:
        program.key(there, 300)
    before = program.processor()
    for key in keys:
        program.key(key, patience=0.05)
    return (program.processor() - before) * 1000 / len(keys)


def cost_in(name, editor, text, where, keys):
    with editor(text) as program:
        return cost_per_key(program, GOING[name][where] if where else None, keys)


def keys():
    title('keys, beside nano')
    text, plain, typed = a_document(1300), a_text(1300), list('and then the next word came ' * 10)
    with afterword(text) as program:
        program.key(PAGE_OF_TEXT, 300)
        program.key(END_OF_TEXT, 300)
        tell('end of a line with Enter and scrolling, bytes a key', end_of_line(program), most=2.0)
    ends = {'end': END_OF_TEXT, 'middle': START_OF_TEXT + 4 * '\033[B' + 5 * '\033[C'}
    for where, there in ends.items():
        with afterword(text) as program:
            program.key(PAGE_OF_TEXT, 300)
            ours = cost_per_key(program, there, typed)
        tell(f'a key at the {where}, microseconds of the processor', ours,
             cost_in('nano', nano, plain, where, typed) if NANO else None, ratio=1.0)
        tell_others('microseconds', lambda name, editor, at=where: cost_in(name, editor, plain, at, typed))
    with afterword(a_document(1000000), quiet=2000) as program:
        program.key(PAGE_OF_TEXT, 300)
        ours = cost_per_key(program, START_OF_TEXT, [PAGE_DOWN] * 60)
    plain = a_text(1000000)
    tell('page down in 1 MB, microseconds of the processor', ours,
         cost_in('nano', nano, plain, None, [PAGE_DOWN] * 60) if NANO else None, ratio=1.0)
    tell_others('microseconds', lambda name, editor: cost_in(name, editor, plain, None, [PAGE_DOWN] * 60))


def wakeups(program):
    time.sleep(3)
    before = program.wakeups()
    time.sleep(IDLE)
    return (program.wakeups() - before) / IDLE


def idle():
    title('wakeups a second while nothing is done')
    with afterword(a_document(40000, 60), quiet=1000) as program:
        tell('alone', wakeups(program), most=0.2)
        with afterword(None, quiet=1000, home=f'{os.getcwd()}/home{homes}'):
            tell('with a second editor', wakeups(program), most=0.7)


def exponent(costs):
    """Of the line through the logarithms of sizes and costs."""
    (small, less), (large, more) = costs
    return math.log(more / less) / math.log(large / small)


def growth():
    title('growth from 1 MB to 15 MB of rows, 12 of text: the exponent of the processor\'s time')
    calls = {'check': lambda one, two: ['check', one], 'export': lambda one, two: ['export', '--to', 'html', one],
             'diff': lambda one, two: ['diff', one, two],
             'merge': lambda one, two: ['merge', '-o', 'merged.yaml', one, one, two]}
    for kind, largest in ('text', 12000000), ('rows', 15000000):
        costs = {what: [] for what in [*calls, 'opening']}
        for length in 1000000, largest:
            text = a_document(length if kind == 'text' else 0, 0 if kind == 'text' else length // ROW)
            one, two = write('one.yaml', text), write('two.yaml', changed(text, 1))
            for what, arguments in calls.items():
                costs[what].append((len(text), milliseconds([AFTERWORD, *arguments(one, two)])))
            with afterword(text, quiet=3000) as program:
                costs['opening'].append((len(text), program.processor()))
        for what, taken in costs.items():
            tell(f'{what}, {kind}', exponent(taken), most=1.1)


PARTS = {part.__name__: part for part in (start, size, typing, rows, editing, shell, keys, idle, growth)}


def main():
    chosen = sys.argv[3:] or list(PARTS)
    print(f'load of the machine before: {os.getloadavg()[0]:.1f}')
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in chosen:
            PARTS[name]()
        os.chdir('/')
    print(f'\nload after: {os.getloadavg()[0]:.1f}')


main()
