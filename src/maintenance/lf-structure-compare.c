/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-structure-compare.h"

#include <string.h>

#include "maintenance/lf-names.h"

/* Compares two shapes. No table is known here by its name: what matters of one follows from its
 * keys and from who refers to it. */

typedef struct
{
  LfShape          *reference;
  LfShapeTable     *actual;
  LfShapeTable     *wanted;
  LfTableStructure *table;
} Comparison;

static LfDifference *
add (Comparison       *self,
     LfDifferenceKind  kind,
     LfSeverity        severity,
     const char       *name)
{
  LfDifference *difference = lf_difference_new (kind, severity, name);

  g_ptr_array_add (self->table->differences, difference);
  self->table->state = MAX (self->table->state, severity);
  return difference;
}

static gboolean
is_referred_to (Comparison *self)
{
  for (guint i = 0; i < self->reference->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (self->reference->tables, i);

      for (guint j = 0; j < table->foreign_keys->len; j++)
        {
          LfShapeForeignKey *key = g_ptr_array_index (table->foreign_keys, j);

          if (g_ascii_strcasecmp (key->table, self->wanted->name) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static char *
describe_key (LfShapeTable *table)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (table);
  g_autofree char *names = NULL;

  if (key->len == 0)
    return NULL;

  names = lf_names_join (key);
  return g_strdup_printf ("%sPRIMARY KEY (%s)%s",
                          lf_shape_table_get_rowid_column (table) != NULL ? "INTEGER " : "", names,
                          table->without_rowid ? ", WITHOUT ROWID" : "");
}

static void
compare_primary_key (Comparison *self)
{
  g_autoptr (GPtrArray) actual = lf_shape_table_list_key (self->actual);
  g_autoptr (GPtrArray) wanted = lf_shape_table_list_key (self->wanted);
  gboolean was_rowid = lf_shape_table_get_rowid_column (self->wanted) != NULL;
  gboolean is_rowid = lf_shape_table_get_rowid_column (self->actual) != NULL;
  g_autofree char *name = NULL;
  LfDifference *difference;

  self->table->has_numbers = was_rowid;
  self->table->holds_frames = was_rowid && is_referred_to (self);
  if (lf_shape_names_equal (actual, wanted) && (is_rowid || !was_rowid))
    return;

  name = lf_names_join (wanted->len > 0 ? wanted : actual);
  difference = add (self, LF_DIFFERENCE_PRIMARY_KEY,
                    was_rowid || is_referred_to (self) ? LF_SEVERITY_ERROR : LF_SEVERITY_WARNING,
                    name);
  difference->declared = describe_key (self->actual);
  difference->should_be = describe_key (self->wanted);
  self->table->reads_all =
    wanted->len > 0 &&
    !lf_shape_table_has_index_led_by (self->actual, g_ptr_array_index (wanted, 0));
}

/* The columns a key refers to, also where it leaves them to the primary key of the other table */
static GPtrArray *
list_targets (LfShape           *reference,
              LfShapeForeignKey *key)
{
  LfShapeTable *parent = lf_shape_find_table (reference, key->table);

  if (key->to->len > 0 || parent == NULL)
    return g_ptr_array_ref (key->to);
  return lf_shape_table_list_key (parent);
}

static gboolean
foreign_keys_equal (Comparison        *self,
                    LfShapeForeignKey *one,
                    LfShapeForeignKey *other)
{
  g_autoptr (GPtrArray) one_to = list_targets (self->reference, one);
  g_autoptr (GPtrArray) other_to = list_targets (self->reference, other);

  return g_ascii_strcasecmp (one->table, other->table) == 0 &&
         lf_shape_names_equal (one_to, other_to) &&
         g_ascii_strcasecmp (one->on_update, other->on_update) == 0 &&
         g_ascii_strcasecmp (one->on_delete, other->on_delete) == 0;
}

static char *
describe_foreign_key (LfShapeForeignKey *key)
{
  g_autofree char *to = lf_names_join (key->to);
  g_autofree char *table = lf_names_show (key->table);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "REFERENCES %s", table);
  if (key->to->len > 0)
    g_string_append_printf (text, " (%s)", to);
  if (g_ascii_strcasecmp (key->on_update, "NO ACTION") != 0)
    g_string_append_printf (text, " ON UPDATE %s", key->on_update);
  if (g_ascii_strcasecmp (key->on_delete, "NO ACTION") != 0)
    g_string_append_printf (text, " ON DELETE %s", key->on_delete);
  return g_string_free (text, FALSE);
}

/* The foreign key of the same columns: the same one if there is such, else any */
static LfShapeForeignKey *
find_foreign_key (Comparison        *self,
                  LfShapeTable      *table,
                  LfShapeForeignKey *like)
{
  LfShapeForeignKey *found = NULL;

  for (guint i = 0; i < table->foreign_keys->len; i++)
    {
      LfShapeForeignKey *key = g_ptr_array_index (table->foreign_keys, i);

      if (!lf_shape_names_equal (key->from, like->from))
        continue;
      if (foreign_keys_equal (self, key, like))
        return key;
      found = key;
    }
  return found;
}

static void
compare_foreign_keys (Comparison *self)
{
  for (guint i = 0; i < self->wanted->foreign_keys->len; i++)
    {
      LfShapeForeignKey *wanted = g_ptr_array_index (self->wanted->foreign_keys, i);
      LfShapeForeignKey *actual = find_foreign_key (self, self->actual, wanted);
      g_autofree char *name = lf_names_join (wanted->from);
      LfDifference *difference;

      if (actual != NULL && foreign_keys_equal (self, actual, wanted))
        continue;

      difference = add (self, LF_DIFFERENCE_FOREIGN_KEY, LF_SEVERITY_WARNING, name);
      difference->declared = actual != NULL ? describe_foreign_key (actual) : NULL;
      difference->should_be = describe_foreign_key (wanted);
      difference->parent = g_strdup (wanted->table);
    }

  for (guint i = 0; i < self->actual->foreign_keys->len; i++)
    {
      LfShapeForeignKey *actual = g_ptr_array_index (self->actual->foreign_keys, i);
      g_autofree char *name = describe_foreign_key (actual);

      if (find_foreign_key (self, self->wanted, actual) == NULL)
        g_ptr_array_add (self->table->differences, lf_difference_new_own (LF_OWN_CONSTRAINT, name));
    }
}

static char *
strip_parentheses (const char *text)
{
  char *stripped = g_strstrip (g_strdup (text != NULL ? text : "NULL"));
  gsize n = strlen (stripped);

  /* SQLite keeps an expression's parentheses away, but those of an outer pair may be typed twice */
  while (n >= 2 && stripped[0] == '(' && stripped[n - 1] == ')' &&
         strchr (stripped + 1, '(') == NULL)
    {
      stripped[n - 1] = '\0';
      memmove (stripped, stripped + 1, n - 1);
      n -= 2;
    }
  return stripped;
}

static void
compare_default (Comparison    *self,
                 LfShapeColumn *actual,
                 LfShapeColumn *wanted)
{
  g_autofree char *is = strip_parentheses (actual->default_text);
  g_autofree char *was = strip_parentheses (wanted->default_text);
  LfDifference *difference;

  /* A default where the reference has none does no harm */
  if (wanted->default_text == NULL || g_strcmp0 (is, was) == 0)
    return;

  difference = add (self, LF_DIFFERENCE_DEFAULT, LF_SEVERITY_WARNING, wanted->name);
  difference->declared =
    actual->default_text != NULL ? lf_names_show (actual->default_text) : NULL;
  difference->should_be = lf_names_show (wanted->default_text);
}

static void
compare_column (Comparison    *self,
                LfShapeColumn *actual,
                LfShapeColumn *wanted)
{
  LfDifference *difference;

  /* Of an INTEGER PRIMARY KEY it goes without saying */
  if (wanted->not_null && !actual->not_null &&
      wanted != lf_shape_table_get_rowid_column (self->wanted))
    {
      difference = add (self, LF_DIFFERENCE_NOT_NULL, LF_SEVERITY_WARNING, wanted->name);
      difference->should_be = g_strdup ("NOT NULL");
    }

  compare_default (self, actual, wanted);

  if (g_ascii_strcasecmp (actual->type, wanted->type) != 0)
    {
      difference = add (self, LF_DIFFERENCE_TYPE,
                        actual->affinity != wanted->affinity ? LF_SEVERITY_WARNING
                                                             : LF_SEVERITY_INFO,
                        wanted->name);
      difference->declared = lf_names_show (actual->type);
      difference->should_be = lf_names_show (wanted->type);
    }
}

static void
compare_columns (Comparison *self)
{
  for (guint i = 0; i < self->wanted->columns->len; i++)
    {
      LfShapeColumn *wanted = g_ptr_array_index (self->wanted->columns, i);
      LfShapeColumn *actual = lf_shape_table_find_column (self->actual, wanted->name);

      if (actual != NULL)
        compare_column (self, actual, wanted);
      else
        add (self, LF_DIFFERENCE_MISSING_COLUMN, LF_SEVERITY_WARNING, wanted->name)->should_be =
          lf_names_show (wanted->type);
    }

  for (guint i = 0; i < self->actual->columns->len; i++)
    {
      LfShapeColumn *actual = g_ptr_array_index (self->actual->columns, i);

      if (lf_shape_table_find_column (self->wanted, actual->name) == NULL)
        g_ptr_array_add (self->table->differences,
                         lf_difference_new_own (LF_OWN_COLUMN, actual->name));
    }
}

static void
compare_uniqueness (Comparison *self)
{
  for (guint i = 0; i < self->wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->wanted->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);
      g_autofree char *name = lf_names_join (columns);

      /* That of a primary key is told with the key */
      if (index->unique && index->origin != LF_SHAPE_PRIMARY_KEY &&
          !lf_shape_table_is_unique (self->actual, columns))
        add (self, LF_DIFFERENCE_UNIQUE, LF_SEVERITY_WARNING, name)->should_be =
          g_strdup_printf ("UNIQUE (%s)", name);
    }

  for (guint i = 0; i < self->actual->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->actual->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);
      g_autofree char *name = lf_names_join (columns);
      g_autofree char *text = g_strdup_printf ("UNIQUE (%s)", name);

      if (index->origin == LF_SHAPE_UNIQUE && !lf_shape_table_is_unique (self->wanted, columns))
        g_ptr_array_add (self->table->differences, lf_difference_new_own (LF_OWN_CONSTRAINT, text));
    }
}

