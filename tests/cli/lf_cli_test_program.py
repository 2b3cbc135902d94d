# SPDX-License-Identifier: GPL-3.0-or-later
"""The program itself: help, mistakes, exit statuses, terminals, signals; and demo."""

import os
import re
import signal
import subprocess
import time

from lf_cli_test import (PROGRAM, Test, describe_folder, is_clean, make_env, open_database, run,
                         run_on_terminal, start, wait_until_open)

COMMANDS = {
    'sessions': ('--status', '--search', '--json'),
    'show': ('--json',),
    'check': ('--full', '--json'),
    'plans': ('--query', '--json'),
    'timings': ('--runs', '--json'),
    'demo': ('--state', '--frames', '--sessions', '--force'),
}
READERS = ('sessions', 'check', 'plans', 'timings')


class Program(Test):
    def test_help(self):
        for word in ('--help', '-h'):
            result = run(word)
            self.assertEqual((result.status, result.err), (0, ''))
            for command in COMMANDS:
                self.assertRegex(result.out, rf'\n  {command}  +([^ ]+ )+ +[^ ]')
        for command, options in COMMANDS.items():
            for word in ('--help', '-h'):
                result = run(command, word)
                self.assertEqual((result.status, result.err), (0, ''))
                self.assertIn(f'lightframe-cli {command} [OPTION', result.out)
                for option in options:
                    self.assertIn(option, result.out)

    def test_version(self):
        result = run('--version')
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertRegex(result.out, r'^lightframe-cli \d+\.\d+\.\d+\n$')

    def test_mistakes(self):
        self.assert_fails(run(), '--help')
        self.assert_fails(run('nonsense'), 'nonsense', '--help')
        self.assert_fails(run('\x1b[31mred\n'), 'red')
        self.assert_fails(run(b'\xff'))
        self.assert_fails(run('--nonsense'), '--nonsense')
        self.assert_fails(run(''))
        for command in COMMANDS:
            self.assert_fails(run(command), command, '--help')
            self.assert_fails(run(command, '--nonsense', 'x'), '--nonsense')
            self.assert_fails(run(command, 'a', 'b', 'too-many'))
        self.assert_fails(run('sessions', 'x', '--status'), '--status')
        for number in ('0', '-1', 'x', '1x', '', '99999999999999999999', ' 1'):
            self.assert_fails(run('timings', 'x', '--runs', number), '--runs')
            self.assert_fails(run('demo', self.path('x.db'), '--frames', number), '--frames')
            self.assert_fails(run('demo', self.path('x.db'), '--sessions', number), '--sessions')
        self.assert_fails(run('demo', self.path('x.db'), '--state', 'odd'), 'odd', 'healthy')
        self.assertEqual(os.listdir(self.folder), [])

    def test_bad_values(self):
        path = self.make()
        self.assert_fails(run('sessions', path, '--status', 'odd'), 'odd', 'in_progress')
        self.assert_fails(run('plans', path, '--query', 'odd'), 'odd', 'session-details')

    def test_bad_catalogs(self):
        os.mkdir(self.path('folder'))
        for name, content in (('empty', b''), ('text', b'hello\n' * 500), ('short', b'SQLite f')):
            with open(self.path(name), 'wb') as file:
                file.write(content)
        with open_database(self.path('other')) as database:
            database.execute('CREATE TABLE t (x)')
        for name in ('missing', 'folder', 'empty', 'text', 'short', 'other', 'missing/catalog.db'):
            before = describe_folder(self.folder)
            for command in READERS:
                for more in ((), ('--json',)):
                    self.assert_fails(run(command, self.path(name), *more))
            self.assert_fails(run('show', self.path(name), 'x'))
            self.assertEqual(describe_folder(self.folder), before)

    def test_truncated(self):
        path = self.make()
        with open(path, 'r+b') as file:
            file.truncate(os.path.getsize(path) // 2)
        self.assert_fails(run('sessions', path))

    def test_odd_paths(self):
        for name in (b'with space \xc3\xbc.db', b'inv\xff\xfealid?#%41.db', b'-dash.db'):
            path = os.path.join(os.fsencode(self.folder), name)
            self.assertEqual(run('demo', '--frames=50', '--sessions=3', b'--', path).status, 0)
            self.assertEqual(len(run('sessions', '--', path).out.splitlines()), 6)

    def test_after_dashes(self):
        """What stands behind “--” is no option."""
        words = [PROGRAM, 'demo', '--frames=50', '--sessions=3', '--', '--json']
        done = subprocess.run(words, cwd=self.folder, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(os.listdir(self.folder), ['--json'])

    def test_plain_locale(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute("UPDATE processing_sessions SET name = '星雲 ü'")
        result = run('sessions', path, LC_ALL='C')
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertTrue(result.out.isascii())
        self.assertIn('"星雲 ü"', run('sessions', path, '--json', LC_ALL='C').out)


class Streams(Test):
    def test_broken_pipe(self):
        path = self.make('catalog.db', '--frames=3000', '--sessions=2000')
        for words in (('sessions', path), ('sessions', path, '--json')):
            process = start(*words)
            process.stdout.read(10)
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b'')
            process.stderr.close()
            self.assertEqual(process.wait(timeout=60), 0)

    def test_full_disk(self):
        path = self.make()
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([PROGRAM, 'sessions', path], stdout=full,
                                  stderr=subprocess.PIPE, env=make_env(), check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'could not be written', done.stderr)

    def test_colours(self):
        path = self.make()
        self.assertTrue(is_clean(run('sessions', path).out))
        self.assertIn('\x1b[', run_on_terminal('sessions', path).out)
        for env in ({'NO_COLOR': '1'}, {'TERM': 'dumb'}):
            self.assertTrue(is_clean(run_on_terminal('sessions', path, **env).out))
        self.assertTrue(is_clean(run_on_terminal('sessions', path, '--json').out))

    def test_width(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute("UPDATE processing_sessions SET name = name || ' 星雲星雲星雲' || "
                            "'a long name that goes on and on and on'")
        for columns in (80, 100, 132):
            text = run_on_terminal('sessions', path, columns=columns, NO_COLOR='1').out
            for line in text.splitlines():
                wide = sum(2 if '\u2e80' <= c <= '\u9fff' else 1 for c in line)
                self.assertLessEqual(wide, columns, line)
        # What is no terminal gets all of it
        self.assertIn('on and on and on', run('sessions', path).out)

    def test_progress(self):
        path = self.path('catalog.db')
        options = ('--frames=60000', '--sessions=50', '--force')
        result = run_on_terminal('demo', path, *options)
        self.assertEqual(result.status, 0)
        percents = [int(p) for p in re.findall(r'(\d+) %', result.out)]
        self.assertTrue(percents)
        self.assertEqual(percents, sorted(percents))
        self.assertTrue(result.out.endswith('\r\x1b[KMade “' + path + '”.\n'), result.out[-200:])

        options = ('--frames=600', '--sessions=12', '--force')
        plain = run('demo', path, *options)
        self.assertEqual((plain.status, plain.err, plain.out), (0, '', 'Made “' + path + '”.\n'))
        dumb = run_on_terminal('demo', path, *options, TERM='dumb')
        self.assertNotIn('%', dumb.out)


class Signals(Test):
    def begin(self):
        """Starts something long, and waits until it is at work."""
        process = start('demo', self.path('catalog.db'), '--frames=1000000')
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        end = time.monotonic() + 120
        while not os.listdir(self.folder):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)
        time.sleep(0.3)
        return process

    def test_cancel(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.begin()
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=120), 128 + number)
            self.assertEqual(os.listdir(self.folder), [])

    def test_second(self):
        """The second signal ends it at once, if the first did not already."""
        process = self.begin()
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        self.assertIn(process.wait(timeout=120), (130, -signal.SIGINT))

    def test_ignored(self):
        """As after “nohup”, or in the background of a script."""
        words = ['sh', '-c', 'trap "" INT; exec "$0" "$@"', PROGRAM, 'demo',
                 self.path('catalog.db'), '--frames=30000']
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        while not os.listdir(self.folder):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=120), 0)

    def test_waiting(self):
        """A catalog that another program has locked can be waited for no longer."""
        path = self.make('catalog.db', '--state=migrated', '--frames=100', '--sessions=3')
        with open_database(path) as catalog:
            catalog.execute('BEGIN EXCLUSIVE')
            process = start('sessions', path, LIGHTFRAME_PATIENCE_MS='600000')
            wait_until_open(process, path)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=120)
            self.assertEqual(process.returncode, 130)
            self.assert_fails(run('sessions', path, LIGHTFRAME_PATIENCE_MS='100'), 'locked')


