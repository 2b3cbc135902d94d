/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-shape.h"

/* What can be asked of a shape. Two names are the same name whatever the case of their ASCII
 * letters, as SQLite has it. */

#define PLAIN_COLLATION "BINARY"

/**
 * lf_shape_find_table:
 * @self: a shape
 * @name: the name of a table
 *
 * Returns: (transfer none) (nullable): the table, if there is one. Any thread.
 */
LfShapeTable *
lf_shape_find_table (LfShape    *self,
                     const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (self->tables, i);

      if (g_ascii_strcasecmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

/**
 * lf_shape_table_find_column:
 * @self: a table
 * @name: the name of a column
 *
 * Returns: (transfer none) (nullable): the column, if there is one. Any thread.
 */
LfShapeColumn *
lf_shape_table_find_column (LfShapeTable *self,
                            const char   *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      LfShapeColumn *column = g_ptr_array_index (self->columns, i);

      if (g_ascii_strcasecmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

/**
 * lf_shape_table_has_columns:
 * @self: a table
 * @columns: (element-type utf8): names
 *
 * Returns: whether there are names and the table has all of them. Any thread.
 */
gboolean
lf_shape_table_has_columns (LfShapeTable *self,
                            GPtrArray    *columns)
{
  for (guint i = 0; i < columns->len; i++)
    if (lf_shape_table_find_column (self, g_ptr_array_index (columns, i)) == NULL)
      return FALSE;
  return columns->len > 0;
}

static LfShapeColumn *
find_key_column (LfShapeTable *self,
                 guint         position)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      LfShapeColumn *column = g_ptr_array_index (self->columns, i);

      if (column->key_position == position)
        return column;
    }
  return NULL;
}

/**
 * lf_shape_table_list_key:
 * @self: a table
 *
 * Lists the columns of the primary key, in its order. Any thread.
 *
 * Returns: (transfer container) (element-type utf8): their names; empty if there is no key
 */
GPtrArray *
lf_shape_table_list_key (LfShapeTable *self)
{
  GPtrArray *names = g_ptr_array_new ();
  LfShapeColumn *column;

  for (guint i = 1; (column = find_key_column (self, i)) != NULL; i++)
    g_ptr_array_add (names, column->name);
  return names;
}

/**
 * lf_shape_table_get_rowid_column:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): the INTEGER PRIMARY KEY, which is the number of the row
 *   itself; %NULL if there is no such column. Any thread.
 */
LfShapeColumn *
lf_shape_table_get_rowid_column (LfShapeTable *self)
{
  LfShapeColumn *column = find_key_column (self, 1);

  if (self->without_rowid || column == NULL || find_key_column (self, 2) != NULL ||
      g_ascii_strcasecmp (column->type, "INTEGER") != 0)
    return NULL;

  /* INTEGER PRIMARY KEY DESC is, by an old mistake of SQLite's, a column like any other */
  for (guint i = 0; i < self->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->indexes, i);

      if (index->origin == LF_SHAPE_PRIMARY_KEY)
        return NULL;
    }
  return column;
}

/**
 * lf_shape_table_get_rowid_name:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): a name by which the row's number can be read; %NULL if there
 *   is no number, or columns have taken all three names. Any thread.
 */
const char *
lf_shape_table_get_rowid_name (LfShapeTable *self)
{
  static const char *names[] = { "rowid", "_rowid_", "oid" };

  for (guint i = 0; i < G_N_ELEMENTS (names) && !self->without_rowid; i++)
    if (lf_shape_table_find_column (self, names[i]) == NULL)
      return names[i];
  return NULL;
}

/**
 * lf_shape_table_has_index_led_by:
 * @self: a table
 * @column: a column of it
 *
 * Returns: whether rows can be found by @column without reading all of them. Any thread.
 */
gboolean
lf_shape_table_has_index_led_by (LfShapeTable *self,
                                 const char   *column)
{
  LfShapeColumn *rowid = lf_shape_table_get_rowid_column (self);

  if (rowid != NULL && g_ascii_strcasecmp (rowid->name, column) == 0)
    return TRUE;

  for (guint i = 0; i < self->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->indexes, i);
      LfShapePart *part = g_ptr_array_index (index->parts, 0);

      if (index->where == NULL && part->column != NULL &&
          g_ascii_strcasecmp (part->column, column) == 0 &&
          g_ascii_strcasecmp (part->collation, PLAIN_COLLATION) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
contains_name (GPtrArray  *names,
               const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_unique_by (LfShapeIndex *index,
              GPtrArray    *columns)
{
  if (!index->unique || index->where != NULL || index->parts->len != columns->len)
    return FALSE;

  for (guint i = 0; i < index->parts->len; i++)
    {
      LfShapePart *part = g_ptr_array_index (index->parts, i);

      /* Whatever the collation: what is the same is the same by any */
      if (part->column == NULL || !contains_name (columns, part->column))
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_shape_table_is_unique:
 * @self: a table
 * @columns: (element-type utf8): columns of it
 *
 * Returns: whether SQLite keeps two rows from having the same values in @columns. Any thread.
 */
gboolean
lf_shape_table_is_unique (LfShapeTable *self,
                          GPtrArray    *columns)
{
  LfShapeColumn *rowid = lf_shape_table_get_rowid_column (self);

  if (rowid != NULL && columns->len == 1 && contains_name (columns, rowid->name))
    return TRUE;

  for (guint i = 0; i < self->indexes->len; i++)
    if (is_unique_by (g_ptr_array_index (self->indexes, i), columns))
      return TRUE;
  return FALSE;
}

/**
 * lf_shape_index_list_columns:
 * @self: an index
 *
 * Returns: (transfer container) (element-type utf8): its columns, without expressions. Any thread.
 */
GPtrArray *
lf_shape_index_list_columns (LfShapeIndex *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      LfShapePart *part = g_ptr_array_index (self->parts, i);

      if (part->column != NULL)
        g_ptr_array_add (names, part->column);
    }
  return names;
}

static gboolean
part_is_plain (const LfShapePart *part)
{
  return part->column != NULL && !part->descending &&
         g_ascii_strcasecmp (part->collation, PLAIN_COLLATION) == 0;
}

/**
 * lf_shape_index_is_plain:
 * @self: an index
 *
 * Returns: whether it has every row of its table, ordered by columns as they stand, ascending. Any
 *   thread.
 */
gboolean
lf_shape_index_is_plain (LfShapeIndex *self)
{
  if (self->where != NULL)
    return FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    if (!part_is_plain (g_ptr_array_index (self->parts, i)))
      return FALSE;
  return TRUE;
}

/**
 * lf_shape_index_covers:
 * @self: an index
 * @columns: what rows are looked up by, all of it by equality
 *
 * Returns: whether the index leads straight to such rows: it begins with @columns, in any order.
 *   Any thread.
 */
gboolean
lf_shape_index_covers (LfShapeIndex      *self,
                       const char *const *columns)
{
  guint n_columns = g_strv_length ((GStrv) columns);

  if (self->where != NULL || self->parts->len < n_columns)
    return FALSE;

  for (guint i = 0; i < n_columns; i++)
    {
      LfShapePart *part = g_ptr_array_index (self->parts, i);
      guint j = 0;

      if (!part_is_plain (part))
        return FALSE;
      while (j < n_columns && g_ascii_strcasecmp (part->column, columns[j]) != 0)
        j++;
      if (j == n_columns)
        return FALSE;
    }
  return TRUE;
}

static gboolean
parts_equal (const LfShapePart *one,
             const LfShapePart *other)
{
  /* Nothing tells whether two expressions are the same */
  return one->column != NULL && other->column != NULL && one->descending == other->descending &&
         g_ascii_strcasecmp (one->column, other->column) == 0 &&
         g_ascii_strcasecmp (one->collation, other->collation) == 0;
}

/**
 * lf_shape_index_starts_with:
 * @self: an index
 * @other: another of the same table
 *
 * Returns: whether @self orders the same rows as @other does, or more finely. Any thread.
 */
gboolean
lf_shape_index_starts_with (LfShapeIndex *self,
                            LfShapeIndex *other)
{
  if (g_strcmp0 (self->where, other->where) != 0 || self->parts->len < other->parts->len)
    return FALSE;

  for (guint i = 0; i < other->parts->len; i++)
    if (!parts_equal (g_ptr_array_index (self->parts, i), g_ptr_array_index (other->parts, i)))
      return FALSE;
  return TRUE;
}

/**
 * lf_shape_index_equals:
 * @self: an index
 * @other: another of the same table
 *
 * Returns: whether the two are the same in all but name. Any thread.
 */
gboolean
lf_shape_index_equals (LfShapeIndex *self,
                       LfShapeIndex *other)
{
  return self->unique == other->unique && self->parts->len == other->parts->len &&
         lf_shape_index_starts_with (self, other);
}

/**
 * lf_shape_names_equal:
 * @one: (element-type utf8): names
 * @other: (element-type utf8): names
 *
 * Returns: whether they are the same, in the same order. Any thread.
 */
gboolean
lf_shape_names_equal (GPtrArray *one,
                      GPtrArray *other)
{
  for (guint i = 0; i < one->len && i < other->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (one, i), g_ptr_array_index (other, i)) != 0)
      return FALSE;
  return one->len == other->len;
}
