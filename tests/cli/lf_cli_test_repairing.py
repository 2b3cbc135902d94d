# SPDX-License-Identifier: GPL-3.0-or-later
"""repair, analyze, vacuum, backup, restore: what they change, and what they leave alone."""

import json
import os
import signal
import time

from lf_cli_test import (Test, describe_folder, is_clean, open_database, run, run_on_terminal, start,
                         wait_until_open)

SIZE = ('--frames=3000', '--sessions=40')
STEPS = ['check', 'measure-before', 'preflight', 'backup', 'structure', 'indexes', 'vacuum',
         'analyze', 'verify', 'measure-after']
LINKED = ('SELECT psf.processing_session_id, f.file, f.object, f.exposure'
          '  FROM processing_session_files AS psf JOIN fits_files AS f ON f.id = psf.fits_file_id'
          ' ORDER BY 1, 2, 3, 4')
FRAMES = 'SELECT file, folder, object, obs_timestamp, exposure, md5sum FROM fits_files ORDER BY 1, 2'


def query(path, sql, *values):
    with open_database(path) as catalog:
        return catalog.execute(sql, values).fetchall()


class Repair(Test):
    def make_migrated(self, name='catalog.db', wal=False):
        path = self.make(name, '--state=migrated', *SIZE)
        with open_database(path) as catalog:
            if wal:
                catalog.execute('PRAGMA journal_mode = WAL')
        return path

    def repair(self, path, *options, status=0):
        result = run('repair', path, '--json', '--no-timings', *options)
        self.assertEqual(result.status, status, result)
        record = json.loads(result.out)
        self.assertEqual([step['id'] for step in record['steps']][:1], ['check'])
        return record

    def backups(self, path):
        folder = os.path.join(os.path.dirname(path), 'backups')
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def test_repair(self):
        for wal in (False, True):
            path = self.make_migrated(f'catalog-{wal}.db', wal)
            frames, links = query(path, FRAMES), query(path, LINKED)
            bytes_before = os.path.getsize(path)
            record = self.repair(path)
            self.assertEqual(record['outcome'], 'repaired')
            self.assertEqual([step['id'] for step in record['steps']], STEPS)
            self.assertEqual({step['outcome'] for step in record['steps']}, {'done', 'skipped'})
            self.assertEqual(query(path, FRAMES), frames)
            self.assertEqual(query(path, LINKED), links)
            self.assertLess(os.path.getsize(path), bytes_before)
            self.assertEqual(query(path, 'PRAGMA journal_mode'), [('wal' if wal else 'delete',)])
            self.assertEqual(query(path, 'PRAGMA foreign_key_check'), [])
            self.assertEqual(query(path, 'PRAGMA integrity_check'), [('ok',)])
            self.assertTrue(os.path.exists(record['backup']))
            plan = query(path, 'EXPLAIN QUERY PLAN ' + LINKED.replace(
                'ORDER', "WHERE psf.processing_session_id = '1' ORDER"))
            self.assertRegex(plan[0][3], r'SEARCH psf USING INDEX \S+ \(processing_session_id=\?\)')
            self.assertEqual(plan[1][3], 'SEARCH f USING INTEGER PRIMARY KEY (rowid=?)')
            self.assertTrue(json.loads(run('check', path, '--json').out)['healthy'])

            again = self.repair(path)
            self.assertEqual(again['outcome'], 'nothing-to-do')
            self.assertIsNone(again['backup'])

    def test_rows_without_id(self):
        """Linked by the number of their row, as the cataloger does it after the migration."""
        path = self.make_migrated()
        with open_database(path) as catalog:
            session, = catalog.execute('SELECT min(id) FROM processing_sessions').fetchone()
            for i in range(50):
                frame = catalog.execute(
                    'INSERT INTO fits_files (file, folder, frame_type, md5sum)'
                    " VALUES (?, '/new', 'LIGHT', ?)", (f'new-{i}.fits', f'new-{i}')).lastrowid
                catalog.execute(
                    'INSERT INTO processing_session_files (processing_session_id, fits_file_id,'
                    ' original_path, original_filename, staged_path, staged_filename, subfolder)'
                    " VALUES (?, ?, '', ?, '', '', 'lights')", (session, frame, f'new-{i}.fits'))
            catalog.commit()
        self.repair(path)
        linked = query(path, 'SELECT f.file, psf.original_filename FROM fits_files AS f'
                             ' JOIN processing_session_files AS psf ON psf.fits_file_id = f.id'
                             " WHERE f.folder = '/new'")
        self.assertEqual(len(linked), 50)
        for file, name in linked:
            self.assertEqual(file, name)

    def test_dry_run_writes_nothing(self):
        path = self.make_migrated()
        before = describe_folder(self.folder)
        result = run('repair', path, '--dry-run', '--json')
        plan = json.loads(result.out)
        self.assertEqual((result.status, result.err), (1, ''))
        self.assertTrue(plan['needed'])
        self.assertIn('structure.fits_files.primary-key', plan['repairable'])
        text = run('repair', path, '--dry-run').out
        self.assertIn('fits_files', text)
        self.assertEqual(describe_folder(self.folder), before)

    def test_trial_writes_nothing(self):
        path = self.make_migrated()
        before = describe_folder(self.folder)
        record = self.repair(path, '--try-on-copy')
        self.assertEqual(record['outcome'], 'repaired')
        self.assertLess(record['after']['bytes'], record['before']['bytes'])
        self.assertEqual(describe_folder(self.folder), before)

    def test_only(self):
        path = self.make_migrated()
        finding = 'indexes.missing.fits_files.telescope_camera'
        record = self.repair(path, '--only', finding, status=1)
        self.assertEqual(record['outcome'], 'repaired')
        left = {f['id'] for f in record['after']['findings']}
        self.assertNotIn(finding, left)
        self.assertIn('structure.fits_files.primary-key', left)

        result = run('repair', path, '--only', 'structure.nothing')
        self.assertEqual(result.status, 2)
        self.assertIn('structure.nothing', result.err)

    def test_vacuum_waits_for_the_key(self):
        """Row numbers are all that frames without id are known by."""
        path = self.make_migrated()
        with open_database(path) as catalog:
            catalog.execute("INSERT INTO fits_files (file, folder) VALUES ('a', 'b')")
            catalog.commit()
        size = os.path.getsize(path)
        result = run('vacuum', path)
        self.assertIn('primary key', result.out + result.err)
        self.assertEqual(os.path.getsize(path), size)

    def test_timings(self):
        path = self.make_migrated()
        result = run('repair', path, '--json')
        record = json.loads(result.out)
        for state in ('before', 'after'):
            names = [q['name'] for q in record[state]['queries']]
            self.assertIn('session-details', names)
            # Those of the old script are not timed for the largest session, only explained
            timed = [q for q in record[state]['queries'] if q['median_ms'] is not None]
            self.assertGreater(len(timed), 8)
            for figures in timed:
                self.assertLessEqual(figures['p05_ms'], figures['median_ms'])
                self.assertLessEqual(figures['median_ms'], figures['p95_ms'])
                self.assertGreater(figures['vm_steps'], 0)

    def test_text(self):
        path = self.make_migrated()
        text = run_on_terminal('repair', path, NO_COLOR='1', TERM='dumb', columns=100).out
        for part in ('Checking the catalog', 'Indexes that the queries need', 'Plan before',
                     'Backing up', 'Rebuilding tables', 'ANALYZE', 'Plan after',
                     'Timing queries after', 'checksums equal'):
            self.assertIn(part, text)
        self.assertTrue(is_clean(text))

    def test_reports(self):
        path = self.make_migrated()
        for ending, sign in (('md', '#'), ('html', '<svg'), ('json', '{'), ('csv', 'median')):
            report = self.path('report.' + ending)
            # Charts and figures come from timings
            options = () if ending in ('html', 'csv') else ('--no-timings',)
            run('repair', path, '--try-on-copy', '--report', report, *options)
            with open(report, encoding='utf-8') as file:
                self.assertIn(sign, file.read())
        result = run('repair', path, '--report', self.path('report.docx'))
        self.assertEqual(result.status, 2)
        self.assertEqual(self.backups(path), [])

    def test_backups(self):
        path = self.make_migrated()
        content = query(path, FRAMES)
        made = json.loads(run('backup', path, '--json').out)['backup']
        self.assertEqual(query(made, FRAMES), content)
        with open_database(path) as catalog:
            catalog.execute('DELETE FROM fits_files')
            catalog.commit()
        result = run('restore', path, made)
        self.assertEqual(result.status, 1, result)
        self.assertEqual(query(path, FRAMES), content)
        # What was there before is kept, too
        self.assertEqual(len(self.backups(path)), 2)

    def test_restore_refuses(self):
        path = self.make_migrated()
        before = describe_folder(self.folder)
        bad = self.path('bad.db')
        with open(bad, 'wb') as file:
            file.write(b'SQLite format 3\0' + bytes(5000))
        with open(path, 'rb') as file:
            content = file.read()
        result = run('restore', path, bad)
        self.assertEqual(result.status, 2, result)
        self.assertNotEqual(result.err, '')
        with open(path, 'rb') as file:
            self.assertEqual(file.read(), content)
        self.assertEqual(describe_folder(self.folder)['catalog.db'], before['catalog.db'])

    def test_analyze_and_vacuum(self):
        path = self.make_migrated()
        run('analyze', path)
        self.assertGreater(len(query(path, 'SELECT * FROM sqlite_stat1')), 0)
        size = os.path.getsize(path)
        run('vacuum', path)
        self.assertLess(os.path.getsize(path), size)
        self.assertEqual(query(path, 'PRAGMA freelist_count'), [(0,)])

    def test_cancelled(self):
        path = self.make('large.db', '--state=migrated', '--frames=20000', '--sessions=40')
        content = query(path, FRAMES)
        for delay in (0, 0.2, 0.4):
            process = start('repair', path, '--no-timings')
            # Before that the program does not listen yet
            wait_until_open(process, path)
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=120)
            self.assertIn(process.returncode, (0, 130), err)
            self.assertEqual(query(path, FRAMES), content)
            self.assertEqual(query(path, 'PRAGMA integrity_check'), [('ok',)])

    def test_not_checked(self):
        """Where nobody could look, nothing is said to be in order."""
        path = self.make_migrated()
        made = json.loads(run('backup', path, '--json').out)['backup']
        size = os.path.getsize(path)
        with open(path, 'r+b') as file:
            for offset in range(8 * 4096, size, 3 * 4096):
                file.seek(offset)
                file.write(bytes(4096))
        for words in (('check', path), ('repair', path, '--no-timings')):
            result = run(*words)
            self.assertIn(result.status, (1, 2))
            self.assertIn('damaged', result.out + result.err)
            for claim in ('in order', 'none twice', 'Nothing but indexes'):
                self.assertNotIn(claim, result.out)

        self.assertIn('could not be checked', run('repair', path, '--no-timings').out)
        with open(path, 'r+b') as file:
            file.write(bytes(100))
        result = run('restore', path, made)
        self.assertIn('could not be checked', result.out)
        for claim in ('none twice', 'Nothing but indexes', '0 problems before'):
            self.assertNotIn(claim, result.out)

    def test_refused(self):
        path = self.make_migrated()
        with open_database(path) as catalog:
            catalog.execute('BEGIN IMMEDIATE')
            result = run('repair', path, '--no-timings', LIGHTFRAME_PATIENCE_MS='100')
            self.assertEqual(result.status, 2)
            self.assertIn('locked', result.err)
            self.assertEqual(self.backups(path), [])
        self.assertEqual([r['outcome'] for r in self.read_json('history')], ['failed'])
