#!/usr/bin/env python3
"""Nothing that an author writes becomes live in an HTML report or in the list of reports.

    html_hostile.py AFTERWORD [DOCUMENTS]

Payloads of the kinds that public lists have (tags, attributes, link schemes, entities, SVG, MathML,
CSS, Markdown that leads to HTML, images) go through every field and cell, the labels, questions,
choices and titles of a form, and the names of files. They move on by one place from document to document. html5lib
reads the reports, and html_read.py says which elements, attributes, styles and links there may be.
The style must be the same in all, but for the title in it. Exits with 77, which meson counts as
skipped, if html5lib is not installed.
"""
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
import html_read

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 30

TAGS = [
    '<script>alert(1)</script>', '<SCRIPT SRC=//x.example/x.js></SCRIPT>', '<scr<script>ipt>', '<<script>x//<',
    '<img src=x onerror=alert(1)>', '<IMG """><SCRIPT>alert(1)</SCRIPT>">', '<img src=x:x onerror\n=\nalert(1)//',
    '<svg onload=alert(1)>', '<svg><script>alert&#40;1)</script>', '<svg><animate onbegin=alert(1) attributeName=x>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a>', '<svg><use href="data:image/svg+xml,x#x"/>',
    '</text></svg><img src=x onerror=alert(1)>', '</title><script>alert(1)</script>', '<foreignObject><iframe>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<math href="javascript:alert(1)">x</math>', '<iframe src=javascript:alert(1)>', '<iframe srcdoc="<script>x">',
    '<object data="data:text/html,x">', '<embed src=//x>', '<base href=//x.example/>', '<link rel=stylesheet href=//x>',
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)">', '<form action=javascript:x><input type=submit>',
    '<button formaction=javascript:alert(1)>', '<details open ontoggle=alert(1)>', '<body onload=alert(1)>',
    '<style>@import "//x"</style>', '</style><script>alert(1)</script>', '</textarea></noscript><b>', '<plaintext>', '<xmp>',
    '<template><b>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<!--', '--><b>', '<![CDATA[<b>]]>',
    '<?xml version="1.0"?>', '<!DOCTYPE html SYSTEM "x">', '<a href=x onclick=alert(1)>x</a>', '<x/onclick=alert(1)>',
    '<marquee onstart=alert(1)>', '<video><source onerror=alert(1)>', '</p></div></main></body></html><b>', '</td></tr></table><b>',
    '</li></ul></dd></dl><b>', '<b \x85 onx>', '<\u00a0script>', '\uff1cscript\uff1e', '<b',
]
ATTRIBUTES = [
    '" onmouseover="alert(1)', "' onmouseover='alert(1)", '` onmouseover=`alert(1)', '"><script>alert(1)</script>', "'><b>",
    '" style="background:url(javascript:alert(1))', '" autofocus onfocus=alert(1) x="', 'x" href="javascript:alert(1)',
    '\n" onclick=alert(1) ', '\u201d onclick=alert(1)', '&quot; onclick=alert(1) &quot;', '"/><b>', '\\" onclick=alert(1)',
]
ENTITIES = [
    '&lt;script&gt;alert(1)&lt;/script&gt;', '&#60;script&#62;', '&#x3c;script>', '&amp;lt;b&amp;gt;', '&lt', '&LT;b&GT;',
    '&#0;', '&#xD800;', '&#x110000;', '&NewLine;&Tab;&colon;', '&nbsp', '&notit;', '&#x0000003Cb>', '&\u200blt;b>',
]
STYLES = [
    '"}body{background:url(//x.example)}', '*/ @import "//x"; /*', '\\"}*{x:y}', '\\3c/style\\3e', 'a\\', '"\\', "'}", '{', '}',
    'expression(alert(1))', 'url(javascript:alert(1))', '</sTyLe\n><b>', ';color:red', 'x:expression(1)', '\\a"}', '@charset "x"',
]
SCHEMES = [
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'java&#10;script:alert(1)', 'java&Tab;script:alert(1)',
    '&#106;avascript:alert(1)', '&#x6A;&#97vascript:alert(1)', 'javascript&colon;alert(1)', 'javascript&#58;alert(1)',
    'java%0ascript:alert(1)', 'javascript%3Aalert(1)', '\x85javascript:alert(1)', ' javascript:alert(1)', '\u00a0javascript:x',
    '\u202ejavascript:x', 'javascript\u200b:x', 'javascript\\:alert(1)', 'vbscript:msgbox(1)', 'data:text/html;base64,PHNjcmlwdD4=',
    'data:text/html,<script>alert(1)</script>', 'data:image/svg+xml,<svg onload=x>', 'file:///etc/passwd', 'blob:x', 'about:blank',
    'view-source:javascript:x', 'feed:javascript:x', 'jar:http://x!/', 'livescript:x', 'intent://x#Intent;end', 'ftp://x', '//x.example',
    '\\\\x.example', '/\\x.example', '?x', '../x', 'http:javascript:x', 'https:', 'httpjavascript:x', 'http\n://x', 'mailto:x"onx=',
    'https://a.example/"onmouseover="alert(1)', "https://a.example/'><b>", 'https://a.example/<b>', 'https://javascript:x@a.example',
    'http://a.example/\x85b', 'https://a.example/`x`', 'https://a.example/&quot;onx=1', 'HTTP://A.EXAMPLE/<svg/onload=x>',
]
LINKS = [
    '[x]({0})', '[x](<{0}>)', '[x]( {0} "t")', '![x]({0})', '<{0}>', '{0}', '[x][r]\n\n[r]: {0}', '[r]\n\n[r]: <{0}> "\'><b>"',
    '[![x]({0})]({0})', '[<b onx>x]({0} \'"><b>\')', '| [x]({0}) |\n|---|\n| <{0}> |', '1. [x]({0})\n   > ![y]({0})',
]
MARKDOWN = [
    '```"><script>\nx\n```', '~~~ html" onload=alert(1)\n<b>\n~~~', '`<script>alert(1)</script>`', '`` ` <b> ``', '    <script>x</script>',
    '> > <script>x\n> - <b onx>', '- [ ] <img src=x onerror=x>\n- [x] "><b>', '| <b> | " onx |\n|:--|--:|\n| </td><b> | \\| <i> |',
    '# <script>alert(1)</script>', '<b>\n===', '***<b>***', '~~<b>~~', '<div>\n\n<script>x</script>\n\n</div>', '<pre>\n<b>', '<a@b" onx=1>',
    'www.x.example/<b>', 'x@y.example"><b>', '\\<b\\>', '*<b onx="*">x</b>', '[a](https://a.example "\\" onx=\\"")', '[^1]\n\n[^1]: <b>',
    '\\[x](javascript:x)', '[x]\\(javascript:x)', '[x](https://a.example)](javascript:x)', '<https://a.example/"onx=">',
]
IMAGES = [
    '![x](pic.png)', '![" onerror="alert(1)](pic.png)', '![<b onx>](pic.png \'"><b>\')', '![x](pic.png"onx=1)', '![x](live.svg)',
    '![x](../pic.png)', '![x](pic.png?x"onx)', '![x](pic.png#<b>)', '[![x](pic.png)](javascript:x)', '![x](live.png)', '![x](%2e%2e/pic.png)',
]
PICTURE = bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301'
                        '0100c9fe92ef0000000049454e44ae426082')
