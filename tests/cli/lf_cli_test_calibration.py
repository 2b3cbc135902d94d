# SPDX-License-Identifier: GPL-3.0-or-later
"""calibration: what it tells is what a look at every frame tells."""

import collections
import datetime

from lf_cli_test import Test, is_clean, open_database, run

STATES = ('healthy', 'migrated', 'legacy')
TYPES = ('dark', 'flat', 'bias')
FIELDS = {
    'dark': ('gain', 'offset', 'binning', 'temperature'),
    'flat': ('gain', 'offset', 'binning'),
    'bias': ('gain', 'offset', 'binning'),
}
KEYS = {'dark': ('camera', 'exposure'), 'flat': ('camera', 'telescope', 'filter'),
        'bias': ('camera',)}
SETUP = ('camera', 'telescope', 'filter', 'exposure', 'gain', 'offset', 'binning', 'temperature')

Frame = collections.namedtuple('Frame', ('type', *SETUP, 'night', 'usable'))


def read_frames(catalog, session):
    rows = catalog.execute(
        'SELECT upper(f.frame_type), f.camera, f.telescope, f.filter, f.exposure, f.gain, '
        'f."offset", f.binning_x, f.binning_y, f.sensor_temp, f.obs_date, f.bad, '
        'f.file_not_found FROM fits_files f WHERE f.id IN (SELECT fits_file_id FROM '
        'processing_session_files WHERE processing_session_id = ?)', (session,))
    for (kind, camera, telescope, band, exposure, gain, offset, across, down, temperature, night,
         bad, missing) in rows:
        yield Frame(kind, camera, telescope, band, exposure, gain, offset, (across, down),
                    temperature, datetime.date.fromisoformat(night), not bad and not missing)


def group(lights):
    """{setup: [[lights of a cluster of nights]]}"""
    groups = collections.defaultdict(list)
    for light in sorted(lights, key=lambda frame: frame.night):
        key = (*light[1:8], round(light.temperature))
        clusters = groups[key]
        if not clusters or (light.night - clusters[-1][-1].night).days > 7:
            clusters.append([])
        clusters[-1].append(light)
    return groups


def differs(light, other, field):
    if field == 'temperature':
        return abs(light.temperature - other.temperature) > 1
    return getattr(light, field) != getattr(other, field)


def judge(kind, lights, others):
    """(coverage, frames) of a cluster of lights, from frames that are all known and alike."""
    light = lights[0]
    matching = [o for o in others if o.type == kind.upper() and o.usable
                and all(getattr(o, key) is not None and getattr(o, key) == getattr(light, key)
                        for key in KEYS[kind])]
    if any(getattr(light, key) is None for key in KEYS[kind]):
        known = [key for key in KEYS[kind] if getattr(light, key) is not None]
        possible = [o for o in others if o.type == kind.upper() and o.usable and all(
            getattr(o, key) in (None, getattr(light, key)) for key in known)]
        return ('unknown' if possible else 'missing'), 0
    fitting = [o for o in matching if not any(differs(light, o, f) for f in FIELDS[kind])]
    if fitting and kind == 'flat':
        days = max(min(abs((one.night - o.night).days) for o in fitting) for one in lights)
        return ('complete' if days <= 60 else 'old'), len(fitting)
    if fitting:
        return 'complete', len(fitting)
    return ('mismatched' if matching else 'missing'), 0


class Calibration(Test):
    def check(self, path, catalog, session):
        frames = list(read_frames(catalog, session))
        expected = []
        for clusters in group(f for f in frames if f.type == 'LIGHT').values():
            for lights in clusters:
                nights = sorted({light.night.isoformat() for light in lights})
                expected.append((len(lights), nights,
                                 *(judge(kind, lights, frames) for kind in TYPES)))
        got = [(g['lights'], g['nights'],
                *((g[kind]['coverage'], g[kind]['frames']) for kind in TYPES))
               for g in self.read_json('calibration', path, session)['groups']]
        self.assertEqual(sorted(got), sorted(expected))
        return {cell[0] for entry in expected for cell in entry[2:]}

    def test_agrees_with_a_look_at_every_frame(self):
        seen = set()
        for state in STATES:
            path = self.make(state + '.db', '--state', state, '--frames=4000', '--sessions=40')
            with open_database(path) as catalog:
                for session, in catalog.execute('SELECT id FROM processing_sessions').fetchall():
                    seen |= self.check(path, catalog, session)
        self.assertLessEqual({'complete', 'missing'}, seen)

    def test_offer(self):
        path = self.make()
        with open_database(path) as catalog:
            session, = catalog.execute(
                "SELECT processing_session_id FROM processing_session_files WHERE frame_type = "
                "'DARK' LIMIT 1").fetchone()
            catalog.execute("DELETE FROM processing_session_files WHERE frame_type = 'DARK'")
        offers = [g['dark']['offer'] for g in self.read_json('calibration', path, session)['groups']
                  if g['dark']['offer']]
        self.assertTrue(offers)
        with open_database(path) as catalog:
            for offer in offers:
                n, = catalog.execute(
                    "SELECT count(*) FROM fits_files WHERE frame_type = 'DARK' AND "
                    'imaging_session_id = ? AND bad = 0 AND file_not_found = 0',
                    (offer['imaging_session'],)).fetchone()
                self.assertGreaterEqual(n, offer['frames'])
                self.assertEqual(offer['coverage'], 'complete')
        self.assertIn('In the catalog, but not in the session', run('calibration', path,
                                                                    session).out)

    def test_night(self):
        path = self.make()
        session = self.read_json('sessions', path)[0]['id']
        with open_database(path) as catalog:
            catalog.execute("DELETE FROM processing_session_files WHERE frame_type = 'FLAT'")
            catalog.execute("DELETE FROM fits_files WHERE frame_type = 'FLAT'")
        result = run('calibration', path, session, '--night=2222-02-02')
        self.assertEqual(result.status, 0)
        self.assertIn('days from the lights', result.out)
        for night in ('2222-02-30', 'tonight', ''):
            self.assert_fails(run('calibration', path, session, '--night', night), '--night')

    def test_nothing(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute("INSERT INTO processing_sessions (id, name) VALUES ('E', 'Empty')")
        self.assertEqual(run('calibration', path, 'E').out, 'No light frames\n')
        self.assertEqual(self.read_json('calibration', path, 'Empty'),
                         {'coverage': 'complete', 'groups': []})
        self.assert_fails(run('calibration', path, 'not there'), 'not there')

    def test_hostile(self):
        path = self.make()
        with open_database(path) as catalog:
            catalog.execute("UPDATE fits_files SET camera = 'red \x1b[31m' || char(10) || 'x', "
                            "telescope = '\u202e<b>', filter = 'a,\"b'")
        for session in self.read_json('sessions', path):
            for words in ((), ('--json',)):
                result = run('calibration', path, session['id'], *words)
                self.assertEqual(result.status, 0)
                self.assertTrue(is_clean(result.out), repr(result.out[:500]))
