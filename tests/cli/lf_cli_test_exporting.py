# SPDX-License-Identifier: GPL-3.0-or-later
"""frames and export: what they write is read back and compared with the catalog."""

import csv
import io
import json
import re

from lf_cli_test import Test, is_clean, open_database, run

STATES = ('healthy', 'migrated', 'legacy')

MAIN = ['id', 'file', 'folder', 'imaging_session_id', 'frame_type', 'camera', 'telescope',
        'filter', 'exposure', 'obs_date', 'object']

HEADER = ('date,filter,number,duration,iso,binning,gain,sensorCooling,fNumber,darks,flats,'
          'flatDarks,bias,bortle,meanSqm,meanFwhm,temperature')

# What AstroBin tells about its columns: a pattern, and the limits
RULES = {
    'date': (r'(\d{4}-\d\d-\d\d)?', None),
    'filter': (r'\d*', (1, 1e12)),
    'number': (r'\d+', (1, 1e12)),
    'duration': (r'\d+(\.\d{1,4})?', (0.0001, 999999.9999)),
    'iso': (r'(-?\d+)?', None),
    'binning': (r'[1-4]?', None),
    'gain': (r'(-?\d+(\.\d{1,2})?)?', None),
    'sensorCooling': (r'(-?\d+)?', (-274, 100)),
    'fNumber': (r'(\d+(\.\d{1,2})?)?', None),
    'darks': (r'\d+', None),
    'flats': (r'\d+', None),
    'flatDarks': (r'', None),
    'bias': (r'\d+', None),
    'bortle': (r'[1-9]?', None),
    'meanSqm': (r'(\d+(\.\d{1,2})?)?', None),
    'meanFwhm': (r'(\d+(\.\d{1,2})?)?', None),
    'temperature': (r'(-?\d+(\.\d{1,2})?)?', (-88, 58)),
}


def list_sessions(catalog):
    """Ids, the one with the most lights first."""
    return [i for i, in catalog.execute(
        "SELECT processing_session_id FROM processing_session_files WHERE frame_type = 'LIGHT' "
        'GROUP BY 1 ORDER BY count(*) DESC, 1')]


def read_frames(catalog, session, order):
    night = 'imaging_session_id'
    if 'session_id' in [row[1] for row in catalog.execute("PRAGMA table_info('fits_files')")]:
        night = 'session_id'
    columns = ', '.join(f'"{night if name == "imaging_session_id" else name}"' for name in MAIN)
    return [list(row) for row in catalog.execute(
        f'SELECT {columns} FROM fits_files WHERE id IN (SELECT fits_file_id FROM '
        f'processing_session_files WHERE processing_session_id = ?) ORDER BY {order}',
        (session,))]


