/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-decide.h"

#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-names.h"

/* Decides what a table that is made or rebuilt will be. A table is mended as a whole: what can be
 * as the reference has it becomes so, and what rows keep from that stays as it is and is told.
 *
 * No row is changed to suit a rule, but for ids that are numbers. So:
 * - a NULL in a column that should be NOT NULL stays, and so does the column's rule;
 * - a value that another type would change keeps the column's type as it is;
 * - values that repeat keep UNIQUE away;
 * - of keys that are texts, which only the cataloger can choose: where some repeat, there is no
 *   primary key; where some are missing, there is one, but without NOT NULL;
 * - a foreign key is restored only if the other table has its key, for else SQLite would refuse
 *   every change of the table. */

static void
flaw_free (LfMendFlaw *flaw)
{
  g_free (flaw->table);
  g_free (flaw->name);
  g_free (flaw->text);
  g_free (flaw);
}

/**
 * lf_mend_flaws_new: (skip)
 *
 * Returns: (transfer full) (element-type LfMendFlaw): an empty list
 */
GPtrArray *
lf_mend_flaws_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) flaw_free);
}

static void
follower_free (LfMendFollower *follower)
{
  g_free (follower->table);
  g_free (follower->column);
  g_free (follower);
}

/**
 * lf_mend_table_new:
 * @wanted: a table of the reference
 * @actual: (nullable): the same of the catalog
 *
 * Returns: (transfer full): a table to which nothing is done. Any thread, as everything here.
 */
LfMendTable *
lf_mend_table_new (LfShapeTable *wanted,
                   LfShapeTable *actual)
{
  LfMendTable *self = g_new0 (LfMendTable, 1);

  self->wanted = wanted;
  self->actual = actual;
  self->has_numbers = lf_shape_table_get_rowid_column (wanted) != NULL;
  self->identity = g_ptr_array_new ();
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->foreign_keys = g_ptr_array_new ();
  self->uniques = g_ptr_array_new ();
  self->spares = g_ptr_array_new ();
  self->followers = g_ptr_array_new_with_free_func ((GDestroyNotify) follower_free);
  self->indexes = g_ptr_array_new_with_free_func (g_free);
  self->flaws = lf_mend_flaws_new ();
  return self;
}

/**
 * lf_mend_table_free:
 * @self: (transfer full): what is done to a table
 *
 * Frees it.
 */
void
lf_mend_table_free (LfMendTable *self)
{
  g_clear_pointer (&self->text, lf_table_text_free);
  g_ptr_array_unref (self->identity);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->foreign_keys);
  g_ptr_array_unref (self->uniques);
  g_ptr_array_unref (self->spares);
  g_ptr_array_unref (self->followers);
  g_ptr_array_unref (self->indexes);
  g_ptr_array_unref (self->flaws);
  g_free (self->temporary);
  g_free (self->definition);
  g_free (self);
}

/**
 * lf_mend_add_flaw: (skip)
 * @flaws: (element-type LfMendFlaw): where to add
 * @table: a table
 * @name: the constraint or the columns
 * @count: the rows that are in the way
 * @text: (transfer full): a sentence
 *
 * Adds something that cannot be as the reference has it.
 */
void
lf_mend_add_flaw (GPtrArray  *flaws,
                  const char *table,
                  const char *name,
                  guint64     count,
                  char       *text)
{
  LfMendFlaw *flaw = g_new0 (LfMendFlaw, 1);

  flaw->table = g_strdup (table);
  flaw->name = g_strdup (name);
  flaw->count = count;
  flaw->text = text;
  g_ptr_array_add (flaws, flaw);
}

static guint64
count_rows (LfTableStructure *structure,
            LfRowProblemKind  kind,
            const char       *columns)
{
  LfRowProblem *problem = lf_table_structure_find_problem (structure, kind, columns);

  return problem != NULL ? problem->count : 0;
}

