/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-integrity.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-finding.h"
#include "maintenance/lf-operation-check.h"

#define FOREIGN_KEY_ROWS "maintenance/foreign-key-rows"

static void
orphans_clear (LfOrphans *self)
{
  g_free (self->table);
  g_free (self->parent);
}

static gboolean
read_lines (LfIntegrityReport  *self,
            LfConnection       *connection,
            sqlite3_stmt       *stmt,
            GError            **error)
{
  gboolean has_row;

  do
    {
      g_autofree char *line = NULL;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      line = lf_column_dup_text (stmt, 0);
      if (g_strcmp0 (line, "ok") != 0)
        g_ptr_array_add (self->lines, g_steal_pointer (&line));
    }
  while (has_row);
  return TRUE;
}

/* A function or an order of letters that a program brought along when it made a table or an index,
 * and without which nobody can say whether that is in order */
static gboolean
take_unknown (LfIntegrityReport *self,
              sqlite3           *db,
              int                result)
{
  if ((result & 0xff) != SQLITE_ERROR)
    return FALSE;

  self->unchecked = TRUE;
  g_ptr_array_set_size (self->lines, 0);
  g_ptr_array_add (self->lines, g_utf8_make_valid (sqlite3_errmsg (db), -1));
  return TRUE;
}

static gboolean
run_check (LfIntegrityReport  *self,
           LfFileCheck        *check,
           GError            **error)
{
  LfConnection *connection = lf_file_check_get_connection (check);
  sqlite3 *db = lf_connection_get_db (connection);
  sqlite3_stmt *stmt = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean done;
  int result = sqlite3_prepare_v2 (db, lf_file_check_begin_pages (check), -1, &stmt, NULL);

  if (result != SQLITE_OK)
    return take_unknown (self, db, result) ||
           lf_catalog_error_set_from_sqlite (error, db, result,
                                             lf_connection_get_path (connection));

  done = read_lines (self, connection, stmt, &failure);
  result = sqlite3_finalize (stmt);
  if (!done && take_unknown (self, db, result))
    return TRUE;

  /* Damage so bad that the check itself stops is a result of the check */
  if (!done && g_error_matches (failure, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CORRUPT))
    {
      g_ptr_array_add (self->lines, g_strdup (sqlite3_errmsg (db)));
      return TRUE;
    }
  if (!done)
    g_propagate_error (error, g_steal_pointer (&failure));
  return done;
}

static gboolean
check_foreign_keys (LfIntegrityReport  *self,
                    LfFileCheck        *check,
                    GError            **error)
{
  LfConnection *connection = lf_file_check_get_connection (check);
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, FOREIGN_KEY_ROWS, error);
  int result;

  if (stmt == NULL)
    return FALSE;

  lf_file_check_begin_keys (check);
  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      LfOrphans orphans = {
        .table = lf_column_dup_text (stmt, 0),
        .parent = lf_column_dup_text (stmt, 1),
        .n_rows = (guint64) sqlite3_column_int64 (stmt, 2),
      };

      g_array_append_val (self->orphans, orphans);
    }

  /* A plain SQLITE_ERROR is the “foreign key mismatch”: a parent without the key */
  if (result == SQLITE_ERROR)
    {
      self->mismatch = g_utf8_make_valid (sqlite3_errmsg (lf_connection_get_db (connection)), -1);
      return TRUE;
    }

  if (result != SQLITE_DONE)
    return lf_catalog_error_set_from_sqlite (error, lf_connection_get_db (connection), result,
                                             lf_connection_get_path (connection));
  return TRUE;
}

static gboolean
check_file (LfIntegrityReport  *self,
            const char         *path,
            LfJob              *job,
            GError            **error)
{
  g_autoptr (LfFileCheck) check = lf_file_check_new (path, job, self->full, error);

  if (check == NULL || !run_check (self, check, error))
    return FALSE;

  /* In a damaged file the question makes no sense */
  return lf_integrity_report_get_trouble (self) == LF_INTEGRITY_DAMAGED ||
         check_foreign_keys (self, check, error);
}

/**
 * lf_check_integrity:
 * @connection: a connection
 * @job: (nullable): told how far it is; cancelling it ends the check
 * @full: whether to compare indexes with their tables too (integrity_check), or not (quick_check)
 * @error: where to put an error
 *
 * Checks that the file is whole, and that foreign keys point to something. Reads all of the file,
 * through a connection of its own that does not see what @connection has not committed. Blocks.
 *
 * Returns: (transfer full) (nullable): the report
 */
