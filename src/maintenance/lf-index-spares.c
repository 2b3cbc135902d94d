/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-index-spares.h"

#include "maintenance/lf-names.h"

/* Finds indexes that a catalog could do without */

typedef struct
{
  LfIndexReport *report;
  GHashTable    *sizes;
} Spares;

/**
 * lf_index_sizes_get:
 * @sizes: (element-type utf8 guint64): the bytes of each index
 * @name: an index
 *
 * Returns: its bytes; 0 if they are not known. Any thread.
 */
guint64
lf_index_sizes_get (GHashTable *sizes,
                    const char *name)
{
  guint64 *size = g_hash_table_lookup (sizes, name);

  return size != NULL ? *size : 0;
}

static void
add_spare (Spares       *self,
           LfShapeTable *table,
           LfShapeIndex *index,
           LfShapeIndex *kept,
           gboolean      is_duplicate)
{
  g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);
  LfSpareIndex *spare = g_new0 (LfSpareIndex, 1);

  spare->table = g_strdup (table->name);
  spare->columns = lf_names_join (columns);
  spare->name = g_strdup (index->name);
  spare->kept = kept != NULL ? g_strdup (kept->name) : NULL;
  spare->is_duplicate = is_duplicate;
  spare->bytes = lf_index_sizes_get (self->sizes, index->name);
  spare->kept_bytes = kept != NULL ? lf_index_sizes_get (self->sizes, kept->name) : 0;
  g_ptr_array_add (self->report->spares, spare);
}

/* The lower, the sooner an index is kept of two that are the same; of equals the older */
static guint
rank (LfShapeTable *wanted,
      LfShapeIndex *index)
{
  /* One that a constraint made cannot be dropped */
  if (index->origin != LF_SHAPE_CREATED)
    return 0;

  for (guint i = 0; i < wanted->indexes->len; i++)
    {
      LfShapeIndex *other = g_ptr_array_index (wanted->indexes, i);

      if (g_ascii_strcasecmp (other->name, index->name) == 0)
        return 1;
    }
  return 2;
}

/* The one that is kept of all that are the same as @index, which it may be itself */
static LfShapeIndex *
find_kept (LfShapeTable *table,
           LfShapeTable *wanted,
           LfShapeIndex *index)
{
  LfShapeIndex *kept = NULL;

  for (guint i = 0; i < table->indexes->len; i++)
    {
      LfShapeIndex *other = g_ptr_array_index (table->indexes, i);

      if ((other == index || lf_shape_index_equals (other, index)) &&
          (kept == NULL || rank (wanted, other) < rank (wanted, kept)))
        kept = other;
    }
  return kept;
}

static LfShapeIndex *
find_longer (LfShapeTable *table,
             LfShapeTable *wanted,
             LfShapeIndex *index)
{
  for (guint i = 0; i < table->indexes->len; i++)
    {
      LfShapeIndex *other = g_ptr_array_index (table->indexes, i);

      if (other != index && lf_shape_index_starts_with (other, index) &&
          find_kept (table, wanted, other) == other)
        return other;
    }
  return NULL;
}

static gboolean
is_rowid (LfShapeTable *table,
          LfShapeIndex *index)
{
  LfShapeColumn *rowid = lf_shape_table_get_rowid_column (table);
  const char *columns[] = { rowid != NULL ? rowid->name : NULL, NULL };

  return rowid != NULL && index->parts->len == 1 && lf_shape_index_covers (index, columns);
}

static void
add_spares_of (Spares       *self,
               LfShapeTable *table,
               LfShapeTable *wanted)
{
  for (guint i = 0; i < table->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->indexes, i);
      LfShapeIndex *kept = find_kept (table, wanted, index);
      LfShapeIndex *longer;

      if (index->origin != LF_SHAPE_CREATED)
        continue;

      if (kept != index)
        add_spare (self, table, index, kept, TRUE);
      else if (!index->unique && is_rowid (table, index))
        add_spare (self, table, index, NULL, FALSE);
      else if (!index->unique && (longer = find_longer (table, wanted, index)) != NULL)
        add_spare (self, table, index, longer, FALSE);
    }
}

/**
 * lf_index_spares_find:
 * @report: to which they are added
 * @actual: the shape of a catalog
 * @reference: what it should be
 * @sizes: (element-type utf8 guint64): the bytes of each index
 *
 * Finds the indexes that another of the same table makes superfluous. Those of tables that the
 * reference does not know are the user's own business. Any thread.
 */
void
lf_index_spares_find (LfIndexReport *report,
                      LfShape       *actual,
                      LfShape       *reference,
                      GHashTable    *sizes)
{
  Spares self = { .report = report, .sizes = sizes };

  for (guint i = 0; i < actual->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (actual->tables, i);
      LfShapeTable *wanted = lf_shape_find_table (reference, table->name);

      if (wanted != NULL)
        add_spares_of (&self, table, wanted);
    }
}
