# SPDX-License-Identifier: GPL-3.0-or-later
"""sessions and show: what they tell is what the catalog has."""

import collections
import json
import sqlite3

from lf_cli_test import Test, describe_folder, is_clean, open_database, run

STATES = ('healthy', 'migrated', 'legacy')
TYPES = ('light', 'dark', 'flat', 'bias', 'other')

SESSION_KEYS = ['id', 'name', 'status', 'objects', *TYPES, 'created_at']
SHOW_KEYS = ['id', 'name', 'status', 'counts', 'objects', 'without_exposure']

HOSTILE = [
    '<b>bold</b> &amp; %s %n',
    'red \x1b[31m and \x1b]0;title\x07 \x9b31m',
    'two\nlines\r\nand\ta tab',
    'quotes " \' \\ `id` $(id)',
    'turned \u202e\u2066 round \u2028\u2029 and \x7f',
    '星雲 with wide letters, ü and a\u0301',
    'x' * 5000,
    ' ',
]


def count_types(catalog, session):
    rows = catalog.execute(
        'SELECT f.frame_type, count(*) FROM fits_files f WHERE f.id IN (SELECT fits_file_id '
        'FROM processing_session_files WHERE processing_session_id = ?) GROUP BY 1', (session,))
    counts = dict.fromkeys(TYPES, 0)
    for name, n in rows:
        counts[name.lower() if name and name.lower() in TYPES else 'other'] += n
    return counts


def sum_objects(catalog, session):
    """{object: {filter: {exposure: frames}}} of the light frames, computed frame by frame."""
    rows = catalog.execute(
        "SELECT f.object, f.filter, f.exposure FROM fits_files f WHERE f.id IN (SELECT "
        "fits_file_id FROM processing_session_files WHERE processing_session_id = ?) "
        "AND upper(f.frame_type) = 'LIGHT'", (session,))
    objects = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    for name, band, exposure in rows:
        name = name if name and name.strip() else 'UNKNOWN'
        band = band if band and band.strip() else 'No Filter'
        objects[name][band][exposure] += 1
    return objects


class Sessions(Test):
    def test_agree_with_the_catalog(self):
        for state in STATES:
            path = self.make(state + '.db', '--state', state, '--frames=900', '--sessions=15')
            sessions = self.read_json('sessions', path)
            with open_database(path) as catalog:
                rows = catalog.execute('SELECT id, name, status, objects, created_at FROM '
                                       'processing_sessions ORDER BY created_at DESC, id')
                expected = [(i, n, s, json.loads(o), c, count_types(catalog, i))
                            for i, n, s, o, c in rows.fetchall()]
            got = [(s['id'], s['name'], s['status'], s['objects'], s['created_at'],
                    {key: s[key] for key in TYPES}) for s in sessions]
            self.assertEqual(got, expected)
            self.assertEqual(len(got), 15)
            for session in sessions:
                self.assertEqual(list(session), SESSION_KEYS)

    def test_status(self):
        path = self.make('catalog.db', '--frames=2000', '--sessions=40')
        everything = self.read_json('sessions', path)
        n = 0
        for status in ('not_started', 'in_progress', 'complete'):
            chosen = self.read_json('sessions', path, '--status', status)
            self.assertEqual(chosen, [s for s in everything if s['status'] == status])
            n += len(chosen)
        self.assertEqual(n, len(everything))

        spelled = self.read_json('sessions', path, '--status', 'in_progress')
        for word in ('in progress', 'In progress', 'IN-PROGRESS'):
            self.assertEqual(self.read_json('sessions', path, '--status', word), spelled)

    def test_own_status(self):
        path = self.make()
        with open_database(path) as catalog:
            ids = [i for i, in catalog.execute('SELECT id FROM processing_sessions')]
            catalog.execute("UPDATE processing_sessions SET status = 'On hold' WHERE id = ?",
                            ids[:1])
            catalog.execute('UPDATE processing_sessions SET status = NULL WHERE id = ?', ids[1:2])
        chosen = self.read_json('sessions', path, '--status', 'on-hold')
        self.assertEqual([s['id'] for s in chosen], ids[:1])
        chosen = self.read_json('sessions', path, '--status', 'not_started')
        self.assertIn(ids[1], [s['id'] for s in chosen])
        self.assertEqual({s['status'] for s in chosen}, {'not_started'})

    def test_search(self):
        path = self.make()
        with open_database(path) as catalog:
            ids = [i for i, in catalog.execute('SELECT id FROM processing_sessions')]
            catalog.execute("UPDATE processing_sessions SET name = 'Größe 77', notes = 'qxq' "
                            'WHERE id = ?', ids[:1])
        for text in ('größe77', 'GRÖSSE', 'qxq Größe', ids[0]):
            chosen = self.read_json('sessions', path, '--search', text)
            self.assertEqual([s['id'] for s in chosen], ids[:1])
            # UTF-8 is taken as it is, whatever the locale
            self.assertEqual(run('sessions', path, '--json', '--search', text, LC_ALL='C').status,
                             0)
        self.assertEqual(self.read_json('sessions', path, '--search', 'nothing has this'), [])
        self.assertEqual(run('sessions', path, '--search', 'nothing has this').out,
                         '0 of 12 sessions\n')

    def test_table(self):
        path = self.make()
        sessions = self.read_json('sessions', path)
        lines = run('sessions', path).out.splitlines()
        self.assertEqual(lines[-1], '12 sessions')
        self.assertEqual(lines[-2], '')
        for session, line in zip(sessions, lines[1:]):
            self.assertTrue(line.startswith(session['id']))
            self.assertIn(session['name'], line)
            for kind in TYPES[:4]:
                self.assertIn(f'{session[kind]:,}', line)


