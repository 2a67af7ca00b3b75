#!/usr/bin/env python3
"""Other programs must read what the data formats say, whatever authors wrote.

    data_read.py WHAT AFTERWORD SOURCE_ROOT [COUNT [SEED]]

WHAT is csv (Python's csv), ics (icalendar) or json (jsonschema, by docs/report.schema.json). Each
reads the expected outputs below tests/golden/report, then the exports of random documents whose
texts are hostile, and compares them with what was written.
Exits with 77, which meson counts as skipped, if the reader is not installed.
"""
import csv
import datetime
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

WHAT, PROGRAM, ROOT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
COUNT = int(sys.argv[4]) if len(sys.argv) > 4 else 12
MANY = 1000  # rows
SEED = int(sys.argv[5]) if len(sys.argv) > 5 else 1
GOLDEN = ROOT / 'tests/golden/report'

PIECES = [
    '=1+1', '+1', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1', "'=1", "'", '"', '""', ',', ';', '\\',
    '\\n', '\n', '\r', '\t', '\u00a0=1', '\ufeff=1', '\uff1d1', '\u200b@a', '\u202e=1', '\u05d0\u05d1',
    'a', 'word', ' ', 'ü', '漢字', '👩‍👩‍👧', '\u2028X:1', '\x85Y:1', '\x0bZ:1', '\x1b[31m', '\x07',
    '\nBEGIN:VEVENT', '\r\nEND:VCALENDAR', '\nATTACH:x', ':', '=', 'x' * 80, 'é' * 70, '語' * 40,
    '<b>', '&amp;', '${x}', 'null', 'true', '1e5', '-5', '~', '#', '%',
]
DANGEROUS = '=+-@＝＋－＠\t\r\n'


def skips(what):
    print(f'skipped: {what} is not installed')
    sys.exit(77)


def a_text(chance):
    return ''.join(chance.choice(PIECES) for _ in range(chance.randint(0, 6)))


def a_time(chance):
    return chance.choice([
        '', 'unknown', 'n/a', 'ongoing', '~2024-03-05T09:10:00+01:00', '2023-10-29T02:30:00+01:00',
        '2023-10-29T02:30:00+02:00', '2024-02-30T00:00:00Z', '2024-02-29', '=2024', '2024-03-05 09:10Z',
        '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', a_text(chance)])


def a_document(chance, n_rows):
    """For forms/postmortem.yaml. JSON is YAML, too."""
    events = [{'id': f'e{i}', 'at': a_time(chance), 'kind': chance.choice(['', 'started', a_text(chance)]),
               'what': a_text(chance), 'who': a_text(chance)} for i in range(n_rows)]
    tasks = [{'id': f't{i}', 'what': a_text(chance), 'owner': a_text(chance), 'due': a_time(chance),
              'kind': a_text(chance), 'priority': a_text(chance),
              'state': chance.choice(['', 'open', 'doing', 'done', 'dropped', a_text(chance)]),
              'ticket': chance.choice(['', 'https://t.example/A-1', a_text(chance), 'https://x/\nATTACH:y'])}
             for i in range(n_rows)]
    return {
        'afterword': 1, 'form': 'postmortem', 'title': a_text(chance),
        'status': chance.choice(['draft', 'review', 'final', a_text(chance)]),
        'timezone': chance.choice(['', 'Europe/Berlin', 'Mars/Olympus']),
        'authors': [a_text(chance) for _ in range(chance.randint(0, 3))],
        'summary': {'overview': a_text(chance), 'start': a_time(chance), 'detected': a_time(chance),
                    'acknowledged': a_time(chance), 'mitigated': a_time(chance), 'end': a_time(chance)},
        'impact': {'affected_percent': chance.choice(['', '12.5', '-3', 'NaN', '1e999', a_text(chance)])},
        'timeline': {'events': events}, 'tasks': {'items': tasks},
    }


