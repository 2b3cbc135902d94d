#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Browses a catalog as somebody does who does not see it: what a screen reader gets, and keys."""

import os
import subprocess

import pyatspi

from atspitest import (CELL, GONE, find_all, find_on_screen, find_rows, find_window, press,
                       texts, wait_a_moment)
from uitest import Running, describe, make_demo, run_tests, wait_for


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
        assert len(cells) == 6, len(cells)
        name, caption = texts(cells[0])
        assert name and ' · ' in caption, (name, caption)
        assert texts(cells[1])[0] in ('Not started', 'In progress', 'Complete'), texts(cells[1])
        assert ' L ' in texts(cells[2])[0], texts(cells[2])
        wait_for(lambda: ' · ' in texts(cells[3])[0] or 'no light' in texts(cells[3])[0],
                 'the integration')
        wait_for(lambda: texts(cells[4])[0], 'the calibration')
        year, month, day = texts(cells[5])[0].split('-')
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


def click(name, accessible, *modifiers):
    """Clicks into something in the window of a name."""
    box = accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    window = wait_for(lambda: find_on_screen(name), f'the window {name}')[-1]
    subprocess.run(['xdotool', 'mousemove', '--window', window, '--sync',
                    str(box.x + box.width // 2), str(box.y + box.height // 2),
                    *(part for key in modifiers for part in ('keydown', key)), 'click', '1',
                    *(part for key in modifiers for part in ('keyup', key))], check=True)


def test_pointer_selects(folder):
    """A click selects one session alone, one with Ctrl another besides, one with Shift all between."""
    path = make_demo(os.path.join(folder, 'some.db'), frames=300, sessions=5)
    with Running(path) as program:
        title, window, _ = open_list(program, path)
        wait_for(lambda: len(find_rows(window)) == 5, 'five rows')

        def select(count, *clicks):
            """Clicks again if the list had not its place yet, or was filled meanwhile."""
            def click_all():
                try:
                    cells = [find_all(row, CELL)[0] for row in find_rows(window)]
                    for row, *modifiers in clicks:
                        click(title, cells[row], *modifiers)
                except GONE:
                    return None
                return wait_a_moment(lambda: any(f'{count} of 5 selected' in text
                                                 for text in texts(window)))
            wait_for(click_all, f'{count} selected sessions')
        select(2, (0,), (2, 'ctrl'))
        select(3, (0,), (2, 'ctrl'), (4, 'ctrl'))
        select(4, (1,), (4, 'shift'))
        program.end()


def test_error_is_read(folder):
    path = os.path.join(folder, 'missing.db')
    with Running(path) as program:
        window = wait_for(lambda: find_window('Lightframe'), 'the window')
        said = wait_for(lambda: texts(window) if 'Catalog Not Found' in texts(window) else None,
                        'the error')
        assert any('missing.db' in text for text in said), said
        program.end()


run_tests([test_list_is_read, test_browse, test_search, test_pointer_selects,
           test_error_is_read])
