#!/usr/bin/env python3
"""Every HTML report among the expected outputs must be valid, and hold nothing live.

    html_read.py REPORT.html...

html5lib reads it as browsers do and complains about every parse error. Then every element
and attribute must be one that the exporter writes, every link must lead to the report itself or
to the web, and headings, table heads, ids and references must be in order.
Exits with 77, which meson counts as skipped, if html5lib is not installed.
"""
import re
import sys

try:
    import html5lib
except ImportError:
    sys.exit(77)

HTML = '{http://www.w3.org/1999/xhtml}'
SVG = '{http://www.w3.org/2000/svg}'
ELEMENTS = {
    'html', 'head', 'meta', 'title', 'style', 'body', 'a', 'nav', 'ul', 'ol', 'li', 'main', 'header',
    'footer', 'section', 'div', 'span', 'p', 'br', 'dl', 'dt', 'dd', 'figure', 'h1', 'h2', 'h3', 'h4',
    'h5', 'h6', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'table', 'colgroup', 'col',
    'thead', 'tbody', 'tr', 'th', 'td', 'bdi', 'small', 'img',
}
SVG_ELEMENTS = {
    'svg', 'rect', 'line', 'text', 'tspan', 'path', 'circle', 'a', 'title', 'defs', 'linearGradient',
    'stop',
}
ATTRIBUTES = {
    'lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'id', 'href', 'rel', 'dir', 'scope',
    'colspan', 'style', 'start', 'tabindex', 'role', 'aria-label', 'aria-labelledby',
    'viewBox', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-weight',
    'text-anchor', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'width', 'height', 'cx', 'cy', 'r', 'd', 'offset',
    'stop-color', 'stop-opacity', 'fill-opacity', 'src', 'alt',
}
# Only as data, of the kinds that cannot hold scripts.
IMAGE = re.compile(r'data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}')
STYLES = re.compile(r'(width|max-width):[0-9.]+(rem|em)')
LINK = re.compile(r'#|(https?://|mailto:)[^\s<>"]', re.I)
LINK_OF_LIST = re.compile(r'[A-Za-z0-9%._~/-]+$')


def complaints(root, link=LINK):
    ids = [element.get('id') for element in root.iter() if element.get('id')]
    if len(ids) != len(set(ids)):
        yield 'an id is there twice'
    level = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f'a comment: {element.text!r}'
            continue
        space, _, name = element.tag.rpartition('}')
        known = SVG_ELEMENTS if space + '}' == SVG else ELEMENTS
        if name not in known:
            yield f'element {name}'
        for attribute, value in element.attrib.items():
            if attribute not in ATTRIBUTES:
                yield f'attribute {attribute} of {name}'
            if attribute == 'style' and not STYLES.fullmatch(value):
                yield f'style {value!r}'
            if attribute == 'src' and not IMAGE.fullmatch(value):
                yield f'image {value[:80]!r}'
            if attribute == 'href' and not link.match(value):
                yield f'link {value!r}'
            if attribute == 'href' and value.startswith('#') and value[1:] not in ids:
                yield f'link to {value}, which is not there'
            if attribute == 'aria-labelledby' and value not in ids:
                yield f'label {value}, which is not there'
        if element.tag == HTML + 'th' and not element.get('scope'):
            yield 'a table head without scope'
        if re.fullmatch('h[1-6]', name):
            if int(name[1]) > level + 1:
                yield f'heading {name} below level {level}: {"".join(element.itertext())!r}'
            level = int(name[1])


def read(path):
    """The tree, and what was wrong."""
    with open(path, 'rb') as file:
        parser = html5lib.HTMLParser(namespaceHTMLElements=True)
        root = parser.parse(file, transport_encoding='utf-8')
    return root, [f'{place}: {code} {data}' for place, code, data in parser.errors]


def check(path):
    """The list is in a folder of its own."""
    root, wrong = read(path)
    return wrong + list(complaints(root, LINK_OF_LIST if '/index/' in path else LINK))


def main(paths):
    failed = not paths
    for path in paths:
        for complaint in check(path):
            print(f'{path}: {complaint}')
            failed = True
    return failed


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
