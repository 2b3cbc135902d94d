/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-describe.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-names.h"

/* Says in sentences what is done to tables and indexes, before and afterwards, and what cannot
 * be */

/**
 * lf_mend_describe_lost_column_rule:
 * @table: a table
 * @column: a column that should be NOT NULL
 * @n_rows: how many rows have no value
 *
 * Returns: (transfer full): why it is not. Any thread, as everything here.
 */
char *
lf_mend_describe_lost_column_rule (const char *table,
                                   const char *column,
                                   guint64     n_rows)
{
  g_autofree char *count = lf_format_count (n_rows);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "NOT NULL of %s in %s is not restored, because %s row has "
                                       "no value there.",
                                       "NOT NULL of %s in %s is not restored, because %s rows "
                                       "have no value there.", n_rows),
                          column, table, count);
}

/**
 * lf_mend_describe_lost_key:
 * @table: a table
 * @columns: its primary key
 * @n_rows: how many rows repeat one
 *
 * Returns: (transfer full): why it has no primary key
 */
char *
lf_mend_describe_lost_key (const char *table,
                           const char *columns,
                           guint64     n_rows)
{
  g_autofree char *count = lf_format_count (n_rows);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The primary key %s of %s is not restored, because %s row "
                                       "has that of another.",
                                       "The primary key %s of %s is not restored, because %s rows "
                                       "have those of others.", n_rows),
                          columns, table, count);
}

/**
 * lf_mend_describe_lost_foreign_key:
 * @table: a table
 * @columns: the columns of a foreign key
 * @parent: what it should refer to
 *
 * Returns: (transfer full): why it does not
 */
char *
lf_mend_describe_lost_foreign_key (const char *table,
                                   const char *columns,
                                   const char *parent)
{
  return g_strdup_printf (_("The foreign key of %s in %s is not restored, because %s has no "
                            "primary key that it could refer to."),
                          columns, table, parent);
}

/**
 * lf_mend_describe_lost_unique:
 * @table: a table
 * @columns: columns whose values should not repeat
 * @n_rows: how many rows repeat those of another
 *
 * Returns: (transfer full): why they may
 */
char *
lf_mend_describe_lost_unique (const char *table,
                              const char *columns,
                              guint64     n_rows)
{
  g_autofree char *count = lf_format_count (n_rows);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "UNIQUE of %s in %s is not restored, because %s row repeats "
                                       "the value of another.",
                                       "UNIQUE of %s in %s is not restored, because %s rows repeat "
                                       "the values of others.", n_rows),
                          columns, table, count);
}

/**
 * lf_mend_describe_kept_type:
 * @table: a table
 * @column: a column of it
 * @type: the type that it keeps
 * @n_rows: how many values another type would change; 0 if that is not the reason
 *
 * Returns: (transfer full): why it keeps it
 */
char *
lf_mend_describe_kept_type (const char *table,
                            const char *column,
                            const char *type,
                            guint64     n_rows)
{
  g_autofree char *count = lf_format_count (n_rows);
  g_autofree char *shown = lf_names_show (type);

  if (n_rows == 0)
    return g_strdup_printf (_("The column %s of %s keeps its type “%s”, because the table is "
                              "STRICT."),
                            column, table, shown);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The column %s of %s keeps its type “%s”, because another "
                                       "would change %s value.",
                                       "The column %s of %s keeps its type “%s”, because another "
                                       "would change %s values.", n_rows),
                          column, table, shown, count);
}

/**
 * lf_mend_describe_table:
 * @table: a table that is made or rebuilt
 * @done: whether it was
 *
 * Returns: (transfer full): what is done, or was
 */
char *
lf_mend_describe_table (LfMendTable *table,
                        gboolean     done)
{
  g_autofree char *count = lf_format_count (table->n_rows);
  const char *name = table->wanted->name;

  if (table->work == LF_MEND_CREATE)
    return g_strdup_printf (done ? _("The table %s was made, without rows.")
                                 : _("The table %s is made, without rows."),
                            name);
  if (done)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s was rebuilt as the cataloger makes it, with its %s "
                                         "row.",
                                         "%s was rebuilt as the cataloger makes it, with all of "
                                         "its %s rows.", table->n_rows),
                            name, count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s is rebuilt as the cataloger makes it, with its %s row.",
                                       "%s is rebuilt as the cataloger makes it, with all of its "
                                       "%s rows.", table->n_rows),
                          name, count);
}

/**
 * lf_mend_describe_column:
 * @table: a table
 * @column: a column that is added to it
 * @done: whether it was
 *
 * Returns: (transfer full): what is done, or was
 */
