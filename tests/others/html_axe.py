#!/usr/bin/env python3
"""axe-core must find nothing in HTML reports and the list of them that keeps people from reading.

    html_axe.py AXE.js REPORT.html...

One headless Chromium shows each page wide, in the dark and on a phone, without a network, and is led by
the DevTools protocol through a pipe; so the pages need no change, and their content policy is only
passed over for the script. Exits with 77, which meson counts as skipped, if Chromium or axe-core is
not installed (`./bootstrap deps --all` does that). It takes a second for each view, so by default only the
fullest pages are looked at; AFTERWORD_PAGES=all looks at all, as .ci/run does.
"""
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

AXE = pathlib.Path(sys.argv[1])
CHROMIUM = shutil.which('chromium') or shutil.which('chromium-browser')
FULLEST = {'full', 'hostile', 'index'}  # the folders that these are in
VIEWS = (('wide', 1280, 'light'), ('dark', 1280, 'dark'), ('phone', 360, 'light'))
# The colours are all that differs in the dark.
RULES = {'dark': "runOnly: ['color-contrast'], "}
RUN = '''axe.run(document, {%sresultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map(one =>
  one.id + ': ' + one.help + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' +
  node.failureSummary.replaceAll('\\n', ' ')).join('; '))))'''


class Browser:
    """Commands go out on descriptor 3 and answers come in on 4, each with a NUL at its end."""

    def __init__(self, folder):
        self.numbers = itertools.count(1)
        self.session = None
        self.rest = b''
        commands, self.out = os.pipe()
        self.answers, answers = os.pipe()
        words = [CHROMIUM, '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
                 '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND',
                 f'--user-data-dir={folder}/profile', '--remote-debugging-pipe', 'about:blank']
        self.program = subprocess.Popen(
            ['sh', '-c', f'exec "$@" 3<&{commands} 4>&{answers}', 'sh', *words], pass_fds=(commands, answers),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)

    def message(self):
        while b'\0' not in self.rest:
            more = os.read(self.answers, 1 << 16)
            if not more:
                sys.exit('Chromium has ended')
            self.rest += more
        message, _, self.rest = self.rest.partition(b'\0')
        return json.loads(message)

    def call(self, method, **given):
        number = next(self.numbers)
        command = {'id': number, 'method': method, 'params': given}
        if self.session:
            command['sessionId'] = self.session
        data = json.dumps(command).encode() + b'\0'
        while data:
            data = data[os.write(self.out, data):]
        answer = {}
        while answer.get('id') != number:
            answer = self.message()
        if 'error' in answer:
            sys.exit(f'{method}: {answer["error"]}')
        return answer['result']

    def wait_for(self, event):
        while self.message().get('method') != event:
            pass

    def evaluate(self, script):
        answer = self.call('Runtime.evaluate', expression=script, awaitPromise=True, returnByValue=True)
        if 'exceptionDetails' in answer:
            sys.exit(f'the script failed: {answer["exceptionDetails"]}')
        return answer['result'].get('value')

    def open_page(self):
        target = self.call('Target.createTarget', url='about:blank')['targetId']
        self.session = self.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        self.call('Page.enable')
        self.call('Page.setBypassCSP', enabled=True)

    def close(self):
        self.program.kill()
        self.program.wait()


def look(browser, path, axe):
    browser.call('Page.navigate', url=pathlib.Path(path).resolve().as_uri())
    browser.wait_for('Page.loadEventFired')
    browser.evaluate(axe)
    for name, width, scheme in VIEWS:
        browser.call('Emulation.setDeviceMetricsOverride', width=width, height=900, deviceScaleFactor=1, mobile=False)
        browser.call('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': scheme}])
        for found in json.loads(browser.evaluate(RUN % RULES.get(name, ''))):
            yield f'{path}, {name}: {found}'


def main(paths):
    for what, there in (('Chromium', CHROMIUM), ('axe-core', AXE.is_file())):
        if not there:
            print(f'skipped: {what} is not installed')
            return 77
    axe = AXE.read_text(encoding='utf-8') + ';0'
    with tempfile.TemporaryDirectory(prefix='afterword-axe-', ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        browser.open_page()
        wrong = [line for path in paths for line in look(browser, path, axe)]
        browser.close()
    print('\n'.join(wrong))
    return int(bool(wrong) or not paths)


sys.exit(main([page for page in sys.argv[2:] if os.environ.get('AFTERWORD_PAGES') == 'all' or
               pathlib.Path(page).parent.name in FULLEST]))
