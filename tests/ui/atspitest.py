# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share that look at windows as a screen reader does, and press keys."""

import os
import shutil
import subprocess
import sys

from uitest import wait_for

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


def list_windows(application):
    """The windows of an application, none of one that is gone."""
    try:
        return [window for window in application if window is not None]
    except GONE:
        return []


def find_window(name):
    for application in pyatspi.Registry.getDesktop(0):
        if application is None or get_name(application) != 'lightframe':
            continue
        for window in list_windows(application):
            if get_name(window) == name:
                return window
    return None


def find_button(window, name):
    """Finds buttons; GTK 4.8 names those with an underlined letter twice, once with its mark."""
    return [button for button in find_all(window, 'push button') if name in get_name(button)]


def find_window_beginning(title):
    """A window whose title goes on with what nobody can know, such as a time."""
    for application in pyatspi.Registry.getDesktop(0):
        if application is None or get_name(application) != 'lightframe':
            continue
        for window in list_windows(application):
            if get_name(window).startswith(title):
                return window
    return None


def find_rows(window):
    """The rows of the list; the first row of the table is its header and has no cells."""
    return [row for row in find_all(window, ROW) if find_all(row, CELL)]


def find_table(window, name):
    """The rows of a table that has any."""
    tables = [table for table in find_all(window, 'tree table') if get_name(table) == name]
    return find_rows(tables[0]) if tables else []


def find_on_screen(name):
    """The windows of a name that the X server shows."""
    result = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{name}$'],
                            capture_output=True, text=True, check=False)
    return result.stdout.split()


def press(name, key):
    """Presses a key in the window of a name."""
    window = wait_for(lambda: find_on_screen(name), f'the window {name}')[-1]
    subprocess.run(['xdotool', 'windowfocus', '--sync', window, 'key', key], check=True)


def wait_a_moment(condition, patience=3):
    try:
        return wait_for(condition, 'something', patience)
    except AssertionError:
        return None


def open_maintenance(program, path):
    program.wait_for_rows()
    title = os.path.basename(path) + ' – Lightframe'
    name = 'Maintenance – ' + os.path.basename(path)

    def open_it():
        # A key that is pressed before the window has the keyboard is nobody's
        press(title, 'ctrl+m')
        return wait_a_moment(lambda: find_on_screen(name))
    # Asked while windows come, libatspi may take the program for gone
    wait_for(open_it, 'the Maintenance window')
    window = wait_for(lambda: find_window(title), 'the window')
    return title, window, name, wait_for(lambda: find_window(name), 'the Maintenance window')
