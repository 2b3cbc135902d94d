#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repairs a catalog, finds that in the history, and goes back, as somebody who does not see it."""

import os
import sqlite3

from atspitest import (find_button, find_on_screen, find_table, find_window,
                       find_window_beginning, open_maintenance, press, texts, wait_a_moment)
from uitest import Running, make_demo, run_tests, wait_for

FRAMES = 1200
SESSIONS = 12


def dump(path):
    """What is in a catalog, whatever the order of its pages."""
    catalog = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    try:
        return list(catalog.iterdump())
    finally:
        catalog.close()


def repair(name, maintenance):
    """Repairs everything."""
    sheet_name = 'Repair the Catalog'
    wait_for(lambda: 'No problems found' not in texts(maintenance) and
             any('problems found' in text for text in texts(maintenance)), 'the checks')
    wait_for(lambda: press(name, 'alt+r') or wait_a_moment(lambda: find_on_screen(sheet_name)),
             'what will be done')
    sheet = wait_for(lambda: find_window(sheet_name), 'what will be done')
    wait_for(lambda: any(text.endswith(' in all') for text in texts(sheet)), 'the plan')
    press(sheet_name, 'alt+r')
    wait_for(lambda: 'No problems found' in texts(maintenance), 'a catalog in order')


def open_history(name):
    """The run is in the history, which is reached from the Maintenance window."""
    title = 'History – some.db'
    wait_for(lambda: press(name, 'ctrl+h') or wait_a_moment(lambda: find_on_screen(title)),
             'the history')
    history = wait_for(lambda: find_window(title), 'the history')
    rows = wait_for(lambda: find_table(history, 'Runs'), 'the runs')
    said = texts(rows[0])
    assert said[1:3] == ['Repair', 'repaired'], said
    return history


def undo(history):
    """What the repair came to, and the way back from it."""
    title = 'Before and after – some.db'
    question = 'Undo the Repair.'
    compare = wait_for(lambda: find_window_beginning(title), 'before and after')
    wait_for(lambda: 'unchanged' in texts(compare), 'what it came to')
    wait_for(lambda: press(title + '.*', 'alt+u') or
             wait_a_moment(lambda: find_on_screen(question)), 'the question')
    press(question, 'alt+u')
    wait_for(lambda: 'Undone' in texts(compare), 'the end of it')
    # The history follows by itself
    wait_for(lambda: len(find_table(history, 'Runs')) == 2, 'both runs')


def test_undo(folder):
    """A repair is in the history, and undoing it brings back what was there."""
    path = make_demo(os.path.join(folder, 'some.db'), 'migrated', FRAMES, SESSIONS)
    before = dump(path)
    with Running(path) as program:
        title, window, name, maintenance = open_maintenance(program, path)
        repair(name, maintenance)
        assert os.listdir(os.path.join(folder, 'backups')), 'there is a backup'
        assert dump(path) != before
        undo(open_history(name))
        wait_for(lambda: find_button(window, 'Dismiss'), 'the banner again')
        press(title, 'ctrl+q')
        program.wait()
    assert dump(path) == before


run_tests([test_undo])
