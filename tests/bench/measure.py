"""Running programs to measure them."""
import collections
import os
import re
import shutil
import subprocess
import sys
import time

NULL = open(os.devnull, 'r+b')  # for all programs
CALLGRIND = ('valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null')

# Seconds on the clock and of the processors, and the most memory in KiB.
Usage = collections.namedtuple('Usage', 'clock processor memory')


def run(command, may_return=(0,)):
    """Ends the program on any other status: a command that refuses is quick."""
    since = time.perf_counter()
    child = subprocess.Popen(command, stdin=NULL, stdout=NULL, stderr=NULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in may_return:
        sys.exit(f'{command}: status {child.returncode}')
    return Usage(time.perf_counter() - since, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def has_valgrind():
    return shutil.which('valgrind') is not None


def read_count(said):
    """In millions, of what valgrind says in the end."""
    return int(re.search(r'Collected : (\d+)', said)[1]) / 1e6


def instructions(command):
    """In millions; None without valgrind."""
    if not has_valgrind():
        return None
    ended = subprocess.run([*CALLGRIND, *command], stdin=NULL, stdout=NULL, stderr=subprocess.PIPE, text=True,
                           check=False)
    return read_count(ended.stderr)
