# SPDX-License-Identifier: GPL-3.0-or-later
"""changes and undo: what was changed, and that it comes back."""

import os

import lf_cli_test_editing
from lf_cli_test import Test, is_clean, open_database, run
from lf_cli_test_editing import dump


def without_times(tables):
    """The same without the time of the last change, the last column of a session."""
    sessions = [row[:-1] for row in tables['processing_sessions']]
    return {**tables, 'processing_sessions': sessions}


class Undo(Test):
    def setUp(self):
        super().setUp()
        self.catalog = self.make('my catalog.db', '--frames=400', '--sessions=6')
        self.session = self.read_json('sessions', self.catalog)[0]['id']
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE processing_sessions SET status = 'not_started'")

    def list(self):
        return [(change['id'], change['kind'], change['state'])
                for change in self.read_json('changes', self.catalog)]

    def read_status(self):
        with open_database(self.catalog) as catalog:
            return catalog.execute('SELECT status FROM processing_sessions WHERE id = ?',
                                   (self.session,)).fetchone()[0]

    def test_nothing(self):
        self.assertEqual(self.list(), [])
        self.assertIn('nothing', run('changes', self.catalog).out)
        self.assert_fails(run('undo', self.catalog), 'no change')

    def test_nameless(self):
        """A session may have neither a name nor an id."""
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE processing_sessions SET id = '', name = '' WHERE id = ?",
                            (self.session,))
        for form in ('markdown', 'bbcode', 'json'):
            self.assertEqual(run('export', form, self.catalog, '').status, 0)
        self.assertEqual(run('set-status', self.catalog, '', 'complete').status, 0)
        for words in ((), ('--json',)):
            result = run('changes', self.catalog, *words)
            self.assertEqual((result.status, result.err), (0, ''))
        self.assertEqual(run('undo', self.catalog).status, 0)

    def test_there_and_back(self):
        before = dump(self.catalog)
        for status in ('in_progress', 'complete'):
            run('set-status', self.catalog, self.session, status)
        done = dump(self.catalog)
        self.assertEqual(self.list(), [(2, 'status', 'can_undo'), (1, 'status', 'cannot_undo')])

        result = run('undo', self.catalog)
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertEqual(result.out, 'Undone: Status changed to “Complete”\n'
                                     f"To undo this: lightframe-cli undo '{self.catalog}' 3\n")
        self.assertEqual(self.read_status(), 'in_progress')
        self.assertEqual(run('undo', self.catalog).status, 0)
        self.assertEqual(without_times(dump(self.catalog)), without_times(before))
        self.assertEqual(self.list()[-2:], [(2, 'status', 'undone'), (1, 'status', 'undone')])
        self.assert_fails(run('undo', self.catalog), 'no change')

        # What was undone is done again
        self.assertIn('Done again', run('undo', self.catalog, '4').out)
        self.assertIn('Done again', run('undo', self.catalog, '3').out)
        self.assertEqual(without_times(dump(self.catalog)), without_times(done))
        self.assert_fails(run('undo', self.catalog, '3'), 'already')

    def test_table(self):
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE processing_sessions SET name = 'A' || char(27, 10) || 'B'")
        run('set-status', self.catalog, self.session, 'complete')
        result = run('changes', self.catalog)
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertTrue(is_clean(result.out), result.out)
        self.assertIn('can be undone', result.out)
        self.assertEqual(len(result.out.splitlines()), 2)

    def test_changed_since(self):
        run('set-status', self.catalog, self.session, 'complete')
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE processing_sessions SET status = 'in_progress'")
        before = dump(self.catalog)
        change = self.read_json('changes', self.catalog)[0]
        self.assertEqual(change['state'], 'cannot_undo')
        self.assertIn('status', change['reason'])
        self.assert_fails(run('undo', self.catalog), 'status', self.session)
        self.assertEqual(dump(self.catalog), before)

    def test_other_catalog(self):
        other = self.make('other.db', '--frames=400', '--sessions=7')
        run('set-status', self.catalog, self.session, 'complete')
        self.assertEqual(self.read_json('changes', other), [])
        self.assert_fails(run('undo', other, '1'), 'no change 1')

    def test_moved(self):
        run('set-status', self.catalog, self.session, 'complete')
        moved = self.path('moved.db')
        os.rename(self.catalog, moved)
        self.catalog = moved
        self.assertEqual(self.list(), [(1, 'status', 'can_undo')])
        self.assertEqual(run('undo', moved).status, 0)
        self.assertEqual(self.read_status(), 'not_started')

    def test_misuse(self):
        self.assert_fails(run('undo', self.catalog, 'x'), 'CHANGE')
        self.assert_fails(run('undo', self.catalog, '0'), 'CHANGE')
        self.assert_fails(run('undo'))
        self.assert_fails(run('changes'))
        self.assert_fails(run('changes', self.path('none.db')), 'none.db')

    def test_unusable_history(self):
        os.makedirs(os.path.join(self.data, 'lightframe', 'changes.db'))
        result = run('set-status', self.catalog, self.session, 'complete')
        self.assertEqual(result.status, 0)
        self.assertNotIn('To undo', result.out)
        self.assertIn('cannot be undone later', result.err)
        self.assertEqual(self.read_status(), 'complete')


class UndoRemoval(lf_cli_test_editing.RemoveObject):
    """The same sessions and links, put back."""

    def test_dry_run(self):
        run('remove-object', self.catalog, self.session, 'M 31', '--dry-run')
        self.assertEqual(self.read_json('changes', self.catalog), [])

    def test_removes(self):
        before = dump(self.catalog)
        links = self.list_links()
        result = run('remove-object', self.catalog, self.session, 'M 31')
        self.assertIn('lightframe-cli undo', result.out)
        self.assertNotEqual(self.list_links(), links)
        result = run('undo', self.catalog)
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertIn('M 31', result.out)
        self.assertEqual(without_times(dump(self.catalog)), without_times(before))
        self.assertEqual(self.list_links(), links)
        for name in links:
            self.assertEqual(os.readlink(os.path.join(self.staging, 'raw', 'lights', name)),
                             '/nowhere')

    test_without_object = test_paths_that_lead_out = test_damaged = test_misuse = None
