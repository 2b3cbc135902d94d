/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_CLI_NAME "lightframe-cli"

/**
 * LfCliStatus:
 * @LF_CLI_FINE: done, and nothing to complain of
 * @LF_CLI_FINDINGS: done, and there are findings of severity warning or error
 * @LF_CLI_FAILED: it could not be done; the reason is on standard error
 * @LF_CLI_SIGNALLED: cancelled; the number of the signal is added, which makes 130 for Ctrl+C
 *
 * How the program exits.
 */
typedef enum
{
  LF_CLI_FINE = 0,
  LF_CLI_FINDINGS = 1,
  LF_CLI_FAILED = 2,
  LF_CLI_SIGNALLED = 128,
} LfCliStatus;

typedef struct _LfCliCommand LfCliCommand;

/**
 * LfCliCommand:
 * @name: what is typed
 * @arguments: what else must be typed, such as `CATALOG SESSION`
 * @n_arguments: how many those are
 * @n_optional: how many more may be typed
 * @summary: what it does in a line, to be translated
 * @description: (nullable): what its help says below the options, to be translated
 * @run: does it; takes the command line from the command on, and returns the exit status
 *
 * A command of the program. Each has a file of its own.
 */
struct _LfCliCommand
{
  const char *name;
  const char *arguments;
  guint       n_arguments;
  guint       n_optional;
  const char *summary;
  const char *description;
  int       (*run) (const LfCliCommand *self,
                    GStrv               words);
};

extern const LfCliCommand lf_cli_sessions_command;
extern const LfCliCommand lf_cli_show_command;
extern const LfCliCommand lf_cli_calibration_command;
extern const LfCliCommand lf_cli_check_command;
extern const LfCliCommand lf_cli_repair_command;
extern const LfCliCommand lf_cli_analyze_command;
extern const LfCliCommand lf_cli_vacuum_command;
extern const LfCliCommand lf_cli_backup_command;
extern const LfCliCommand lf_cli_restore_command;
extern const LfCliCommand lf_cli_demo_command;
extern const LfCliCommand lf_cli_export_command;
extern const LfCliCommand lf_cli_frames_command;
extern const LfCliCommand lf_cli_set_status_command;
extern const LfCliCommand lf_cli_remove_object_command;
extern const LfCliCommand lf_cli_changes_command;
extern const LfCliCommand lf_cli_undo_command;
extern const LfCliCommand lf_cli_plans_command;
extern const LfCliCommand lf_cli_timings_command;
extern const LfCliCommand lf_cli_history_command;

G_END_DECLS
