/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-proof.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-names.h"

/* Proves in the end that a catalog holds what it held before its repair.
 *
 * Whatever was left alone must be the same. A table that was rebuilt, but none of whose values were
 * to change, must have in its old columns what it had. Where ids were renumbered, types changed or
 * rows removed on purpose, that is seen row by row while it is done; here its content just before
 * must be what it was when the repair began, and its content now what it was just after. */

/**
 * lf_mend_proof_free: (skip)
 * @self: (transfer full): a proof
 *
 * Frees it.
 */
void
lf_mend_proof_free (LfMendProof *self)
{
  g_clear_pointer (&self->was, lf_table_content_free);
  g_clear_pointer (&self->is, lf_table_content_free);
  g_free (self->table);
  g_free (self);
}

static LfMendProof *
find (LfMendPlan *plan,
      const char *table)
{
  for (guint i = 0; i < plan->proofs->len; i++)
    {
      LfMendProof *proof = g_ptr_array_index (plan->proofs, i);

      if (g_ascii_strcasecmp (proof->table, table) == 0)
        return proof;
    }
  return NULL;
}

/**
 * lf_mend_proof_find: (skip)
 * @plan: a plan
 * @table: a table that is changed, but none of its values
 *
 * Returns: (transfer none): what is known of it
 */
LfMendProof *
lf_mend_proof_find (LfMendPlan *plan,
                    const char *table)
{
  LfMendProof *proof = find (plan, table);

  if (proof == NULL)
    {
      proof = g_new0 (LfMendProof, 1);
      proof->table = g_strdup (table);
      g_ptr_array_add (plan->proofs, proof);
    }
  return proof;
}

/**
 * lf_mend_proof_begin: (skip)
 * @plan: a plan
 * @writer: a writer in a transaction
 * @table: a table whose values or rows are changed on purpose
 * @error: where to put an error
 *
 * Reads what is in it, unless that was done. On the writer's thread.
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
LfMendProof *
lf_mend_proof_begin (LfMendPlan  *plan,
                     LfWriter    *writer,
                     const char  *table,
                     GError     **error)
{
  LfMendProof *proof = lf_mend_proof_find (plan, table);
  LfConnection *connection = lf_writer_ensure_connection (writer, error);

  if (connection == NULL)
    return NULL;
  if (proof->was == NULL)
    proof->was = lf_content_read_table (connection, table, NULL, NULL, lf_writer_get_job (writer),
                                        error);
  return proof->was != NULL ? proof : NULL;
}

/**
 * lf_mend_proof_end: (skip)
 * @self: what is known of a table
 * @writer: a writer in the same transaction
 * @error: where to put an error
 *
 * Reads what is in the table now, if its values or rows were changed. On the writer's thread.
 *
 * Returns: whether it could be read
 */
gboolean
lf_mend_proof_end (LfMendProof  *self,
                   LfWriter     *writer,
                   GError      **error)
{
  LfConnection *connection;

  if (self->was == NULL)
    return TRUE;

  connection = lf_writer_ensure_connection (writer, error);
  if (connection == NULL)
    return FALSE;
  self->is = lf_content_read_table (connection, self->table, NULL, NULL,
                                    lf_writer_get_job (writer), error);
  return self->is != NULL;
}

static char *
describe_rows (LfTableContent *before,
               LfTableContent *after)
{
  g_autofree char *table = lf_names_show (before->table);
  g_autofree char *had = lf_format_count (before->n_rows);
  g_autofree char *has = lf_format_count (after->n_rows);

  if (before->n_rows == after->n_rows)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The %s row of %s has other values than before.",
                                         "In the %s rows of %s there are other values than before.",
                                         before->n_rows),
                            had, table);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The table %s has %s row instead of %s.",
                                       "The table %s has %s rows instead of %s.", after->n_rows),
                          table, has, had);
}

/* Compares a table that was left alone, or none of whose values were to change */
static gboolean
compare_values (LfConnection    *connection,
                gboolean         is_rebuilt,
                LfTableContent  *before,
                LfTableContent  *after,
                char           **difference,
                GError         **error)
{
  g_autoptr (LfTableContent) same = NULL;

  if (is_rebuilt && !lf_shape_names_equal (before->columns, after->columns))
    {
      same = lf_content_read_table (connection, after->table, before->columns, NULL, NULL, error);
      if (same == NULL)
        return FALSE;
      after = same;
    }
  if (!lf_table_content_equals (before, after))
    *difference = describe_rows (before, after);
  return TRUE;
}

static gboolean
compare_table (LfMendPlan      *self,
               LfConnection    *connection,
               LfTableContent  *before,
               LfTableContent  *after,
               char           **difference,
               GError         **error)
{
  LfMendProof *proof = find (self, before->table);

  if (after == NULL)
    {
      g_autofree char *table = lf_names_show (before->table);

      *difference = g_strdup_printf (_("The table %s is missing."), table);
      return TRUE;
    }
  if (proof == NULL || proof->was == NULL)
    return compare_values (connection, proof != NULL, before, after, difference, error);

  if (!lf_table_content_equals (before, proof->was))
    *difference = describe_rows (before, proof->was);
  else if (before->n_rows - proof->n_removed != after->n_rows ||
           !lf_table_content_equals (proof->is, after))
    *difference = describe_rows (proof->is, after);
  return TRUE;
}

/**
 * lf_mend_verify_content:
 * @self: a plan that was carried out, as far as it was
 * @connection: a connection to the catalog as it is now
 * @before: what was in it before
 * @after: what is in it now
 * @difference: (out) (transfer full) (nullable): where the two differ, in one sentence
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Compares what is in a catalog before and after its repair: every value must be there, but for the
 * ids that were renumbered and the rows that were removed, which lf_mend_tables() told. Tables that
 * got columns are read once more. On the connection's thread.
 *
 * Returns: whether there is the same in both; if not, either @difference or @error is set
 */
gboolean
lf_mend_verify_content (LfMendPlan    *self,
                        LfConnection  *connection,
                        LfContent     *before,
                        LfContent     *after,
                        char         **difference,
                        GError       **error)
{
  *difference = NULL;
  for (guint i = 0; i < before->tables->len && *difference == NULL; i++)
    {
      LfTableContent *table = g_ptr_array_index (before->tables, i);

      if (!compare_table (self, connection, table, lf_content_find_table (after, table->table),
                          difference, error))
        return FALSE;
    }

  for (guint i = 0; i < after->tables->len && *difference == NULL; i++)
    {
      LfTableContent *table = g_ptr_array_index (after->tables, i);
      LfMendTable *mended = lf_mend_plan_find_table (self, table->table);
      g_autofree char *shown = lf_names_show (table->table);

      if (lf_content_find_table (before, table->table) == NULL &&
          (mended == NULL || mended->work != LF_MEND_CREATE || table->n_rows > 0))
        *difference = g_strdup_printf (_("There is a table %s that was not there before."), shown);
    }
  return *difference == NULL;
}
