#!/usr/bin/env python3
"""Every Markdown report among the expected outputs must be the same page to its readers.

    markdown_read.py REPORT.md...

cmark-gfm, which GitHub uses, and pandoc each make HTML of it; elements, texts and addresses of
links must be the same, and no element may be one that acts. Exits with 77, which meson counts as
skipped, if one of the two programs is not installed.
"""
import html.parser
import shutil
import subprocess
import sys

READERS = {
    'cmark-gfm': ['-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tasklist',
                  '--unsafe', '-t', 'html'],
    'pandoc': ['-f', 'gfm', '-t', 'html', '--wrap=none', '--no-highlight'],
}
ELEMENTS = {'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'table', 'tr', 'th', 'td',
            'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'a', 'br', 'input'}
# What only one of them writes around the others.
FRAMES = {'thead', 'tbody', 'colgroup', 'col', 'label'}
# Paragraphs of items: the two differ in which lists are tight.
QUIET = {'p', 'label'}
EMPTY = {'br', 'input', 'col'}


class Page(html.parser.HTMLParser):
    """The page as a list: "<h1", text, "h1>"."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.faults = []

    def handle_starttag(self, tag, attributes):
        if tag in FRAMES:
            return
        if tag not in ELEMENTS:
            self.faults.append('element ' + tag)
        if tag in QUIET:
            return
        address = dict(attributes).get('href')
        if tag == 'a' and not (address or '').lower().startswith(('http://', 'https://', 'mailto:')):
            self.faults.append('link to %s' % address)
        self.parts.append('<' + tag + (' ' + address if address else ''))

    def handle_endtag(self, tag):
        if tag not in FRAMES and tag not in QUIET and tag not in EMPTY:
            self.parts.append(tag + '>')

    def handle_data(self, data):
        words = ' '.join(data.split())
        if words and self.parts and not self.parts[-1].startswith('<') and \
                not self.parts[-1].endswith('>'):
            self.parts[-1] = (self.parts[-1] + ' ' + words).strip()
        elif words:
            self.parts.append(words)


def read(program, path):
    made = subprocess.run([program, *READERS[program], path], check=True, capture_output=True,
                          encoding='utf-8').stdout
    page = Page()
    page.feed(made)
    page.close()
    return page


def main(paths):
    if not all(shutil.which(program) for program in READERS):
        sys.exit(77)
    failed = False
    for path in paths:
        pages = {program: read(program, path) for program in READERS}
        for program, page in pages.items():
            for fault in page.faults:
                print('%s: %s: %s' % (path, program, fault))
                failed = True
        one, other = (page.parts for page in pages.values())
        for at, (left, right) in enumerate(zip(one + ['end'], other + ['end'])):
            if left != right:
                print('%s: cmark-gfm: %r, pandoc: %r, behind %r' % (path, left, right, one[at - 1]))
                failed = True
                break
    sys.exit(failed)


main(sys.argv[1:])
