"""A program on a pty, measured: what it writes, when its last byte comes, what the processor does."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time


class Program:
    def __init__(self, command, home, columns=80, lines=24):
        environment = {'HOME': home, 'XDG_STATE_HOME': f'{home}/state', 'TERM': 'xterm-256color',
                       'LC_ALL': 'C.UTF-8', 'PATH': '/usr/local/bin:/usr/bin:/bin', 'LOGNAME': 'bench'}
        os.makedirs(f'{home}/state/afterword', exist_ok=True)
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', lines, columns, 0, 0))
            os.execve(command[0], command, environment)

    def settle(self, quiet, since=None, patience=30):
        """Bytes, and milliseconds to the last of them, until nothing has come for so many milliseconds.

        The first of them may take as many seconds as there is patience.
        """
        since = since or time.perf_counter()
        total, took, wait = 0, 0.0, patience
        while select.select([self.terminal], [], [], wait)[0]:
            try:
                total += len(os.read(self.terminal, 65536))
            except OSError:  # it has ended
                break
            took = (time.perf_counter() - since) * 1000
            wait = quiet / 1000
        return total, took

    def key(self, keys, quiet=15, patience=5):
        """The same after keys; the first byte of an answer may take as many seconds as there is patience."""
        since = time.perf_counter()
        os.write(self.terminal, keys.encode())
        return self.settle(quiet, since, patience)

    def first(self, keys, quiet=40):
        """Milliseconds from keys to the first of their output; waits until there is no more."""
        since = time.perf_counter()
        os.write(self.terminal, keys.encode())
        select.select([self.terminal], [], [], 5)
        took = (time.perf_counter() - since) * 1000
        self.settle(quiet, patience=quiet / 1000)
        return took

    def processor(self):
        """Milliseconds of all threads so far."""
        total = 0
        for task in os.listdir(f'/proc/{self.pid}/task'):
            with open(f'/proc/{self.pid}/task/{task}/schedstat', encoding='ascii') as file:
                total += int(file.read().split()[0])
        return total / 1e6

    def wakeups(self):
        """How often all threads have begun to wait so far."""
        total = 0
        for task in os.listdir(f'/proc/{self.pid}/task'):
            with open(f'/proc/{self.pid}/task/{task}/status', encoding='ascii') as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith('voluntary'))
        return total

    def memory(self, name='Pss:'):
        """The proportional set size in kB, or another figure of smaps_rollup (proc(5))."""
        with open(f'/proc/{self.pid}/smaps_rollup', encoding='ascii') as file:
            return next(int(line.split()[1]) for line in file if line.startswith(name))

    def resident(self, file):
        """Bytes of a file that it maps and that are in memory."""
        total, is_it = 0, False
        with open(f'/proc/{self.pid}/smaps', encoding='ascii') as maps:
            for line in maps:
                if '-' in line.split()[0]:
                    is_it = line.rstrip().endswith(file)
                elif is_it and line.startswith('Rss:'):
                    total += int(line.split()[1]) * 1024
        return total

    def wait_end(self, patience=30):
        """Milliseconds until it has ended; its output is read."""
        since = time.perf_counter()
        while self.is_running() and time.perf_counter() - since < patience:
            self.settle(1, patience=0.001)
        return (time.perf_counter() - since) * 1000

    def is_running(self):
        return os.waitpid(self.pid, os.WNOHANG) == (0, 0)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
