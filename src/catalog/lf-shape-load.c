/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-error.h"

#include <sqlite3.h>
#include "catalog/lf-shape.h"

/* Everything is asked of the pragmas with the schema's name: a temporary view of a table's name,
 * such as a connection has for layout 1, must not answer. Views and virtual tables are not asked
 * for columns, for that would run what somebody else defined. */

#define OBJECTS "SELECT type, name, rootpage FROM \"%w\".sqlite_schema" \
                " WHERE type IN ('table', 'view', 'trigger')" \
                " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' ORDER BY rowid"
#define COLUMNS "SELECT name, type, \"notnull\", dflt_value, pk, hidden" \
                " FROM pragma_table_xinfo(?1, ?2)"
#define INDEXES "SELECT l.name, l.\"unique\", l.origin, l.partial, s.sql, s.name IS NOT NULL" \
                " FROM pragma_index_list(?1, ?2) AS l" \
                " LEFT JOIN \"%w\".sqlite_schema AS s ON s.type = 'index' AND s.name = l.name" \
                " ORDER BY s.rowid"
#define PARTS "SELECT cid, name, \"desc\", coll, key FROM pragma_index_xinfo(?1, ?2)"
#define KEYS "SELECT seq, \"table\", \"from\", \"to\", on_update, on_delete" \
             " FROM pragma_foreign_key_list(?1, ?2) ORDER BY id DESC, seq"

#define CID_ROWID -1

/* Hidden columns by pragma_table_xinfo: generated ones, virtual and stored */
#define HIDDEN_VIRTUAL 2
#define HIDDEN_STORED 3

typedef struct
{
  sqlite3      *db;
  const char   *schema;
  sqlite3_stmt *objects;
  sqlite3_stmt *columns;
  sqlite3_stmt *indexes;
  sqlite3_stmt *parts;
  sqlite3_stmt *keys;
  int           result;         /* the first failure, SQLITE_OK while there is none */
} Loader;

static char *
dup_text (sqlite3_stmt *stmt,
          int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, column));
}

static void
part_free (LfShapePart *part)
{
  g_free (part->column);
  g_free (part->collation);
  g_free (part);
}

static void
index_free (LfShapeIndex *index)
{
  g_ptr_array_unref (index->parts);
  g_free (index->name);
  g_free (index->where);
  g_free (index);
}

static void
column_free (LfShapeColumn *column)
{
  g_free (column->name);
  g_free (column->type);
  g_free (column->default_text);
  g_free (column);
}

static void
foreign_key_free (LfShapeForeignKey *key)
{
  g_ptr_array_unref (key->from);
  g_ptr_array_unref (key->to);
  g_free (key->table);
  g_free (key->on_update);
  g_free (key->on_delete);
  g_free (key);
}

static void
table_free (LfShapeTable *table)
{
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->indexes);
  g_ptr_array_unref (table->foreign_keys);
  g_free (table->name);
  g_free (table);
}

static sqlite3_stmt *
prepare (Loader     *self,
         const char *format)
{
  sqlite3_stmt *stmt = NULL;
  char *sql = sqlite3_mprintf (format, self->schema);
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (self->result == SQLITE_OK)
    self->result = result;
  sqlite3_free (sql);
  return stmt;
}

/* Asks about a table or an index */
static void
ask (Loader       *self,
     sqlite3_stmt *stmt,
     const char   *name)
{
  sqlite3_reset (stmt);
  sqlite3_bind_text (stmt, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, self->schema, -1, SQLITE_TRANSIENT);
}

static gboolean
next (Loader       *self,
      sqlite3_stmt *stmt)
{
  int result = self->result == SQLITE_OK ? sqlite3_step (stmt) : self->result;

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    self->result = result;
  sqlite3_reset (stmt);
  return FALSE;
}

static void
load_columns (Loader       *self,
              LfShapeTable *table)
{
  ask (self, self->columns, table->name);
  while (next (self, self->columns))
    {
      LfShapeColumn *column = g_new0 (LfShapeColumn, 1);
      int hidden = sqlite3_column_int (self->columns, 5);

      column->name = dup_text (self->columns, 0);
      column->type = dup_text (self->columns, 1);
      column->affinity = lf_affinity_from_type (column->type);
      column->not_null = sqlite3_column_int (self->columns, 2) != 0;
      column->default_text = dup_text (self->columns, 3);
      column->key_position = (guint) sqlite3_column_int (self->columns, 4);
      column->generated = hidden == HIDDEN_VIRTUAL || hidden == HIDDEN_STORED;
      g_ptr_array_add (table->columns, column);
    }
}

/* Returns whether the index leads to numbered rows */
static gboolean
load_parts (Loader       *self,
            LfShapeIndex *index)
{
  gboolean has_rowid = FALSE;

  ask (self, self->parts, index->name);
  while (next (self, self->parts))
    {
      LfShapePart *part;

      if (sqlite3_column_int (self->parts, 4) == 0)
        {
          has_rowid |= sqlite3_column_int (self->parts, 0) == CID_ROWID;
          continue;
        }

      part = g_new0 (LfShapePart, 1);
      part->column = dup_text (self->parts, 1);
      part->descending = sqlite3_column_int (self->parts, 2) != 0;
      part->collation = dup_text (self->parts, 3);
      g_ptr_array_add (index->parts, part);
    }
  return has_rowid;
}