class Frames(Test):
    def test_agree_with_the_catalog(self):
        for state in STATES:
            path = self.make(state + '.db', '--state', state, '--frames=1500', '--sessions=12')
            with open_database(path) as catalog:
                for session in list_sessions(catalog):
                    got = self.read_json('frames', path, session)
                    self.assertEqual([list(frame.values()) for frame in got],
                                     read_frames(catalog, session, 'rowid'))
                    for frame in got:
                        self.assertEqual(list(frame), MAIN)

    def test_order_and_choice(self):
        path = self.make('catalog.db', '--frames=1500', '--sessions=12')
        with open_database(path) as catalog:
            session = list_sessions(catalog)[0]
            catalog.execute('UPDATE fits_files SET bad = 1, exposure = NULL WHERE id IN (SELECT '
                            'fits_file_id FROM processing_session_files WHERE '
                            'processing_session_id = ? LIMIT 2)', (session,))
            catalog.commit()
            for column in MAIN:
                self.assertEqual(
                    [list(f.values()) for f in self.read_json('frames', path, session,
                                                              '--sort', column)],
                    read_frames(catalog, session,
                                f'"{column}" COLLATE NOCASE NULLS LAST, rowid'))
        everything = self.read_json('frames', path, session)
        lights = self.read_json('frames', path, session, '--type=light')
        others = self.read_json('frames', path, session, '--type=DARK,flat,bias,other')
        self.assertTrue(all(f['frame_type'] == 'LIGHT' for f in lights))
        self.assertEqual(len(lights) + len(others), len(everything))
        self.assertGreaterEqual(len(self.read_json('frames', path, session, '--flawed')), 2)
        self.assertEqual(self.read_json('frames', path, session, '--limit=3'), everything[:3])
        self.assertEqual(self.read_json('frames', path, session, '--search', lights[0]['file']),
                         lights[:1])
        self.assertEqual(self.read_json('frames', path, session, '--descending'),
                         everything[::-1])
        self.assertIn(f'3 of {len(everything)} frames', run('frames', path, session,
                                                            '--limit=3').out)

    def test_other_columns(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute('ALTER TABLE fits_files ADD COLUMN "my ""own""" TEXT')
            catalog.execute('UPDATE fits_files SET "my ""own""" = \'mine\'')
            session = list_sessions(catalog)[0]
        frames = self.read_json('frames', path, session, '--columns=median_fwhm,my "own"')
        self.assertEqual(list(frames[0]), ['median_fwhm', 'my "own"'])
        self.assertEqual(frames[0]['my "own"'], 'mine')
        out = run('frames', path, session, '--columns=file,median_fwhm').out
        self.assertTrue(out.startswith('File'), out[:100])
        self.assertIn('FWHM', out)

    def test_misuse(self):
        path = self.make()
        session = self.read_json('sessions', path)[0]['id']
        for words in (('--sort=nothing',), ('--columns=file,nothing',), ('--columns=',),
                      ('--sort=id, id',), ('--type=heavy',), ('--limit=0',), ('--limit=x',)):
            self.assert_fails(run('frames', path, session, *words))
        self.assert_fails(run('frames', path, 'not there'), 'not there')


class Astrobin(Test):
    def check(self, text):
        self.assertTrue(text.startswith(HEADER + '\n'), text[:200])
        self.assertNotIn('"', text)
        self.assertNotIn(' ', text)
        rows = list(csv.DictReader(io.StringIO(text)))
        for row in rows:
            self.assertEqual(list(row), list(RULES))
            for column, value in row.items():
                pattern, limits = RULES[column]
                self.assertTrue(re.fullmatch(pattern, value), f'{column}: {value}')
                if value and limits:
                    self.assertTrue(limits[0] <= float(value) <= limits[1], f'{column}: {value}')
        dates = [row['date'] for row in rows if row['date']]
        self.assertEqual(dates, sorted(dates))
        return rows

    def test_agrees_with_the_catalog(self):
        for state in STATES:
            path = self.make(state + '.db', '--state', state, '--frames=3000', '--sessions=20')
            with open_database(path) as catalog:
                for session in list_sessions(catalog):
                    result = run('export', 'astrobin', '--leave-out', path, session)
                    self.assertEqual(result.status, 0, result.err)
                    got = sorted((row['date'], float(row['duration']), int(row['number']))
                                 for row in self.check(result.out))
                    expected = sorted(catalog.execute(
                        'SELECT obs_date, exposure, count(*) FROM fits_files WHERE frame_type = '
                        "'LIGHT' AND exposure > 0 AND id IN (SELECT fits_file_id FROM "
                        'processing_session_files WHERE processing_session_id = ?) GROUP BY '
                        'obs_date, exposure, filter, camera, telescope, round(sensor_temp)',
                        (session,)))
                    self.assertEqual(got, expected)

    def test_problems(self):
        path = self.make()
        with open_database(path) as catalog:
            session = list_sessions(catalog)[0]
            catalog.execute('UPDATE filter_mappings SET astrobin_id = 5')
            catalog.execute("UPDATE fits_files SET filter = 'Ha', exposure = 300, ambient_temp = "
                            '20, sky_quality_mpsas = 21')
        self.assertEqual(run('export', 'astrobin', path, session).err, '')
        with open_database(path) as catalog:
            catalog.execute("UPDATE fits_files SET ambient_temp = 70, binning_x = 9, binning_y = 9")
        result = run('export', 'astrobin', path, session)
        self.assert_fails(result, 'temperature is 70', '-88 to 58', 'binning is 9', '1 to 4',
                          '--leave-out', 'Row 1')
        result = run('export', 'astrobin', path, session, '--leave-out')
        self.assertEqual(result.status, 0)
        self.assertIn('temperature is 70', result.err)
        for row in self.check(result.out):
            self.assertEqual((row['temperature'], row['binning']), ('', ''))

        with open_database(path) as catalog:
            catalog.execute('UPDATE fits_files SET exposure = NULL')
        result = run('export', 'astrobin', path, session, '--leave-out')
        self.assertEqual(result.out, HEADER + '\n')
        self.assertIn('duration is not known', result.err)

    def test_filters(self):
        path = self.make('legacy.db', '--state=legacy', '--frames=1500', '--sessions=12')
        with open_database(path) as catalog:
            catalog.execute("UPDATE fits_files SET filter = 'a=b', exposure = 300")
            session = list_sessions(catalog)[0]
        self.assert_fails(run('export', 'astrobin', path, session), 'a=b', '--filter')
        result = run('export', 'astrobin', path, session, '--filter=A=B=77', '--bortle=3')
        self.assertEqual((result.status, result.err), (0, ''))
        for row in self.check(result.out):
            self.assertEqual((row['filter'], row['bortle']), ('77', '3'))
        for words in (('--filter=Ha',), ('--filter=Ha=x',), ('--filter=Ha=0',), ('--filter==5',),
                      ('--bortle=0',), ('--bortle=10',), ('--bortle=4.5',)):
            self.assert_fails(run('export', 'astrobin', path, session, *words))


class Documents(Test):
    def setUp(self):
        super().setUp()
        self.catalog = self.make('catalog.db', '--frames=1500', '--sessions=12')
        with open_database(self.catalog) as catalog:
            self.session = list_sessions(catalog)[0]

    def export(self, form, *words):
        result = run('export', form, self.catalog, self.session, *words)
        self.assertEqual((result.status, result.err), (0, ''))
        return result.out

    def test_csv(self):
        nasty = 'a,"b"\n=1+1; ü\x1b[31m'
        with open_database(self.catalog) as catalog:
            catalog.execute('UPDATE fits_files SET object = ? WHERE frame_type = ?',
                            (nasty, 'LIGHT'))
            expected = read_frames(catalog, self.session, 'rowid')
        rows = list(csv.reader(io.StringIO(self.export('csv'))))
        self.assertEqual(rows[0], MAIN)
        self.assertEqual(len(rows), len(expected) + 1)
        for got, row in zip(rows[1:], expected):
            for cell, value in zip(got, row):
                if isinstance(value, float):
                    self.assertEqual(float(cell), value)
                elif value == nasty:
                    self.assertEqual(cell, 'a,"b" =1+1; ü [31m')
                else:
                    self.assertEqual(cell, '' if value is None else str(value))

        rows = list(csv.reader(io.StringIO(self.export('csv', '--columns=id,gain'))))
        self.assertEqual(rows[0], ['id', 'gain'])
        self.assert_fails(run('export', 'csv', self.catalog, self.session, '--columns=x'), 'x')

    def test_json(self):
        document = json.loads(self.export('json'))
        shown = self.read_json('show', self.catalog, self.session)
        self.assertEqual(document['id'], self.session)
        self.assertEqual(document['counts'], shown['counts'])
        self.assertEqual(sum(row['frames'] for row in document['acquisitions']),
                         shown['counts']['light'])
        self.assertAlmostEqual(document['seconds'], sum(o['seconds'] for o in shown['objects']))
        self.assertAlmostEqual(document['seconds'],
                               sum(row['frames'] * (row['exposure'] or 0)
                                   for row in document['acquisitions']))

    def test_markdown(self):
        text = self.export('markdown')
        tables = [block.splitlines() for block in text.split('\n\n') if block.startswith('|')]
        self.assertEqual(len(tables), 2)
        for table in tables:
            self.assertEqual(len({line.replace('\\|', '').count('|') for line in table}), 1)
        cells = [[cell.strip() for cell in line.strip('|').split('|')] for line in tables[1][2:]]
        lights = self.read_json('show', self.catalog, self.session)['counts']['light']
        self.assertEqual(sum(int(row[2].replace(',', '')) for row in cells), lights)
        self.assertEqual([row[0] for row in cells], sorted(row[0] for row in cells))

    def test_bbcode(self):
        text = self.export('bbcode')
        for tag in ('table', 'tr', 'td', 'b'):
            self.assertEqual(text.count(f'[{tag}]'), text.count(f'[/{tag}]'))
        self.assertEqual(text.count('[table]'), 2)

    def test_hostile(self):
        with open_database(self.catalog) as catalog:
            catalog.execute("UPDATE fits_files SET object = '[b]|' || char(10, 27) || '<x>', "
                            "camera = '](javascript:x)', filter = '`' || char(155)")
            catalog.execute("UPDATE processing_sessions SET name = '# ' || char(10) || '[url]'")
        for form in ('markdown', 'bbcode', 'json'):
            text = self.export(form)
            self.assertTrue(is_clean(text), repr(text[:300]))
            self.assertNotIn('<x>', text if form == 'markdown' else '')
            self.assertNotIn('[url]', text if form == 'bbcode' else '')

    def test_misuse(self):
        self.assert_fails(run('export', 'pdf', self.catalog, self.session), 'pdf')
        self.assert_fails(run('export', 'csv', self.catalog))
        self.assert_fails(run('export', 'csv', self.catalog, 'not there'), 'not there')
        self.assert_fails(run('export', 'csv', self.path('none.db'), self.session))
