# SPDX-License-Identifier: GPL-3.0-or-later
"""set-status and remove-object: what they change, and what they leave."""

import os
import sqlite3

from lf_cli_test import Test, describe_folder, is_clean, open_database, run


def dump(path):
    """All rows of all tables, with rowids."""
    with open_database(path) as catalog:
        tables = [n for n, in catalog.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        return {table: sorted(catalog.execute(f'SELECT rowid, * FROM "{table}"'), key=repr)
                for table in tables}


def list_objects(catalog, session):
    """[(object, lights)], the one with the most lights first."""
    return catalog.execute(
        "SELECT object, count(*) FROM fits_files WHERE frame_type = 'LIGHT' AND id IN (SELECT "
        'fits_file_id FROM processing_session_files WHERE processing_session_id = ?) AND object '
        'IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1', (session,)).fetchall()


def find_session(catalog):
    """The id of a session with at least two objects."""
    return catalog.execute(
        'SELECT l.processing_session_id FROM processing_session_files l JOIN fits_files f ON '
        "f.id = l.fits_file_id WHERE f.frame_type = 'LIGHT' AND f.object IS NOT NULL GROUP BY 1 "
        'ORDER BY count(DISTINCT f.object) DESC, count(*) DESC LIMIT 1').fetchone()[0]


class SetStatus(Test):
    def read(self, path, session):
        with open_database(path) as catalog:
            return catalog.execute(
                'SELECT status, processing_started, processing_completed, updated_at FROM '
                'processing_sessions WHERE id = ?', (session,)).fetchone()

    def test_rules_of_times(self):
        for i, state in ((0, 'healthy'), (3, 'migrated'), (6, 'legacy')):
            path = self.make(state + '.db', '--state', state, '--frames=400', '--sessions=6')
            session = self.read_json('sessions', path)[0]['id']
            with open_database(path) as catalog:
                catalog.execute("UPDATE processing_sessions SET status = 'not_started', "
                                'processing_started = NULL, processing_completed = NULL')
            before = dump(path)
            result = run('set-status', path, session, 'In progress')
            self.assertEqual((result.status, result.err), (0, ''))
            self.assertEqual(result.out, f'{session}: Not started → In progress\n'
                                         f'To undo this: lightframe-cli undo {path} {i + 1}\n')
            status, started, completed, updated = self.read(path, session)
            self.assertEqual((status, completed), ('in_progress', None))
            self.assertEqual(started, updated)
            self.assertRegex(started, r'^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$')

            run('set-status', path, session, 'complete')
            status, again, completed, updated = self.read(path, session)
            self.assertEqual((status, again, completed), ('complete', started, updated))
            run('set-status', path, session, 'not-started')
            self.assertEqual(self.read(path, session)[:3], ('not_started', started, completed))

            after = dump(path)
            self.assertEqual({t for t in after if after[t] != before[t]}, {'processing_sessions'})
            self.assertEqual(len([1 for a, b in zip(before['processing_sessions'],
                                                    after['processing_sessions']) if a != b]), 1)
            self.assertEqual(sorted(os.listdir(self.folder))[-1].split('.')[-1], 'db')

    def test_several(self):
        path = self.make('several.db', '--state', 'healthy', '--frames=400', '--sessions=6')
        ids = [session['id'] for session in self.read_json('sessions', path)][:3]
        with open_database(path) as catalog:
            catalog.execute("UPDATE processing_sessions SET status = 'not_started'")
        # A session that is named twice is changed once
        result = run('set-status', path, *ids, ids[0], 'complete')
        self.assertEqual((result.status, result.err), (0, ''))
        lines = [f'{id}: Not started → Complete' for id in ids]
        self.assertEqual(result.out.splitlines()[:-1], lines)
        self.assertIn('lightframe-cli undo', result.out.splitlines()[-1])
        self.assertEqual({self.read(path, id)[0] for id in ids}, {'complete'})

        # All or none
        before = dump(path)
        self.assert_fails(run('set-status', path, ids[0], 'not there', 'in_progress'), 'not there')
        self.assertEqual(dump(path), before)

    def test_no_change(self):
        path = self.make()
        session = self.read_json('sessions', path)[0]
        before = dump(path)
        self.assertEqual(run('set-status', path, session['id'], session['status']).status, 0)
        self.assertEqual(dump(path), before)

    def test_misuse(self):
        path = self.make()
        session = self.read_json('sessions', path)[0]['id']
        before = describe_folder(self.folder)
        for status in ('done', '', 'complete!'):
            self.assert_fails(run('set-status', path, session, status), 'not_started')
        self.assert_fails(run('set-status', path, 'not there', 'complete'), 'not there')
        self.assert_fails(run('set-status', path, session))
        self.assertEqual(describe_folder(self.folder), before)

    def test_locked(self):
        path = self.make('legacy.db', '--state=legacy', '--frames=400', '--sessions=6')
        session = self.read_json('sessions', path)[0]['id']
        other = sqlite3.connect(path, isolation_level=None)
        other.execute('BEGIN IMMEDIATE')
        result = run('set-status', path, session, 'complete', LIGHTFRAME_PATIENCE_MS='100')
        other.execute('ROLLBACK')
        other.close()
        self.assert_fails(result, 'locked')

    def test_damaged(self):
        path = self.make()
        session = self.read_json('sessions', path)[0]['id']
        with open_database(path) as catalog:
            catalog.executescript('CREATE TABLE c AS SELECT * FROM processing_sessions; '
                                  'DROP TABLE processing_sessions; '
                                  'ALTER TABLE c RENAME TO processing_sessions;')
        before = dump(path)
        self.assert_fails(run('set-status', path, session, 'complete'), 'primary key',
                          'lightframe-cli repair')
        self.assertEqual(dump(path), before)


class RemoveObject(Test):
    def setUp(self):
        super().setUp()
        self.catalog = self.make('catalog.db', '--frames=2500', '--sessions=20')
        self.staging = self.path('20240101_ABCDEF01')
        os.makedirs(os.path.join(self.staging, 'raw', 'lights'))
        with open_database(self.catalog) as catalog:
            self.session = find_session(catalog)
            lights = catalog.execute(
                "SELECT l.id FROM processing_session_files l WHERE l.frame_type = 'LIGHT' AND "
                'l.processing_session_id = ? ORDER BY l.id', (self.session,)).fetchall()
            # Two objects, so that lights remain
            for i, (link,) in enumerate(lights):
                catalog.execute('UPDATE fits_files SET object = ? WHERE id = (SELECT fits_file_id '
                                'FROM processing_session_files WHERE id = ?)',
                                (('M 31', 'M 33')[i % 2], link))
                staged = os.path.join(self.staging, 'raw', 'lights', f'{i}\n.fits')
                os.symlink('/nowhere', staged)
                catalog.execute('UPDATE processing_session_files SET staged_path = ? WHERE id = ?',
                                (staged, link))
            catalog.execute('UPDATE processing_sessions SET folder_path = ?, objects = ? WHERE '
                            'id = ?', (self.staging, '["M 31","M 33"]', self.session))
            self.lights = len(lights)

    def list_links(self):
        return sorted(os.listdir(os.path.join(self.staging, 'raw', 'lights')))

    def test_dry_run(self):
        before = dump(self.catalog)
        links = self.list_links()
        shown = self.read_json('remove-object', self.catalog, self.session, 'M 31', '--dry-run')
        self.assertEqual(shown['counts']['light'], (self.lights + 1) // 2)
        self.assertEqual((shown['removed'], shown['everything']), (False, False))
        self.assertEqual([link['state'] for link in shown['links']
                          if link['path'].startswith(self.staging)],
                         ['link'] * shown['counts']['light'])
        result = run('remove-object', self.catalog, self.session, 'M 31', '--dry-run')
        self.assertTrue(is_clean(result.out), result.out)
        self.assertIn('Nothing was changed', result.out)
        self.assertEqual(dump(self.catalog), before)
        self.assertEqual(self.list_links(), links)

    def test_removes(self):
        before = dump(self.catalog)
        shown = self.read_json('remove-object', self.catalog, self.session, 'M 31', '--dry-run')
        done = self.read_json('remove-object', self.catalog, self.session, 'M 31')
        self.assertEqual(done, {**shown, 'removed': True, 'change': 1})
        after = dump(self.catalog)
        n = sum(shown['counts'].values()) + shown['missing']
        links = 'processing_session_files'
        self.assertEqual(len(before[links]) - len(after[links]), n)
        self.assertLessEqual(set(after[links]), set(before[links]))
        self.assertEqual({t for t in after if after[t] != before[t]},
                         {links, 'processing_sessions'})
        with open_database(self.catalog) as catalog:
            self.assertEqual([o for o, _ in list_objects(catalog, self.session)], ['M 33'])
            self.assertEqual(catalog.execute('SELECT objects FROM processing_sessions WHERE id = ?',
                                             (self.session,)).fetchone(), ('["M 33"]',))
        self.assertEqual(len(self.list_links()), self.lights - shown['counts']['light'])
        self.assert_fails(run('remove-object', self.catalog, self.session, 'M 31'), 'M 31')

        result = run('remove-object', self.catalog, self.session, 'M 33', '--keep-links')
        self.assertEqual(result.status, 0)
        self.assertIn('No light remained', result.out)
        self.assertEqual(len(self.list_links()), self.lights - shown['counts']['light'])
        self.assertEqual(self.read_json('show', self.catalog, self.session)['counts'],
                         dict.fromkeys(('light', 'dark', 'flat', 'bias', 'other'), 0))

    def test_without_object(self):
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE fits_files SET object = NULL WHERE object = 'M 31'")
        shown = self.read_json('remove-object', self.catalog, self.session, 'UNKNOWN')
        self.assertIsNone(shown['object'])
        self.assertEqual(shown['counts']['light'], (self.lights + 1) // 2)

        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE fits_files SET object = 'UNKNOWN' WHERE object = 'M 33'")
        shown = self.read_json('remove-object', self.catalog, self.session, 'UNKNOWN')
        self.assertEqual(shown['object'], 'UNKNOWN')

    def test_paths_that_lead_out(self):
        victim = self.path('victim')
        os.symlink('/nowhere', victim)
        os.symlink(self.folder, os.path.join(self.staging, 'out'))
        for path in (victim, self.staging + '/../victim', self.staging + '/out/victim',
                     self.staging + '/raw/lights/../../../victim', '../victim'):
            with open_database(self.catalog) as catalog:
                catalog.execute("UPDATE processing_session_files SET staged_path = ? WHERE "
                                'processing_session_id = ?', (path, self.session))
            shown = self.read_json('remove-object', self.catalog, self.session, 'M 31',
                                   '--dry-run')
            self.assertNotIn('link', {link['state'] for link in shown['links']})
        run('remove-object', self.catalog, self.session, 'M 31')
        self.assertTrue(os.path.islink(victim))

    def test_damaged(self):
        path = self.make('migrated.db', '--state=migrated', '--frames=600', '--sessions=8')
        with open_database(path) as catalog:
            session = find_session(catalog)
            name = list_objects(catalog, session)[0][0]
        before = describe_folder(self.folder)
        for words in ((), ('--dry-run',)):
            self.assert_fails(run('remove-object', path, session, name, *words), 'primary key',
                              'lightframe-cli repair')
        self.assertEqual({k: v for k, v in describe_folder(self.folder).items() if 'db' in k},
                         {k: v for k, v in before.items() if 'db' in k})

    def test_misuse(self):
        self.assert_fails(run('remove-object', self.catalog, self.session, 'no such'), 'no such')
        self.assert_fails(run('remove-object', self.catalog, 'not there', 'M 31'), 'not there')
        self.assert_fails(run('remove-object', self.catalog, self.session))