class Show(Test):
    def check_session(self, catalog, path, session):
        shown = self.read_json('show', path, session['id'])
        self.assertEqual(list(shown), SHOW_KEYS)
        for key in ('id', 'name', 'status'):
            self.assertEqual(shown[key], session[key])
        self.assertEqual(shown['counts'], {key: session[key] for key in TYPES})
        self.assertEqual(shown['counts'], count_types(catalog, session['id']))
        self.check_objects(shown, sum_objects(catalog, session['id']))

    def check_objects(self, shown, expected):
        got = {}
        for entry in shown['objects']:
            self.assertEqual(list(entry), ['name', 'frames', 'seconds', 'filters'])
            bands = got[entry['name']] = {}
            for band in entry['filters']:
                self.assertEqual(list(band), ['name', 'seconds', 'exposures'])
                bands[band['name']] = {e['exposure']: e['count'] for e in band['exposures']}
                for exposure in band['exposures']:
                    self.assertEqual(list(exposure), ['exposure', 'count', 'seconds'])
                    self.assertAlmostEqual(exposure['seconds'],
                                           (exposure['exposure'] or 0) * exposure['count'])
                self.assertAlmostEqual(band['seconds'],
                                       sum(e['seconds'] for e in band['exposures']))
            self.assertEqual(entry['frames'], sum(sum(b.values()) for b in bands.values()))
            self.assertAlmostEqual(entry['seconds'], sum(b['seconds'] for b in entry['filters']))
        self.assertEqual(got, expected)
        self.assertEqual(shown['counts']['light'], sum(o['frames'] for o in shown['objects']))
        self.assertEqual(shown['without_exposure'], sum(
            e.get(None, 0) for bands in expected.values() for e in bands.values()))

    def test_agrees_with_the_catalog(self):
        for state in STATES:
            path = self.make(state + '.db', '--state', state, '--frames=900', '--sessions=8')
            sessions = self.read_json('sessions', path)
            with open_database(path) as catalog:
                for session in sessions:
                    self.check_session(catalog, path, session)

    def test_gaps(self):
        path = self.make()
        with open_database(path) as catalog:
            session, = catalog.execute(
                "SELECT processing_session_id FROM processing_session_files WHERE frame_type = "
                "'LIGHT' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").fetchone()
            frames = [i for i, in catalog.execute(
                "SELECT fits_file_id FROM processing_session_files WHERE frame_type = 'LIGHT' "
                'AND processing_session_id = ?', (session,))]
            for column, frame in zip(('object', 'filter', 'exposure', 'exposure'), frames):
                catalog.execute(f'UPDATE fits_files SET {column} = NULL WHERE id = ?', (frame,))
        with open_database(path) as catalog:
            self.check_session(catalog, path, next(
                s for s in self.read_json('sessions', path) if s['id'] == session))
            self.assertIn('UNKNOWN', run('show', path, session).out)
            self.assertIn('No Filter', run('show', path, session).out)
            self.assertIn('2 light frames have no exposure', run('show', path, session).out)

    def test_name(self):
        path = self.make()
        with open_database(path) as catalog:
            ids = [i for i, in catalog.execute('SELECT id FROM processing_sessions')]
            catalog.execute("UPDATE processing_sessions SET name = 'Once' WHERE id = ?", ids[:1])
            catalog.execute("UPDATE processing_sessions SET name = 'Twice' WHERE id IN (?, ?)",
                            ids[1:3])
        self.assertEqual(self.read_json('show', path, 'Once')['id'], ids[0])
        result = run('show', path, 'Twice')
        self.assert_fails(result, 'Twice')
        self.assertTrue(any(session in result.err for session in ids[1:3]), result.err)
        self.assert_fails(run('show', path, 'Thrice'), 'Thrice', 'catalog.db')
        self.assert_fails(run('show', path, ''))
        self.assert_fails(run('show', path, 'a\x1b[31m\nb'))


