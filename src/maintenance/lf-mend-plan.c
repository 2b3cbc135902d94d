/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-mend-ddl.h"
#include "maintenance/lf-mend-decide.h"
#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-mend-plan-indexes.h"
#include "maintenance/lf-mend-proof.h"
#include "maintenance/lf-names.h"
#include "maintenance/lf-row-query.h"

/* Decides what is done to a catalog: a finding that can be repaired says so, and which of them are
 * chosen decides what is done to which table. */

typedef struct
{
  LfMendPlan    *plan;
  LfConnection  *connection;
  LfCheckReport *report;
  GHashTable    *chosen;        /* ids of findings */
  LfMendNames   *names;
} Planning;

static void
orphans_free (LfMendOrphans *orphans)
{
  g_free (orphans->table);
  g_free (orphans->column);
  g_free (orphans->parent);
  g_free (orphans->condition);
  g_free (orphans);
}

/**
 * lf_mend_plan_find_table: (skip)
 * @self: a plan
 * @name: the name of a table
 *
 * Returns: (transfer none) (nullable): what is done to that table of the reference. Any thread.
 */
LfMendTable *
lf_mend_plan_find_table (LfMendPlan *self,
                         const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->tables, i);

      if (g_ascii_strcasecmp (table->wanted->name, name) == 0)
        return table;
    }
  return NULL;
}

/* Rows are removed only if that is asked for by name */
static GHashTable *
choose (LfCheckReport     *report,
        const char *const *only)
{
  GHashTable *chosen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (report->findings, i);
      const char *id = lf_finding_get_id (finding);

      if (lf_finding_get_repair (finding) == NULL)
        continue;
      if (only != NULL ? g_strv_contains (only, id) : strstr (id, ".orphan.") == NULL)
        g_hash_table_add (chosen, (gpointer) id);
    }
  return chosen;
}

static gboolean
is_unique_index (LfShapeTable *wanted,
                 const char   *columns)
{
  for (guint i = 0; i < wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (wanted->indexes, i);
      g_autoptr (GPtrArray) names = lf_shape_index_list_columns (index);
      g_autofree char *joined = lf_names_join (names);
      g_autofree char *underscored = lf_names_underscore (joined);

      if (index->unique && index->origin == LF_SHAPE_CREATED &&
          g_str_equal (underscored, columns))
        return TRUE;
    }
  return FALSE;
}

/* A column can be added as such if nothing more is said of it than its type. What the rows of a
 * table should have by DEFAULT only copying gives them. */
static gboolean
can_add (LfShapeTable *wanted,
         const char   *name)
{
  LfShapeColumn *column = lf_shape_table_find_column (wanted, name);

  return column != NULL && column->default_text == NULL && column->key_position == 0;
}

/* What a chosen finding asks for; @rest is its id behind the name of the table */
static LfMendWork
judge (LfMendTable      *table,
       LfTableStructure *structure,
       const char       *rest)
{
  if (g_str_equal (rest, "missing"))
    return LF_MEND_CREATE;
  if (structure->is_stuck)
    return LF_MEND_NOTHING;
  if (g_str_has_prefix (rest, "column."))
    return can_add (table->wanted, rest + strlen ("column.")) ? LF_MEND_ADD_COLUMNS
                                                              : LF_MEND_REBUILD;
  if (g_str_has_prefix (rest, "orphan.") ||
      (g_str_has_prefix (rest, "unique.") &&
       is_unique_index (table->wanted, rest + strlen ("unique."))))
    return LF_MEND_NOTHING;
  return LF_MEND_REBUILD;
}

static void
plan_work (Planning         *self,
           LfMendTable      *table,
           LfTableStructure *structure)
{
  g_autofree char *of_structure = lf_names_make_id ("structure", structure->table, "", NULL);
  g_autofree char *of_rows = lf_names_make_id ("rows", structure->table, "", NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const char *rest = NULL;

      if (g_str_has_prefix (id, of_structure))
        rest = (const char *) id + strlen (of_structure);
      else if (g_str_has_prefix (id, of_rows))
        rest = (const char *) id + strlen (of_rows);
      if (rest != NULL)
        table->work = MAX (table->work, judge (table, structure, rest));
    }
}