PAYLOADS = (IMAGES + TAGS + ATTRIBUTES + ENTITIES + STYLES + SCHEMES + MARKDOWN +
            [form.format(scheme) for scheme, form in zip(SCHEMES * 3, itertools.cycle(LINKS + [LINKS[0]]))])


class Supply:
    """The payloads one after the other, endlessly."""

    def __init__(self, first):
        self.at = first

    def text(self, n=1):
        self.at += n
        return '\n\n'.join(PAYLOADS[(self.at - i) % len(PAYLOADS)] for i in range(n))

    def label(self):
        """A form has lines, and neither control nor invisible characters."""
        return ''.join(c for c in self.text().replace('\n', ' ').replace('\t', ' ')
                       if unicodedata.category(c) not in ('Cc', 'Cf')).strip()


COLUMNS = ('line', 'text', 'datetime', 'date', 'number', 'percent', 'choice', 'flag', 'person', 'link', 'list')
EVENTS = {'at': ('datetime', 'event-time'), 'kind': ('choice', 'event-kind'), 'what': ('text', 'event-text'),
          'who': ('person', 'event-who'), 'more': ('line', '')}
TASKS = {'what': ('text', 'task-text'), 'owner': ('person', 'task-owner'), 'due': ('date', 'task-due'),
         'priority': ('choice', 'task-priority'), 'state': ('choice', 'task-state'), 'ticket': ('link', 'task-ticket'),
         'more': ('line', '')}
HEAD = {'title': 'line', 'status': 'choice', 'severity': 'line', 'services': 'list', 'authors': 'list', 'affected': 'line'}
MOMENTS = ('start', 'detected', 'acknowledged', 'mitigated', 'end')
PROSE = ('overview', 'factors', 'went-well', 'went-badly', 'got-lucky')
TIMES = [f'2024-03-05T{hour:02}:{hour * 7:02}:00Z' for hour in range(8)]


def a_field(key, kind, role, supply):
    field = {'key': key, 'kind': kind, 'label': supply.label(), 'ask': supply.label(), 'heading': supply.label(),
             'help': supply.label(), 'hint': supply.label()}
    if role:
        field['role'] = role
    if kind == 'choice':
        field['choices'] = ['draft', 'final'] if role == 'status' else [f'{n} {supply.label()}' for n in range(3)]
    return field


def a_table(key, role, columns, supply):
    field = a_field(key, 'rows', role, supply)
    field['columns'] = [{k: v for k, v in a_field(name, kind, of, supply).items() if k not in ('heading', 'ask')}
                        for name, (kind, of) in columns.items()]
    return field


