# SPDX-License-Identifier: GPL-3.0-or-later
"""check: what it finds, and what it makes of it."""

import json
import os
import random
import re

from lf_cli_test import Test, describe_folder, is_clean, open_database, run, run_on_terminal

CHECK_KEYS = ['catalog', 'layout', 'healthy', 'findings']
FINDING_KEYS = ['id', 'severity', 'table', 'message', 'repairable']
SIZE = ('--frames=3000', '--sessions=40')


class Check(Test):
    def check(self, path, *options):
        """Runs it both ways, and looks whether they agree."""
        result = run('check', path, '--json', *options)
        self.assertEqual(result.err, '')
        report = json.loads(result.out)
        findings = report['findings']
        worst = {f['severity'] for f in findings}
        text = run('check', path, *options)

        self.assertEqual(list(report), CHECK_KEYS)
        self.assertEqual(report['catalog'], path)
        self.assertIs(report['healthy'], not worst & {'warning', 'error'})
        self.assertEqual(result.status, 0 if report['healthy'] else 1)
        self.assertEqual((text.status, text.err), (result.status, ''))
        self.assertEqual('The catalog is in order.' in text.out, report['healthy'])
        for finding in findings:
            self.assertEqual(list(finding), FINDING_KEYS)
            self.assertIn(finding['severity'], ('ok', 'info', 'warning', 'error'))
            self.assertRegex(finding['id'], r'^(integrity|structure|indexes|statistics|space|'
                                            r'plans)\.')
            self.assertIs(type(finding['repairable']), bool)
            self.assertIn(' '.join(finding['message'].split()), text.out)
            self.assertIn(finding['id'], text.out)
        self.assertEqual(len({f['id'] for f in findings}), len(findings))
        return report

    def test_healthy(self):
        for state, layout in (('healthy', 2), ('legacy', 1)):
            path = self.make(state + '.db', '--state', state, *SIZE)
            with open_database(path) as catalog:
                catalog.execute('ANALYZE')
            for options in ((), ('--full',)):
                report = self.check(path, *options)
                self.assertEqual(report['layout'], layout)
                self.assertTrue(report['healthy'], report)

    def test_migrated(self):
        path = self.make('migrated.db', '--state=migrated', *SIZE)
        for options in ((), ('--full',)):
            report = self.check(path, *options)
            self.assertFalse(report['healthy'])
            key, = (f for f in report['findings'] if f['id'] == 'structure.fits_files.primary-key')
            self.assertEqual((key['severity'], key['table'], key['repairable']),
                             ('error', 'fits_files', True))
            self.assertIn('3,000', key['message'])

    def test_sum(self):
        """The last line counts what is above it."""
        path = self.make('migrated.db', '--state=migrated', *SIZE)
        severities = [f['severity'] for f in self.check(path)['findings']]
        last = run('check', path).out.splitlines()[-1]
        self.assertEqual([int(n) for n in re.findall(r'\d+', last)],
                         [severities.count('error'), severities.count('warning')])

    def test_statistics(self):
        path = self.make('catalog.db', *SIZE)
        report = self.check(path)
        self.assertEqual([f['id'] for f in report['findings'] if f['severity'] == 'warning'],
                         ['statistics.none'])

    def test_damaged(self):
        """Bytes of some pages are changed: it is told or not noticed, but nothing breaks."""
        path = self.make('catalog.db', '--state=migrated', '--frames=600', '--sessions=12')
        size = os.path.getsize(path)
        with open(path, 'rb') as file:
            whole = file.read()
        chance = random.Random(1)
        told = 0
        for _ in range(12):
            content = bytearray(whole)
            for _ in range(40):
                content[chance.randrange(4096, size)] ^= 0xff
            with open(path, 'wb') as file:
                file.write(content)
            result = run('check', path, '--full', '--json')
            self.assertIn(result.status, (1, 2), result)
            self.assertEqual(result.status == 2, result.err != '')
            told += 'integrity.damaged' in result.out
        self.assertGreater(told, 0)

    def test_hostile_names(self):
        path = self.make('catalog.db', *SIZE)
        with open_database(path) as catalog:
            catalog.execute('CREATE TABLE "a\x1b[31m\nb\u202e" (x REFERENCES fits_files (id))')
            catalog.execute('CREATE INDEX "c\x1b]0;t\x07" ON fits_files (frame_type)')
            catalog.execute('ALTER TABLE fits_files ADD COLUMN "d\x9b1m<b>"')
            catalog.execute('INSERT INTO "a\x1b[31m\nb\u202e" VALUES (-1)')
        for words in (('check', path), ('check', path, '--json')):
            self.assertTrue(is_clean(run(*words).out))
            self.assertTrue(is_clean(run_on_terminal(*words, NO_COLOR='1', TERM='dumb').out))

    def test_wrapped(self):
        """A terminal gets lines that fit."""
        path = self.make('migrated.db', '--state=migrated', *SIZE)
        text = run_on_terminal('check', path, columns=70, NO_COLOR='1', TERM='dumb').out
        for line in text.splitlines():
            self.assertLessEqual(len(line), 70, line)

    def test_nothing_is_written(self):
        for state in ('healthy', 'migrated', 'legacy'):
            self.make(state + '.db', '--state', state, '--frames=400', '--sessions=6')
        before = describe_folder(self.folder)
        for state in ('healthy', 'migrated', 'legacy'):
            for options in ((), ('--full', '--json')):
                run('check', self.path(state + '.db'), *options)
                self.assertEqual(describe_folder(self.folder), before)