static gboolean
has_name (GPtrArray  *names,
          const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* What keeps a table of that name from being made */
static const char *
find_namesake (LfShape    *actual,
               const char *name)
{
  if (has_name (actual->views, name))
    return "VIEW";
  if (has_name (actual->virtual_tables, name))
    return "VIRTUAL TABLE";

  for (guint i = 0; i < actual->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (actual->tables, i);

      for (guint j = 0; j < table->indexes->len; j++)
        if (g_ascii_strcasecmp (((LfShapeIndex *) g_ptr_array_index (table->indexes, j))->name,
                                name) == 0)
          return "INDEX";
    }
  return NULL;
}

/**
 * lf_structure_compare_table:
 * @actual: the shape of a catalog
 * @reference: what it should be
 * @wanted: a table of @reference
 *
 * Compares a table with its reference, without a look at rows. Any thread.
 *
 * Returns: (transfer full): what differs
 */
LfTableStructure *
lf_structure_compare_table (LfShape      *actual,
                            LfShape      *reference,
                            LfShapeTable *wanted)
{
  Comparison self = {
    .reference = reference,
    .actual = lf_shape_find_table (actual, wanted->name),
    .wanted = wanted,
    .table = lf_table_structure_new (wanted->name),
  };

  if (self.actual == NULL)
    {
      add (&self, LF_DIFFERENCE_MISSING_TABLE, LF_SEVERITY_WARNING, wanted->name)->declared =
        g_strdup (find_namesake (actual, wanted->name));
      return self.table;
    }

  compare_primary_key (&self);
  compare_foreign_keys (&self);
  compare_columns (&self);
  compare_uniqueness (&self);
  return self.table;
}
