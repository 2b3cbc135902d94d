# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the whole program share: they start it and watch it from outside."""

import hashlib
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback

# Long, for a build with sanitizers on a machine that does other things as well
PATIENCE = 120
FIRST_ROWS = 'first rows shown'

PROGRAM = os.environ.get('LF_TEST_PROGRAM', 'lightframe')
MAKE_DEMO = os.environ.get('LF_TEST_MAKE_DEMO', 'make-demo')


def wait_for(condition, what, patience=PATIENCE):
    """Returns what condition() returns as soon as it is true."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        result = condition()
        if result:
            return result
        select.select([], [], [], 0.02)
    raise AssertionError(f'waited in vain for {what}')


def make_demo(path, state='healthy', frames=900, sessions=24):
    subprocess.run([MAKE_DEMO, path, state, str(frames), str(sessions)], check=True)
    return path


def describe(folder):
    """Lists a folder so that two lists differ if anything in it was changed."""
    lines = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, 'rb') as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        lines.append(f'{name} {os.stat(path).st_mtime_ns} {digest}')
    return lines


class Running:
    """The program while it runs; its debug messages tell when rows are shown."""

    def __init__(self, *args, cwd=None, **env):
        self.lines = []
        self.rest = b''
        self.process = subprocess.Popen(
            [PROGRAM, *args], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, 'G_MESSAGES_DEBUG': 'lightframe', **env})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def read(self, timeout):
        """Reads what there is; returns False at the end."""
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            return True
        data = os.read(self.process.stdout.fileno(), 65536)
        *lines, self.rest = (self.rest + data).split(b'\n')
        self.lines += [line.decode('utf-8', 'replace') for line in lines]
        return data != b''

    def wait_for_rows(self):
        end = time.monotonic() + PATIENCE
        while not any(FIRST_ROWS in line for line in self.lines):
            assert time.monotonic() < end, f'no rows were shown: {self.lines}'
            assert self.read(1), f'it ended: {self.lines}'

    def end(self, signum=signal.SIGTERM):
        """Ends it as a desktop does. It must go by itself and complain about nothing."""
        self.process.send_signal(signum)
        self.wait()

    def wait(self):
        end = time.monotonic() + PATIENCE
        while self.read(0.1) and time.monotonic() < end:
            pass
        status = self.process.wait(PATIENCE)
        # Last, what a sanitizer says is long
        assert status == 0, '\n'.join([f'it ended with {status}:', *self.lines[-80:]])
        # Nobody shows notifications on the bus of the tests
        bad = [line for line in self.lines if ('CRITICAL' in line or 'WARNING' in line) and
               'org.freedesktop.Notifications was not provided' not in line]
        assert not bad, bad


def run_tests(tests):
    """Runs functions that get a folder each, and writes TAP."""
    failed = False
    print(f'1..{len(tests)}', flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('test_', '').replace('_', '-')
        try:
            with tempfile.TemporaryDirectory() as folder:
                test(folder)
            print(f'ok {number} - {name}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed = True
            print(f'not ok {number} - {name}', flush=True)
            print(''.join('# ' + line + '\n' for line in traceback.format_exc().splitlines()),
                  flush=True)
    sys.exit(1 if failed else 0)
