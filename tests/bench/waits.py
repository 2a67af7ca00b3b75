#!/usr/bin/env python3
"""What a key waits for in large documents: 100,000 rows, and 4.2 MB of text.

    waits.py AFTERWORD [ROUNDS]

A line has the milliseconds of the processor that the editing thread takes for a key, before the next one could
be answered, and those on the clock to the first of its output: the medians of some rounds, or the only one.
What is done in pauses (saves, checks, the chart of a long timeline) is not in it: a pause begins after 300 ms.
Escape is known from Alt by waiting for 50 ms, and letters that come at once from a paste by 100.
"""
import os
import pathlib
import statistics
import sys
import tempfile
import time

from samples import a_document
from terminal import Program

ESCAPE, SLOW = '\033', 50
PASTE = '\033[200~' + 'The payment service lost its primary database. ' * 22000 + '\033[201~'
PAUSE = 3.0  # seconds, in which everything is saved and checked
SHARED = [
    ('undo', '\033u'), ('redo', '\033e'), None,
    ('next finding', '\033n'), (None, ESCAPE), ('previous finding', '\033p'), None,
    ('list of findings', '\033!'), (None, ESCAPE),
    ('find', '\006'), ('its first letter', 'p'), ('another', 'r'), ('one that is nowhere', 'z'), (None, ESCAPE),
    ('find and replace', '\033%'), (None, 'p'), (None, 'r'), ('to its second text', '\033r'), (None, 'q'),
    (None, '\033r'), ('replace all', 'y'), (None, ESCAPE), ('undo that', '\033u'), None,
    ('read', '\0330'), ('a screen on', ' '), ('to the next', 'n'), ('back', 'q'),
    ('another page', '\0331'), ('back', '\0334'), ('what changed', '\033='), (None, ESCAPE),
    ('what holds it back', '\033-'), (None, ESCAPE), ('export', '\033#'), (None, ESCAPE),
]
ROWS = [
    ('the page of rows', '\0334'), ('a new row', 'a'), ('its time: a letter', '1'), (None, '\177'), ('Tab', '\t'),
    ('its text: a letter', 'x'), ('Enter', '\r'), (None, ESCAPE), None,
    ('delete a row', 'd'), (None, '\033u'), ('move a row', 'J'), (None, 'K'), None,
    ('open a row', '\r'), (None, '\t'), (None, '\t'), ('a letter', 'x'), ('next finding after it', '\033n'),
    (None, ESCAPE), (None, ESCAPE), None,
    ('filter', '/'), (None, 'p'), (None, 'r'), ('Enter', '\r'), ('leave it', ESCAPE), (None, ESCAPE),
    ('to the end', '\033[1;5F'), ('to the start', '\033[1;5H'), ('sort', 'S'),
    ('select all', '\033s'), ('copy', '\033c'), (None, '\033s'), ('cut', '\013'), ('undo that', '\033u'), None,
]
TEXT = [
    ('the page of text', '\0332'), (None, '\033[1;5F'), ('a letter at its end', 'x'), ('Enter', '\r'),
    ('Backspace', '\177'), ('to its start', '\033[1;5H'), ('a letter there', 'x'), ('a screen on', '\033[6~'),
    ('Tab', '\t'), ('back', '\033[Z'), None, ('select all', '\033s'), ('copy', '\033c'),
    (None, '\033s'), ('cut', '\013'), ('undo that', '\033u'), ('paste it', '\025'), (None, '\033u'), None,
    ('paste 1 MB', PASTE), ('undo that', '\033u'), None,
]


def editing(program):
    """Milliseconds of the editing thread so far."""
    with open(f'/proc/{program.pid}/task/{program.pid}/schedstat', encoding='ascii') as file:
        return int(file.read().split()[0]) / 1e6


def answer(program, keys):
    """What keys cost, and when the first of their output comes."""
    before = editing(program)
    first = program.first(keys)
    return editing(program) - before, first


def measure(command, text, keys):
    with tempfile.TemporaryDirectory() as home:
        path = f'{home}/postmortem.yaml'
        pathlib.Path(path).write_text(text, encoding='utf-8')
        program = Program([command, path], home)
        program.settle(2500, program.started)
        results = []
        for step in keys:
            if step is None:
                time.sleep(PAUSE)
                program.settle(300, patience=0.3)
            else:
                results.append((step[0], *answer(program, step[1])))
        os.write(program.terminal, b'\030')
        results.append(('leave, on the clock to the end', 0, program.wait_end()))
        return results


def main():
    command = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for title, text, keys in (('100,000 rows', a_document(0, 100000, names=True), ROWS + SHARED),
                              ('4.2 MB of text', a_document(4200000, 60, names=True), TEXT + SHARED)):
        print(f'\n{title:40} {"processor ms":>14} {"on the clock":>14}')
        for same in zip(*(measure(command, text, keys) for _ in range(rounds))):
            if same[0][0]:
                cost, first = (statistics.median(each[i] for each in same) for i in (1, 2))
                print(f'{same[0][0]:40} {cost:14.2f} {first:14.2f}{"   slow" if cost > SLOW else ""}', flush=True)


main()
