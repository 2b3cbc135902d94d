/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-links.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-mend-sql.h"
#include "maintenance/lf-row-query.h"
#include "maintenance/lf-writer-private.h"

/* Sees that nothing refers to nothing after a repair that did not before. What the check found is
 * taken for before, as SQLite's own check fails where a key is lost; afterwards that decides. */

/* What a row costs whose foreign key is checked, in instructions of SQLite's virtual machine */
#define STEPS_A_LINK 9

#define CACHE_KIB 16384

struct _LfMendLinks
{
  GHashTable *counts;           /* link → guint64 */
  GHashTable *unchecked;        /* tables of which SQLite's check fails */
};

static char *
name_link (const char *child,
           const char *parent)
{
  g_autofree char *from = g_ascii_strdown (child, -1);
  g_autofree char *to = g_ascii_strdown (parent, -1);

  return g_strconcat (from, "\n", to, NULL);
}

static guint64
get_count (LfMendLinks *self,
           const char  *child,
           const char  *parent)
{
  g_autofree char *link = name_link (child, parent);
  guint64 *count = g_hash_table_lookup (self->counts, link);

  return count != NULL ? *count : 0;
}

static void
add_count (LfMendLinks *self,
           const char  *child,
           const char  *parent,
           guint64      count)
{
  guint64 sum = get_count (self, child, parent) + count;

  g_hash_table_insert (self->counts, name_link (child, parent), g_memdup2 (&sum, sizeof sum));
}

static gboolean
count_link (LfMendLinks        *self,
            LfWriter           *writer,
            LfMendPlan         *plan,
            LfShapeTable       *child,
            LfShapeForeignKey  *key,
            GError            **error)
{
  LfShapeTable *parent = lf_shape_find_table (plan->actual, key->table);
  LfShapeForeignKey resolved = *key;
  g_autoptr (GPtrArray) to = NULL;
  g_autofree char *orphans = NULL;
  g_autofree char *sql = NULL;
  gint64 count = 0;

  if (key->to->len == 0 && parent != NULL)
    {
      to = lf_shape_table_list_key (parent);
      resolved.to = to;
    }
  orphans = lf_row_query_orphans (plan->actual, plan->reference, child, &resolved);
  if (orphans == NULL)
    return TRUE;

  sql = lf_row_query_count_orphans (child, orphans);
  if (!lf_mend_read_number (writer, &count, error, "%s", sql))
    return FALSE;

  add_count (self, child->name, key->table, (guint64) count);
  return TRUE;
}

/* Whether the check has counted what refers to nothing by a foreign key */
static gboolean
is_counted (LfShapeTable      *table,
            LfShapeForeignKey *like)
{
  for (guint i = 0; table != NULL && i < table->foreign_keys->len; i++)
    {
      LfShapeForeignKey *key = g_ptr_array_index (table->foreign_keys, i);

      if (g_ascii_strcasecmp (key->table, like->table) == 0 &&
          lf_shape_names_equal (key->from, like->from))
        return TRUE;
    }
  return FALSE;
}

