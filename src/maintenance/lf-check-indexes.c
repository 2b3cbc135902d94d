/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-indexes.h"

#include <sqlite3.h>

#include "maintenance/lf-compose.h"
#include "maintenance/lf-index-spares.h"
#include "maintenance/lf-names.h"

/* dbstat reads the pages of what is named alone: those of the tables, most of the file, are left */
#define SIZES "SELECT d.name, d.pgsize FROM main.sqlite_schema AS s" \
              " CROSS JOIN dbstat('main', 1) AS d ON d.name = s.name WHERE s.type = 'index'"

typedef struct
{
  LfConnection  *connection;
  LfShape       *actual;
  LfShape       *reference;
  GHashTable    *sizes;         /* name → guint64 */
  LfIndexReport *report;
} Check;

static void
need_free (LfIndexNeed *need)
{
  g_free (need->table);
  g_free (need->columns);
  g_free (need->needed_for);
  g_free (need->like);
  g_ptr_array_unref (need->covered_by);
  g_free (need);
}

static void
spare_free (LfSpareIndex *spare)
{
  g_free (spare->table);
  g_free (spare->columns);
  g_free (spare->name);
  g_free (spare->kept);
  g_free (spare);
}

static gboolean
read_sizes (Check   *self,
            GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean has_row = FALSE;
  gboolean done = TRUE;

  /* An SQLite without dbstat leaves sizes unknown */
  if (sqlite3_prepare_v2 (lf_connection_get_db (self->connection), SIZES, -1, &stmt, NULL))
    return TRUE;

  while ((done = lf_connection_step (self->connection, stmt, &has_row, error)) && has_row)
    {
      guint64 size = (guint64) sqlite3_column_int64 (stmt, 1);

      g_hash_table_insert (self->sizes, g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                           g_memdup2 (&size, sizeof size));
    }
  sqlite3_finalize (stmt);
  return done;
}

static char *
join_columns (const char *const *columns)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; columns[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) columns[i]);
  return lf_names_join (names);
}

static gboolean
table_has_columns (LfShapeTable      *table,
                   const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    if (lf_shape_table_find_column (table, columns[i]) == NULL)
      return FALSE;
  return TRUE;
}

static LfShapeIndex *
find_cover (LfShapeTable      *table,
            const char *const *columns)
{
  for (guint i = 0; table != NULL && i < table->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->indexes, i);

      if (lf_shape_index_covers (index, columns))
        return index;
    }
  return NULL;
}

static gboolean
is_key (LfShapeTable      *table,
        const char *const *columns)
{
  g_autoptr (GPtrArray) key = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (table == NULL)
    return FALSE;

  key = lf_shape_table_list_key (table);
  for (guint i = 0; columns[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) columns[i]);
  return lf_shape_names_equal (key, names);
}

static gboolean
add_need (Check             *self,
          const char        *table_name,
          const char *const *columns,
          const char        *needed_for,
          GError           **error)
{
  LfShapeTable *table = lf_shape_find_table (self->actual, table_name);
  LfShapeTable *wanted = lf_shape_find_table (self->reference, table_name);
  LfShapeIndex *like = find_cover (wanted, columns);
  LfShapeColumn *rowid;
  LfIndexNeed *need;

  /* What is not there is told by the check of the structure */
  if (table == NULL || !table_has_columns (table, columns))
    return TRUE;

  need = g_new0 (LfIndexNeed, 1);
  g_ptr_array_add (self->report->needs, need);
  need->table = g_strdup (table_name);
  need->columns = join_columns (columns);
  need->needed_for = g_strdup (needed_for);
  need->is_key = is_key (wanted, columns);
  need->like = g_strdup (like != NULL && like->origin == LF_SHAPE_CREATED ? like->name : NULL);
  need->covered_by = g_ptr_array_new_with_free_func (g_free);

  rowid = lf_shape_table_get_rowid_column (table);
  need->by_primary_key = rowid != NULL && g_ascii_strcasecmp (columns[0], rowid->name) == 0;
  for (guint i = 0; i < table->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (table->indexes, i);

      if (lf_shape_index_covers (index, columns))
        {
          g_ptr_array_add (need->covered_by, g_strdup (index->name));
          need->bytes += lf_index_sizes_get (self->sizes, index->name);
        }
    }

  if (lf_index_need_is_missing (need))
    return lf_compose_count_rows (self->connection, table->name, &need->n_rows, error);
  return TRUE;
}

