/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/* The shape of a database: what its tables, columns, keys and indexes are declared to be, as SQLite
 * itself understands it. Names are as they stand in the file, which need not be valid UTF-8. */

/**
 * LfAffinity:
 *
 * What a column makes of the values it is given, by the words of its declared type.
 */
typedef enum
{
  LF_AFFINITY_INTEGER,
  LF_AFFINITY_TEXT,
  LF_AFFINITY_BLOB,
  LF_AFFINITY_REAL,
  LF_AFFINITY_NUMERIC,
} LfAffinity;

/**
 * LfShapeOrigin:
 * @LF_SHAPE_CREATED: by CREATE INDEX; it can be dropped
 * @LF_SHAPE_UNIQUE: by a UNIQUE constraint
 * @LF_SHAPE_PRIMARY_KEY: by a PRIMARY KEY
 */
typedef enum
{
  LF_SHAPE_CREATED,
  LF_SHAPE_UNIQUE,
  LF_SHAPE_PRIMARY_KEY,
} LfShapeOrigin;

/**
 * LfShapeColumn:
 * @name: its name
 * @type: the declared type, empty if there is none
 * @affinity: what follows from @type
 * @not_null: whether NOT NULL is declared
 * @default_text: (nullable): the expression of its DEFAULT
 * @key_position: its place in the primary key, from 1; 0 if it is not in it
 * @generated: whether its value is computed
 */
typedef struct
{
  char       *name;
  char       *type;
  LfAffinity  affinity;
  gboolean    not_null;
  char       *default_text;
  guint       key_position;
  gboolean    generated;
} LfShapeColumn;

/**
 * LfShapePart:
 * @column: (nullable): a column; %NULL for an expression
 * @collation: the name of its collation
 * @descending: whether it is in descending order
 */
typedef struct
{
  char     *column;
  char     *collation;
  gboolean  descending;
} LfShapePart;

/**
 * LfShapeIndex:
 * @name: its name
 * @origin: what made it
 * @unique: whether it keeps values from repeating
 * @where: (nullable): the condition of a partial index
 * @parts: (element-type LfShapePart): what it orders rows by
 * @stored: whether it is a b-tree of its own, not the rows of a WITHOUT ROWID table
 */
typedef struct
{
  char          *name;
  LfShapeOrigin  origin;
  gboolean       unique;
  char          *where;
  GPtrArray     *parts;
  gboolean       stored;
} LfShapeIndex;

/**
 * LfShapeForeignKey:
 * @from: (element-type utf8): its columns
 * @table: what it refers to
 * @to: (element-type utf8): the columns there; empty for the primary key, whatever that is
 * @on_update: such as `NO ACTION`
 * @on_delete: such as `CASCADE`
 */
typedef struct
{
  GPtrArray *from;
  char      *table;
  GPtrArray *to;
  char      *on_update;
  char      *on_delete;
} LfShapeForeignKey;

/**
 * LfShapeTable:
 * @name: its name
 * @without_rowid: whether its rows have no number
 * @autoincrement: whether ids are never used again
 * @columns: (element-type LfShapeColumn): in order
 * @indexes: (element-type LfShapeIndex): oldest first
 * @foreign_keys: (element-type LfShapeForeignKey): in order
 */
typedef struct
{
  char      *name;
  gboolean   without_rowid;
  gboolean   autoincrement;
  GPtrArray *columns;
  GPtrArray *indexes;
  GPtrArray *foreign_keys;
} LfShapeTable;

/**
 * LfShape:
 * @tables: (element-type LfShapeTable): the tables, without SQLite's own
 * @views: (element-type utf8): the names of the views
 * @triggers: (element-type utf8): the names of the triggers
 * @virtual_tables: (element-type utf8): the names of the virtual tables
 *
 * The shape of a database. It does not change once it is loaded, so any thread may read it.
 */
typedef struct
{
  GPtrArray *tables;
  GPtrArray *views;
  GPtrArray *triggers;
  GPtrArray *virtual_tables;
} LfShape;

/**
 * LfNeededIndex:
 * @table: a table
 * @columns: what rows are looked up by
 * @needed_for: a word for what it serves, such as `frames-of-night`
 *
 * An index that queries need.
 */
typedef struct
{
  char  *table;
  GStrv  columns;
  char  *needed_for;
} LfNeededIndex;

LfShape       *lf_shape_load                     (sqlite3             *db,
                                                  const char          *schema,
                                                  GError             **error);
LfShape       *lf_shape_load_reference           (LfLayout             layout);
GPtrArray     *lf_shape_load_needed_indexes      (LfLayout             layout);
void           lf_shape_free                     (LfShape             *self);

LfShapeTable  *lf_shape_find_table               (LfShape             *self,
                                                  const char          *name);
LfShapeColumn *lf_shape_table_find_column        (LfShapeTable        *self,
                                                  const char          *name);
gboolean       lf_shape_table_has_columns        (LfShapeTable        *self,
                                                  GPtrArray           *columns);
LfShapeColumn *lf_shape_table_get_rowid_column   (LfShapeTable        *self);
const char    *lf_shape_table_get_rowid_name     (LfShapeTable        *self);
GPtrArray     *lf_shape_table_list_key           (LfShapeTable        *self);
gboolean       lf_shape_table_has_index_led_by   (LfShapeTable        *self,
                                                  const char          *column);
gboolean       lf_shape_table_is_unique          (LfShapeTable        *self,
                                                  GPtrArray           *columns);

GPtrArray     *lf_shape_index_list_columns       (LfShapeIndex        *self);
gboolean       lf_shape_index_is_plain           (LfShapeIndex        *self);
gboolean       lf_shape_index_covers             (LfShapeIndex        *self,
                                                  const char *const   *columns);
gboolean       lf_shape_index_starts_with        (LfShapeIndex        *self,
                                                  LfShapeIndex        *other);
gboolean       lf_shape_index_equals             (LfShapeIndex        *self,
                                                  LfShapeIndex        *other);

LfAffinity     lf_affinity_from_type             (const char          *type);
char          *lf_shape_parse_where              (const char          *sql);
gboolean       lf_shape_names_equal              (GPtrArray           *one,
                                                  GPtrArray           *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfShape, lf_shape_free)

G_END_DECLS
