#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the single tests of runs of `meson test` and says how they ended.

Arguments, one for each thing that build-aux/test did:

  run:NAME:FOLDER:STATUS   `meson test` ran in the build folder and ended with that status
  build:NAME               a build failed

The last line written is "N passed, N failed, N skipped"; the exit status is 1 if anything failed
or nothing ran.
"""

import json
import os
import re
import sys

PLAN = re.compile(r'1\.\.(\d+)\s*(#.*)?')
POINT = re.compile(r'( *)(not )?ok\b[^#]*(?:#\s*(skip|todo)\b)?', re.IGNORECASE)
# Words of meson for a program that did not end well.
BAD = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}


def parse_tap(text):
    """Returns (passed, failed, skipped, planned), or None if the text is no TAP."""
    planned = None
    points = []          # (indentation, outcome), of single tests only

    for line in text.splitlines():
        plan = PLAN.fullmatch(line.strip()) if not line.startswith(' ') else None
        if plan:
            planned = int(plan.group(1))
            continue
        match = POINT.match(line)
        if not match:
            continue
        indentation = len(match.group(1))
        directive = (match.group(3) or '').lower()
        if directive == 'skip':
            outcome = 'skipped'
        elif directive == 'todo' or not match.group(2):
            outcome = 'passed'
        else:
            outcome = 'failed'
        if points and points[-1][0] > indentation:
            # Sums up the subtests above it: not a test of its own, unless it knows more.
            children = []
            for point in reversed(points):
                if point[0] <= indentation:
                    break
                children.append(point[1])
            if outcome != 'failed' or 'failed' in children:
                points[-len(children):] = [(indentation, child) for child in children]
                continue
        points.append((indentation, outcome))

    if planned is None:
        return None
    outcomes = [outcome for _, outcome in points]
    return (outcomes.count('passed'), outcomes.count('failed'),
            outcomes.count('skipped'), planned)


def count_program(entry):
    """Returns (passed, failed, skipped) and a remark, or None, for one line of testlog.json."""
    result = entry['result']
    bad = result in BAD
    tap = parse_tap(entry.get('stdout') or '')

    if tap is None:
        if bad:
            return (0, 1, 0), result
        if result == 'SKIP':
            return (0, 0, 1), None
        return (1, 0, 0), None

    passed, failed, skipped, planned = tap
    if planned == 0 and passed + failed + skipped == 0 and not bad:
        return (0, 0, 1), None
    if not bad:
        return (passed, failed, skipped), None

    # A crash, a time-out or a sanitizer's report need not leave a failed test behind.
    ran = passed + failed + skipped
    remark = result
    if failed == 0:
        failed = 1
    if ran < planned:
        remark += f', {ran} of {planned} tests ran'
    return (passed, failed, skipped), remark


def count_run(name, folder, status):
    """Counts one run of `meson test` and writes what there is to say about it."""
    totals = [0, 0, 0]
    programs = 0
    remarks = []

    try:
        with open(os.path.join(folder, 'meson-logs', 'testlog.json'), encoding='utf-8') as log:
            for line in log:
                entry = json.loads(line)
                counts, remark = count_program(entry)
                totals = [a + b for a, b in zip(totals, counts)]
                programs += 1
                if counts[1] or remark:
                    remarks.append(f'   failed: {entry["name"]} ({remark or entry["result"]})')
    except (OSError, ValueError, KeyError) as error:
        # A run that selected no test leaves no log, or an empty one.
        if status == 0 and isinstance(error, OSError):
            remarks.append('   no test was selected')
        else:
            remarks.append(f'   the log of the tests could not be read: {error}')
            totals[1] += 1
    if status != 0 and totals[1] == 0:
        remarks.append(f'   meson test ended with status {status}')
        totals[1] += 1

    print(f'== {name}: {programs} programs: '
          f'{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped')
    for line in meson_summary(folder) + remarks:
        print(line)
    return totals


def meson_summary(folder):
    """Returns meson's own summary, which counts programs, in one line."""
    try:
        with open(os.path.join(folder, 'meson-logs', 'testlog.txt'), encoding='utf-8',
                  errors='replace') as log:
            lines = log.read().splitlines()
    except OSError:
        return []
    starts = [i for i, line in enumerate(lines) if re.match(r'Ok: +\d+', line)]
    if not starts:
        return []
    counts = [' '.join(line.split()) for line in lines[starts[-1]:] if line.strip()]
    return ['   meson: ' + ', '.join(counts)]


def main(arguments):
    totals = [0, 0, 0]

    for argument in arguments:
        kind, name, *rest = argument.split(':')
        if kind == 'run':
            counts = count_run(name, rest[0], int(rest[1]))
        else:
            print(f'== {name}: the build failed')
            counts = [0, 1, 0]
        totals = [a + b for a, b in zip(totals, counts)]

    if not any(totals):
        print('No test ran.')
    print(f'{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped')
    return 1 if totals[1] or not any(totals) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
