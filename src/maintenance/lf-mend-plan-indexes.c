/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-plan-indexes.h"

#include "maintenance/lf-mend-ddl.h"
#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-names.h"

/* Decides which indexes are made and which are dropped. Made are those of the reference: what
 * queries need, what keeps values from repeating, and those of columns that were missing. */

typedef struct
{
  LfMendPlan    *plan;
  LfCheckReport *report;
  GHashTable    *chosen;        /* the ids of findings */
  LfMendNames   *names;
} Choice;

/**
 * lf_mend_index_free:
 * @self: (transfer full): an index
 *
 * Frees it.
 */
void
lf_mend_index_free (LfMendIndex *self)
{
  g_clear_pointer (&self->unique, g_ptr_array_unref);
  g_free (self->table);
  g_free (self->name);
  g_free (self->columns);
  g_free (self->sql);
  g_free (self->kept);
  g_free (self);
}

static void
note_names (LfMendNames *self,
            GPtrArray   *names)
{
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (self, g_ascii_strdown (g_ptr_array_index (names, i), -1));
}

/**
 * lf_mend_names_new:
 * @actual: the shape of a catalog
 *
 * Returns: (transfer full): the names of its tables, views and indexes. Any thread, as everything
 *   here.
 */
LfMendNames *
lf_mend_names_new (LfShape *actual)
{
  LfMendNames *self = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  note_names (self, actual->views);
  note_names (self, actual->virtual_tables);
  for (guint i = 0; i < actual->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (actual->tables, i);

      g_hash_table_add (self, g_ascii_strdown (table->name, -1));
      for (guint j = 0; j < table->indexes->len; j++)
        {
          LfShapeIndex *index = g_ptr_array_index (table->indexes, j);

          g_hash_table_add (self, g_ascii_strdown (index->name, -1));
        }
    }
  return self;
}

/**
 * lf_mend_names_take:
 * @self: names
 * @name: what something shall be called
 *
 * Returns: (transfer full): @name, or something like it that is not taken yet; it is taken now
 */
char *
lf_mend_names_take (LfMendNames *self,
                    const char  *name)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *choice = i == 1 ? g_strdup (name) : g_strdup_printf ("%s_%u", name, i);

      if (g_hash_table_add (self, g_ascii_strdown (choice, -1)))
        return g_steal_pointer (&choice);
    }
}

static gboolean
is_chosen (Choice     *self,
           const char *first,
           const char *second,
           const char *third,
           const char *columns)
{
  g_autofree char *joined = lf_names_underscore (columns);
  g_autofree char *id = lf_names_make_id (first, second, third, joined, NULL);

  return g_hash_table_contains (self->chosen, id);
}

static gboolean
is_planned (Choice     *self,
            const char *table,
            const char *columns)
{
  for (guint i = 0; i < self->plan->indexes->len; i++)
    {
      LfMendIndex *index = g_ptr_array_index (self->plan->indexes, i);

      if (index->sql != NULL && g_ascii_strcasecmp (index->table, table) == 0 &&
          g_ascii_strcasecmp (index->columns, columns) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
plan_index (Choice       *self,
            LfMendTable  *table,
            LfShapeIndex *like,
            guint64       n_rows)
{
  g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (like);
  g_autofree char *joined = lf_names_join (columns);
  LfMendIndex *index;

  if (is_planned (self, table->wanted->name, joined))
    return;

  index = g_new0 (LfMendIndex, 1);
  index->table = g_strdup (table->actual->name);
  index->name = lf_mend_names_take (self->names, like->name);
  index->columns = g_steal_pointer (&joined);
  index->sql = lf_mend_ddl_compose_index (like, index->name, index->table);
  index->n_rows = n_rows;
  if (like->unique)
    {
      index->unique = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < columns->len; i++)
        g_ptr_array_add (index->unique, g_strdup (g_ptr_array_index (columns, i)));
    }
  g_ptr_array_add (self->plan->indexes, index);
}

/* The reference's index that leads to rows by these columns, or one of just these columns */
static LfShapeIndex *
find_like (LfShapeTable      *table,
           const char *const *columns)
{
  for (guint i = 0; i < table->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->indexes, i);

      if (index->origin == LF_SHAPE_CREATED && !index->unique &&
          lf_shape_index_covers (index, columns))
        return index;
    }
  return NULL;
}

static void
plan_need (Choice      *self,
           LfIndexNeed *need)
{
  LfMendTable *table = lf_mend_plan_find_table (self->plan, need->table);
  g_auto (GStrv) columns = g_strsplit (need->columns, ", ", -1);
  g_autoptr (GPtrArray) parts = NULL;
  LfShapePart *part;
  LfShapeIndex *like;
  LfShapeIndex plain = { 0 };
  g_autofree char *name = NULL;

  if (table == NULL || !lf_index_need_is_missing (need) || need->is_key ||
      !is_chosen (self, "indexes", "missing", need->table, need->columns))
    return;

  like = find_like (table->wanted, (const char *const *) columns);
  if (like != NULL)
    {
      plan_index (self, table, like, need->n_rows);
      return;
    }

  /* The reference does without */
  parts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      part = g_new0 (LfShapePart, 1);
      part->column = columns[i];
      part->collation = (char *) "BINARY";
      g_ptr_array_add (parts, part);
    }
  name = g_strjoinv ("_", columns);
  plain.name = g_strdup_printf ("idx_%s_%s", need->table, name);
  plain.parts = parts;
  plan_index (self, table, &plain, need->n_rows);
  g_free (plain.name);
}

