#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the menu and keys of the list, and a catalog of the older layout, without seeing them."""

import os

from atspiact import MENU_PATIENCE, activate, ask, says, try_to_activate, type_into, wait_to_say
from atspitest import CELL, find_all, find_rows, find_window, get_name, press, texts, wait_a_moment
from uitest import Running, make_demo, run_tests, wait_for

N_SESSIONS = 4
MENU = 'Menu of the selected sessions'
ITEMS = ['Open', 'Export', 'Copy Name', 'Copy Id', 'Open Staging Folder', 'Status', 'Delete…']
STATUS = 'SELECT status FROM processing_sessions WHERE id = ?'
NOTES = "SELECT coalesce(notes, '') FROM processing_sessions WHERE id = ?"
FRAMES = 'SELECT count(*) FROM processing_session_files WHERE processing_session_id = ?'


def start(folder, state):
    return make_demo(os.path.join(folder, 'some.db'), state, frames=200, sessions=N_SESSIONS)


def open_list(program, path):
    """The title of the window, and the name and the id of the session in its first row."""
    program.wait_for_rows()
    title = os.path.basename(path) + ' – Lightframe'
    window = wait_for(lambda: find_window(title), 'the window')

    def read_first():
        rows = find_rows(window)
        cells = find_all(rows[0], CELL) if len(rows) == N_SESSIONS else []
        said = texts(cells[0]) if cells else []
        return said if len(said) == 2 and ' · ' in said[1] else None
    name, caption = wait_for(read_first, 'the first row')
    return title, name, caption.split(' · ')[0]


def list_menu(title):
    """What the menu of the list offers; nothing while it is closed."""
    window = find_window(title)
    menus = [menu for menu in find_all(window, 'menu') if get_name(menu) == MENU]
    return [get_name(item) for menu in menus for item in find_all(menu, 'menu item')]


def open_menu(title, key):
    """Opens it for the first row. It closes if the window loses the keyboard: then once more."""
    def open_it():
        press(title, 'Home')
        press(title, key)
        return wait_a_moment(lambda: list_menu(title), MENU_PATIENCE)
    return wait_for(open_it, 'the menu')


def choose_in_menu(title, *entries):
    """Chooses an entry, or one of the menu behind another."""
    def choose_it():
        open_menu(title, 'Menu')
        return all(wait_a_moment(lambda: try_to_activate(title, 'menu item', entry),
                                 MENU_PATIENCE) for entry in entries)
    wait_for(choose_it, ' → '.join(entries))


def test_menu(folder):
    """It is opened by either key, says what it offers, and does it."""
    path = start(folder, 'healthy')
    with Running(path) as program:
        title, _, ident = open_list(program, path)
        items = open_menu(title, 'shift+F10')
        assert items == ITEMS, items
        press(title, 'Escape')
        wait_for(lambda: not list_menu(title), 'the menu to close')

        choose_in_menu(title, 'Copy Id')
        wait_to_say(title, 'Copied to the clipboard.')
        wait_for(lambda: not list_menu(title), 'the menu to close')

        before = ask(path, STATUS, ident)
        wanted, word = ('Complete', 'complete') if before != 'complete' else ('In progress',
                                                                             'in_progress')
        choose_in_menu(title, 'Status', wanted)
        wait_for(lambda: ask(path, STATUS, ident) == word, 'the status')
        wait_to_say(title, 'Status changed to')

        def undo():
            press(title, 'ctrl+z')
            return wait_a_moment(lambda: says(title, 'Undone: Status changed to'))
        wait_for(undo, 'the key to undo it')
        assert ask(path, STATUS, ident) == before
        program.end()


def test_nothing_to_undo(folder):
    """What is not there to be undone is said, and where else to look."""
    path = start(folder, 'healthy')
    with Running(path) as program:
        title, _, _ = open_list(program, path)

        def undo():
            press(title, 'ctrl+z')
            return wait_a_moment(lambda: says(title, 'There is nothing to undo'))
        wait_for(undo, 'what the key says')
        activate(title, 'push button', 'Show Changes')
        wait_for(lambda: find_window('Changes – some.db'), 'the Changes window')
        program.end()


def test_layout_1(folder):
    """A catalog that was not migrated: its list, its dialog, its frames, and a note."""
    path = start(folder, 'legacy')
    with Running(path) as program:
        title, name, ident = open_list(program, path)

        def open_it():
            press(title, 'Home')
            press(title, 'Return')
            return wait_a_moment(lambda: find_window(name))
        wait_for(open_it, f'the dialog of {name}')

        activate(name, 'page tab', 'Frames')
        count = f'{ask(path, FRAMES, ident)} frames'
        wait_to_say(name, count)
        rows = wait_for(lambda: find_rows(find_window(name)), 'the frames')
        wait_for(lambda: any(kind in texts(rows[0]) for kind in ('LIGHT', 'DARK', 'FLAT', 'BIAS')),
                 'a frame')

        before = ask(path, NOTES, ident)
        activate(name, 'page tab', 'Notes')
        wait_to_say(name, 'Saved in the catalog')
        type_into(name, 'Notes', 'Of the older layout')
        wait_to_say(name, 'Not saved yet')
        activate(name, 'push button', 'Save')
        wait_for(lambda: ask(path, NOTES, ident) == 'Of the older layout', 'the notes')
        activate(name, 'push button', 'Undo')
        wait_for(lambda: ask(path, NOTES, ident) == before, 'the old notes')
        program.end()


run_tests([test_menu, test_nothing_to_undo, test_layout_1])
