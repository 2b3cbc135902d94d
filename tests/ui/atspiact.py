# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share that do things in windows as somebody does who does not see them."""

import os
import sqlite3

import pyatspi

from atspitest import GONE, find_all, find_rows, find_window, press, texts, wait_a_moment
from uitest import wait_for

# A menu that is not there after as many seconds was closed
MENU_PATIENCE = 15


def ask(path, sql, *values):
    """The first column of the first row; None while somebody writes."""
    connection = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    try:
        return connection.execute(sql, values).fetchone()[0]
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()


def find_actions(window, role, name):
    """What can be pressed; GTK 4.8 names those with an underlined letter twice."""
    found = []
    for accessible in find_all(window, role):
        try:
            if name in accessible.name and accessible.queryAction().nActions > 0:
                found.append(accessible)
        except (NotImplementedError, *GONE):
            pass
    return found


def try_to_activate(title, role, name):
    window = find_window(title)
    for accessible in find_actions(window, role, name) if window else []:
        try:
            if accessible.getState().contains(pyatspi.STATE_SENSITIVE):
                return accessible.queryAction().doAction(0)
        except GONE:
            pass
    return False


def activate(title, role, name):
    """Presses a button as soon as it can be pressed."""
    wait_for(lambda: try_to_activate(title, role, name), f'{name} in {title}')


def choose(title, button, entry):
    """Opens a menu and chooses from it. A menu closes if its window loses the keyboard meanwhile:
    then once more."""
    def choose_it():
        activate(title, 'push button', button)
        return wait_a_moment(lambda: try_to_activate(title, 'menu item', entry), MENU_PATIENCE)
    wait_for(choose_it, f'{entry} in {title}')


def type_into(title, name, text):
    """Writes into a field that can be changed."""
    def write():
        window = find_window(title)
        for accessible in find_all(window, 'text') if window else []:
            try:
                if name in accessible.name and accessible.getState().contains(
                        pyatspi.STATE_EDITABLE):
                    return accessible.queryEditableText().setTextContents(text)
            except (NotImplementedError, *GONE):
                pass
        return False
    wait_for(write, f'{name} in {title}')


def says(title, text):
    window = find_window(title)
    return window is not None and any(text in said for said in texts(window))


def wait_to_say(title, text):
    wait_for(lambda: says(title, text), f'“{text}” in {title}')


def open_session(program, path, ident, name):
    """Opens the dialog of a session, by its id."""
    program.wait_for_rows()
    title = os.path.basename(path) + ' – Lightframe'
    window = wait_for(lambda: find_window(title), 'the window')
    wait_for(lambda: find_rows(window), 'the rows')

    def open_it():
        # Typing searches. A key that is pressed before the window has the keyboard is nobody's.
        press(title, 'Escape')
        for letter in ident[-4:].lower():
            press(title, letter)
        if not wait_a_moment(lambda: says(title, '1 of ')):
            return False
        press(title, 'Return')
        return wait_a_moment(lambda: find_window(name))
    wait_for(open_it, f'the dialog of {name}')
    wait_for(lambda: find_actions(find_window(name), 'push button', 'Remove…'), 'its objects')