char *
lf_mend_describe_column (LfMendTable  *table,
                         LfMendColumn *column,
                         gboolean      done)
{
  g_autofree char *count = lf_format_count (table->n_rows);
  const char *name = column->wanted->name;

  if (done)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The column %s was added to %s, without a value in its %s "
                                         "row.",
                                         "The column %s was added to %s, without values in its %s "
                                         "rows.", table->n_rows),
                            name, table->wanted->name, count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The column %s is added to %s, without a value in its %s "
                                       "row.",
                                       "The column %s is added to %s, without values in its %s "
                                       "rows.", table->n_rows),
                          name, table->wanted->name, count);
}

/**
 * lf_mend_describe_orphans:
 * @orphans: rows that refer to nothing
 * @n_rows: how many
 * @done: whether they were removed
 *
 * Returns: (transfer full): what is done, or was
 */
char *
lf_mend_describe_orphans (LfMendOrphans *orphans,
                          guint64        n_rows,
                          gboolean       done)
{
  g_autofree char *count = lf_format_count (n_rows);

  if (done)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s row of %s was removed, which referred to a row of %s "
                                         "that is not there.",
                                         "%s rows of %s were removed, which referred to rows of %s "
                                         "that are not there.", n_rows),
                            count, orphans->table, orphans->parent);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row of %s is removed, which refers to a row of %s that "
                                       "is not there.",
                                       "%s rows of %s are removed, which refer to rows of %s that "
                                       "are not there.", n_rows),
                          count, orphans->table, orphans->parent);
}

static char *
describe_dropped (LfMendIndex *index,
                  gboolean     done)
{
  g_autofree char *name = lf_names_show (index->name);
  g_autofree char *kept = lf_names_show (index->kept);
  g_autofree char *size = g_format_size (index->bytes);

  if (index->bytes == 0)
    return g_strdup_printf (done ? _("The index %s was dropped; %s is the same.")
                                 : _("The index %s is dropped; %s is the same."),
                            name, kept);
  return g_strdup_printf (done ? _("The index %s, which took up %s, was dropped; %s is the same.")
                               : _("The index %s, which takes up %s, is dropped; %s is the same."),
                          name, size, kept);
}

/**
 * lf_mend_describe_index:
 * @index: an index that is made or dropped
 * @done: whether it was
 *
 * Returns: (transfer full): what is done, or was
 */
char *
lf_mend_describe_index (LfMendIndex *index,
                        gboolean     done)
{
  g_autofree char *count = lf_format_count (index->n_rows);

  if (index->sql == NULL)
    return describe_dropped (index, done);
  if (done)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "The index %s of %s (%s) was made, for %s row.",
                                         "The index %s of %s (%s) was made, for %s rows.",
                                         index->n_rows),
                            index->name, index->table, index->columns, count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The index %s of %s (%s) is made, for %s row.",
                                       "The index %s of %s (%s) is made, for %s rows.",
                                       index->n_rows),
                          index->name, index->table, index->columns, count);
}

static char *
describe_ids (LfMendTable *table)
{
  g_autofree char *count = lf_format_count (table->n_new_ids);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row of %s gets a whole number of its own for an id.",
                                       "%s rows of %s get whole numbers of their own for ids.",
                                       table->n_new_ids),
                          count, table->wanted->name);
}

/**
 * lf_mend_plan_describe:
 * @self: a plan
 * @tables: whether to tell of tables; else of indexes
 *
 * Says what is going to be done, with figures. Any thread.
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each piece of work, and for each
 *   thing that cannot be restored along with it
 */
GPtrArray *
lf_mend_plan_describe (LfMendPlan *self,
                       gboolean    tables)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tables && i < self->orphans->len; i++)
    {
      LfMendOrphans *orphans = g_ptr_array_index (self->orphans, i);

      if (orphans->condition != NULL)
        g_ptr_array_add (texts, lf_mend_describe_orphans (orphans, orphans->count, FALSE));
    }

  for (guint i = 0; tables && i < self->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->tables, i);

      if (table->work == LF_MEND_CREATE || table->work == LF_MEND_REBUILD)
        g_ptr_array_add (texts, lf_mend_describe_table (table, FALSE));
      if (table->work == LF_MEND_REBUILD && table->n_new_ids > 0)
        g_ptr_array_add (texts, describe_ids (table));
      for (guint j = 0; table->work == LF_MEND_ADD_COLUMNS && j < table->columns->len; j++)
        g_ptr_array_add (texts, lf_mend_describe_column (
                                  table, g_ptr_array_index (table->columns, j), FALSE));
      for (guint j = 0; j < table->flaws->len; j++)
        g_ptr_array_add (texts, g_strdup (((LfMendFlaw *)
                                             g_ptr_array_index (table->flaws, j))->text));
    }

  for (guint i = 0; !tables && i < self->indexes->len; i++)
    g_ptr_array_add (texts,
                     lf_mend_describe_index (g_ptr_array_index (self->indexes, i), FALSE));
  return texts;
}
