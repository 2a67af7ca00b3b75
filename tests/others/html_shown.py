#!/usr/bin/env python3
"""HTML reports must fit where they are shown: on a phone, on a screen, on paper.

    html_shown.py REPORT.html...

Headless Chromium lays out each report at 360, 1,100 and (in a frame of that width) at the width
of A4 paper, without a network. A script in a copy of the report, which has no content policy,
looks for what sticks out: the page sideways, and in the picture of the incident any text beyond
its edges or upon another text. The report itself, with its policy, must leave no message on the
console. Exits with 77, which meson counts as skipped, if Chromium is not installed.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WIDTHS = (360, 660, 1100)
CHROMIUM = shutil.which('chromium') or shutil.which('chromium-browser')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
SCRIPT = '''<script>
addEventListener('load', () => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    wrong.push('the page is ' + root.scrollWidth + ' wide in ' + root.clientWidth);
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.getClientRects().length) continue;
    const view = svg.viewBox.baseVal;
    const boxes = [];
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBBox();
      const name = text.textContent;
      if (box.x < -1 || box.y < -1 || box.x + box.width > view.width + 1 ||
          box.y + box.height > view.height + 1)
        wrong.push('"' + name + '" leaves the picture');
      for (const [other, was] of boxes)
        if (box.x + 1 < was.x + was.width && was.x + 1 < box.x + box.width &&
            box.y + 3 < was.y + was.height && was.y + 3 < box.y + box.height)
          wrong.push('"' + name + '" is upon "' + other + '"');
      boxes.push([name, box]);
    }
  }
  for (const cell of document.querySelectorAll('.value, .time, .badge, .pill')) {
    const box = cell.getBoundingClientRect();
    const next = cell.parentElement.nextElementSibling;
    if (cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 0 &&
        getComputedStyle(cell).display !== 'inline')
      wrong.push('"' + cell.textContent.trim() + '" is wider than its place');
    if (next && cell.className.startsWith('value')) {
      const beside = next.getBoundingClientRect();
      if (beside.top < box.bottom && beside.left > box.left && box.right > beside.left + 1)
        wrong.push('"' + cell.textContent + '" runs into what is beside it');
    }
  }
  const out = document.createElement('pre');
  out.id = 'found';
  out.textContent = wrong.join('\\n');
  document.body.append(out);
});
</script>'''


FRAMES = '''<!DOCTYPE html><body style="margin:0">{frames}<script>
addEventListener('load', () => {{
  const out = document.createElement('pre');
  out.id = 'all';
  for (const frame of document.querySelectorAll('iframe')) {{
    const found = frame.contentDocument.getElementById('found');
    for (const line of (found ? found.textContent : 'no answer').split('\\n'))
      if (line) out.textContent += frame.title + ': ' + line + '\\n';
  }}
  document.body.append(out);
}});
</script>'''


def chromium(folder, page):
    return subprocess.run(
        [CHROMIUM, '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars',
         '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND',
         f'--user-data-dir={folder}/profile', '--enable-logging=stderr', '--v=0',
         '--allow-file-access-from-files', '--window-size=1200,900', '--dump-dom', page.as_uri()],
        capture_output=True, text=True, timeout=200, check=False)


def frames(folder, name, reports, widths):
    """One page with every report in frames, which may be narrower than any window."""
    page = folder / name
    page.write_text(FRAMES.format(frames=''.join(
        f'<iframe src="{copy.name}" title="{path} at {width}" width="{width}" height="9000"></iframe>'
        for path, copy in reports for width in widths)))
    return page


def layout(folder, paths):
    copies = []
    for number, path in enumerate(paths):
        copy = folder / f'copy{number}.html'
        text = pathlib.Path(path).read_text(encoding='utf-8')
        copy.write_text(POLICY.sub('', text).replace('</head>', SCRIPT + '</head>', 1), encoding='utf-8')
        copies.append((path, copy))
    run = chromium(folder, frames(folder, 'layout.html', copies, WIDTHS))
    shown = re.search(r'<pre id="all">(.*?)</pre>', run.stdout, re.S)
    if not shown:
        return [f'no answer: {run.stderr[-300:]}']
    return [line for line in shown.group(1).split('\n') if line]


def console(folder, paths):
    """Messages of the reports as they are, with their content policy."""
    copies = [(path, folder / f'report{number}.html') for number, path in enumerate(paths)]
    for path, copy in copies:
        shutil.copy(path, copy)
    page = folder / 'console.html'
    page.write_text('<!DOCTYPE html>' + ''.join(
        f'<iframe src="{copy.name}"></iframe>' for _, copy in copies))
    return [line for line in chromium(folder, page).stderr.split('\n') if 'CONSOLE' in line]


def main(paths):
    if not CHROMIUM:
        return 77
    with tempfile.TemporaryDirectory(prefix='afterword-shown-') as name:
        folder = pathlib.Path(name)
        wrong = layout(folder, paths) + console(folder, paths)
    print('\n'.join(wrong))
    return int(bool(wrong) or not paths)


sys.exit(main(sys.argv[1:]))
