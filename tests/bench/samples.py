"""Documents to measure with: text or rows of a size, with people's names in the prose or without."""
import random

HEAD = '''afterword: 1
form: postmortem
title: Card payments failed
status: draft
severity: sev1
timezone: UTC
authors:
  - Geda Siraj
  - Mira Olsen

summary:
  start: "2023-10-15T08:00:00Z"
  end: "2023-10-16T14:00:00Z"
'''
WORDS = '''the payment service lost its primary database after a migration script had stopped halfway and nobody
saw why because alerts were silenced during maintenance which took longer than planned so customers got errors
for several hours until it was rolled back'''.split()
PEOPLE = ('Geda Siraj', 'Mira Olsen', 'Tom Berg', 'Ines Duarte')
KINDS = ('action', 'finding', 'message', 'decision')
ROW = 145  # bytes, about
FIELDS = "impact:\n  service", "  experience", "root_cause:\n  cause"  # none may have more than 4 MiB


def a_sentence(source, names):
    words = source.choices(WORDS, k=source.randint(8, 18))
    if names and source.random() < 0.3:
        words[source.randrange(len(words))] = source.choice(PEOPLE)
    if source.random() < 0.1:
        words[source.randrange(len(words))] = f'{source.randint(2, 90)} minutes'
    return ' '.join(words).capitalize() + '.'


def a_paragraph(source, size, names):
    text = a_sentence(source, names)
    while len(text) < size:
        text += ' ' + a_sentence(source, names)
    return text


def a_document(size, rows=0, names=False, seed=1):
    """As YAML: so many rows in the timeline, the rest of the size as paragraphs of 1,300 characters."""
    source = random.Random(seed)
    parts = [HEAD]
    each = max(size - rows * ROW, 1300) / (len(FIELDS) if size > 1000000 else 1)
    for field in FIELDS[:len(FIELDS) if size > 1000000 else 1]:
        parts.append(f'{field}: |\n')
        left = each
        while left > 0:
            parts.append(f'    {a_paragraph(source, 1300, names)}\n')
            left -= len(parts[-1])
    parts.append('timeline:\n  events:\n')
    for i in range(max(rows, 1)):
        minute = 480 + i * 1800 // max(rows, 1800)
        parts.append(f'    - id: e{i:07}\n'
                     f'      at: "2023-10-{15 + minute // 1440}T{minute // 60 % 24:02}:{minute % 60:02}:00Z"\n'
                     f'      kind: {source.choice(KINDS)}\n'
                     f'      what: {" ".join(source.choices(WORDS, k=8))} by {source.choice(PEOPLE)}, {i}\n')
    return ''.join(parts)


def a_text(size, seed=1):
    """The same prose for other editors."""
    source = random.Random(seed)
    text = ''
    while len(text) < size:
        text += a_paragraph(source, 1300, False) + '\n'
    return text
