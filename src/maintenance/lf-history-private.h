/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "maintenance/lf-history.h"

G_BEGIN_DECLS

struct _LfHistory
{
  sqlite3    *db;
  char       *path;
  char       *notice;
  GHashTable *statements;       /* name → sqlite3_stmt */
};

sqlite3    *lf_history_open_file      (const char  *path,
                                       char       **notice,
                                       GError     **error);
const char *lf_history_get_sql        (const char  *name);
gboolean    lf_history_set_error      (GError     **error,
                                       sqlite3     *db,
                                       int          result,
                                       const char  *path);
gboolean    lf_history_set_not_found  (GError     **error,
                                       gint64       id);
gboolean    lf_history_exec           (LfHistory   *self,
                                       const char  *sql,
                                       GError     **error);

/**
 * LfHistoryRow:
 * @history: whose statement it is
 * @stmt: (nullable): the statement; %NULL if it could not be prepared
 * @next: the parameter or column that is next
 * @error: (nullable): the first thing that went wrong; nothing is done after it
 *
 * A statement in use, whose parameters are put and columns taken from left to right.
 */
typedef struct
{
  LfHistory    *history;
  sqlite3_stmt *stmt;
  int           next;
  GError       *error;
} LfHistoryRow;

/* Names a value of an enumeration, as programs see it */
typedef const char *(*LfHistoryNameFunc) (guint value);

LfHistoryRow lf_history_row_begin     (LfHistory         *history,
                                       const char        *statement);
void         lf_history_row_clear     (LfHistoryRow      *self);
void         lf_history_row_put_int   (LfHistoryRow      *self,
                                       gint64             value);
void         lf_history_row_put_size  (LfHistoryRow      *self,
                                       guint64            value);
void         lf_history_row_put_real  (LfHistoryRow      *self,
                                       double             value);
void         lf_history_row_put_text  (LfHistoryRow      *self,
                                       const char        *value);
void         lf_history_row_put_bytes (LfHistoryRow      *self,
                                       gconstpointer      bytes,
                                       int                size);
gboolean     lf_history_row_write     (LfHistoryRow      *self,
                                       GError           **error);
gboolean     lf_history_row_next      (LfHistoryRow      *self);
gboolean     lf_history_row_is_null   (LfHistoryRow      *self);
gint64       lf_history_row_take_int  (LfHistoryRow      *self);
guint64      lf_history_row_take_size (LfHistoryRow      *self);
guint        lf_history_row_take_count (LfHistoryRow     *self);
double       lf_history_row_take_real (LfHistoryRow      *self);
char        *lf_history_row_take_text (LfHistoryRow      *self);
char        *lf_history_row_take_path (LfHistoryRow      *self);
guint        lf_history_row_take_enum (LfHistoryRow      *self,
                                       LfHistoryNameFunc  func,
                                       guint              n);
void         lf_history_row_take_bytes (LfHistoryRow     *self,
                                        gpointer          bytes,
                                        int               size);
gboolean     lf_history_row_finish    (LfHistoryRow      *self,
                                       GError           **error);

/* lf-history-enums.c */
LfRunKind     lf_history_take_run_kind     (LfHistoryRow *row);
LfRunOutcome  lf_history_take_run_outcome  (LfHistoryRow *row);
LfStepOutcome lf_history_take_step_outcome (LfHistoryRow *row);
LfChangeKind  lf_history_take_change_kind  (LfHistoryRow *row);
LfCheck       lf_history_take_check        (LfHistoryRow *row);
LfSeverity    lf_history_take_severity     (LfHistoryRow *row);
LfPlanKind    lf_history_take_plan_kind    (LfHistoryRow *row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfHistoryRow, lf_history_row_clear)

G_END_DECLS