static GStrv
dup_columns (LfShapeIndex *index)
{
  g_autoptr (GPtrArray) names = lf_shape_index_list_columns (index);
  GStrv columns = g_new0 (char *, names->len + 1);

  for (guint i = 0; i < names->len; i++)
    columns[i] = g_strdup (g_ptr_array_index (names, i));
  return columns;
}

/* Whether queries need an index of just these columns */
static gboolean
is_needed (GPtrArray    *needed,
           LfShapeTable *table,
           LfShapeIndex *index)
{
  for (guint i = 0; i < needed->len; i++)
    {
      LfNeededIndex *other = g_ptr_array_index (needed, i);

      if (g_ascii_strcasecmp (other->table, table->name) == 0 &&
          g_strv_length (other->columns) == index->parts->len &&
          lf_shape_index_covers (index, (const char *const *) other->columns))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_needs (Check   *self,
           GError **error)
{
  LfLayout layout = lf_connection_get_layout (self->connection);
  g_autoptr (GPtrArray) needed = lf_shape_load_needed_indexes (layout);

  for (guint i = 0; i < needed->len; i++)
    {
      LfNeededIndex *index = g_ptr_array_index (needed, i);

      if (!add_need (self, index->table, (const char *const *) index->columns,
                     lf_needed_for_get_text (index->needed_for), error))
        return FALSE;
    }

  /* A unique one is a rule that the check of the structure looks after */
  for (guint i = 0; i < self->reference->tables->len; i++)
    {
      LfShapeTable *table = g_ptr_array_index (self->reference->tables, i);

      for (guint j = 0; j < table->indexes->len; j++)
        {
          LfShapeIndex *index = g_ptr_array_index (table->indexes, j);
          g_auto (GStrv) columns = dup_columns (index);

          if (!index->unique && lf_shape_index_is_plain (index) &&
              !is_needed (needed, table, index) &&
              !add_need (self, table->name, (const char *const *) columns, NULL, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * lf_index_need_is_missing:
 * @self: an index that is needed
 *
 * Returns: whether nothing serves it. Any thread.
 */
gboolean
lf_index_need_is_missing (LfIndexNeed *self)
{
  return !self->by_primary_key && self->covered_by->len == 0;
}

/**
 * lf_check_indexes:
 * @connection: a connection
 * @job: (nullable): told what is done
 * @error: where to put an error
 *
 * Looks for the indexes that queries need, whatever their names, and for such as a catalog could do
 * without. It writes nothing. What ends the connection's queries, see lf_connection_begin(), ends
 * it too. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the report
 */
LfIndexReport *
lf_check_indexes (LfConnection  *connection,
                  LfJob         *job,
                  GError       **error)
{
  LfLayout layout = lf_connection_get_layout (connection);
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LfShape) reference = lf_shape_load_reference (layout);
  g_autoptr (GError) failure = NULL;
  g_autoptr (LfShape) actual = lf_shape_load (lf_connection_get_db (connection), "main", &failure);
  g_autoptr (LfIndexReport) self = g_new0 (LfIndexReport, 1);
  Check check = {
    .connection = connection, .actual = actual, .reference = reference, .sizes = sizes,
    .report = self,
  };

  self->needs = g_ptr_array_new_with_free_func ((GDestroyNotify) need_free);
  self->spares = g_ptr_array_new_with_free_func ((GDestroyNotify) spare_free);
  if (job != NULL)
    lf_job_report (job, 0, NULL);
  if (actual != NULL && read_sizes (&check, &failure) && add_needs (&check, &failure))
    {
      lf_index_spares_find (self, actual, reference, sizes);
      return g_steal_pointer (&self);
    }

  /* Waiting for a lock ends when it is cancelled, and SQLite calls that busy */
  if (job == NULL || !lf_job_is_cancelled (job, error))
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * lf_index_report_free:
 * @self: (transfer full): a report
 *
 * Frees it.
 */
void
lf_index_report_free (LfIndexReport *self)
{
  g_ptr_array_unref (self->needs);
  g_ptr_array_unref (self->spares);
  g_free (self);
}