/* What SQLite says of the rows of a table; @fails is set if it cannot */
static GHashTable *
check_table (LfWriter    *writer,
             const char  *table,
             gboolean    *fails,
             GError     **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LfMendStatement) stmt =
    lf_mend_prepare (writer, error,
                     "SELECT parent, count(*) FROM pragma_foreign_key_check(%Q) GROUP BY 1",
                     table);
  g_autoptr (GError) failure = NULL;
  gboolean has_row = FALSE;

  *fails = FALSE;
  if (stmt == NULL)
    return NULL;

  while (TRUE)
    {
      guint64 count;

      if (!lf_mend_step (writer, stmt, &has_row, &failure))
        break;
      if (!has_row)
        return g_steal_pointer (&counts);
      count = (guint64) sqlite3_column_int64 (stmt, 1);
      g_hash_table_insert (counts, g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                           g_memdup2 (&count, sizeof count));
    }

  /* A mismatch is no more than that; anything else, such as a damaged page, is */
  if (sqlite3_errcode (lf_writer_get_db (writer)) == SQLITE_ERROR)
    {
      *fails = TRUE;
      return g_steal_pointer (&counts);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* SQLite fails to check a foreign key if the other table is there, but not its key */
static gboolean
is_mismatched (LfMendPlan        *plan,
               LfShapeForeignKey *key)
{
  LfShapeTable *parent = lf_shape_find_table (plan->actual, key->table);
  g_autoptr (GPtrArray) to = NULL;

  if (parent == NULL)
    return FALSE;
  to = key->to->len > 0 ? g_ptr_array_ref (key->to) : lf_shape_table_list_key (parent);
  return to->len != key->from->len || !lf_shape_table_is_unique (parent, to);
}

/* What the user lets refer to something is counted here */
static gboolean
count_table (LfMendLinks   *self,
             LfWriter      *writer,
             LfMendPlan    *plan,
             LfShapeTable  *table,
             GError       **error)
{
  LfShapeTable *wanted = lf_shape_find_table (plan->reference, table->name);

  for (guint i = 0; i < table->foreign_keys->len; i++)
    {
      LfShapeForeignKey *key = g_ptr_array_index (table->foreign_keys, i);

      if (is_mismatched (plan, key))
        g_hash_table_add (self->unchecked, g_ascii_strdown (table->name, -1));
      if (!is_counted (wanted, key) && !count_link (self, writer, plan, table, key, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_mend_links_count:
 * @writer: a writer in a transaction
 * @plan: a plan of which nothing is done yet but the removal of rows
 * @error: where to put an error
 *
 * Counts the rows that refer to nothing. On the writer's thread.
 *
 * Returns: (transfer full) (nullable): how many there are
 */
LfMendLinks *
lf_mend_links_count (LfWriter    *writer,
                     LfMendPlan  *plan,
                     GError     **error)
{
  g_autoptr (LfMendLinks) self = g_new0 (LfMendLinks, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unchecked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < plan->orphans->len; i++)
    {
      LfMendOrphans *orphans = g_ptr_array_index (plan->orphans, i);

      if (orphans->condition == NULL)
        add_count (self, orphans->table, orphans->parent, orphans->count);
    }
  for (guint i = 0; i < plan->actual->tables->len; i++)
    if (!count_table (self, writer, plan, g_ptr_array_index (plan->actual->tables, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

static gboolean
set_lost (const char  *child,
          const char  *parent,
          guint64      n_rows,
          GError     **error)
{
  g_autofree char *count = lf_format_count (n_rows);

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               g_dngettext (GETTEXT_PACKAGE,
                            "%s row of %s would have lost the row of %s that it refers to, so the "
                            "repair was not done. Nothing was changed.",
                            "%s rows of %s would have lost the rows of %s that they refer to, so "
                            "the repair was not done. Nothing was changed.", n_rows),
               count, child, parent);
  return FALSE;
}

static gboolean
compare_table (LfMendLinks  *self,
               LfWriter     *writer,
               const char   *table,
               GError      **error)
{
  gboolean fails = FALSE;
  g_autoptr (GHashTable) counts = check_table (writer, table, &fails, error);
  g_autofree char *lower = g_ascii_strdown (table, -1);
  GHashTableIter iter;
  gpointer parent, count;

  if (counts == NULL)
    return FALSE;
  if (fails)
    {
      if (g_hash_table_contains (self->unchecked, lower))
        return TRUE;
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("What %s refers to could not have been checked any more after the repair, so "
                     "it was not done. Nothing was changed."),
                   table);
      return FALSE;
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &parent, &count))
    {
      guint64 before = get_count (self, table, parent);
      guint64 after = *(guint64 *) count;

      if (after > before)
        return set_lost (table, parent, after - before, error);
    }
  return TRUE;
}

static void
measure_check (LfOperation         *operation,
               const LfMeterCounts *counts,
               gpointer             data)
{
  const double *steps = data;

  lf_operation_report (operation, 0, (double) operation->n_steps / *steps,
                       _("checking what rows refer to"));
}

static double
estimate_steps (LfMendPlan *plan)
{
  double steps = 1;

  for (guint i = 0; i < plan->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (plan->tables, i);

      steps += (double) table->n_rows * table->wanted->foreign_keys->len * STEPS_A_LINK;
    }
  return steps;
}

/**
 * lf_mend_links_check:
 * @self: how many rows referred to nothing
 * @writer: a writer in the same transaction
 * @plan: a plan of which everything is done
 * @error: where to put an error
 *
 * Sees that there are no more now; if there are, the transaction is over. On the writer's thread.
 *
 * Returns: whether there are not
 */
gboolean
lf_mend_links_check (LfMendLinks  *self,
                     LfWriter     *writer,
                     LfMendPlan   *plan,
                     GError      **error)
{
  static const double one_phase[] = { 1 };
  double steps = estimate_steps (plan);
  LfOperation operation;

  if (!lf_writer_start (writer, &operation, CACHE_KIB, error))
    return FALSE;

  lf_operation_expect (&operation, one_phase, G_N_ELEMENTS (one_phase), measure_check, &steps);
  for (guint i = 0; i < plan->actual->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (plan->actual->tables, i);

      if (!compare_table (self, writer, table->name, error))
        return lf_writer_give_up (writer, &operation, error);
    }
  return lf_writer_stop (writer, &operation, SQLITE_OK, error);
}

/**
 * lf_mend_links_free:
 * @self: (transfer full): counts
 *
 * Frees them.
 */
void
lf_mend_links_free (LfMendLinks *self)
{
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->unchecked);
  g_free (self);
}
