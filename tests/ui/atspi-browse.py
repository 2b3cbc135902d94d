#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Browses a catalog as somebody does who does not see it: what a screen reader gets, and keys."""

import os
import shutil
import subprocess
import sys

from uitest import Running, describe, make_demo, run_tests, wait_for

try:
    import pyatspi
    from gi.repository import GLib
except ImportError:
    print('1..0 # SKIP there is no pyatspi')
    sys.exit(0)
if shutil.which('xdotool') is None:
    print('1..0 # SKIP there is no xdotool')
    sys.exit(0)

# What pyatspi raises about something that is no longer on the screen
GONE = (LookupError, RuntimeError, GLib.GError)

ROW = 'table row'
CELL = 'table cell'


def get_name(accessible):
    """The name of an accessible, which may have gone away since it was found."""
    try:
        return accessible.name
    except GONE:
        return ''


def find_all(root, role):
    """Finds the accessibles of a role that are shown. What goes away meanwhile is left out."""
    found = []
    try:
        if root.getRoleName() == role:
            found.append(root)
        children = [child for child in root if child is not None]
    except GONE:
        return found
    for child in children:
        found += find_all(child, role)
    return found


def texts(root):
    """The texts below an accessible, in the order they are read."""
    return [get_name(label) for label in find_all(root, 'label')]


def find_window(name):
    for application in pyatspi.Registry.getDesktop(0):
        if application is None or get_name(application) != 'lightframe':
            continue
        for window in application:
            if window is not None and get_name(window) == name:
                return window
    return None


def find_rows(window):
    """The rows of the list; the first row of the table is its header and has no cells."""
    return [row for row in find_all(window, ROW) if find_all(row, CELL)]


def press(name, key):
    """Presses a key in the window of a name."""
    def find():
        result = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{name}$'],
                                capture_output=True, text=True, check=False)
        return result.stdout.split()
    window = wait_for(find, f'the window {name}')[-1]
    subprocess.run(['xdotool', 'windowfocus', '--sync', window, 'key', key], check=True)


def wait_for_figures(name):
    """Waits until the dialog of a session is read, and returns the names of what it shows."""
    def figures():
        window = find_window(name)
        found = {panel.name for role in ('panel', 'grouping', 'filler')
                 for panel in find_all(window, role)} if window else set()
        return found if any(text.startswith('Integration: ') for text in found) else None
    return wait_for(figures, f'the figures of {name}')


def escape(name):
    return name.replace('(', r'\(').replace(')', r'\)').replace('+', r'\+')


def open_list(program, path):
    program.wait_for_rows()
    name = os.path.basename(path) + ' – Lightframe'
    window = wait_for(lambda: find_window(name), 'the window')
    rows = wait_for(lambda: find_rows(window), 'the rows')
    return name, window, rows


def test_list_is_read(folder):
    path = make_demo(os.path.join(folder, 'some.db'), frames=300, sessions=5)
    with Running(path) as program:
        _, window, rows = open_list(program, path)
        rows = wait_for(lambda: find_rows(window) if len(find_rows(window)) == 5 else None,
                        'five rows')
        cells = find_all(rows[0], CELL)
        assert len(cells) == 5, len(cells)
        name, caption = texts(cells[0])
        assert name and ' · ' in caption, (name, caption)
        assert texts(cells[1])[0] in ('Not started', 'In progress', 'Complete'), texts(cells[1])
        assert ' L ' in texts(cells[2])[0], texts(cells[2])
        wait_for(lambda: ' · ' in texts(cells[3])[0] or 'no light' in texts(cells[3])[0],
                 'the integration')
        year, month, day = texts(cells[4])[0].split('-')
        assert len(year) == 4 and len(month) == 2 and len(day) == 2
        assert [entry.name for entry in find_all(window, 'entry')][0].startswith('Search')
        assert any('5 sessions' in text for text in texts(window))
        program.end()


def test_browse(folder):
    path = make_demo(os.path.join(folder, 'some.db'), frames=300, sessions=5)
    before = describe(folder)
    with Running(path) as program:
        title, window, rows = open_list(program, path)
        names = [texts(find_all(row, CELL)[0])[0] for row in rows[:2]]
        captions = [texts(find_all(row, CELL)[0])[1] for row in rows[:2]]

        # The list has the keyboard: the first row, and Enter
        press(title, 'Home')
        press(title, 'Return')
        figures = wait_for_figures(names[0])
        assert any(text.startswith('Light: ') for text in figures), figures
        dialog = find_window(names[0])
        first_object = captions[0].split(' · ')[1].split(', ')[0]
        assert first_object in texts(dialog), (first_object, texts(dialog))
        wait_for(lambda: any(captions[0].split(' · ')[0] + ' · 1 of 5' == text
                             for text in texts(find_window(names[0]))), 'its place in the list')

        press(escape(names[0]), 'alt+Right')
        second = captions[1].split(' · ')[0] + ' · 2 of 5'
        wait_for(lambda: second in texts(find_window(names[1]) or window), 'the next session')
        wait_for_figures(names[1])
        press(escape(names[1]), 'Escape')
        wait_for(lambda: find_window(names[1]) is None, 'the dialog to close')
        press(title, 'ctrl+q')
        program.wait()
    assert describe(folder) == before


def test_search(folder):
    """Just typing searches; Escape shows all again."""
    path = make_demo(os.path.join(folder, 'some.db'), frames=300, sessions=5)
    with Running(path) as program:
        title, window, rows = open_list(program, path)
        ident = texts(find_all(rows[0], CELL)[0])[1].split(' · ')[0]
        for letter in ident[-4:].lower():
            press(title, letter)
        wait_for(lambda: any('1 of 5 sessions' in text for text in texts(window)), 'one session')
        press(title, 'Escape')
        wait_for(lambda: any(text.startswith('5 sessions') for text in texts(window)), 'all')
        program.end()


def test_error_is_read(folder):
    path = os.path.join(folder, 'missing.db')
    with Running(path) as program:
        window = wait_for(lambda: find_window('Lightframe'), 'the window')
        said = wait_for(lambda: texts(window) if 'Catalog Not Found' in texts(window) else None,
                        'the error')
        assert any('missing.db' in text for text in said), said
        program.end()


run_tests([test_list_is_read, test_browse, test_search, test_error_is_read])
