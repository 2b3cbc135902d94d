# SPDX-License-Identifier: GPL-3.0-or-later
"""history."""

import hashlib
import json
import os
import stat

from lf_cli_test import Test, is_clean, open_database, run, run_on_terminal

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, '..', '..', 'src', 'maintenance', 'history', 'schema-1.sql')
KEYS = ['id', 'kind', 'outcome', 'catalog', 'identity', 'started', 'seconds', 'bytes_before',
        'bytes_after', 'problems', 'problems_left', 'details_before_ms', 'details_after_ms']
SECOND = 1_000_000


class History(Test):
    def get_path(self):
        return os.path.join(self.data, 'lightframe', 'history.db')

    def open_history(self):
        os.makedirs(os.path.dirname(self.get_path()), exist_ok=True)
        is_new = not os.path.exists(self.get_path())
        holder = open_database(self.get_path())
        if is_new:
            with holder as history, open(SCHEMA, encoding='utf-8') as schema:
                history.executescript(schema.read())
        return open_database(self.get_path())

    def add(self, catalog, started=1700766540, kind='repair', identity=None, message=None):
        with self.open_history() as history:
            number = history.execute(
                'INSERT INTO runs (kind, outcome, catalog, identity, layout, started, seconds,'
                ' message, data_unchanged) VALUES (?, "done", ?, ?, 2, ?, 3.4, ?, 1)',
                (kind, catalog, identity, started * SECOND, message)).lastrowid
            for is_after, ms, size in ((0, 11.5, 46829568), (1, 0.036, 25133056)):
                state = history.execute(
                    'INSERT INTO states (run, is_after, bytes, free_bytes, n_rows, is_checked)'
                    ' VALUES (?, ?, ?, 0, 100, 1)', (number, is_after, size)).lastrowid
                history.execute(
                    'INSERT INTO timings VALUES (?, 0, "session-details", "Session details",'
                    ' "S1", 23, 0, 30, 23, ?, ?, ?, 657, 0, 0, 0)',
                    (state, ms, ms * 0.9, ms * 1.1))
                if not is_after:
                    history.execute('INSERT INTO findings VALUES (?, 0, "structure", "error",'
                                    ' "structure.x", "x", "It is broken.", "Mend it.")', (state,))
        return number

    def identify(self, path):
        """By what a catalog is recognized: it must never change, for histories remember it."""
        with open_database(path) as catalog:
            facts = [('layout', *catalog.execute('SELECT version, applied_at FROM schema_version'
                                                 ' ORDER BY version').fetchone()),
                     ('frame', *catalog.execute('SELECT id, md5sum FROM fits_files'
                                                ' ORDER BY id').fetchone())]
        digest = hashlib.sha256()
        for value in (str(value).encode() for fact in facts for value in fact):
            digest.update(b'1:%d:%s' % (len(value), value))
        return digest.hexdigest()[:32]

    def test_empty(self):
        """Reading of nothing makes nothing."""
        self.assertEqual(self.read_json('history'), [])
        result = run('history')
        self.assertEqual((result.status, len(result.out.splitlines())), (0, 1))
        self.assertEqual(os.listdir(self.data), [])

    def test_list(self):
        first = self.add('/astro/a.db')
        second = self.add('/astro/b.db', started=1700770000, kind='vacuum')
        runs = self.read_json('history')
        self.assertEqual([r['id'] for r in runs], [second, first])
        self.assertEqual(list(runs[0]), KEYS)
        self.assertEqual(runs[0]['outcome'], 'done')
        self.assertEqual(runs[1]['outcome'], 'repaired')
        self.assertEqual(runs[1]['started'], '2023-11-23T19:09:00Z')
        self.assertEqual((runs[1]['problems'], runs[1]['problems_left']), (1, 0))
        self.assertEqual((runs[1]['details_before_ms'], runs[1]['details_after_ms']),
                         (11.5, 0.036))
        self.assertEqual([r['id'] for r in self.read_json('history', '/astro/a.db')], [first])
        self.assertEqual(self.read_json('history', '/astro/c.db'), [])

    def test_moved_catalog(self):
        """A catalog is recognized by what is in it, wherever it lies."""
        path = self.make()
        number = self.add('/elsewhere/catalog.db', identity=self.identify(path))
        self.add('/elsewhere/other.db', identity='0123456789abcdef')
        self.assertEqual([r['id'] for r in self.read_json('history', path)], [number])
        with open_database(path) as catalog:
            catalog.execute('UPDATE fits_files SET object = "M 31"')
        self.assertEqual([r['id'] for r in self.read_json('history', path)], [number])

    def test_table(self):
        self.add('/astro/a.db')
        result = run('history')
        self.assertEqual(result.status, 0)
        head, line = result.out.splitlines()
        self.assertEqual(head.split()[:5], ['Run', 'Started', 'What', 'Outcome', 'Catalog'])
        for word in ('repaired', 'a.db', '1 → 0', '46.8', '25.1', '0.036'):
            self.assertIn(word, line)

    def test_hostile(self):
        self.add('/astro/a\x1b[31m\n<b>.db', message='\x1b[31mred\u202e')
        for result in (run('history'), run('history', '--run=1')):
            self.assertEqual(result.status, 0)
            self.assertTrue(is_clean(result.out), repr(result.out))
        self.assertIn('[31m', run_on_terminal('history').out)

    def test_run(self):
        number = self.add('/astro/a.db', message='All is well.')
        shown = run('history', '--run', str(number))
        self.assertEqual((shown.status, shown.err), (0, ''))
        for word in ('a.db', 'All is well.', 'faster', 'It is broken.'):
            self.assertIn(word, shown.out)
        record = self.read_json('history', '--run', str(number))
        self.assertEqual(record['outcome'], 'repaired')
        self.assertEqual(record['before']['bytes'], 46829568)
        self.assertEqual(record['after']['queries'][0]['name'], 'session-details')
        self.assert_fails(run('history', '--run=77'), '77')

    def test_report(self):
        first = self.add('/astro/a.db')
        self.add('/astro/b.db', started=1700770000)
        for name, start in (('r.html', '<!DOCTYPE html>'), ('r.md', '# b.db'), ('r.json', '{'),
                            ('r.csv', 'state,'), ('r.txt', 'b.db')):
            path = self.path(name)
            result = run('history', '--report', path)
            self.assertEqual((result.status, result.err), (0, ''))
            with open(path, encoding='utf-8') as file:
                self.assertTrue(file.read().startswith(start), name)
        with open(self.path('r.json'), encoding='utf-8') as file:
            self.assertEqual(json.load(file)['catalog'], '/astro/b.db')

        self.assertEqual(run('history', '--report', self.path('a.md'), f'--run={first}').status, 0)
        with open(self.path('a.md'), encoding='utf-8') as file:
            self.assertTrue(file.read().startswith('# a.db'))
        self.assertEqual(run('history', '/astro/a.db', '--report', self.path('c.md')).status, 0)
        with open(self.path('c.md'), encoding='utf-8') as file:
            self.assertTrue(file.read().startswith('# a.db'))

    def test_report_fails(self):
        self.assert_fails(run('history', '--report', self.path('r.html')))
        self.assertEqual(os.listdir(self.folder), [])
        self.add('/astro/a.db')
        self.assert_fails(run('history', '--report', self.path('r.pdf')), '.html')
        self.assert_fails(run('history', '--report', self.path('none/r.html')), 'none/r.html')

    def test_delete(self):
        first = self.add('/astro/a.db')
        second = self.add('/astro/a.db')
        self.assertEqual(run('history', f'--delete={first}').status, 0)
        self.assertEqual([r['id'] for r in self.read_json('history')], [second])
        self.assert_fails(run('history', f'--delete={first}'), str(first))
        self.assert_fails(run('history', f'--delete={second}', '--json'), '--delete')
        self.assert_fails(run('history', f'--delete={second}', '/astro/a.db'), '--delete')
        self.assert_fails(run('history', '--delete=x'), '--delete')
        self.assertEqual(len(self.read_json('history')), 1)

    def test_damaged(self):
        self.add('/astro/a.db')
        with open(self.get_path(), 'r+b') as file:
            file.write(b'x' * 5000)
        result = run('history')
        self.assertEqual(result.status, 0)
        self.assertIn('damaged', result.err)
        self.assertEqual(run('history').err, '')
        self.assertEqual(len(os.listdir(os.path.dirname(self.get_path()))), 2)

    def test_newer(self):
        self.add('/astro/a.db')
        with self.open_history() as history:
            history.execute('PRAGMA user_version = 99')
        self.assert_fails(run('history'), 'newer')

    def test_private(self):
        """What the program makes itself is for nobody else."""
        self.assertEqual(run('history', '--delete=1').status, 2)
        folder = os.path.dirname(self.get_path())
        self.assertEqual(stat.S_IMODE(os.stat(folder).st_mode), 0o700)
        self.assertEqual(stat.S_IMODE(os.stat(self.get_path()).st_mode), 0o600)