class Demo(Test):
    def count(self, path, table):
        with open_database(path) as catalog:
            return catalog.execute(f'SELECT count(*) FROM {table}').fetchone()[0]

    def test_states(self):
        for state, table in (('healthy', 'imaging_sessions'), ('migrated', 'imaging_sessions'),
                             ('legacy', 'sessions')):
            path = self.make(state + '.db', '--state', state, '--frames=321', '--sessions=7')
            self.assertEqual(self.count(path, 'fits_files'), 321)
            self.assertEqual(self.count(path, 'processing_sessions'), 7)
            self.assertGreater(self.count(path, table), 0)

    def test_same_again(self):
        """The same options make the same catalog."""
        first, second = self.make('first.db'), self.make('second.db')
        with open(first, 'rb') as a, open(second, 'rb') as b:
            self.assertEqual(a.read(), b.read())

    def test_small(self):
        for frames, sessions in ((1, 1), (10, 1000), (1000, 1)):
            path = self.make(f'{frames}.db', f'--frames={frames}', f'--sessions={sessions}')
            self.assertEqual(self.count(path, 'fits_files'), frames)
            self.assertEqual(self.count(path, 'processing_sessions'), sessions)
            self.assertEqual(len(self.read_json('sessions', path)), sessions)

    def test_keeps_what_is_there(self):
        path = self.path('precious.db')
        with open(path, 'wb') as file:
            file.write(b'precious')
        os.symlink('nowhere', self.path('link.db'))
        before = describe_folder(self.folder)
        self.assert_fails(run('demo', path), 'precious.db', '--force')
        self.assert_fails(run('demo', self.path('link.db')), '--force')
        self.assert_fails(run('demo', self.folder), self.folder)
        self.assert_fails(run('demo', self.folder, '--force'), self.folder)
        self.assert_fails(run('demo', self.path('missing/x.db')), 'missing')
        self.assertEqual(describe_folder(self.folder), before)

        self.assertEqual(run('demo', path, '--force', '--frames=50', '--sessions=2').status, 0)
        self.assertEqual(self.count(path, 'fits_files'), 50)
