/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-history-private.h"

static void
check (LfHistoryRow *self,
       int           result)
{
  if (self->error == NULL && result != SQLITE_OK)
    lf_history_set_error (&self->error, self->history->db, result, self->history->path);
}

/**
 * lf_history_row_begin: (skip)
 * @history: the history
 * @statement: the name of a statement
 *
 * Begins to use a statement, which is prepared once and kept.
 *
 * Returns: the statement in use, to be cleared with lf_history_row_clear()
 */
LfHistoryRow
lf_history_row_begin (LfHistory  *history,
                      const char *statement)
{
  LfHistoryRow self = { .history = history };

  self.stmt = g_hash_table_lookup (history->statements, statement);
  if (self.stmt == NULL)
    {
      check (&self, sqlite3_prepare_v3 (history->db, lf_history_get_sql (statement), -1,
                                        SQLITE_PREPARE_PERSISTENT, &self.stmt, NULL));
      if (self.stmt != NULL)
        g_hash_table_insert (history->statements, (gpointer) g_intern_string (statement),
                             self.stmt);
    }
  return self;
}

/**
 * lf_history_row_clear: (skip)
 * @self: a statement in use
 *
 * Ends the use of it.
 */
void
lf_history_row_clear (LfHistoryRow *self)
{
  if (self->stmt != NULL)
    {
      sqlite3_reset (self->stmt);
      sqlite3_clear_bindings (self->stmt);
    }
  self->stmt = NULL;
  g_clear_error (&self->error);
}

/* The parameters of a statement, each in its turn */

void
lf_history_row_put_int (LfHistoryRow *self,
                        gint64        value)
{
  if (self->error == NULL)
    check (self, sqlite3_bind_int64 (self->stmt, ++self->next, value));
}

void
lf_history_row_put_size (LfHistoryRow *self,
                         guint64       value)
{
  lf_history_row_put_int (self, (gint64) MIN (value, (guint64) G_MAXINT64));
}

void
lf_history_row_put_real (LfHistoryRow *self,
                         double        value)
{
  if (self->error == NULL)
    check (self, sqlite3_bind_double (self->stmt, ++self->next, value));
}

void
lf_history_row_put_text (LfHistoryRow *self,
                         const char   *value)
{
  if (self->error == NULL)
    check (self, sqlite3_bind_text (self->stmt, ++self->next, value, -1, SQLITE_TRANSIENT));
}

void
lf_history_row_put_bytes (LfHistoryRow  *self,
                          gconstpointer  bytes,
                          int            size)
{
  if (self->error == NULL)
    check (self, sqlite3_bind_blob (self->stmt, ++self->next, bytes, size, SQLITE_TRANSIENT));
}

/**
 * lf_history_row_write: (skip)
 * @self: a statement in use, with its parameters
 * @error: where to put an error
 *
 * Runs a statement that gives no rows.
 *
 * Returns: whether that went well
 */
gboolean
lf_history_row_write (LfHistoryRow  *self,
                      GError       **error)
{
  int result;

  if (self->error == NULL && (result = sqlite3_step (self->stmt)) != SQLITE_DONE)
    check (self, result);
  return lf_history_row_finish (self, error);
}

/**
 * lf_history_row_next: (skip)
 * @self: a statement in use, with its parameters
 *
 * Goes on to the next row of a statement.
 *
 * Returns: whether there is one; %FALSE at the end and after an error
 */
gboolean
lf_history_row_next (LfHistoryRow *self)
{
  int result;

  if (self->error != NULL)
    return FALSE;

  self->next = 0;
  result = sqlite3_step (self->stmt);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    check (self, result);
  return result == SQLITE_ROW;
}

/* The columns of a row, each in its turn */

gboolean
lf_history_row_is_null (LfHistoryRow *self)
{
  return sqlite3_column_type (self->stmt, self->next) == SQLITE_NULL;
}

gint64
lf_history_row_take_int (LfHistoryRow *self)
{
  return sqlite3_column_int64 (self->stmt, self->next++);
}

guint64
lf_history_row_take_size (LfHistoryRow *self)
{
  gint64 value = lf_history_row_take_int (self);

  return (guint64) MAX (value, 0);
}

guint
lf_history_row_take_count (LfHistoryRow *self)
{
  gint64 value = lf_history_row_take_int (self);

  return (guint) CLAMP (value, 0, (gint64) G_MAXUINT);
}

/* What is no number is written as NULL */
double
lf_history_row_take_real (LfHistoryRow *self)
{
  double value = lf_history_row_is_null (self) ? NAN
                                               : sqlite3_column_double (self->stmt, self->next);

  self->next++;
  return value;
}

/* The bytes as they were put */
char *
lf_history_row_take_path (LfHistoryRow *self)
{
  return g_strdup ((const char *) sqlite3_column_text (self->stmt, self->next++));
}

/* UTF-8 whatever somebody may have done to the file */
char *
lf_history_row_take_text (LfHistoryRow *self)
{
  g_autofree char *text = lf_history_row_take_path (self);

  return text == NULL || g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text)
                                                         : g_utf8_make_valid (text, -1);
}

/* Which of the first @n values of an enumeration has the name that is there */
guint
lf_history_row_take_enum (LfHistoryRow      *self,
                          LfHistoryNameFunc  func,
                          guint              n)
{
  g_autofree char *name = lf_history_row_take_text (self);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (func (i), name) == 0)
      return i;

  if (self->error == NULL)
    g_set_error (&self->error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT,
                 _("The history of runs has a word in it that Lightframe never wrote: “%s”. That "
                   "run cannot be shown. Delete it, or move the file “%s” away."),
                 name != NULL ? name : "", self->history->path);
  return 0;
}

void
lf_history_row_take_bytes (LfHistoryRow *self,
                           gpointer      bytes,
                           int           size)
{
  const void *found = sqlite3_column_blob (self->stmt, self->next);
  int n = MIN (sqlite3_column_bytes (self->stmt, self->next), size);

  if (found != NULL && n > 0)
    memcpy (bytes, found, (gsize) n);
  self->next++;
}

/**
 * lf_history_row_finish: (skip)
 * @self: a statement in use
 * @error: where to put what went wrong
 *
 * Ends the use of a statement.
 *
 * Returns: whether nothing went wrong
 */
gboolean
lf_history_row_finish (LfHistoryRow  *self,
                       GError       **error)
{
  gboolean done = self->error == NULL;

  if (!done)
    g_propagate_error (error, g_steal_pointer (&self->error));
  lf_history_row_clear (self);
  return done;
}
