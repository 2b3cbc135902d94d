#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks after a damaged catalog as somebody does who does not see it: what a screen reader gets."""

import os
import re

from atspitest import (CELL, GONE, find_all, find_button, find_on_screen, find_table, find_window,
                       find_window_beginning, open_maintenance, press, texts, wait_a_moment)
from uitest import Running, describe, make_demo, run_tests, wait_for

FRAMES = 2000
SESSIONS = 24

# So many that progress can be watched
FRAMES_OF_A_REPAIR = 60000
SESSIONS_OF_A_REPAIR = 600

# How much faster session details must be afterwards, and how much less work
LEAST_TIMES = 100


def find_checks(window):
    """The names of the checks, which say how each came out."""
    lists = [found for found in find_all(window, 'list box') + find_all(window, 'list')
             if found.name == 'Checks']
    return [item.name for item in find_all(lists[0], 'list item')] if lists else []


def is_checked(window):
    checks = find_checks(window)
    return checks if len(checks) == 7 and 'not checked' not in checks[0] else None


def test_damaged(folder):
    """Banner, Ctrl+M, the checks and a page of one of them; nothing is changed."""
    path = make_demo(os.path.join(folder, 'some.db'), 'migrated', FRAMES, SESSIONS)
    before = describe(folder)
    with Running(path) as program:
        title, window, name, maintenance = open_maintenance(program, path)
        assert find_button(window, 'Maintenance, '), 'the button says how many problems there are'
        said = texts(window)
        assert 'Every session reads all 2,000 frames because fits_files lost its primary key.' \
            in said, said
        assert find_button(window, 'Dismiss')

        checks = wait_for(lambda: is_checked(maintenance), 'the checks')
        assert checks[0] == 'Integrity: error, foreign keys broken', checks
        assert checks[1].startswith('Structure: error, primary key lost'), checks
        assert checks[6] == 'Timings: not measured yet', checks
        assert any('problems found' in text for text in texts(maintenance))
        # The worst comes first: the structure, with what is and what should be
        wait_for(lambda: '+ INTEGER PRIMARY KEY (id)' in texts(maintenance), 'the structure')

        press(name, 'Down')
        rows = wait_for(lambda: find_table(maintenance, 'Indexes'), 'the indexes')
        assert len(find_all(rows[0], CELL)) == 7, len(find_all(rows[0], CELL))
        wait_for(lambda: any('frames by type' in texts(row)
                             for row in find_table(maintenance, 'Indexes')), 'frames by type')

        press(name, 'Escape')
        wait_for(lambda: not find_on_screen(name), 'the window to close')
        press(title, 'ctrl+q')
        program.wait()
    assert describe(folder) == before


def test_measure_and_quit(folder):
    """Quitting ends what is being measured, and leaves the folder as it was."""
    path = make_demo(os.path.join(folder, 'some.db'), 'migrated', FRAMES, SESSIONS)
    before = describe(folder)
    with Running(path) as program:
        title, _, name, maintenance = open_maintenance(program, path)
        wait_for(lambda: is_checked(maintenance), 'the checks')
        press(name, 'End')
        wait_for(lambda: find_button(maintenance, 'Measure'), 'the page of the timings')
        # Past the two buttons on top
        for key in ('Tab', 'Tab', 'Tab', 'space'):
            press(name, key)
        wait_for(lambda: [bar for bar in find_all(maintenance, 'progress bar')
                          if bar.name == 'Measuring queries'] or
                 find_button(maintenance, 'Measure Again'), 'the measuring')
        press(title, 'ctrl+q')
        program.wait()
    assert describe(folder) == before


def watch(bar, seen):
    """Notes how far a job is, until it has been seen to go on."""
    try:
        seen.add(round(bar.queryValue().currentValue, 3))
    except GONE + (NotImplementedError,):
        pass
    return len(seen) > 3


def find_headlines(said):
    """What the four cards say that are on top."""
    return said[:said.index('Timings')] if 'unchanged' in said else None


def find_times(text, word):
    """How many times faster or less it says that something is; 0 if it does not."""
    match = re.fullmatch(f'([0-9,.]+)× {word}', text)
    return float(match[1].replace(',', '')) if match else 0


def test_repair(folder):
    """From the banner to the result: what will be done, progress, nothing left to do."""
    path = make_demo(os.path.join(folder, 'some.db'), 'migrated', FRAMES_OF_A_REPAIR,
                     SESSIONS_OF_A_REPAIR)
    sheet_name = 'Repair the Catalog'
    seen = set()
    with Running(path) as program:
        title, window, name, maintenance = open_maintenance(program, path)
        wait_for(lambda: find_button(window, 'Dismiss'), 'the banner')
        wait_for(lambda: is_checked(maintenance), 'the checks')
        wait_for(lambda: press(name, 'alt+r') or wait_a_moment(lambda: find_on_screen(sheet_name)),
                 'what will be done')
        sheet = wait_for(lambda: find_window(sheet_name), 'what will be done')
        wait_for(lambda: any(text.endswith(' in all') for text in texts(sheet)), 'the plan')
        said = texts(sheet)
        assert 'Backing up' in said and 'Rebuilding tables' in said, said
        assert find_all(sheet, 'check box'), 'what is mended can be chosen'
        press(sheet_name, 'alt+r')
        bar = wait_for(lambda: find_all(maintenance, 'progress bar'), 'the progress')[0]
        wait_for(lambda: watch(bar, seen), 'the progress to go on')
        wait_for(lambda: 'Repair: repaired' in texts(maintenance), 'how it ended')

        compare = wait_for(lambda: find_window_beginning('Before and after – some.db'),
                           'before and after')
        said = wait_for(lambda: find_headlines(texts(compare)), 'what it came to')
        # Sanitizers slow down what is left of the work, not what SQLite did without need
        if 'ASAN_OPTIONS' not in os.environ:
            assert find_times(said[1], 'faster') >= LEAST_TIMES, said
        assert find_times(said[4], 'less') >= LEAST_TIMES, said
        wait_for(lambda: 'No problems found' in texts(maintenance), 'a catalog in order')
        wait_for(lambda: not find_button(window, 'Dismiss'), 'no banner')
        press(title, 'ctrl+q')
        program.wait()
    assert os.listdir(os.path.join(folder, 'backups')), 'there is a backup'


run_tests([test_damaged, test_measure_and_quit, test_repair])
