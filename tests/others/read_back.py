#!/usr/bin/env python3
"""Other YAML readers must get back every string that Afterword wrote.

    read_back.py READER write_documents [COUNT [SEED]]

READER is pyyaml (YAML 1.1, its own scanner) or libfyaml (YAML 1.2, by fy-tool).
Exits with 77, which meson counts as skipped, if the reader is not installed.
"""
import json
import shutil
import subprocess
import sys


def pyyaml():
    try:
        import yaml
    except ImportError:
        return None
    return lambda text: yaml.load(text.decode('utf-8-sig'), yaml.SafeLoader)


def libfyaml():
    if not shutil.which('fy-tool'):
        return None

    def read(text):
        run = subprocess.run(['fy-tool', '--mode', 'json', '-'], input=text,
                             capture_output=True, check=True)
        return json.loads(run.stdout.decode('utf-8', 'surrogatepass'), strict=False)
    return read


def documents(stream):
    """Pairs of a document's bytes and its list of (path, text)."""
    found = []
    while line := stream.readline():
        what, *path, length = line.split()
        text = stream.read(int(length))
        stream.read(1)
        if what == b'document':
            found.append((text, []))
        else:
            found[-1][1].append((path[0].decode(), text.decode()))
    return found


def value_at(root, path):
    for step in path.split('.'):
        root = root[int(step)] if step.isdigit() else root[step]
    return root


def lines(text):
    """Items of a list, one per line; blank lines and indentation do not matter."""
    return [line.strip(' \t') for line in text.split('\n') if line.strip(' \t')]


def is_same(got, meant):
    if isinstance(got, list):
        return all(isinstance(item, str) for item in got) and (
            lines('\n'.join(got)) == lines(meant))
    if not isinstance(got, str):
        return False
    # A block scalar ends in a newline that is not part of the prose.
    return got == meant or got == meant + '\n'


def main():
    read = {'pyyaml': pyyaml, 'libfyaml': libfyaml}[sys.argv[1]]()
    if read is None:
        print(f'skipped: {sys.argv[1]} is not installed')
        return 77
    writer = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE)
    found = documents(writer.stdout)
    if writer.wait() != 0 or not found:
        print('the writer failed')
        return 1
    wrong = values = 0
    for text, meant in found:
        try:
            root = read(text)
        except Exception as error:  # each reader has its own kinds
            said = getattr(error, 'stderr', None)
            print(f'unreadable: {said.decode() if said else error}\n{text.decode()!r}')
            wrong += 1
            continue
        for path, value in meant:
            values += 1
            try:
                got = value_at(root, path)
            except (KeyError, IndexError, TypeError) as error:
                got = error
            if not is_same(got, value):
                wrong += 1
                print(f'{path}: meant {value!r}, read {got!r}')
                print(f'  in {text.decode()!r}')
    print(f'{sys.argv[1]}: {len(found)} documents, {values} strings, {wrong} wrong')
    return 1 if wrong else 0


sys.exit(main())
