/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-shape.h"
#include "maintenance/lf-finding.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfDifferenceKind:
 * @LF_DIFFERENCE_MISSING_TABLE: the table is not there
 * @LF_DIFFERENCE_MISSING_COLUMN: a column is not there
 * @LF_DIFFERENCE_PRIMARY_KEY: the primary key is lost or another
 * @LF_DIFFERENCE_FOREIGN_KEY: a foreign key is lost or another
 * @LF_DIFFERENCE_NOT_NULL: a column lost its NOT NULL
 * @LF_DIFFERENCE_UNIQUE: values may repeat that should not
 * @LF_DIFFERENCE_DEFAULT: a column lost its DEFAULT or has another
 * @LF_DIFFERENCE_TYPE: a column's declared type is another
 * @LF_DIFFERENCE_OWN: the reference does not know it: the user's, left alone
 */
typedef enum
{
  LF_DIFFERENCE_MISSING_TABLE,
  LF_DIFFERENCE_MISSING_COLUMN,
  LF_DIFFERENCE_PRIMARY_KEY,
  LF_DIFFERENCE_FOREIGN_KEY,
  LF_DIFFERENCE_NOT_NULL,
  LF_DIFFERENCE_UNIQUE,
  LF_DIFFERENCE_DEFAULT,
  LF_DIFFERENCE_TYPE,
  LF_DIFFERENCE_OWN,
} LfDifferenceKind;

/**
 * LfOwnKind:
 *
 * What a thing is that the reference does not know.
 */
typedef enum
{
  LF_OWN_TABLE,
  LF_OWN_COLUMN,
  LF_OWN_CONSTRAINT,
  LF_OWN_VIEW,
  LF_OWN_TRIGGER,
} LfOwnKind;

#define LF_N_OWN_KINDS 5

/**
 * LfDifference:
 * @kind: what differs
 * @own: what it is, if @kind is %LF_DIFFERENCE_OWN
 * @severity: how bad it is; of a type, %LF_SEVERITY_INFO where only its words differ
 * @name: the columns, separated by commas, or the name of what is the user's
 * @declared: (nullable): what the catalog says; %NULL for nothing; of a missing table, what has its
 *   name instead
 * @should_be: (nullable): what the reference says; %NULL for nothing
 * @parent: (nullable): of a foreign key, the table that it should refer to
 *
 * One thing in which a catalog differs from its reference. The texts are for people: valid UTF-8,
 * in one line.
 */
typedef struct
{
  LfDifferenceKind  kind;
  LfOwnKind         own;
  LfSeverity        severity;
  char             *name;
  char             *declared;
  char             *should_be;
  char             *parent;
} LfDifference;

/**
 * LfRowProblemKind:
 * @LF_ROW_NULL_ID: rows without id
 * @LF_ROW_DUPLICATE_ID: rows with the id of another; the first of them does not count
 * @LF_ROW_BAD_ID: rows whose id is no whole number
 * @LF_ROW_NULL_VALUE: rows without a value that they should have
 * @LF_ROW_ORPHAN: rows that refer to something that is not there
 * @LF_ROW_DUPLICATE_VALUE: rows that repeat a value; the first of them does not count
 * @LF_ROW_LOSSY_VALUE: rows with a value that would be another as the type of the reference, such
 *   as the text `007` as a number
 */
typedef enum
{
  LF_ROW_NULL_ID,
  LF_ROW_DUPLICATE_ID,
  LF_ROW_BAD_ID,
  LF_ROW_NULL_VALUE,
  LF_ROW_ORPHAN,
  LF_ROW_DUPLICATE_VALUE,
  LF_ROW_LOSSY_VALUE,
} LfRowProblemKind;

#define LF_MAX_EXAMPLES 5

/**
 * LfRowProblem:
 * @kind: what is wrong
 * @severity: how bad it is
 * @column: the columns it is about, separated by commas
 * @parent: (nullable): what an orphan refers to
 * @cascades: whether the reference lets an orphan go with what it refers to
 * @count: how many rows
 * @taken: of %LF_ROW_NULL_ID, how many cannot have their row number for an id, because another row
 *   has that id
 * @examples: (element-type utf8): up to %LF_MAX_EXAMPLES: the number of the row, or the value
 *
 * Rows that break what the reference asks for.
 */
typedef struct
{
  LfRowProblemKind  kind;
  LfSeverity        severity;
  char             *column;
  char             *parent;
  gboolean          cascades;
  guint64           count;
  guint64           taken;
  GPtrArray        *examples;
} LfRowProblem;

/**
 * LfTableStructure:
 * @table: its name
 * @state: the worst of what was found
 * @is_own: whether the reference does not know it
 * @n_rows: how many rows it has; 0 if it is missing or @is_own
 * @has_numbers: whether its reference has an INTEGER PRIMARY KEY
 * @holds_frames: whether its rows are what sessions are linked to: it has, or should have, an
 *   INTEGER PRIMARY KEY that a foreign key of another table refers to
 * @reads_all: whether looking up a row by that key reads all of them
 * @is_strict: whether it is STRICT, so that its columns keep the types that they have
 * @is_stuck: whether it cannot be rebuilt: its rows cannot be told from each other
 * @differences: (element-type LfDifference): from the reference
 * @problems: (element-type LfRowProblem): of its rows
 */
typedef struct
{
  char       *table;
  LfSeverity  state;
  gboolean    is_own;
  guint64     n_rows;
  gboolean    has_numbers;
  gboolean    holds_frames;
  gboolean    reads_all;
  gboolean    is_strict;
  gboolean    is_stuck;
  GPtrArray  *differences;
  GPtrArray  *problems;
} LfTableStructure;

/**
 * LfStructureReport:
 * @layout: which reference the catalog was compared with
 * @tables: (element-type LfTableStructure): the reference's, then the user's
 * @own: (element-type LfDifference): the user's views and triggers
 */
typedef struct
{
  LfLayout   layout;
  GPtrArray *tables;
  GPtrArray *own;
} LfStructureReport;

LfStructureReport *lf_check_structure               (LfConnection       *connection,
                                                     LfJob              *job,
                                                     GError            **error);
LfStructureReport *lf_structure_report_new          (LfShape            *actual,
                                                     LfShape            *reference);
void               lf_structure_report_add_findings (LfStructureReport  *self,
                                                     GPtrArray          *findings);
void               lf_structure_report_free         (LfStructureReport  *self);

LfTableStructure  *lf_structure_report_find_table   (LfStructureReport  *self,
                                                     const char         *table);
LfDifference      *lf_table_structure_find_difference (LfTableStructure *self,
                                                       LfDifferenceKind  kind,
                                                       const char       *name);
LfRowProblem      *lf_table_structure_find_problem  (LfTableStructure   *self,
                                                     LfRowProblemKind    kind,
                                                     const char         *columns);
gboolean           lf_structure_report_can_refer_to (LfStructureReport  *self,
                                                     const char         *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfStructureReport, lf_structure_report_free)

G_END_DECLS
