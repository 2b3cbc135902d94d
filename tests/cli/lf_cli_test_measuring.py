# SPDX-License-Identifier: GPL-3.0-or-later
"""plans and timings."""

from lf_cli_test import Test, is_clean, open_database, run

PLAN_KEYS = ['query', 'title', 'session', 'session_frames', 'severity', 'plan']
STEP_KEYS = ['depth', 'kind', 'detail', 'table', 'index', 'table_rows', 'severity']
TIMING_KEYS = ['name', 'title', 'session', 'session_frames', 'largest', 'runs', 'median_ms',
               'p05_ms', 'p95_ms', 'rows', 'vm_steps', 'scan_steps', 'sorts', 'automatic_rows',
               'at_least_ms', 'verdict']


class Plans(Test):
    def test_json(self):
        path = self.make('catalog.db', '--frames=3000', '--sessions=40')
        plans = self.read_json('plans', path)
        self.assertIn('session-details', {p['query'] for p in plans})
        for plan in plans:
            self.assertEqual(list(plan), PLAN_KEYS)
            self.assertTrue(plan['plan'])
            for step in plan['plan']:
                self.assertEqual(list(step), STEP_KEYS)

    def test_steps_are_those_of_sqlite(self):
        """In a query without tables of the session, python's SQLite may be asked as well."""
        path = self.make('catalog.db', '--frames=3000', '--sessions=40')
        plan, = self.read_json('plans', path, '--query', 'frame-count')
        self.assertIsNone(plan['session'])
        with open_database(path) as catalog:
            rows = catalog.execute('EXPLAIN QUERY PLAN SELECT count(*) FROM fits_files')
            self.assertEqual([s['detail'] for s in plan['plan']], [r[3] for r in rows])
        self.assertEqual(plan['plan'][0]['table_rows'], 3000)

    def test_damage_is_told(self):
        for state, severity in (('healthy', 'ok'), ('migrated', 'warning')):
            path = self.make(state + '.db', '--state', state, '--frames=5000', '--sessions=60')
            plans = self.read_json('plans', path, '--query', 'old-count')
            self.assertEqual({p['severity'] for p in plans}, {severity})
            text = run('plans', path, '--query', 'old-count').out
            self.assertEqual('more than it should' in text, severity == 'warning')

    def test_query(self):
        path = self.make()
        plans = self.read_json('plans', path)
        for name in ('session-details', 'Session details', 'SESSION DETAILS'):
            self.assertEqual(self.read_json('plans', path, '--query', name),
                             [p for p in plans if p['query'] == 'session-details'])

    def test_no_session(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute('DELETE FROM processing_session_files')
        self.assertEqual(self.read_json('plans', path, '--query', 'session-details'), [])
        self.assertEqual(len(run('plans', path, '--query', 'session-details').out.splitlines()), 1)

    def test_hostile_index(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute('CREATE INDEX "a\x1b[31m\nb" ON fits_files (frame_type, object, '
                            'filter, exposure, id)')
        self.assertTrue(is_clean(run('plans', path).out))
        self.assertTrue(is_clean(run('plans', path, '--json').out))


class Timings(Test):
    def test_json(self):
        path = self.make()
        timings = self.read_json('timings', path, '--runs', '4')
        plans = self.read_json('plans', path)
        self.assertEqual([(t['name'], t['session']) for t in timings],
                         [(p['query'], p['session']) for p in plans])
        for timing in timings:
            self.assertEqual(list(timing), TIMING_KEYS)
            self.assertTrue(3 <= timing['runs'] <= 4)
            self.assertTrue(0 < timing['p05_ms'] <= timing['median_ms'] <= timing['p95_ms'])
            self.assertGreater(timing['vm_steps'], 0)
            self.assertIsNone(timing['at_least_ms'])
            self.assertIn(timing['verdict'], ('fast', 'slow', 'very-slow'))

    def test_rows(self):
        path = self.make()
        timings = {(t['name'], t['largest']): t
                   for t in self.read_json('timings', path, '--runs=1')}
        sessions = self.read_json('sessions', path)
        self.assertEqual(timings['session-list', False]['rows'], len(sessions))
        largest = timings['session-details', True]
        sizes = {s['id']: sum(s[t] for t in ('light', 'dark', 'flat', 'bias', 'other'))
                 for s in sessions}
        self.assertEqual(largest['session_frames'], max(sizes.values()))
        self.assertEqual(largest['session_frames'], sizes[largest['session']])

    def test_table(self):
        path = self.make()
        text = run('timings', path, '--runs', '2').out
        self.assertIn('Session details', text)
        self.assertIn('largest: session ', text)
        self.assertTrue(is_clean(text))