static void
load_index (Loader       *self,
            LfShapeTable *table)
{
  LfShapeIndex *index = g_new0 (LfShapeIndex, 1);
  const char *origin = (const char *) sqlite3_column_text (self->indexes, 2);
  gboolean has_rowid;

  index->name = dup_text (self->indexes, 0);
  index->unique = sqlite3_column_int (self->indexes, 1) != 0;
  index->origin = g_strcmp0 (origin, "pk") == 0  ? LF_SHAPE_PRIMARY_KEY
                  : g_strcmp0 (origin, "u") == 0 ? LF_SHAPE_UNIQUE
                                                 : LF_SHAPE_CREATED;
  if (sqlite3_column_int (self->indexes, 3) != 0)
    {
      index->where = lf_shape_parse_where ((const char *) sqlite3_column_text (self->indexes, 4));

      /* Partial all the same, even if the text should defy reading */
      if (index->where == NULL)
        index->where = dup_text (self->indexes, 4);
    }
  index->stored = sqlite3_column_int (self->indexes, 5) != 0;
  index->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  has_rowid = load_parts (self, index);

  if (index->origin == LF_SHAPE_PRIMARY_KEY && !has_rowid)
    table->without_rowid = TRUE;

  if (index->parts->len > 0)
    g_ptr_array_add (table->indexes, index);
  else
    index_free (index);
}

static void
load_foreign_keys (Loader       *self,
                   LfShapeTable *table)
{
  LfShapeForeignKey *key = NULL;

  ask (self, self->keys, table->name);
  while (next (self, self->keys))
    {
      if (sqlite3_column_int (self->keys, 0) == 0)
        {
          key = g_new0 (LfShapeForeignKey, 1);
          key->from = g_ptr_array_new_with_free_func (g_free);
          key->to = g_ptr_array_new_with_free_func (g_free);
          key->table = dup_text (self->keys, 1);
          key->on_update = dup_text (self->keys, 4);
          key->on_delete = dup_text (self->keys, 5);
          g_ptr_array_add (table->foreign_keys, key);
        }

      g_ptr_array_add (key->from, dup_text (self->keys, 2));
      if (sqlite3_column_type (self->keys, 3) != SQLITE_NULL)
        g_ptr_array_add (key->to, dup_text (self->keys, 3));
    }
}

static void
load_autoincrement (Loader       *self,
                    LfShapeTable *table)
{
  LfShapeColumn *column = lf_shape_table_get_rowid_column (table);
  int autoincrement = 0;

  if (column != NULL)
    sqlite3_table_column_metadata (self->db, self->schema, table->name, column->name, NULL, NULL,
                                   NULL, NULL, &autoincrement);
  table->autoincrement = autoincrement != 0;
}

static LfShapeTable *
load_table (Loader *self)
{
  LfShapeTable *table = g_new0 (LfShapeTable, 1);

  table->name = dup_text (self->objects, 1);
  table->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  table->indexes = g_ptr_array_new_with_free_func ((GDestroyNotify) index_free);
  table->foreign_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) foreign_key_free);

  load_columns (self, table);
  ask (self, self->indexes, table->name);
  while (next (self, self->indexes))
    load_index (self, table);
  load_foreign_keys (self, table);
  load_autoincrement (self, table);
  return table;
}

static void
load_objects (Loader  *self,
              LfShape *shape)
{
  while (next (self, self->objects))
    {
      const char *type = (const char *) sqlite3_column_text (self->objects, 0);

      if (g_str_equal (type, "view"))
        g_ptr_array_add (shape->views, dup_text (self->objects, 1));
      else if (g_str_equal (type, "trigger"))
        g_ptr_array_add (shape->triggers, dup_text (self->objects, 1));
      else if (sqlite3_column_int64 (self->objects, 2) == 0)
        g_ptr_array_add (shape->virtual_tables, dup_text (self->objects, 1));
      else
        g_ptr_array_add (shape->tables, load_table (self));
    }
}

/**
 * lf_shape_load: (skip)
 * @db: a connection
 * @schema: which of its databases, such as `main`
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads the shape of a database. It reads the definitions alone, no rows. On the thread that uses
 * @db.
 *
 * Returns: (transfer full) (nullable): the shape
 */
LfShape *
lf_shape_load (sqlite3     *db,
               const char  *schema,
               GError     **error)
{
  Loader loader = { .db = db, .schema = schema, .result = SQLITE_OK };
  g_autoptr (LfShape) self = g_new0 (LfShape, 1);
  const char *path = sqlite3_db_filename (db, schema);

  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  self->views = g_ptr_array_new_with_free_func (g_free);
  self->triggers = g_ptr_array_new_with_free_func (g_free);
  self->virtual_tables = g_ptr_array_new_with_free_func (g_free);

  loader.objects = prepare (&loader, OBJECTS);
  loader.columns = prepare (&loader, COLUMNS);
  loader.indexes = prepare (&loader, INDEXES);
  loader.parts = prepare (&loader, PARTS);
  loader.keys = prepare (&loader, KEYS);
  load_objects (&loader, self);

  /* Before the statements are gone, whose end would change SQLite's message */
  if (loader.result != SQLITE_OK)
    lf_catalog_error_set_from_sqlite (error, db, loader.result, path != NULL ? path : "");

  sqlite3_finalize (loader.objects);
  sqlite3_finalize (loader.columns);
  sqlite3_finalize (loader.indexes);
  sqlite3_finalize (loader.parts);
  sqlite3_finalize (loader.keys);
  return loader.result == SQLITE_OK ? g_steal_pointer (&self) : NULL;
}

/**
 * lf_shape_free:
 * @self: (transfer full): a shape
 *
 * Frees it.
 */
void
lf_shape_free (LfShape *self)
{
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->triggers);
  g_ptr_array_unref (self->virtual_tables);
  g_free (self);
}