def a_form(name, supply):
    pages = {
        'head': [a_field(key, kind, key, supply) for key, kind in HEAD.items()] +
                [a_field(key, 'datetime', key, supply) for key in MOMENTS],
        'prose': [a_field(key, 'list' if key == 'factors' else 'text', key, supply) for key in PROSE],
        'kinds': [a_field(kind, kind, '', supply) for kind in COLUMNS],
        'tables': [a_table('events', 'events', EVENTS, supply), a_table('tasks', 'tasks', TASKS, supply),
                   a_table('rows', '', {kind: (kind, '') for kind in COLUMNS}, supply)],
    }
    for field in pages['head'][:4]:
        field['shown'] = 'head'
    return {'form': name, 'version': 1, 'title': supply.label(), 'about': supply.label(),
            'pages': [{'key': key, 'title': supply.label(), 'about': supply.label(), 'fields': fields}
                      for key, fields in pages.items()]}


def a_value(field, supply, at):
    kind = field['kind']
    if kind == 'rows':
        return [dict({'id': f'r{i}'}, **{column['key']: a_value(column, supply, i) for column in field['columns']})
                for i in range(4)]
    if kind == 'list':
        return [supply.text(2) for _ in range(3)]
    if kind == 'choice' and at % 2:
        return field['choices'][at % len(field['choices'])]
    if kind in ('datetime', 'date') and at % 4:
        return TIMES[at % len(TIMES)][:None if kind == 'datetime' else 10]
    return supply.text(3) if kind == 'text' else supply.text()


def as_yaml(value):
    """YAML takes JSON if what is not to be read as a line end is escaped."""
    return re.sub('[\x7f-\x9f\u2028\u2029\ufeff]', lambda found: f'\\u{ord(found[0]):04x}',
                  json.dumps(value, ensure_ascii=False, indent=1))


def as_name(payload):
    return payload.replace('/', '\u2215')[:60] or 'x'


def write_documents(folder):
    """One after the other; the last one is harmless. Returns their titles by the names of reports."""
    (folder / 'forms').mkdir()
    titles = {}
    for i in range(COUNT):
        supply = Supply(i * 53)
        form = a_form(f'hostile{i}', supply)
        (folder / f'forms/hostile{i}.yaml').write_text(as_yaml(form), encoding='utf-8')
        values = {page['key']: {field['key']: a_value(field, supply, i + n)
                                for n, field in enumerate(page['fields'])} for page in form['pages']}
        name = f'{i} {as_name(PAYLOADS[i * 7 % len(PAYLOADS)])}'
        titles[name + '.html'] = values['head']['title']
        (folder / f'{name}.yaml').write_text(f'afterword: 1\nform: hostile{i}\n' + ''.join(
            f'{key}: {as_yaml(value)}\n' for key, value in values.items()), encoding='utf-8')
    return titles


STYLE_TITLE = re.compile(r'@bottom-left\{content:"(?:[^"\\\n]|\\[^\n])*";')


def style_of(root):
    return STYLE_TITLE.sub('', ''.join(element.text or '' for element in root.iter(html_read.HTML + 'style')))


def spaced(text):
    return re.sub(r'\s+', ' ', text).strip()


def check_page(path, styles, link=html_read.LINK):
    root, errors = html_read.read(path)
    yield from errors
    yield from html_read.complaints(root, link)
    style = style_of(root)
    styles.append(style)
    if style != styles[0] or '<' in style:
        yield 'a style of its own'


def check(out, titles):
    styles = []
    wrong = []
    for name, title in titles.items():
        path = out / name
        wrong += [f'{name}: {what}' for what in check_page(path, styles)]
        heading = next(html_read.read(path)[0].iter(html_read.HTML + 'h1'))
        shown = spaced(''.join(heading.itertext()))
        if shown != spaced(re.sub('[\x7f-\x9f]', '\ufffd', title)):
            wrong.append(f'{name}: the title is {title!r}, but it says {shown!r}')
    return wrong + [f'index.html: {what}' for what in check_page(out / 'index.html', [], html_read.LINK_OF_LIST)]


def main():
    with tempfile.TemporaryDirectory(prefix='afterword-hostile-') as name:
        folder = pathlib.Path(name)
        titles = write_documents(folder)
        (folder / 'pic.png').write_bytes(PICTURE)
        for live in ('live.svg', 'live.png'):
            (folder / live).write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', encoding='utf-8')
        (folder / 'broken <b onx>.yaml').write_text('afterword: 1\n"\n', encoding='utf-8')
        run = subprocess.run([PROGRAM, 'export', '--to', 'html', '--embed-images', '-o', 'out', '.'], cwd=folder, capture_output=True,
                             check=False)
        said = [line for line in run.stderr.decode('utf-8', 'replace').strip().split('\n') if ': the image ' not in line]
        if run.returncode != 2 or len(said) != 1:
            return ['export: ' + line for line in said]
        wrong = check(folder / 'out', titles)
        if not any(b'<img' in path.read_bytes() for path in (folder / 'out').glob('*.html')):
            wrong.append('no report holds an image')
        return wrong


found = main()
print('\n'.join(found[:100]))
sys.exit(bool(found))
