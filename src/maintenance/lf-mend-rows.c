/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-work.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-mend-proof.h"
#include "maintenance/lf-mend-sql.h"

/* Changes rows before any table is rebuilt: removes what refers to nothing, where that is asked
 * for, and decides which ids there will be */

/**
 * lf_mending_remove:
 * @self: work that has just begun
 * @orphans: rows that refer to nothing
 * @error: where to put an error
 *
 * Removes them, if that is asked for. On the writer's thread.
 *
 * Returns: whether it is done
 */
gboolean
lf_mending_remove (LfMending      *self,
                   LfMendOrphans  *orphans,
                   GError        **error)
{
  LfMendProof *proof;
  g_autofree char *text = NULL;
  guint64 n_rows;

  if (orphans->condition == NULL)
    return TRUE;

  lf_mending_begin_part (self, LF_MEND_PART_READ, orphans->table);
  proof = lf_mend_proof_begin (self->plan, self->writer, orphans->table, error);
  if (proof == NULL ||
      !lf_mend_exec (self->writer, error, "DELETE FROM main.\"%w\" AS c WHERE %s", orphans->table,
                     orphans->condition))
    return FALSE;

  n_rows = (guint64) sqlite3_changes64 (lf_writer_get_db (self->writer));
  proof->n_removed += n_rows;
  text = lf_mend_describe_orphans (orphans, n_rows, TRUE);
  lf_run_add_change (self->draft, LF_CHANGE_REMOVED, orphans->table, orphans->column, n_rows,
                     text);
  return TRUE;
}

/* Every other column must be as it was */
static LfTableContent *
read_others (LfMending       *self,
             LfMendFollower  *follower,
             GError         **error)
{
  LfShapeTable *table = lf_shape_find_table (self->plan->actual, follower->table);
  LfConnection *connection = lf_writer_ensure_connection (self->writer, error);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  if (connection == NULL)
    return NULL;

  for (guint i = 0; i < table->columns->len; i++)
    {
      LfShapeColumn *column = g_ptr_array_index (table->columns, i);

      if (!column->generated && g_ascii_strcasecmp (column->name, follower->column) != 0)
        g_ptr_array_add (columns, column->name);
    }
  return lf_content_read_table (connection, table->name, columns, NULL, NULL, error);
}

static gboolean
follow (LfMending       *self,
        LfMendFollower  *follower,
        LfMendIds       *ids,
        GError         **error)
{
  g_autoptr (LfTableContent) before = NULL;
  g_autoptr (LfTableContent) after = NULL;
  gint64 n_rows = 0;

  lf_mending_begin_part (self, LF_MEND_PART_READ, follower->table);
  if (lf_mend_proof_begin (self->plan, self->writer, follower->table, error) == NULL ||
      (before = read_others (self, follower, error)) == NULL ||
      !lf_mend_ids_follow (self->writer, follower, ids, &n_rows, error) ||
      (after = read_others (self, follower, error)) == NULL)
    return FALSE;
  if (lf_table_content_equals (before, after))
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("The rows of %s would not have been the same after the repair, so it was not "
                 "done. Nothing was changed."),
               follower->table);
  return FALSE;
}

/**
 * lf_mending_decide_ids:
 * @self: work in which no table is rebuilt yet
 * @table: a table
 * @ids: what becomes of its ids; its number is set
 * @error: where to put an error
 *
 * Decides which ids the rows of a table get that is rebuilt, if some need others. What refers to
 * those that go follows. On the writer's thread.
 *
 * Returns: whether it is done
 */
gboolean
lf_mending_decide_ids (LfMending    *self,
                       LfMendTable  *table,
                       LfMendIds    *ids,
                       GError      **error)
{
  if (table->work != LF_MEND_REBUILD || table->n_new_ids == 0 || table->rowid == NULL)
    return TRUE;

  lf_mending_begin_part (self, LF_MEND_PART_IDS, table->wanted->name);
  if (!lf_mend_ids_make (self->writer, table, ids, error))
    return FALSE;

  for (guint i = 0; i < table->followers->len; i++)
    {
      LfMendFollower *follower = g_ptr_array_index (table->followers, i);
      gboolean followed = FALSE;

      if (!lf_mend_ids_are_followed (self->writer, follower, ids, &followed, error) ||
          (followed && !follow (self, follower, ids, error)))
        return FALSE;
    }
  return ids->n_moved == 0 ||
         lf_mend_ids_describe (self->writer, table, ids, self->draft, self->lines, error);
}