class Hostile(Test):
    """Whatever is in a catalog, a terminal shows it and a script can read it."""

    def setUp(self):
        super().setUp()
        self.catalog = self.make()
        with open_database(self.catalog) as catalog:
            self.ids = [i for i, in catalog.execute('SELECT id FROM processing_sessions')]
            for session, text in zip(self.ids, HOSTILE):
                catalog.execute('UPDATE processing_sessions SET name = ?1, objects = ?2, notes = '
                                '?1, primary_target = ?1, folder_path = ?1, created_at = ?1, '
                                'astrobin_url = ?1 WHERE id = ?3',
                                (text, json.dumps([text]), session))
            catalog.execute('UPDATE fits_files SET object = ?, filter = ?', HOSTILE[1:3])

    def test_json(self):
        sessions = {s['id']: s for s in self.read_json('sessions', self.catalog)}
        for session, text in zip(self.ids, HOSTILE):
            self.assertEqual(sessions[session]['name'], text[:1000])
            # A text of thousands of letters may be cut short
            for got in (*sessions[session]['objects'], sessions[session]['created_at']):
                self.assertEqual(got, text[:max(len(got), 100)])
            self.assertEqual(len(sessions[session]['objects']), 1)
            shown = self.read_json('show', self.catalog, session)
            self.assertEqual(shown['name'], text[:1000])
            for entry in shown['objects']:
                self.assertEqual(entry['name'], HOSTILE[1])
                self.assertEqual([f['name'] for f in entry['filters']], HOSTILE[2:3])

    def test_output(self):
        outputs = [run('sessions', self.catalog).out,
                   run('sessions', self.catalog, '--json').out]
        for session in self.ids:
            outputs.append(run('show', self.catalog, session).out)
            outputs.append(run('show', self.catalog, session, '--json').out)
        for output in outputs:
            self.assertTrue(is_clean(output), repr(output[:500]))

    def test_invalid_utf8(self):
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE processing_sessions SET name = CAST(x'41ff42' AS TEXT), "
                            "id = CAST(id || x'c3' AS TEXT) WHERE id = ?", self.ids[:1])
        names = [s['name'] for s in self.read_json('sessions', self.catalog)]
        self.assertIn('A\ufffdB', names)
        self.assertIn('A\ufffdB', run('sessions', self.catalog).out)
        self.assertEqual(run('sessions', self.catalog, b'--search=\xff\xfe').status, 0)
        self.assert_fails(run('show', self.catalog, b'\xff'))

    def test_no_json_in_objects(self):
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE processing_sessions SET objects = '[broken'")
        for session in self.read_json('sessions', self.catalog):
            self.assertEqual(session['objects'], ['[broken'])

    def test_odd_numbers(self):
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE fits_files SET exposure = 9e999 WHERE id % 4 = 0")
            catalog.execute("UPDATE fits_files SET exposure = -5 WHERE id % 4 = 1")
            catalog.execute("UPDATE fits_files SET exposure = 'long' WHERE id % 4 = 2")
            catalog.execute("UPDATE fits_files SET exposure = 0.1 WHERE id % 4 = 3")
        for session in self.ids:
            result = run('show', self.catalog, session, '--json')
            shown = json.loads(result.out, parse_constant=self.fail)
            for entry in shown['objects']:
                for band in entry['filters']:
                    for exposure in band['exposures']:
                        self.assertIn(exposure['exposure'], (0.1, None))
            self.assertEqual(run('show', self.catalog, session).status, 0)


class Traces(Test):
    def test_nothing_is_written(self):
        for state in STATES:
            self.make(state + '.db', '--state', state, '--frames=400', '--sessions=6')
        with sqlite3.connect(self.path('healthy.db')) as catalog:
            session, = catalog.execute('SELECT id FROM processing_sessions').fetchone()
        catalog.close()

        before = describe_folder(self.folder)
        for state in STATES:
            path = self.path(state + '.db')
            for words in (('sessions', path), ('show', path, session), ('plans', path),
                          ('timings', path, '--runs=1'), ('show', path, 'not there')):
                run(*words)
                run(*words, '--json')
                self.assertEqual(describe_folder(self.folder), before)