def as_yaml(document):
    """YAML takes JSON if what is not to be read as a line end is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return re.sub('[\x7f-\x9f\u2028\u2029\ufeff]', lambda found: f'\\u{ord(found[0]):04x}', text)


def export(path, *more):
    run = subprocess.run([PROGRAM, 'export', *more, path], capture_output=True)
    assert run.returncode == 0, f'export {more} ended with {run.returncode}: {run.stderr.decode()}'
    return run.stdout


def random_documents(*more):
    """Pairs of a document's values and its export."""
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'a.yaml'
        for i in range(COUNT):
            document = a_document(chance, MANY if i == 0 else chance.randint(0, 30))
            path.write_text(as_yaml(document), encoding='utf-8')
            yield document, [export(path, *one) for one in more]


def goldens(pattern):
    found = [path for path in sorted(GOLDEN.glob(pattern))
             if not path.read_bytes().startswith(b'refused: ')]
    assert found, f'there is no {pattern}'
    return found


# --- CSV and TSV ---

def is_live(text, is_tsv):
    """Would a spreadsheet run it, or take what follows for a part of it?"""
    for c in text:
        if c in DANGEROUS or (is_tsv and c == '"'):
            return True
        if not (c in '"\' ' or unicodedata.category(c) in ('Cc', 'Cf', 'Zs', 'Zl', 'Zp')):
            return False
    return False


def plain(cell, is_tsv):
    return cell[1:] if cell[:1] == "'" and is_live(cell[1:], is_tsv) else cell


def rows_of(data, is_tsv):
    text = data.decode('utf-8')
    if is_tsv:
        assert text.endswith('\n') and '\r' not in text
        letters = {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}
        rows = [[re.sub(r'\\(.)', lambda found: letters[found[1]], cell) for cell in line.split('\t')]
                for line in text[:-1].split('\n')]
        raw = [line.split('\t') for line in text[:-1].split('\n')]
    else:
        assert text.endswith('\r\n')
        rows = raw = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    for row, bare in zip(rows, raw):
        assert len(row) == len(rows[0]), row
        for cell, seen in zip(row, bare):
            assert (seen[:1] == "'" or not is_live(seen, is_tsv) or
                    re.fullmatch(r'-?[0-9]+(\.[0-9]+)?', seen)), f'live: {seen!r}'
    return [[plain(cell, is_tsv) for cell in row] for row in rows]


def kept(text):
    """As a document holds it: the line end of the last line is not part of it."""
    return text.removesuffix('\n')


def check_table(data, is_tsv, meant, keys):
    head, *rows = rows_of(data, is_tsv)
    assert head == keys, head
    got = {row[0]: dict(zip(head, row)) for row in rows}
    for row in meant:
        if not any(value.strip(' \t\r\n\v\f') for key, value in row.items() if key != 'id'):
            assert row['id'] not in got
            continue
        for key, value in row.items():
            seen = got[row['id']][key]
            if seen != kept(value) and not re.fullmatch(r'~?\d{4}-\d\d-\d\d.*', value):
                raise AssertionError(f'{row["id"]}.{key}: meant {value!r}, read {seen!r}')
        if 'at' in row:
            local = got[row['id']]['at.local']
            assert re.fullmatch(r'(\d{4,}-\d\d-\d\d( \d\d:\d\d:\d\d)?)?', local), local


EVENTS = ['id', 'at', 'at.local', 'kind', 'what', 'who']
TASKS = ['id', 'what', 'owner', 'due', 'kind', 'priority', 'state', 'ticket']


def check_csv():
    for ending in 'csv', 'tsv':
        for path in goldens(f'*/out.*.{ending}'):
            print(path)
            rows_of(path.read_bytes(), ending == 'tsv')
    formats = [('timeline-csv', 'timeline'), ('tasks-csv', 'tasks'), ('timeline-tsv', 'timeline'),
               ('tasks-tsv', 'tasks')]
    for document, reports in random_documents(*(('--to', name) for name, _ in formats)):
        for (name, table), data in zip(formats, reports):
            is_events = table == 'timeline'
            check_table(data, name.endswith('tsv'),
                        document['timeline']['events'] if is_events else document['tasks']['items'],
                        EVENTS if is_events else TASKS)


