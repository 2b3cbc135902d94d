#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-cli.py PROGRAM: tests lightframe-cli from outside; writes TAP."""

import sys

import lf_cli_test
import lf_cli_test_calibration
import lf_cli_test_checking
import lf_cli_test_editing
import lf_cli_test_exporting
import lf_cli_test_history
import lf_cli_test_measuring
import lf_cli_test_program
import lf_cli_test_reading
import lf_cli_test_repairing
import lf_cli_test_undoing

if __name__ == '__main__':
    sys.exit(lf_cli_test.main([lf_cli_test_program, lf_cli_test_reading,
                               lf_cli_test_checking, lf_cli_test_measuring,
                               lf_cli_test_calibration, lf_cli_test_history,
                               lf_cli_test_repairing, lf_cli_test_exporting,
                               lf_cli_test_editing, lf_cli_test_undoing]))