/* The definition must say what SQLite makes of it */
static gboolean
is_understood (LfMendTable *table)
{
  if (table->text == NULL || table->text->columns->len != table->actual->columns->len)
    return FALSE;

  for (guint i = 0; i < table->actual->columns->len; i++)
    {
      LfShapeColumn *column = g_ptr_array_index (table->actual->columns, i);
      LfColumnText *text = g_ptr_array_index (table->text->columns, i);

      if (g_ascii_strcasecmp (column->name, text->name) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_text (Planning     *self,
           LfMendTable  *table,
           GError      **error)
{
  g_autofree char *sql = NULL;

  if (!lf_compose_read_definition (self->connection, "table", table->actual->name, &sql, error))
    return FALSE;

  table->text = sql != NULL ? lf_table_text_parse (sql) : NULL;
  if (is_understood (table))
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("How the table %s is defined is not understood, so it is not repaired, and "
                 "nothing was changed. Please report this with its definition."),
               table->actual->name);
  return FALSE;
}

static void
plan_added_columns (Planning         *self,
                    LfMendTable      *table,
                    LfTableStructure *structure)
{
  for (guint i = 0; i < table->wanted->columns->len; i++)
    {
      LfShapeColumn *wanted = g_ptr_array_index (table->wanted->columns, i);
      g_autofree char *id = lf_names_make_id ("structure", structure->table, "column",
                                              wanted->name, NULL);

      if (g_hash_table_contains (self->chosen, id))
        lf_mend_decide_added_column (table, wanted, structure);
    }
}

/* An index of the reference comes with a table that is made */
static void
plan_new_indexes (Planning    *self,
                  LfMendTable *table)
{
  for (guint i = 0; i < table->wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->wanted->indexes, i);
      g_autofree char *name = NULL;

      if (index->origin != LF_SHAPE_CREATED)
        continue;
      name = lf_mend_names_take (self->names, index->name);
      g_ptr_array_add (table->indexes,
                       lf_mend_ddl_compose_index (index, name, table->wanted->name));
    }
}

static double
count_values (LfShapeTable     *table,
              LfTableStructure *structure)
{
  return (double) structure->n_rows * (table->columns->len + table->indexes->len);
}

/* Where it is not known what each table takes up: its part of all by its values */
static guint64
guess_bytes (Planning    *self,
             LfMendTable *table)
{
  LfSpaceReport *space = self->report->space;
  double all = 0;
  double part = 0;

  for (guint i = 0; i < self->report->structure->tables->len; i++)
    {
      LfTableStructure *structure = g_ptr_array_index (self->report->structure->tables, i);
      LfShapeTable *actual = lf_shape_find_table (self->plan->actual, structure->table);

      all += actual != NULL ? count_values (actual, structure) : 0;
      if (actual == table->actual)
        part = count_values (actual, structure);
    }
  if (space == NULL || all == 0)
    return 0;
  return (guint64) ((double) (space->file_bytes - MIN (space->free_bytes, space->file_bytes)) *
                    part / all);
}

static guint64
measure (Planning    *self,
         LfMendTable *table)
{
  LfSpaceReport *space = self->report->space;
  guint64 bytes = 0;

  if (space == NULL || space->objects == NULL)
    return guess_bytes (self, table);

  for (guint i = 0; i < space->objects->len; i++)
    {
      LfSpaceObject *object = &g_array_index (space->objects, LfSpaceObject, i);

      if (g_ascii_strcasecmp (object->name, table->actual->name) == 0)
        bytes += object->bytes;
      for (guint j = 0; j < table->actual->indexes->len; j++)
        if (g_ascii_strcasecmp (
              object->name,
              ((LfShapeIndex *) g_ptr_array_index (table->actual->indexes, j))->name) == 0)
          bytes += object->bytes;
    }
  return bytes;
}

static gboolean
plan_table (Planning     *self,
            LfMendTable  *table,
            GError      **error)
{
  LfTableStructure *structure = lf_structure_report_find_table (self->report->structure,
                                                                table->wanted->name);
  g_autofree char *temporary = NULL;

  table->n_rows = structure->n_rows;
  if (table->work == LF_MEND_NOTHING)
    return TRUE;
  if (table->work != LF_MEND_CREATE && !read_text (self, table, error))
    return FALSE;

  if (table->work == LF_MEND_ADD_COLUMNS)
    {
      plan_added_columns (self, table, structure);
      return TRUE;
    }

  if (table->work == LF_MEND_REBUILD)
    lf_mend_decide_key (table, structure);
  table->new_key |= table->work == LF_MEND_CREATE;
  lf_mend_decide_columns (table, structure);

  lf_mend_decide_foreign_keys (self->plan, table, self->report->structure);
  lf_mend_decide_uniques (table, structure);
  if (table->work == LF_MEND_CREATE)
    {
      table->definition = lf_mend_ddl_compose_table (table, table->wanted->name);
      plan_new_indexes (self, table);
      return TRUE;
    }

  lf_mend_decide_followers (self->plan, table);
  temporary = g_strconcat ("new_", table->actual->name, NULL);
  table->temporary = lf_mend_names_take (self->names, temporary);
  table->definition = lf_mend_ddl_compose_table (table, table->temporary);
  table->bytes = measure (self, table);
  return TRUE;
}

static void
plan_orphans (Planning    *self,
              LfMendTable *table)
{
  LfTableStructure *structure = lf_structure_report_find_table (self->report->structure,
                                                                table->wanted->name);

  for (guint i = 0; table->actual != NULL && i < table->wanted->foreign_keys->len; i++)
    {
      LfShapeForeignKey *key = g_ptr_array_index (table->wanted->foreign_keys, i);
      g_autofree char *name = lf_names_join (key->from);
      g_autofree char *columns = lf_names_underscore (name);
      g_autofree char *id = lf_names_make_id ("rows", structure->table, "orphan", columns, NULL);
      LfRowProblem *problem = lf_table_structure_find_problem (structure, LF_ROW_ORPHAN, name);
      LfMendOrphans *orphans;

      if (problem == NULL)
        continue;

      orphans = g_new0 (LfMendOrphans, 1);
      orphans->table = g_strdup (table->actual->name);
      orphans->column = g_strdup (name);
      orphans->parent = g_strdup (key->table);
      orphans->count = problem->count;
      if (g_hash_table_contains (self->chosen, id))
        orphans->condition = lf_row_query_orphans (self->plan->actual, self->plan->reference,
                                                   table->actual, key);
      g_ptr_array_add (self->plan->orphans, orphans);
    }
}

static gboolean
plan_all (Planning  *self,
          GError   **error)
{
  LfMendPlan *plan = self->plan;

  for (guint i = 0; i < plan->reference->tables->len; i++)
    {
      LfShapeTable *wanted = g_ptr_array_index (plan->reference->tables, i);
      LfMendTable *table = lf_mend_table_new (wanted, lf_shape_find_table (plan->actual,
                                                                           wanted->name));
      LfTableStructure *structure = lf_structure_report_find_table (self->report->structure,
                                                                    wanted->name);

      g_ptr_array_add (plan->tables, table);
      plan_work (self, table, structure);

      /* What was found must still be what is there */
      if ((table->actual == NULL) !=
          (lf_table_structure_find_difference (structure, LF_DIFFERENCE_MISSING_TABLE, NULL) !=
           NULL))
        table->work = LF_MEND_NOTHING;
    }

  for (guint i = 0; i < plan->tables->len; i++)
    {
      if (!plan_table (self, g_ptr_array_index (plan->tables, i), error))
        return FALSE;
      plan_orphans (self, g_ptr_array_index (plan->tables, i));
    }
  lf_mend_plan_add_indexes (plan, self->report, self->chosen, self->names);
  return TRUE;
}

/**
 * lf_mend_plan_new:
 * @connection: a connection to the catalog
 * @report: what the checks found in it, which is not used any more afterwards
 * @only: (nullable): the ids of the findings to repair; %NULL for all that can be repaired, which
 *   removes no rows: those that refer to nothing go only if their finding is named
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Decides what is to be done to the tables and indexes of a catalog. A table of which anything is
 * to be repaired that takes rebuilding is repaired as a whole. Reads definitions, no rows. On the
 * connection's thread.
 *
 * Returns: (transfer full) (nullable): a plan, which may be to do nothing
 */
LfMendPlan *
lf_mend_plan_new (LfConnection       *connection,
                  LfCheckReport      *report,
                  const char *const  *only,
                  GError            **error)
{
  g_autoptr (LfMendPlan) self = g_new0 (LfMendPlan, 1);
  g_autoptr (GHashTable) chosen = NULL;
  g_autoptr (GHashTable) names = NULL;
  Planning planning = { .plan = self, .connection = connection, .report = report };

  self->layout = report->layout;
  self->reference = lf_shape_load_reference (report->layout);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_mend_table_free);
  self->orphans = g_ptr_array_new_with_free_func ((GDestroyNotify) orphans_free);
  self->indexes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_mend_index_free);
  self->index_flaws = lf_mend_flaws_new ();
  self->proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_mend_proof_free);

  /* A damaged file leaves the checks unfinished, and nothing is done to it */
  self->actual = lf_shape_load (lf_connection_get_db (connection), "main", error);
  if (self->actual == NULL ||
      !lf_compose_read_pragma (connection, "schema_version", &self->schema_version, error))
    return NULL;
  if (report->structure == NULL || report->indexes == NULL)
    return g_steal_pointer (&self);

  chosen = choose (report, only);
  names = lf_mend_names_new (self->actual);
  planning.chosen = chosen;
  planning.names = names;
  return plan_all (&planning, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * lf_mend_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees it.
 */
void
lf_mend_plan_free (LfMendPlan *self)
{
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->orphans);
  g_ptr_array_unref (self->indexes);
  g_ptr_array_unref (self->index_flaws);
  g_ptr_array_unref (self->proofs);
  g_clear_pointer (&self->actual, lf_shape_free);
  g_clear_pointer (&self->reference, lf_shape_free);
  g_free (self);
}

