#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes and exports sessions as somebody does who does not see the window."""

import csv
import io
import json
import os

import pyatspi

from atspiact import activate, ask, choose, open_session, type_into, wait_to_say
from atspitest import find_all, find_window, get_name, texts
from uitest import Running, make_demo, run_tests, wait_for

# GTK's file chooser loses what it was told about files if it is closed while it lists a folder. Ours
# is looked for in ui-export-page.
WITHOUT_LEAKS = {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'}

ASTROBIN_COLUMNS = ('date,filter,number,duration,iso,binning,gain,sensorCooling,fNumber,darks,'
                    'flats,flatDarks,bias,bortle,meanSqm,meanFwhm,temperature').split(',')
LIGHTS = """SELECT count(*) FROM processing_session_files p JOIN fits_files f
            ON f.id = p.fits_file_id WHERE p.processing_session_id = ? AND f.frame_type = 'LIGHT'"""


def pick(path):
    """A session with several objects."""
    sql = """SELECT {} FROM processing_sessions s JOIN processing_session_files p
             ON p.processing_session_id = s.id JOIN fits_files f ON f.id = p.fits_file_id
             WHERE f.frame_type = 'LIGHT' GROUP BY s.id
             ORDER BY count(DISTINCT f.object) DESC, s.id LIMIT 1"""
    return ask(path, sql.format('s.id')), ask(path, sql.format('s.name'))


def start(folder):
    path = make_demo(os.path.join(folder, 'some.db'), frames=400, sessions=6)
    return path, *pick(path)


def list_fields(title):
    """What the fields are called that can be filled in, in their order."""
    return [get_name(field) for field in find_all(find_window(title), 'text')
            if field.getState().contains(pyatspi.STATE_EDITABLE)]


def test_notes(folder):
    """A note is written, saved, and taken back."""
    path, ident, name = start(folder)
    sql = "SELECT coalesce(notes, '') FROM processing_sessions WHERE id = ?"
    before = ask(path, sql, ident)
    with Running(path) as program:
        open_session(program, path, ident, name)
        activate(name, 'page tab', 'Notes')
        wait_to_say(name, 'Saved in the catalog')
        # Each is called once what the label before it says
        fields = list_fields(name)
        assert fields[-4:] == ['Target', 'Kind of target', 'AstroBin link', 'Notes'], fields
        buttons = [get_name(button) for button in find_all(find_window(name), 'push button')]
        assert 'Save' in buttons and 'Revert' in buttons, buttons
        boxes = [get_name(box) for box in find_all(find_window(name), 'combo box')]
        assert 'Status' in boxes, boxes
        type_into(name, 'Notes', 'Stacked twice,\nwith “care” & <b>')
        wait_to_say(name, 'Not saved yet')
        assert ask(path, sql, ident) == before
        activate(name, 'push button', 'Save')
        wait_for(lambda: ask(path, sql, ident) == 'Stacked twice,\nwith “care” & <b>', 'the notes')
        wait_to_say(name, 'Session changed')
        activate(name, 'push button', 'Undo')
        wait_for(lambda: ask(path, sql, ident) == before, 'the old notes')
        wait_to_say(name, 'Undone')
        program.end()


def test_status(folder):
    path, ident, name = start(folder)
    sql = 'SELECT status FROM processing_sessions WHERE id = ?'
    before = ask(path, sql, ident)
    wanted, word = ('Complete', 'complete') if before != 'complete' else ('In progress',
                                                                         'in_progress')
    with Running(path) as program:
        open_session(program, path, ident, name)
        choose(name, 'Status', wanted)
        wait_for(lambda: ask(path, sql, ident) == word, 'the status')
        wait_to_say(name, 'Status changed')
        activate(name, 'push button', 'Undo')
        wait_for(lambda: ask(path, sql, ident) == before, 'the old status')
        program.end()


def test_remove_object(folder):
    """What is told before is what goes, and it comes back."""
    path, ident, name = start(folder)
    question = 'Remove an Object'
    before = ask(path, LIGHTS, ident)
    with Running(path) as program:
        open_session(program, path, ident, name)
        activate(name, 'push button', 'Remove…')
        wait_to_say(question, 'Light: ')
        counted = [said for said in texts(find_window(question)) if said.startswith('Light: ')]
        going = int(counted[0].split()[1])
        assert 0 < going <= before, (going, before)

        activate(question, 'push button', 'Cancel')
        wait_for(lambda: find_window(question) is None, 'the question to go')
        assert ask(path, LIGHTS, ident) == before

        activate(name, 'push button', 'Remove…')
        wait_to_say(question, 'Light: ')
        activate(question, 'push button', 'Remove')
        wait_for(lambda: ask(path, LIGHTS, ident) == before - going, 'the lights to go')
        wait_for(lambda: find_window(question) is None, 'the question to go')
        activate(name, 'push button', 'Undo')
        wait_for(lambda: ask(path, LIGHTS, ident) == before, 'the lights to come back')
        program.end()


def export(title, entry, file):
    """Exports a session and returns what is in the file."""
    choose(title, 'Export', entry)
    activate('Export', 'push button', 'Save')
    type_into('Save', 'Name:', file)
    activate('Save', 'push button', 'Save')
    wait_to_say('Export', 'Saved as')
    activate('Export', 'push button', 'Close')
    wait_for(lambda: find_window('Export') is None, 'the window to go')
    with open(file, encoding='utf-8', newline='') as written:
        return written.read()


def test_export(folder):
    """Files are written, and say what the catalog says."""
    path, ident, name = start(folder)
    lights = ask(path, LIGHTS, ident)
    frames = ask(path, 'SELECT count(*) FROM processing_session_files'
                       ' WHERE processing_session_id = ?', ident)
    with Running(path, **WITHOUT_LEAKS) as program:
        open_session(program, path, ident, name)
        text = export(name, 'AstroBin', os.path.join(folder, 'acquisitions.csv'))
        header, *rows = list(csv.reader(io.StringIO(text)))
        assert header and set(header) <= set(ASTROBIN_COLUMNS), header
        assert '"' not in text and ', ' not in text and ' ,' not in text, text
        number = header.index('number')
        assert 0 < sum(int(row[number]) for row in rows) <= lights, (rows, lights)

        text = export(name, 'Frames', os.path.join(folder, 'frames.csv'))
        assert len(list(csv.reader(io.StringIO(text)))) == 1 + frames

        text = export(name, 'JSON', os.path.join(folder, 'session.json'))
        assert json.loads(text), text
        program.end()


run_tests([test_notes, test_status, test_remove_object, test_export])
