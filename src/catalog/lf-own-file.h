/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfOwnFileKind:
 * @application_id: by which such a file is known
 * @latest: the layout that this version reads and writes
 * @get_schema: gets the statements that lead from the layout before to this one
 * @set_error: says what a result code of SQLite means for such a file; returns %FALSE
 * @set_too_new: says that the file is of a newer version of Lightframe
 * @set_cannot_set_aside: says that it is damaged and could not be renamed
 * @tell_set_aside: says that it was damaged and where it was set aside
 *
 * A kind of file that Lightframe keeps for itself in the user's data folder. They are files of few
 * pages that are seldom written, in a home folder that may lie on a server. So they have a rollback
 * journal, which needs no shared memory, and whoever finds one locked waits.
 */
typedef struct
{
  int           application_id;
  int           latest;
  const char *(*get_schema) (int layout);
  gboolean    (*set_error)  (GError     **error,
                             sqlite3     *db,
                             int          result,
                             const char  *path);
  void        (*set_too_new) (GError     **error,
                              const char  *shown);
  void        (*set_cannot_set_aside) (GError     **error,
                                       const char  *shown,
                                       const char  *reason);
  char       *(*tell_set_aside) (const char *shown);
} LfOwnFileKind;

sqlite3 *lf_own_file_open (const LfOwnFileKind  *kind,
                           const char           *path,
                           gboolean              check,
                           char                **notice,
                           GError              **error);

G_END_DECLS