/**
 * lf_mend_plan_has_tables:
 * @self: a plan
 *
 * Returns: whether there is something for lf_mend_tables() to do. Any thread.
 */
gboolean
lf_mend_plan_has_tables (LfMendPlan *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (((LfMendTable *) g_ptr_array_index (self->tables, i))->work != LF_MEND_NOTHING)
      return TRUE;
  for (guint i = 0; i < self->orphans->len; i++)
    if (((LfMendOrphans *) g_ptr_array_index (self->orphans, i))->condition != NULL)
      return TRUE;
  return FALSE;
}

/**
 * lf_mend_plan_has_indexes:
 * @self: a plan
 *
 * Returns: whether there is something for lf_mend_indexes() to do. Any thread.
 */
gboolean
lf_mend_plan_has_indexes (LfMendPlan *self)
{
  return self->indexes->len > 0;
}

/**
 * lf_mend_plan_get_rows:
 * @self: a plan
 *
 * Returns: how many rows are copied. Any thread.
 */
guint64
lf_mend_plan_get_rows (LfMendPlan *self)
{
  guint64 n_rows = 0;

  for (guint i = 0; i < self->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->tables, i);

      n_rows += table->work == LF_MEND_REBUILD ? table->n_rows : 0;
    }
  return n_rows;
}

/**
 * lf_mend_plan_get_bytes:
 * @self: a plan
 *
 * Returns: how many bytes the tables that are rebuilt take up with their indexes, about: so much is
 *   written, and the file may grow by as much. Any thread.
 */
guint64
lf_mend_plan_get_bytes (LfMendPlan *self)
{
  guint64 bytes = 0;

  for (guint i = 0; i < self->tables->len; i++)
    bytes += ((LfMendTable *) g_ptr_array_index (self->tables, i))->bytes;
  return bytes;
}