/* A column that was missing had no index either */
static void
plan_of_missing_columns (Choice      *self,
                         LfMendTable *table,
                         guint64      n_rows)
{
  if (table->work != LF_MEND_REBUILD && table->work != LF_MEND_ADD_COLUMNS)
    return;

  for (guint i = 0; i < table->wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->wanted->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);
      gboolean is_missing = FALSE;

      for (guint j = 0; j < table->columns->len; j++)
        {
          LfMendColumn *column = g_ptr_array_index (table->columns, j);

          for (guint k = 0; k < columns->len && column->actual == NULL; k++)
            is_missing |= g_ascii_strcasecmp (column->wanted->name,
                                              g_ptr_array_index (columns, k)) == 0;
        }
      if (is_missing && index->origin == LF_SHAPE_CREATED && !index->unique)
        plan_index (self, table, index, n_rows);
    }
}

/* What the reference has as an index, or has as a constraint of a table that cannot be rebuilt */
static void
plan_uniques (Choice           *self,
              LfMendTable      *table,
              LfTableStructure *structure)
{
  for (guint i = 0; table->actual != NULL && i < table->wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->wanted->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);
      g_autofree char *name = lf_names_join (columns);
      LfRowProblem *problem =
        lf_table_structure_find_problem (structure, LF_ROW_DUPLICATE_VALUE, name);

      if (!index->unique || index->origin == LF_SHAPE_PRIMARY_KEY ||
          (index->origin == LF_SHAPE_UNIQUE && !structure->is_stuck) ||
          !lf_table_structure_find_difference (structure, LF_DIFFERENCE_UNIQUE, name))
        continue;

      if (is_chosen (self, "structure", structure->table, "unique", name))
        plan_index (self, table, index, structure->n_rows);
      else if (problem != NULL && table->work != LF_MEND_REBUILD)
        lf_mend_add_flaw (self->plan->index_flaws, structure->table, name, problem->count,
                          lf_mend_describe_lost_unique (structure->table, name, problem->count));
    }
}

static void
plan_spare (Choice       *self,
            LfSpareIndex *spare)
{
  g_autofree char *id = lf_names_make_id ("indexes", "duplicate", spare->name, NULL);
  LfMendTable *table = lf_mend_plan_find_table (self->plan, spare->table);
  LfMendIndex *index;

  if (!spare->is_duplicate || !g_hash_table_contains (self->chosen, id))
    return;

  for (guint i = 0; table != NULL && i < table->spares->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (table->spares, i), spare->name) == 0)
      return;

  index = g_new0 (LfMendIndex, 1);
  index->table = g_strdup (spare->table);
  index->name = g_strdup (spare->name);
  index->columns = g_strdup (spare->columns);
  index->kept = g_strdup (spare->kept);
  index->bytes = spare->bytes;
  g_ptr_array_add (self->plan->indexes, index);
}

/**
 * lf_mend_plan_add_indexes:
 * @self: a plan in which it is known what is done to each table
 * @report: what was found
 * @chosen: (element-type utf8): the ids of the findings to repair
 * @names: the names that are taken
 *
 * Decides which indexes are made and dropped.
 */
void
lf_mend_plan_add_indexes (LfMendPlan    *self,
                          LfCheckReport *report,
                          GHashTable    *chosen,
                          LfMendNames   *names)
{
  Choice choice = { self, report, chosen, names };

  for (guint i = 0; i < report->indexes->needs->len; i++)
    plan_need (&choice, g_ptr_array_index (report->indexes->needs, i));

  for (guint i = 0; i < self->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->tables, i);
      LfTableStructure *structure = lf_structure_report_find_table (report->structure,
                                                                    table->wanted->name);

      plan_of_missing_columns (&choice, table, structure->n_rows);
      plan_uniques (&choice, table, structure);
    }

  for (guint i = 0; i < report->indexes->spares->len; i++)
    plan_spare (&choice, g_ptr_array_index (report->indexes->spares, i));
}
