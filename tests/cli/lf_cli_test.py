# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of lightframe-cli share: running it, looking at folders, telling results as TAP."""

import collections
import contextlib
import hashlib
import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv[1])

Result = collections.namedtuple('Result', 'status out err')


def make_env(**changes):
    env = {key: value for key, value in os.environ.items()
           if key not in ('NO_COLOR', 'COLUMNS', 'TERM')}
    env['TERM'] = 'xterm'
    env.update(changes)
    return env


def listen_to_signals():
    """A test that runs in the background of a shell has them ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def run(*words, **env):
    done = subprocess.run([PROGRAM, *words], capture_output=True, env=make_env(**env),
                          stdin=subprocess.DEVNULL, timeout=120, check=False)
    return Result(done.returncode, done.stdout.decode('utf-8'), done.stderr.decode('utf-8'))


def start(*words, **env):
    return subprocess.Popen([PROGRAM, *words], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=make_env(**env),
                            preexec_fn=listen_to_signals)


def wait_until_open(process, path):
    """Until a process has a file open, however long that takes."""
    while process.poll() is None:
        folder = f'/proc/{process.pid}/fd'
        with contextlib.suppress(OSError):
            if any(os.path.realpath(os.path.join(folder, name)) == os.path.realpath(path)
                   for name in os.listdir(folder)):
                return
        time.sleep(0.01)


def run_on_terminal(*words, columns=100, **env):
    """Runs it with standard output and error on a terminal, and returns what came there."""
    import fcntl
    import struct
    import termios

    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack('HHHH', 25, columns, 0, 0))
    process = subprocess.Popen([PROGRAM, *words], stdin=end, stdout=end, stderr=end,
                               env=make_env(**env))
    os.close(end)
    parts = []
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 65536):
            parts.append(part)
    os.close(terminal)
    text = b''.join(parts).decode('utf-8').replace('\r\n', '\n')
    return Result(process.wait(timeout=120), text, '')


def describe_folder(folder):
    """Names, sizes, contents and times of all files."""
    found = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        about = os.lstat(path)
        digest = None
        if os.path.isfile(path):
            with open(path, 'rb') as file:
                digest = hashlib.sha256(file.read()).hexdigest()
        found[name] = (about.st_mode, about.st_size, about.st_mtime_ns, digest)
    return found


def is_clean(text):
    """Whether a terminal does nothing but show it."""
    return all(c == '\n' or not (ord(c) < 0x20 or 0x7f <= ord(c) <= 0x9f or
                                 c in '\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067')
               for c in text)


@contextlib.contextmanager
def open_database(path):
    connection = sqlite3.connect(path)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


class Test(unittest.TestCase):
    """A test with a folder of its own, and another for what the program keeps of its own."""

    maxDiff = 4000

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='lf-cli-')
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        data = tempfile.TemporaryDirectory(prefix='lf-cli-data-')
        self.addCleanup(data.cleanup)
        self.data = data.name
        os.environ['XDG_DATA_HOME'] = self.data

    def path(self, name):
        return os.path.join(self.folder, name)

    def make(self, name='catalog.db', *options):
        path = self.path(name)
        result = run('demo', path, *(options or ('--frames=600', '--sessions=12')))
        self.assertEqual((result.status, result.err), (0, ''))
        return path

    def read_json(self, *words, status=0):
        result = run(*words, '--json')
        self.assertEqual((result.status, result.err), (status, ''))
        return json.loads(result.out)

    def assert_fails(self, result, *words):
        self.assertEqual(result.status, 2)
        self.assertEqual(result.out, '')
        self.assertTrue(result.err.startswith('lightframe-cli'), result.err)
        self.assertTrue(is_clean(result.err), repr(result.err))
        for word in words:
            self.assertIn(word, result.err)


class TapResult(unittest.TestResult):
    """Tells each test as it ends."""

    def __init__(self):
        super().__init__()
        self.n = 0

    def tell(self, test, is_ok, remark=''):
        self.n += 1
        print(f'{"ok" if is_ok else "not ok"} {self.n} {test.id().split(".", 1)[1]}{remark}',
              flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, True)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, True, f' # SKIP {reason}')

    def tell_failure(self, test, error):
        self.tell(test, False)
        for line in self._exc_info_to_string(error, test).splitlines():
            print(f'# {line}', flush=True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell_failure(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.tell_failure(test, err)


def main(modules):
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromModule(module)
                               for module in modules)
    print(f'1..{suite.countTestCases()}', flush=True)
    return 0 if suite.run(TapResult()).wasSuccessful() else 1
