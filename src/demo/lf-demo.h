/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LfDemoState:
 * @LF_DEMO_HEALTHY: layout 2 as the cataloger of today makes it, in WAL mode
 * @LF_DEMO_MIGRATED: layout 2 as the migration leaves it: `fits_files` copied with
 *   CREATE TABLE AS SELECT, no keys, no statistics, freed pages; rollback journal
 * @LF_DEMO_LEGACY: layout 1, healthy, rollback journal
 */
typedef enum
{
  LF_DEMO_HEALTHY,
  LF_DEMO_MIGRATED,
  LF_DEMO_LEGACY,
} LfDemoState;

#define LF_DEMO_DEFAULT_FRAMES 25285
#define LF_DEMO_DEFAULT_SESSIONS 210

/**
 * LfDemoOptions:
 * @state: which state the catalog shall be in
 * @n_frames: rows of `fits_files`; 0 for %LF_DEMO_DEFAULT_FRAMES
 * @n_sessions: rows of `processing_sessions`; 0 for %LF_DEMO_DEFAULT_SESSIONS
 */
typedef struct
{
  LfDemoState state;
  guint       n_frames;
  guint       n_sessions;
} LfDemoOptions;

typedef void (*LfDemoProgressFunc) (double   fraction,
                                    gpointer user_data);

gboolean lf_demo_state_from_string (const char          *name,
                                    LfDemoState         *state);
gboolean lf_demo_make              (const char          *path,
                                    const LfDemoOptions *options,
                                    LfDemoProgressFunc   progress,
                                    gpointer             progress_data,
                                    GCancellable        *cancellable,
                                    GError             **error);
char    *lf_demo_ensure            (LfDemoProgressFunc   progress,
                                    gpointer             progress_data,
                                    GCancellable        *cancellable,
                                    GError             **error);

G_END_DECLS
