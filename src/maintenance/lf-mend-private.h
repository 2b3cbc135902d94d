/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-shape.h"
#include "maintenance/lf-mend-text.h"
#include "maintenance/lf-mend.h"

G_BEGIN_DECLS

/* What the files that mend a catalog share. Shapes and texts are those of the plan, which owns
 * them. */

/**
 * LfMendWork:
 * @LF_MEND_NOTHING: the table stays as it is
 * @LF_MEND_CREATE: it is not there and is made
 * @LF_MEND_ADD_COLUMNS: columns that are missing are added
 * @LF_MEND_REBUILD: it is made anew, and its rows are copied
 *
 * What is done to a table.
 */
typedef enum
{
  LF_MEND_NOTHING,
  LF_MEND_CREATE,
  LF_MEND_ADD_COLUMNS,
  LF_MEND_REBUILD,
} LfMendWork;

/**
 * LfMendColumn:
 * @wanted: (nullable): what the reference says of it; %NULL if it is the user's
 * @actual: (nullable): what the catalog says of it; %NULL if it is missing
 * @text: (nullable): how it was defined; %NULL if it is missing
 * @new_type: whether it gets the type of the reference
 * @add_not_null: whether it gets NOT NULL
 * @new_default: whether it gets the DEFAULT of the reference
 *
 * A column of a table that is made, or that is added to one.
 */
typedef struct
{
  LfShapeColumn *wanted;
  LfShapeColumn *actual;
  LfColumnText  *text;
  gboolean       new_type;
  gboolean       add_not_null;
  gboolean       new_default;
} LfMendColumn;

/**
 * LfMendFollower:
 * @table: a table
 * @column: its column that refers to ids
 *
 * What follows when an id that is no whole number is replaced.
 */
typedef struct
{
  char *table;
  char *column;
} LfMendFollower;

/**
 * LfMendFlaw:
 * @table: a table
 * @name: the constraint or the columns
 * @count: the rows that are in the way
 * @text: a sentence
 *
 * Something that cannot be as the reference has it.
 */
typedef struct
{
  char    *table;
  char    *name;
  guint64  count;
  char    *text;
} LfMendFlaw;

/**
 * LfMendTable:
 * @work: what is done
 * @wanted: what the reference says of it
 * @actual: (nullable): what the catalog says of it
 * @text: (nullable): how it was defined, if it is rebuilt
 * @has_numbers: whether its reference has an INTEGER PRIMARY KEY
 * @new_key: whether it gets the primary key of the reference
 * @rowid: (nullable): by what name rows can be called before and after; %NULL for @identity
 * @identity: (element-type utf8): the columns by which they can otherwise
 * @keeps_rowids: whether the numbers of rows are copied apart from the columns
 * @columns: (element-type LfMendColumn): of the new table in order, or what is added
 * @foreign_keys: (element-type LfShapeForeignKey): those that it gets
 * @uniques: (element-type LfShapeIndex): the UNIQUE that it gets
 * @spares: (element-type utf8): its own indexes that the new key makes superfluous
 * @followers: (element-type LfMendFollower): what refers to its ids
 * @indexes: (element-type utf8): definitions of the indexes of a table that is made
 * @flaws: (element-type LfMendFlaw): what stays as it is
 * @temporary: the name under which it is made
 * @definition: its CREATE TABLE under that name, or under its own
 * @n_rows: how many rows it has
 * @n_new_ids: how many of them need another id, if that was found
 * @bytes: what it takes up with its indexes, about
 *
 * What is done to a table, and how.
 */
typedef struct
{
  LfMendWork    work;
  LfShapeTable *wanted;
  LfShapeTable *actual;
  LfTableText  *text;
  gboolean      has_numbers;
  gboolean      new_key;
  const char   *rowid;
  GPtrArray    *identity;
  gboolean      keeps_rowids;
  GPtrArray    *columns;
  GPtrArray    *foreign_keys;
  GPtrArray    *uniques;
  GPtrArray    *spares;
  GPtrArray    *followers;
  GPtrArray    *indexes;
  GPtrArray    *flaws;
  char         *temporary;
  char         *definition;
  guint64       n_rows;
  guint64       n_new_ids;
  guint64       bytes;
} LfMendTable;

/**
 * LfMendOrphans:
 * @table: a table
 * @column: the columns that refer to nothing, separated by commas
 * @parent: what they should refer to
 * @condition: (nullable): of such a row, called `c`; %NULL if they are not to be removed
 * @count: how many there were when the catalog was checked
 *
 * Rows that refer to nothing.
 */
typedef struct
{
  char    *table;
  char    *column;
  char    *parent;
  char    *condition;
  guint64  count;
} LfMendOrphans;

/**
 * LfMendIndex:
 * @table: its table
 * @name: its name
 * @columns: its columns, separated by commas
 * @sql: (nullable): its definition; %NULL if it is dropped
 * @unique: (nullable) (element-type utf8): the columns whose values must not repeat
 * @kept: (nullable): if it is dropped, the index that stays
 * @n_rows: how many rows its table has
 * @bytes: what it takes up, if it is dropped
 *
 * An index that is made or dropped.
 */
typedef struct
{
  char      *table;
  char      *name;
  char      *columns;
  char      *sql;
  GPtrArray *unique;
  char      *kept;
  guint64    n_rows;
  guint64    bytes;
} LfMendIndex;

/**
 * LfMendProof:
 * @table: a table that was changed
 * @was: (nullable): what was in it before; %NULL if all its columns must be as before
 * @is: (nullable): what was in it after
 * @n_removed: how many rows were removed on purpose
 *
 * What its content is compared with at the end.
 */
typedef struct
{
  char           *table;
  LfTableContent *was;
  LfTableContent *is;
  guint64         n_removed;
} LfMendProof;

struct _LfMendPlan
{
  LfLayout    layout;
  LfShape    *actual;
  LfShape    *reference;
  gint64      schema_version;
  GPtrArray  *tables;           /* LfMendTable, all of the reference's */
  GPtrArray  *orphans;          /* LfMendOrphans, all that were found */
  GPtrArray  *indexes;          /* LfMendIndex */
  GPtrArray  *index_flaws;      /* LfMendFlaw */
  GPtrArray  *proofs;           /* LfMendProof: of what was done */
};

LfMendTable *lf_mend_plan_find_table (LfMendPlan  *self,
                                      const char  *name);
GPtrArray   *lf_mend_flaws_new       (void);
void         lf_mend_add_flaw        (GPtrArray   *flaws,
                                      const char  *table,
                                      const char  *name,
                                      guint64      count,
                                      char        *text);

G_END_DECLS
