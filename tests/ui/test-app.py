#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the program as it is started, told to do something and ended from outside."""

import os
import select
import shutil
import signal
import subprocess

from uitest import PATIENCE, PROGRAM, Running, describe, make_demo, run_tests, wait_for

KEYFILE = 'glib-2.0/settings/keyfile'
FRAMES_TO_READ_LONG = 250000
MOMENTS_MS = (0, 50, 150, 250, 300, 350, 400, 450, 500, 600, 800, 1200)


def run(*args):
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True, timeout=PATIENCE,
                          check=False)


def read_settings(folder):
    with open(os.path.join(folder, KEYFILE), encoding='utf-8') as file:
        return file.read()


def find_window(name):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', name],
                           capture_output=True, text=True, check=False)
    return found.stdout.split()


def test_version(_folder):
    result = run('--version')
    assert result.returncode == 0
    assert result.stdout.startswith('lightframe 0.'), result.stdout
    assert result.stderr == '', result.stderr


def test_unknown_option(_folder):
    result = run('--no-such-option')
    assert result.returncode != 0
    assert '--no-such-option' in result.stderr + result.stdout


def test_two_catalogs(folder):
    result = run(os.path.join(folder, 'a.db'), os.path.join(folder, 'b.db'))
    assert result.returncode == 2, result.returncode
    assert 'one catalog at a time' in result.stderr + result.stdout


def test_no_local_file(_folder):
    result = run('https://example.org/catalog.db')
    assert result.returncode == 2, result.returncode
    assert 'local folders' in result.stderr + result.stdout


def test_relative_path(folder):
    """Opened by a relative path, ended by SIGTERM: the state is saved, the folder as before."""
    catalogs = os.path.join(folder, 'catalogs')
    os.mkdir(catalogs)
    path = make_demo(os.path.join(catalogs, 'some.db'))
    before = describe(catalogs)
    with Running('some.db', cwd=catalogs, GSETTINGS_BACKEND='keyfile',
                 XDG_CONFIG_HOME=folder) as program:
        program.wait_for_rows()
        wait_for(lambda: find_window('^some.db – Lightframe$'), 'the window')
        program.end()
    settings = read_settings(folder)
    assert f"last-catalog='{path}'" in settings, settings
    assert 'window-width=' in settings, settings
    assert describe(catalogs) == before, describe(catalogs)


def test_last_catalog(folder):
    """Started without a name, it opens the last one."""
    path = make_demo(os.path.join(folder, 'last.db'))
    env = {'GSETTINGS_BACKEND': 'keyfile', 'XDG_CONFIG_HOME': folder}
    for args in (path,), ():
        with Running(*args, **env) as program:
            program.wait_for_rows()
            wait_for(lambda: find_window('^last.db – Lightframe$'), 'the window')
            program.end(signal.SIGINT)


def test_missing_file(folder):
    """One that is not there is said to be so in a window that stays."""
    with Running(os.path.join(folder, 'missing.db')) as program:
        wait_for(lambda: find_window('^Lightframe$'), 'the window')
        assert program.read(0.5)
        assert program.process.poll() is None
        program.end()


def test_no_display(folder):
    """Without a display it says so, and leaves nothing of the catalog it had begun to open."""
    path = make_demo(os.path.join(folder, 'wal.db'))
    before = describe(folder)
    env = {name: value for name, value in os.environ.items() if not name.endswith('DISPLAY')}
    result = subprocess.run([PROGRAM, path], capture_output=True, text=True, timeout=PATIENCE,
                            check=False, env=env)
    assert result.returncode == 1, result.returncode
    assert result.stderr == 'lightframe: no display could be opened\n', result.stderr
    assert describe(folder) == before, describe(folder)


def test_browser(folder):
    """In a browser, which is how it is shown where there is no display."""
    server = shutil.which('gtk4-broadwayd')
    if server is None:
        return
    path = make_demo(os.path.join(folder, 'some.db'))
    socket = os.path.join(folder, 'socket')
    with subprocess.Popen([server, f'--unixsocket={socket}', ':77'],
                          env={**os.environ, 'XDG_RUNTIME_DIR': folder},
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: os.path.exists(os.path.join(folder, 'broadway78.socket')), 'a server')
            # GTK's backend itself leaks what it has drawn
            sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'
            with Running(path, GDK_BACKEND='broadway', BROADWAY_DISPLAY=':77',
                         XDG_RUNTIME_DIR=folder, ASAN_OPTIONS=sanitizer) as program:
                program.wait_for_rows()
                program.end()
        finally:
            process.terminate()


def test_second_start(folder):
    """A second start hands its catalog to the window that is there."""
    first = make_demo(os.path.join(folder, 'first.db'))
    second = make_demo(os.path.join(folder, 'second.db'))
    with Running(first) as program:
        program.wait_for_rows()
        assert run(second).returncode == 0
        wait_for(lambda: find_window('^second.db – Lightframe$'), 'the second catalog')
        assert not find_window('^first.db – Lightframe$')
        program.end()


def test_demo(folder):
    """The demonstration catalog is made once, in the cache folder."""
    made = []
    for _ in range(2):
        with Running('--demo', XDG_CACHE_HOME=folder) as program:
            program.wait_for_rows()
            program.end()
        cache = os.path.join(folder, 'lightframe', 'demo')
        files = describe(cache)
        assert len(files) == 1 and '.db ' in files[0], files
        made.append(files)
    assert made[0] == made[1], made


def test_ended_any_time(folder):
    """Whatever it is reading when it is told to end, it ends, and takes its files with it."""
    path = make_demo(os.path.join(folder, 'large.db'), frames=FRAMES_TO_READ_LONG, sessions=2000)
    before = describe(folder)
    for moment in MOMENTS_MS:
        with Running(path) as program:
            wait_for(lambda: find_window('Lightframe$'), 'the window')
            # What is tested is that the moment does not matter, so it need not be exact
            select.select([], [], [], moment / 1000)
            program.end()
        assert describe(folder) == before, (moment, describe(folder))


run_tests([
    test_version,
    test_unknown_option,
    test_two_catalogs,
    test_no_local_file,
    test_relative_path,
    test_last_catalog,
    test_missing_file,
    test_no_display,
    test_browser,
    test_second_start,
    test_demo,
    test_ended_any_time,
])
