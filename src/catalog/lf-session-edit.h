/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-edit.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfSessionRecord:
 * @notes: (nullable): notes; %NULL for none, and so for the others
 * @status: (nullable): the cataloger's word; %NULL is `not_started`
 * @astrobin_url: (nullable): where it is at AstroBin
 * @target: (nullable): what it is about
 * @target_type: (nullable): what kind of thing that is
 * @started: (nullable): when processing began: UTC in text; follows from changes of @status
 * @completed: (nullable): when it ended; likewise
 *
 * What can be edited of a session, uncut, and what follows from it.
 */
typedef struct
{
  char *notes;
  char *status;
  char *astrobin_url;
  char *target;
  char *target_type;
  char *started;
  char *completed;
} LfSessionRecord;

LfSessionRecord *lf_session_record_load (LfConnection           *connection,
                                         const char             *session,
                                         GError                **error);
LfSessionRecord *lf_session_record_copy (const LfSessionRecord  *self);
void             lf_session_record_free (LfSessionRecord        *self);
gboolean         lf_session_record_is_same (const LfSessionRecord *a,
                                            const LfSessionRecord *b);
LfSessionRecord *lf_session_record_rebase (const LfSessionRecord *wanted,
                                           const LfSessionRecord *read,
                                           const LfSessionRecord *theirs);

gboolean         lf_session_edit        (LfConnection           *connection,
                                         const char             *session,
                                         const LfSessionRecord  *read,
                                         const LfSessionRecord  *wanted,
                                         LfSessionRecord       **theirs,
                                         LfUndo                **undo,
                                         GError                **error);
gboolean         lf_sessions_set_status (LfConnection           *connection,
                                         const char *const      *sessions,
                                         const char             *status,
                                         LfUndo                **undo,
                                         GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSessionRecord, lf_session_record_free)

G_END_DECLS
