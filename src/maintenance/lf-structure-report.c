/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-names.h"
#include "maintenance/lf-structure-compare.h"

static void
difference_free (LfDifference *difference)
{
  g_free (difference->name);
  g_free (difference->declared);
  g_free (difference->should_be);
  g_free (difference->parent);
  g_free (difference);
}

/**
 * lf_row_problem_free: (skip)
 * @self: (transfer full): a problem
 *
 * Frees it.
 */
void
lf_row_problem_free (LfRowProblem *self)
{
  g_free (self->column);
  g_free (self->parent);
  g_ptr_array_unref (self->examples);
  g_free (self);
}

static void
table_free (LfTableStructure *table)
{
  g_free (table->table);
  g_ptr_array_unref (table->differences);
  g_ptr_array_unref (table->problems);
  g_free (table);
}

/**
 * lf_difference_new:
 * @kind: what differs
 * @severity: how bad it is
 * @name: the columns, or what is the user's
 *
 * Returns: (transfer full): a difference without texts. Any thread.
 */
LfDifference *
lf_difference_new (LfDifferenceKind  kind,
                   LfSeverity        severity,
                   const char       *name)
{
  LfDifference *self = g_new0 (LfDifference, 1);

  self->kind = kind;
  self->severity = severity;
  self->name = lf_names_show (name);
  return self;
}

/**
 * lf_difference_new_own:
 * @own: what it is
 * @name: its name
 *
 * Returns: (transfer full): something that is the user's. Any thread.
 */
LfDifference *
lf_difference_new_own (LfOwnKind   own,
                       const char *name)
{
  LfDifference *self = lf_difference_new (LF_DIFFERENCE_OWN, LF_SEVERITY_INFO, name);

  self->own = own;
  return self;
}

/**
 * lf_table_structure_new:
 * @name: the name of a table
 *
 * Returns: (transfer full): a table in which nothing was found yet. Any thread.
 */
LfTableStructure *
lf_table_structure_new (const char *name)
{
  LfTableStructure *self = g_new0 (LfTableStructure, 1);

  self->table = g_strdup (name);
  self->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_row_problem_free);
  return self;
}

static void
add_own_table (LfStructureReport *self,
               const char        *name)
{
  LfTableStructure *table = lf_table_structure_new (name);

  table->is_own = TRUE;
  g_ptr_array_add (table->differences, lf_difference_new_own (LF_OWN_TABLE, name));
  g_ptr_array_add (self->tables, table);
}

static void
add_own (LfStructureReport *self,
         LfOwnKind          own,
         GPtrArray         *names)
{
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (self->own, lf_difference_new_own (own, g_ptr_array_index (names, i)));
}

/**
 * lf_structure_report_new:
 * @actual: the shape of a catalog
 * @reference: what it should be
 *
 * Compares two shapes, without a look at rows. Any thread.
 *
 * Returns: (transfer full): a report
 */
LfStructureReport *
lf_structure_report_new (LfShape *actual,
                         LfShape *reference)
{
  LfStructureReport *self = g_new0 (LfStructureReport, 1);

  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);

  for (guint i = 0; i < reference->tables->len; i++)
    {
      LfShapeTable *wanted = g_ptr_array_index (reference->tables, i);

      g_ptr_array_add (self->tables, lf_structure_compare_table (actual, reference, wanted));
    }

  for (guint i = 0; i < actual->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (actual->tables, i);

      if (lf_shape_find_table (reference, table->name) == NULL)
        add_own_table (self, table->name);
    }
  for (guint i = 0; i < actual->virtual_tables->len; i++)
    add_own_table (self, g_ptr_array_index (actual->virtual_tables, i));
  add_own (self, LF_OWN_VIEW, actual->views);
  add_own (self, LF_OWN_TRIGGER, actual->triggers);
  return self;
}

/**
 * lf_structure_report_free:
 * @self: (transfer full): a report
 *
 * Frees it.
 */
void
lf_structure_report_free (LfStructureReport *self)
{
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->own);
  g_free (self);
}

/**
 * lf_structure_report_find_table:
 * @self: a report
 * @table: the name of a table
 *
 * Returns: (transfer none) (nullable): what was found of it. Any thread.
 */
LfTableStructure *
lf_structure_report_find_table (LfStructureReport *self,
                                const char        *table)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStructure *structure = g_ptr_array_index (self->tables, i);

      if (g_ascii_strcasecmp (structure->table, table) == 0)
        return structure;
    }
  return NULL;
}

/**
 * lf_table_structure_find_difference:
 * @self: a table
 * @kind: what differs
 * @name: (nullable): the columns, separated by commas; %NULL for any
 *
 * Returns: (transfer none) (nullable): the first such difference. Any thread.
 */
LfDifference *
lf_table_structure_find_difference (LfTableStructure *self,
                                    LfDifferenceKind  kind,
                                    const char       *name)
{
  for (guint i = 0; i < self->differences->len; i++)
    {
      LfDifference *difference = g_ptr_array_index (self->differences, i);

      if (difference->kind == kind && (name == NULL || g_str_equal (difference->name, name)))
        return difference;
    }
  return NULL;
}

/**
 * lf_table_structure_find_problem:
 * @self: a table
 * @kind: what is wrong
 * @columns: (nullable): the columns, separated by commas; %NULL for any
 *
 * Returns: (transfer none) (nullable): the first such problem. Any thread.
 */
LfRowProblem *
lf_table_structure_find_problem (LfTableStructure *self,
                                 LfRowProblemKind  kind,
                                 const char       *columns)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      LfRowProblem *problem = g_ptr_array_index (self->problems, i);

      if (problem->kind == kind && (columns == NULL || g_str_equal (problem->column, columns)))
        return problem;
    }
  return NULL;
}

/**
 * lf_structure_report_can_refer_to:
 * @self: a report
 * @table: (nullable): a table of the reference
 *
 * A foreign key needs a key in the other table, or SQLite refuses every change. Any thread.
 *
 * Returns: whether @table has its key, or can get it
 */
gboolean
lf_structure_report_can_refer_to (LfStructureReport *self,
                                  const char        *table)
{
  LfTableStructure *parent = table != NULL ? lf_structure_report_find_table (self, table) : NULL;
  LfDifference *missing;

  if (parent == NULL)
    return FALSE;

  missing = lf_table_structure_find_difference (parent, LF_DIFFERENCE_MISSING_TABLE, NULL);
  if (missing != NULL)
    return missing->declared == NULL;
  if (lf_table_structure_find_difference (parent, LF_DIFFERENCE_PRIMARY_KEY, NULL) == NULL)
    return TRUE;
  return !parent->is_stuck &&
         (parent->has_numbers ||
          lf_table_structure_find_problem (parent, LF_ROW_DUPLICATE_ID, NULL) == NULL);
}