/* By what a row is found again in the new table */
static void
decide_identity (LfMendTable *self)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (self->actual->without_rowid ? self->actual
                                                                                  : self->wanted);
  const char *rowid = lf_shape_table_get_rowid_name (self->actual);
  LfShapeColumn *alias = lf_shape_table_get_rowid_column (self->new_key ? self->wanted
                                                                        : self->actual);

  if (rowid != NULL && lf_shape_table_find_column (self->wanted, rowid) == NULL)
    {
      self->rowid = rowid;
      self->keeps_rowids = alias == NULL;
    }
  for (guint i = 0; i < key->len; i++)
    g_ptr_array_add (self->identity, g_ptr_array_index (key, i));
}

/* An index that a user made in place of the lost key would only be the same a second time */
static void
decide_spares (LfMendTable *self)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (self->wanted);

  for (guint i = 0; self->new_key && i < self->actual->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->actual->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);

      if (index->origin == LF_SHAPE_CREATED && index->unique && lf_shape_index_is_plain (index) &&
          lf_shape_names_equal (columns, key) && !self->has_numbers)
        g_ptr_array_add (self->spares, index->name);
    }
}

/**
 * lf_mend_decide_key:
 * @self: a table that is rebuilt
 * @structure: what was found of it
 *
 * Decides whether it gets its primary key, and how rows are recognized.
 */
void
lf_mend_decide_key (LfMendTable      *self,
                    LfTableStructure *structure)
{
  LfDifference *difference =
    lf_table_structure_find_difference (structure, LF_DIFFERENCE_PRIMARY_KEY, NULL);
  guint64 n_duplicates = count_rows (structure, LF_ROW_DUPLICATE_ID, NULL);

  self->new_key = difference != NULL && (self->has_numbers || n_duplicates == 0);
  if (self->new_key && self->has_numbers)
    self->n_new_ids = lf_shape_table_find_column (self->actual, difference->name) == NULL
                        ? structure->n_rows
                        : count_rows (structure, LF_ROW_NULL_ID, NULL) + n_duplicates +
                            count_rows (structure, LF_ROW_BAD_ID, NULL);
  if (difference != NULL && !self->new_key)
    lf_mend_add_flaw (self->flaws, self->actual->name, difference->name, n_duplicates,
                      lf_mend_describe_lost_key (self->actual->name, difference->name,
                                                 n_duplicates));
  decide_identity (self);
  decide_spares (self);
}

static gboolean
is_number (LfMendTable   *self,
           LfShapeColumn *wanted)
{
  return self->has_numbers && wanted->key_position > 0;
}

static void
decide_not_null (LfMendTable      *self,
                 LfMendColumn     *column,
                 LfTableStructure *structure)
{
  const char *name = column->wanted->name;
  guint64 n_nulls = 0;

  if (!column->wanted->not_null ||
      (column->text != NULL && lf_column_text_find (column->text, LF_CLAUSE_NOT_NULL) != NULL))
    return;

  if (column->actual == NULL && column->wanted->default_text == NULL)
    n_nulls = structure->n_rows;
  else if (column->actual != NULL)
    n_nulls = count_rows (structure, LF_ROW_NULL_VALUE, name) +
              count_rows (structure, LF_ROW_NULL_ID, name);

  column->add_not_null = n_nulls == 0 || is_number (self, column->wanted);
  if (!column->add_not_null)
    lf_mend_add_flaw (self->flaws, self->wanted->name, name, n_nulls,
                      lf_mend_describe_lost_column_rule (self->wanted->name, name, n_nulls));
}