LfIntegrityReport *
lf_check_integrity (LfConnection  *connection,
                    LfJob         *job,
                    gboolean       full,
                    GError       **error)
{
  g_autoptr (LfIntegrityReport) self = g_new0 (LfIntegrityReport, 1);
  g_autoptr (LfJob) actual_job = job != NULL ? g_object_ref (job) : lf_job_new ("");
  g_autoptr (GError) failure = NULL;
  gboolean done;

  self->full = full;
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->orphans = g_array_new (FALSE, FALSE, sizeof (LfOrphans));
  g_array_set_clear_func (self->orphans, (GDestroyNotify) orphans_clear);

  done = check_file (self, lf_connection_get_path (connection), actual_job, &failure);

  /* However SQLite calls what stopped it: pages that it may not read any more look damaged to it */
  if (lf_job_is_cancelled (actual_job, error))
    return NULL;

  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  lf_job_report (actual_job, 1, NULL);
  return g_steal_pointer (&self);
}

static void
add_orphans (GPtrArray       *findings,
             const LfOrphans *orphans)
{
  g_autofree char *count = lf_format_count (orphans->n_rows);
  g_autofree char *id = g_strdup_printf ("integrity.foreign-key.%s.%s", orphans->table,
                                         orphans->parent);
  g_autofree char *message = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s row of %s refers to something that %s does not have.",
                 "%s rows of %s refer to something that %s does not have.", orphans->n_rows),
    count, orphans->table, orphans->parent);

  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_INTEGRITY, LF_SEVERITY_WARNING, id,
                                             orphans->table, message, NULL));
}

/* How SQLite says that what stands in a row is not what the definition of its table allows */
static gboolean
is_about_values (const char *line)
{
  static const char *const beginnings[] = {
    "NULL value in ", "CHECK constraint failed in ", "NUMERIC value in ", "TEXT value in ", "non-",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (line, beginnings[i]))
      return !g_str_has_prefix (line, "non-unique");
  return FALSE;
}

/**
 * lf_integrity_report_get_trouble:
 * @self: a report
 *
 * Returns: what SQLite complains of, the worst of it. Any thread.
 */
LfIntegrityTrouble
lf_integrity_report_get_trouble (LfIntegrityReport *self)
{
  if (self->unchecked)
    return LF_INTEGRITY_UNKNOWN;

  for (guint i = 0; i < self->lines->len; i++)
    if (!is_about_values (g_ptr_array_index (self->lines, i)))
      return LF_INTEGRITY_DAMAGED;
  return self->lines->len > 0 ? LF_INTEGRITY_VALUES : LF_INTEGRITY_FINE;
}

static void
add_trouble (LfIntegrityReport *self,
             GPtrArray         *findings)
{
  g_autofree char *line = lf_format_one_line (g_ptr_array_index (self->lines, 0));
  g_autofree char *count = lf_format_count (self->lines->len);
  g_autofree char *message = NULL;
  const char *id = "integrity.damaged";

  switch (lf_integrity_report_get_trouble (self))
    {
    case LF_INTEGRITY_UNKNOWN:
      id = "integrity.unknown";
      message = g_strdup_printf (_("Whether the file is in order cannot be checked, because a table "
                                   "or an index in it needs something that only the program that "
                                   "made it has (%s)."),
                                 line);
      break;
    case LF_INTEGRITY_VALUES:
      id = "integrity.values";
      message = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The file is whole, but in %s place a table holds what it does not allow: %s.",
                     "The file is whole, but in %s places a table holds what it does not allow; "
                     "the first: %s.", self->lines->len),
        count, line);
      break;
    case LF_INTEGRITY_DAMAGED:
    case LF_INTEGRITY_FINE:
    default:
      message = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "The file is damaged in %s place: %s.",
                     "The file is damaged in %s places; the first: %s.", self->lines->len),
        count, line);
      break;
    }
  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_INTEGRITY, LF_SEVERITY_ERROR, id, NULL,
                                             message, NULL));
}

/**
 * lf_integrity_report_add_findings:
 * @self: a report
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences what was found.
 */
void
lf_integrity_report_add_findings (LfIntegrityReport *self,
                                  GPtrArray         *findings)
{
  if (self->lines->len > 0)
    add_trouble (self, findings);

  if (self->mismatch != NULL)
    {
      g_autofree char *line = lf_format_one_line (self->mismatch);
      g_autofree char *message = g_strdup_printf (
        _("Foreign keys cannot be checked, and no link can be written, because a table lost the "
          "key they refer to (%s)."),
        line);

      g_ptr_array_add (findings,
                       lf_finding_new (LF_CHECK_INTEGRITY, LF_SEVERITY_ERROR,
                                       "integrity.foreign-key-mismatch", NULL, message,
                                       _("It goes away when the lost key is restored.")));
    }

  for (guint i = 0; i < self->orphans->len; i++)
    add_orphans (findings, &g_array_index (self->orphans, LfOrphans, i));
}

/**
 * lf_integrity_report_free:
 * @self: (transfer full): a report
 *
 * Frees it.
 */
void
lf_integrity_report_free (LfIntegrityReport *self)
{
  g_ptr_array_unref (self->lines);
  g_array_unref (self->orphans);
  g_free (self->mismatch);
  g_free (self);
}