# --- calendars ---

def check_lines(data):
    assert data.endswith(b'END:VCALENDAR\r\n')
    for line in data[:-2].split(b'\r\n'):
        assert len(line) <= 75, line
        assert line[:1] == b' ' or re.match(rb'[A-Z-]+[:;]', line), line
        line.decode('utf-8')
        assert not re.search(rb'[\x00-\x08\x0a-\x1f\x7f]', line), line


PROPERTIES = {'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'URL', 'TRANSP'}


def events_of(icalendar, data):
    check_lines(data)
    calendar = icalendar.Calendar.from_ical(data)
    assert set(calendar) == {'VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'X-WR-CALNAME'}, set(calendar)
    assert calendar.subcomponents and not calendar.errors
    events = calendar.walk('VEVENT')
    for event in events:
        assert set(event) <= PROPERTIES and len(event) >= len(PROPERTIES) - 1, set(event)
        assert not event.errors and not event.subcomponents, event.errors
        assert event.decoded('DTEND') - event.decoded('DTSTART') == datetime.timedelta(days=1)
    uids = [str(event['UID']) for event in events]
    assert len(uids) == len(set(uids))
    return events


def summaries(data):
    """By id, as RFC 5545 says that they are read."""
    lines = data.decode('utf-8').replace('\r\n ', '').split('\r\n')
    ids = [line[4:].split('.')[0] for line in lines if line.startswith('UID:')]
    found = [re.sub(r'\\(.)', lambda one: '\n' if one[1] in 'nN' else one[1], line[8:])
             for line in lines if line.startswith('SUMMARY:')]
    assert len(ids) == len(found)
    return dict(zip(ids, found))


def check_ics():
    try:
        import icalendar
    except ImportError:
        skips('python3-icalendar')
    for path in goldens('*/out.ics'):
        print(path)
        events_of(icalendar, path.read_bytes())
    for document, (data,) in random_documents(('--to', 'ics')):
        texts = summaries(data)
        events = {str(event['UID']).split('.')[0]: event for event in events_of(icalendar, data)}
        for task in document['tasks']['items']:
            due = re.fullmatch(r'~?(2\d{3}-\d\d-\d\d)', task['due'])
            if task['state'] in ('done', 'dropped') or task['due'] in ('', 'unknown', 'n/a', 'ongoing'):
                assert task['id'] not in events
            elif due:
                event = events[task['id']]
                assert event.decoded('DTSTART').isoformat() == due[1]
                if re.fullmatch(r'[\w;,\\:<>]+', task['what']):
                    assert texts[task['id']] == task['what'], (texts[task['id']], task['what'])
                    # icalendar 4 takes a backslash for two.
                    assert '\\' in task['what'] or str(event['SUMMARY']) == task['what']


# --- JSON ---

def check_json():
    try:
        import jsonschema
    except ImportError:
        skips('python3-jsonschema')
    schema = json.loads((ROOT / 'docs/report.schema.json').read_text(encoding='utf-8'))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in goldens('*/out.json'):
        print(path)
        validator.validate(json.loads(path.read_text(encoding='utf-8')))
    for document, reports in random_documents(('--to', 'json', '--findings'), ('--to', 'json', '--public', '--findings')):
        for data in reports:
            report = json.loads(data)
            if len(document['tasks']['items']) < 1000:  # the validator is slow
                validator.validate(report)
        for got, meant in zip(json.loads(reports[0])['values']['tasks']['items'], document['tasks']['items']):
            assert (got['what'] or '') == kept(meant['what']), (got, meant)


{'csv': check_csv, 'ics': check_ics, 'json': check_json}[WHAT]()