static void
decide_type (LfMendTable      *self,
             LfMendColumn     *column,
             LfTableStructure *structure)
{
  const char *name = column->wanted->name;
  guint64 n_lossy = count_rows (structure, LF_ROW_LOSSY_VALUE, name);
  gboolean differs = column->actual != NULL &&
                     g_ascii_strcasecmp (column->actual->type, column->wanted->type) != 0;

  column->new_type = column->actual == NULL || is_number (self, column->wanted) ||
                     (differs && !self->text->strict && n_lossy == 0);
  if (differs && !column->new_type && column->actual->affinity != column->wanted->affinity)
    lf_mend_add_flaw (self->flaws, self->wanted->name, name, n_lossy,
                      lf_mend_describe_kept_type (self->wanted->name, name, column->actual->type,
                                                  n_lossy));
}

static LfMendColumn *
add_column (LfMendTable   *self,
            LfShapeColumn *wanted,
            LfShapeColumn *actual)
{
  LfMendColumn *column = g_new0 (LfMendColumn, 1);

  column->wanted = wanted;
  column->actual = actual;
  if (actual != NULL && self->text != NULL)
    column->text = lf_table_text_find_column (self->text, actual->name);
  g_ptr_array_add (self->columns, column);
  return column;
}

static void
decide_column (LfMendTable      *self,
               LfShapeColumn    *wanted,
               LfShapeColumn    *actual,
               LfTableStructure *structure)
{
  LfMendColumn *column = add_column (self, wanted, actual);

  decide_type (self, column, structure);
  decide_not_null (self, column, structure);
  column->new_default =
    wanted->default_text != NULL &&
    (actual == NULL ||
     (!actual->generated &&
      lf_table_structure_find_difference (structure, LF_DIFFERENCE_DEFAULT, wanted->name)));
}

/**
 * lf_mend_decide_added_column:
 * @self: a table to which columns are added
 * @wanted: a column of its reference that is missing
 * @structure: what was found of the table
 *
 * Decides what is said of a column that is added.
 */
void
lf_mend_decide_added_column (LfMendTable      *self,
                             LfShapeColumn    *wanted,
                             LfTableStructure *structure)
{
  decide_column (self, wanted, NULL, structure);
}

/**
 * lf_mend_decide_columns:
 * @self: a table that is made or rebuilt
 * @structure: what was found of it
 *
 * Decides what columns it has, and what is said of them.
 */
void
lf_mend_decide_columns (LfMendTable      *self,
                        LfTableStructure *structure)
{
  for (guint i = 0; i < self->wanted->columns->len; i++)
    {
      LfShapeColumn *wanted = g_ptr_array_index (self->wanted->columns, i);
      LfShapeColumn *actual = self->actual != NULL
                                ? lf_shape_table_find_column (self->actual, wanted->name)
                                : NULL;

      decide_column (self, wanted, actual, structure);
    }

  for (guint i = 0; self->actual != NULL && i < self->actual->columns->len; i++)
    {
      LfShapeColumn *actual = g_ptr_array_index (self->actual->columns, i);

      if (lf_shape_table_find_column (self->wanted, actual->name) == NULL)
        add_column (self, NULL, actual);
    }
}

/* Whether the table that is referred to has its key when all is done */
static gboolean
will_have_key (LfMendPlan        *plan,
               LfStructureReport *report,
               LfShapeForeignKey *key)
{
  LfMendTable *parent = lf_mend_plan_find_table (plan, key->table);
  g_autoptr (GPtrArray) to = NULL;

  if (parent == NULL)
    return FALSE;
  if (parent->work == LF_MEND_REBUILD || parent->work == LF_MEND_CREATE)
    return lf_structure_report_can_refer_to (report, key->table);

  to = key->to->len > 0 ? g_ptr_array_ref (key->to) : lf_shape_table_list_key (parent->wanted);
  return parent->actual != NULL && lf_shape_table_is_unique (parent->actual, to);
}

/**
 * lf_mend_decide_foreign_keys:
 * @plan: a plan in which it is known what is done to each table
 * @self: a table of it that is made or rebuilt
 * @report: what was found
 *
 * Decides which foreign keys it gets.
 */
void
lf_mend_decide_foreign_keys (LfMendPlan        *plan,
                             LfMendTable       *self,
                             LfStructureReport *report)
{
  LfTableStructure *structure = lf_structure_report_find_table (report, self->wanted->name);

  for (guint i = 0; i < self->wanted->foreign_keys->len; i++)
    {
      LfShapeForeignKey *key = g_ptr_array_index (self->wanted->foreign_keys, i);
      g_autofree char *name = lf_names_join (key->from);

      if (self->work == LF_MEND_REBUILD &&
          !lf_table_structure_find_difference (structure, LF_DIFFERENCE_FOREIGN_KEY, name))
        continue;

      if (will_have_key (plan, report, key))
        g_ptr_array_add (self->foreign_keys, key);
      else
        lf_mend_add_flaw (self->flaws, self->wanted->name, name, 0,
                          lf_mend_describe_lost_foreign_key (self->wanted->name, name,
                                                             key->table));
    }
}

/**
 * lf_mend_decide_uniques:
 * @self: a table that is made or rebuilt
 * @structure: what was found of it
 *
 * Decides which UNIQUE it gets. Those that the reference has as indexes are made as such.
 */
void
lf_mend_decide_uniques (LfMendTable      *self,
                        LfTableStructure *structure)
{
  for (guint i = 0; i < self->wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->wanted->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);
      g_autofree char *name = lf_names_join (columns);
      guint64 n_duplicates = count_rows (structure, LF_ROW_DUPLICATE_VALUE, name);

      if (index->origin == LF_SHAPE_PRIMARY_KEY || !index->unique ||
          (self->work == LF_MEND_REBUILD &&
           !lf_table_structure_find_difference (structure, LF_DIFFERENCE_UNIQUE, name)))
        continue;

      if (n_duplicates > 0)
        lf_mend_add_flaw (self->flaws, self->wanted->name, name, n_duplicates,
                          lf_mend_describe_lost_unique (self->wanted->name, name, n_duplicates));
      else if (index->origin == LF_SHAPE_UNIQUE)
        g_ptr_array_add (self->uniques, index);
    }
}

static void
add_followers (LfMendTable  *self,
               LfShapeTable *child,
               LfShapeTable *like)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (self->wanted);

  for (guint i = 0; i < like->foreign_keys->len; i++)
    {
      LfShapeForeignKey *foreign_key = g_ptr_array_index (like->foreign_keys, i);
      const char *from = g_ptr_array_index (foreign_key->from, 0);
      LfMendFollower *follower;
      gboolean is_known = FALSE;

      if (g_ascii_strcasecmp (foreign_key->table, self->wanted->name) != 0 ||
          (foreign_key->to->len > 0 && !lf_shape_names_equal (foreign_key->to, key)) ||
          foreign_key->from->len != 1 || lf_shape_table_find_column (child, from) == NULL)
        continue;

      for (guint j = 0; j < self->followers->len; j++)
        {
          follower = g_ptr_array_index (self->followers, j);
          is_known |= g_ascii_strcasecmp (follower->table, child->name) == 0 &&
                      g_ascii_strcasecmp (follower->column, from) == 0;
        }
      if (is_known)
        continue;

      follower = g_new0 (LfMendFollower, 1);
      follower->table = g_strdup (child->name);
      follower->column = g_strdup (from);
      g_ptr_array_add (self->followers, follower);
    }
}

/**
 * lf_mend_decide_followers:
 * @plan: a plan
 * @self: a table of it that is rebuilt
 *
 * Lists what refers to its ids: by the reference, and by what the catalog says itself.
 */
void
lf_mend_decide_followers (LfMendPlan  *plan,
                          LfMendTable *self)
{
  for (guint i = 0; i < plan->actual->tables->len; i++)
    {
      LfShapeTable *child = g_ptr_array_index (plan->actual->tables, i);
      LfShapeTable *like = lf_shape_find_table (plan->reference, child->name);

      add_followers (self, child, child);
      if (like != NULL)
        add_followers (self, child, like);
    }
}
