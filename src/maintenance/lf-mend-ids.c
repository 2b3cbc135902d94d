/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-ids.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-mend-sql.h"
#include "maintenance/lf-names.h"
#include "maintenance/lf-writer-private.h"

/* Decides which id each row of a table gets whose ids must be whole numbers, none twice:
 *
 * - a whole number is kept, also one that is written as a text or as a floating point number; of
 *   rows with the same the first does, the one with the lowest number of its own;
 * - a row without id gets its own number, for the program that inserted it took that for the id and
 *   linked it so; but not if another row has that for an id;
 * - all others get new ids above every id and every link there is, so that no link that led nowhere
 *   leads to a wrong row now.
 *
 * All of it is done by statements about all rows. Only rows that get another id are noted. */

/* What SQLite takes for a whole number in a column of them */
#define CREATE_ODD "CREATE TEMP TABLE lf_odd_%u (row INTEGER PRIMARY KEY, id INTEGER, was)"
#define FILL_ODD \
  "INSERT INTO temp.lf_odd_%u SELECT t.%s, t.\"%w\", t.\"%w\" FROM main.\"%w\" AS t" \
  " WHERE typeof(t.\"%w\") NOT IN ('integer', 'null')"

#define CREATE_KEPT \
  "CREATE TEMP TABLE lf_kept_%u (id INTEGER PRIMARY KEY, row INTEGER NOT NULL)"
#define FILL_KEPT \
  "INSERT INTO temp.lf_kept_%u SELECT t.\"%w\", t.%s FROM main.\"%w\" AS t" \
  " WHERE typeof(t.\"%w\") = 'integer'" \
  " ON CONFLICT (id) DO UPDATE SET row = min(row, excluded.row)"
#define FILL_KEPT_ODD \
  "INSERT INTO temp.lf_kept_%u SELECT o.id, o.row FROM temp.lf_odd_%u AS o" \
  " WHERE typeof(o.id) = 'integer'" \
  " ON CONFLICT (id) DO UPDATE SET row = min(row, excluded.row)"

enum
{
  WITHOUT_ID,
  DUPLICATE,
  BAD,
};

#define CREATE_MOVED \
  "CREATE TEMP TABLE lf_moved_%u (row INTEGER PRIMARY KEY, kind INTEGER, was, id INTEGER)"
#define FILL_MOVED_NULLS \
  "INSERT INTO temp.lf_moved_%u SELECT t.%s, 0, NULL," \
  " CASE WHEN t.%s NOT IN (SELECT k.id FROM temp.lf_kept_%u AS k) THEN t.%s END" \
  " FROM main.\"%w\" AS t WHERE %s IS NULL"
#define FILL_MOVED_DUPLICATES \
  "INSERT INTO temp.lf_moved_%u SELECT t.%s, 1, t.\"%w\", NULL" \
  " FROM main.\"%w\" AS t CROSS JOIN temp.lf_kept_%u AS k" \
  " WHERE typeof(t.\"%w\") = 'integer' AND k.id = t.\"%w\" AND k.row <> t.%s"
#define FILL_MOVED_ODD \
  "INSERT INTO temp.lf_moved_%u" \
  " SELECT o.row, CASE WHEN typeof(o.id) = 'integer' THEN 1 ELSE 2 END, o.was, NULL" \
  " FROM temp.lf_odd_%u AS o LEFT JOIN temp.lf_kept_%u AS k ON k.id = o.id" \
  " WHERE k.row IS NOT o.row"

/* Ids beyond this are left out of account: nobody counts so far, and there must be room above */
#define HIGHEST "4611686018427387904"
#define FIND_HIGHEST \
  "SELECT max(0," \
  " (SELECT coalesce(max(k.id), 0) FROM temp.lf_kept_%u AS k WHERE k.id < " HIGHEST ")," \
  " (SELECT coalesce(max(m.id), 0) FROM temp.lf_moved_%u AS m WHERE m.id < " HIGHEST "))"
#define FIND_HIGHEST_LINK \
  "SELECT max(c.\"%w\") FROM main.\"%w\" AS c" \
  " WHERE typeof(c.\"%w\") = 'integer' AND c.\"%w\" < " HIGHEST
#define NUMBER_MOVED \
  "REPLACE INTO temp.lf_moved_%u" \
  " SELECT m.row, m.kind, m.was, %lld + row_number() OVER (ORDER BY m.row)" \
  " FROM temp.lf_moved_%u AS m WHERE m.id IS NULL"

/* The column is one of whole numbers for the same reason as in lf_odd */
#define CREATE_FOLLOWED "CREATE TEMP TABLE lf_followed_%u (was INTEGER UNIQUE, id INTEGER)"
#define FILL_FOLLOWED \
  "INSERT OR IGNORE INTO temp.lf_followed_%u SELECT m.was, m.id FROM temp.lf_moved_%u AS m" \
  " WHERE m.kind = 2 ORDER BY m.row"
#define HAS_FOLLOWERS \
  "SELECT EXISTS (SELECT 1 FROM main.\"%w\" AS c" \
  " JOIN temp.lf_followed_%u AS f ON f.was = c.\"%w\")"
#define FOLLOW \
  "UPDATE main.\"%w\" AS c SET \"%w\" =" \
  " (SELECT f.id FROM temp.lf_followed_%u AS f WHERE f.was = c.\"%w\")" \
  " WHERE EXISTS (SELECT 1 FROM temp.lf_followed_%u AS f WHERE f.was = c.\"%w\")"

#define COUNT_MOVED "SELECT count(*) FROM temp.lf_moved_%u"
#define COUNT_BAD "SELECT count(*) FROM temp.lf_moved_%u WHERE kind = 2"

/* How many renumbered rows the log lists, and a sentence mentions */
#define MAX_LINES 1000
#define MAX_EXAMPLES 5
#define LIST_MOVED \
  "SELECT m.kind, m.row, substr(m.was, 1, 200), m.id FROM temp.lf_moved_%u AS m" \
  " ORDER BY m.row LIMIT %d"
#define SUM_UP_MOVED \
  "SELECT m.kind, m.kind = 0 AND m.id = m.row AS given, count(*) FROM temp.lf_moved_%u AS m" \
  " GROUP BY 1, 2"
#define LIST_EXAMPLES \
  "SELECT m.kind, m.row, substr(m.was, 1, 200), m.id FROM temp.lf_moved_%u AS m" \
  " WHERE m.kind = %d AND (m.kind = 0 AND m.id = m.row) = %d ORDER BY m.row LIMIT %d"

/* Instructions of SQLite's virtual machine, about: measured */
#define STEPS_A_ROW 30
#define STEPS_AN_ID 60

#define CACHE_KIB 16384

static const char *
get_id_column (LfMendTable *table)
{
  LfShapeColumn *wanted = lf_shape_table_get_rowid_column (table->wanted);
  LfShapeColumn *actual = lf_shape_table_find_column (table->actual, wanted->name);

  return actual != NULL ? actual->name : NULL;
}

/* What has an id is noted; what has a number that is only written in another way, too */
static gboolean
note_kept (LfWriter     *writer,
           LfMendTable  *table,
           guint         n,
           GError      **error)
{
  const char *id = get_id_column (table);
  const char *name = table->actual->name;

  if (!lf_mend_exec (writer, error, CREATE_ODD, n) ||
      !lf_mend_exec (writer, error, CREATE_KEPT, n))
    return FALSE;
  if (id == NULL)
    return TRUE;
  return lf_mend_exec (writer, error, FILL_ODD, n, table->rowid, id, id, name, id) &&
         lf_mend_exec (writer, error, FILL_KEPT, n, id, table->rowid, name, id) &&
         lf_mend_exec (writer, error, FILL_KEPT_ODD, n, n);
}

static gboolean
note_moved (LfWriter     *writer,
            LfMendTable  *table,
            guint         n,
            GError      **error)
{
  const char *id = get_id_column (table);
  const char *name = table->actual->name;
  const char *rowid = table->rowid;
  g_autofree char *value = id != NULL ? lf_mend_compose ("t.\"%w\"", id) : g_strdup ("NULL");

  if (!lf_mend_exec (writer, error, CREATE_MOVED, n) ||
      !lf_mend_exec (writer, error, FILL_MOVED_NULLS, n, rowid, rowid, n, rowid, name, value))
    return FALSE;
  if (id == NULL)
    return TRUE;
  return lf_mend_exec (writer, error, FILL_MOVED_DUPLICATES, n, rowid, id, name, n, id, id,
                       rowid) &&
         lf_mend_exec (writer, error, FILL_MOVED_ODD, n, n, n);
}

static gboolean
find_highest (LfWriter     *writer,
              LfMendTable  *table,
              guint         n,
              gint64       *highest,
              GError      **error)
{
  gint64 other = 0;

  if (!lf_mend_read_number (writer, highest, error, FIND_HIGHEST, n, n))
    return FALSE;

  for (guint i = 0; i < table->followers->len; i++)
    {
      LfMendFollower *follower = g_ptr_array_index (table->followers, i);

      if (!lf_mend_read_number (writer, &other, error, FIND_HIGHEST_LINK, follower->column,
                                follower->table, follower->column, follower->column))
        return FALSE;
      *highest = MAX (*highest, other);
    }

  if (table->actual->autoincrement &&
      !lf_mend_read_number (writer, &other, error,
                            "SELECT seq FROM main.sqlite_sequence WHERE name = %Q COLLATE NOCASE",
                            table->actual->name))
    return FALSE;
  *highest = MAX (*highest, other);
  return TRUE;
}

static gboolean
make (LfWriter     *writer,
      LfMendTable  *table,
      LfMendIds    *ids,
      GError      **error)
{
  guint n = ids->number;
  gint64 highest = 0;

  if (!note_kept (writer, table, n, error) || !note_moved (writer, table, n, error) ||
      !find_highest (writer, table, n, &highest, error) ||
      !lf_mend_exec (writer, error, NUMBER_MOVED, n, highest, n) ||
      !lf_mend_exec (writer, error, "DROP TABLE temp.lf_odd_%u", n) ||
      !lf_mend_exec (writer, error, "DROP TABLE temp.lf_kept_%u", n) ||
      !lf_mend_read_number (writer, &ids->n_moved, error, COUNT_MOVED, n) ||
      !lf_mend_read_number (writer, &ids->n_bad, error, COUNT_BAD, n))
    return FALSE;

  return ids->n_bad == 0 ||
         (lf_mend_exec (writer, error, CREATE_FOLLOWED, n) &&
          lf_mend_exec (writer, error, FILL_FOLLOWED, n, n));
}

static void
measure (LfOperation         *operation,
         const LfMeterCounts *counts,
         gpointer             data)
{
  const double *steps = data;

  lf_operation_report (operation, 0, (double) operation->n_steps / *steps,
                       _("looking for free ids"));
}

/**
 * lf_mend_ids_make:
 * @writer: a writer in a transaction
 * @table: a table that is rebuilt, and whose ids become whole numbers
 * @ids: what becomes of them; its number is set
 * @error: where to put an error
 *
 * Decides which id each row gets. If it fails, the transaction is over. On the writer's thread, as
 * everything here.
 *
 * Returns: whether it could be decided
 */
gboolean
lf_mend_ids_make (LfWriter     *writer,
                  LfMendTable  *table,
                  LfMendIds    *ids,
                  GError      **error)
{
  static const double one_phase[] = { 1 };
  double steps = STEPS_A_ROW * (double) table->n_rows + STEPS_AN_ID * (double) table->n_new_ids + 1;
  LfOperation operation;

  if (!lf_writer_start (writer, &operation, CACHE_KIB, error))
    return FALSE;

  lf_operation_expect (&operation, one_phase, G_N_ELEMENTS (one_phase), measure, &steps);
  if (make (writer, table, ids, error))
    return lf_writer_stop (writer, &operation, SQLITE_OK, error);

  return lf_writer_give_up (writer, &operation, error);
}

/**
 * lf_mend_ids_are_followed:
 * @writer: a writer in a transaction
 * @follower: what may refer to ids that were no whole numbers
 * @ids: what became of them
 * @followed: (out): whether it does
 * @error: where to put an error
 *
 * Returns: whether it could be seen
 */
gboolean
lf_mend_ids_are_followed (LfWriter        *writer,
                          LfMendFollower  *follower,
                          LfMendIds       *ids,
                          gboolean        *followed,
                          GError         **error)
{
  gint64 answer = 0;

  if (ids->n_bad > 0 &&
      !lf_mend_read_number (writer, &answer, error, HAS_FOLLOWERS, follower->table, ids->number,
                            follower->column))
    return FALSE;
  *followed = answer != 0;
  return TRUE;
}

/**
 * lf_mend_ids_follow:
 * @writer: a writer in a transaction
 * @follower: what refers to ids that were no whole numbers
 * @ids: what became of them
 * @n_rows: (out): how many rows did
 * @error: where to put an error
 *
 * Lets what referred to an old id refer to the new one.
 *
 * Returns: whether it could be done
 */
gboolean
lf_mend_ids_follow (LfWriter        *writer,
                    LfMendFollower  *follower,
                    LfMendIds       *ids,
                    gint64          *n_rows,
                    GError         **error)
{
  if (!lf_mend_exec (writer, error, FOLLOW, follower->table, follower->column, ids->number,
                     follower->column, ids->number, follower->column))
    return FALSE;
  *n_rows = sqlite3_changes64 (lf_writer_get_db (writer));
  return TRUE;
}

/**
 * lf_mend_ids_get_expression:
 * @table: a table that is rebuilt
 * @ids: (nullable): what becomes of its ids; %NULL if all stay
 *
 * Returns: (transfer full): the id that a row of the old table, called `o`, has in the new one. Any
 *   thread.
 */
char *
lf_mend_ids_get_expression (LfMendTable *table,
                            LfMendIds   *ids)
{
  const char *id = get_id_column (table);
  g_autofree char *value = id != NULL ? lf_mend_compose ("o.\"%w\"", id) : g_strdup ("NULL");

  if (ids == NULL || ids->n_moved == 0)
    return g_steal_pointer (&value);
  return lf_mend_compose ("coalesce((SELECT m.id FROM temp.lf_moved_%u AS m WHERE m.row = o.%s),"
                          " %s)", ids->number, table->rowid, value);
}

static char *
describe_row (LfMendStatement *stmt,
              gboolean         given)
{
  g_autofree char *was = lf_names_show ((const char *) sqlite3_column_text (stmt, 2));
  const char *id = (const char *) sqlite3_column_text (stmt, 3);

  if (given)
    return g_strdup (id);
  if (sqlite3_column_int (stmt, 0) == WITHOUT_ID)
    /* Translators: the number of a row, and the id that it got */
    return g_strdup_printf (_("row %s → %s"), (const char *) sqlite3_column_text (stmt, 1), id);
  return g_strdup_printf ("%s → %s", was, id);
}

static char *
describe_moved (LfMendTable *table,
                int          kind,
                gboolean     given,
                guint64      n_rows,
                const char  *examples)
{
  g_autofree char *count = lf_format_count (n_rows);
  const char *name = table->wanted->name;

  if (given)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s row of %s had no id and got its own number, by which "
                                         "it was linked: %s.",
                                         "%s rows of %s had no id and got their own numbers, by "
                                         "which they were linked: %s.", n_rows),
                            count, name, examples);
  if (kind == WITHOUT_ID)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s row of %s had no id, and its own number was the id of "
                                         "another; it got a new one: %s.",
                                         "%s rows of %s had no id, and their own numbers were the "
                                         "ids of others; they got new ones: %s.", n_rows),
                            count, name, examples);
  if (kind == DUPLICATE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s row of %s had the id of another and got a new one: "
                                         "%s.",
                                         "%s rows of %s had the ids of others and got new ones: "
                                         "%s.", n_rows),
                            count, name, examples);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s row of %s had an id that is no whole number and got a "
                                       "new one: %s.",
                                       "%s rows of %s had ids that are no whole numbers and got "
                                       "new ones: %s.", n_rows),
                          count, name, examples);
}

static gboolean
describe_kind (LfWriter         *writer,
               LfMendTable      *table,
               LfMendIds        *ids,
               LfMendStatement  *sum,
               LfRun            *run,
               GError          **error)
{
  int kind = sqlite3_column_int (sum, 0);
  gboolean given = sqlite3_column_int (sum, 1);
  guint64 n_rows = (guint64) sqlite3_column_int64 (sum, 2);
  g_autoptr (LfMendStatement) stmt = lf_mend_prepare (writer, error, LIST_EXAMPLES, ids->number,
                                                      kind, given, MAX_EXAMPLES);
  g_autoptr (GString) examples = g_string_new (NULL);
  g_autofree char *text = NULL;
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;

  while (TRUE)
    {
      g_autofree char *row = NULL;

      if (!lf_mend_step (writer, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row = describe_row (stmt, given);
      g_string_append_printf (examples, "%s%s", examples->len > 0 ? ", " : "", row);
    }
  if (n_rows > MAX_EXAMPLES)
    g_string_append (examples, ", …");

  text = describe_moved (table, kind, given, n_rows, examples->str);
  lf_run_add_change (run, LF_CHANGE_RENUMBERED, table->wanted->name, NULL, n_rows, text);
  return TRUE;
}

static gboolean
list_lines (LfWriter     *writer,
            LfMendTable  *table,
            LfMendIds    *ids,
            GPtrArray    *lines,
            GError      **error)
{
  g_autoptr (LfMendStatement) stmt = lf_mend_prepare (writer, error, LIST_MOVED, ids->number,
                                                      MAX_LINES);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;

  while (TRUE)
    {
      g_autofree char *row = NULL;

      if (!lf_mend_step (writer, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row = describe_row (stmt, FALSE);
      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", table->wanted->name, row));
    }

  if (ids->n_moved > MAX_LINES)
    {
      g_autofree char *more = lf_format_count ((guint64) ids->n_moved - MAX_LINES);

      g_ptr_array_add (lines, g_strdup_printf (_("%s: and %s more"), table->wanted->name, more));
    }
  return TRUE;
}

/**
 * lf_mend_ids_describe:
 * @writer: a writer in a transaction
 * @table: a table that was rebuilt
 * @ids: what became of its ids
 * @run: to which a sentence is added for each reason to renumber
 * @lines: (element-type utf8): to which up to a thousand rows are added, a line each
 * @error: where to put an error
 *
 * Says which rows got another id.
 *
 * Returns: whether it could be read
 */
gboolean
lf_mend_ids_describe (LfWriter     *writer,
                      LfMendTable  *table,
                      LfMendIds    *ids,
                      LfRun        *run,
                      GPtrArray    *lines,
                      GError      **error)
{
  g_autoptr (LfMendStatement) sum = lf_mend_prepare (writer, error, SUM_UP_MOVED, ids->number);
  gboolean has_row = FALSE;

  if (sum == NULL)
    return FALSE;

  while (TRUE)
    {
      if (!lf_mend_step (writer, sum, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (!describe_kind (writer, table, ids, sum, run, error))
        return FALSE;
    }
  return list_lines (writer, table, ids, lines, error);
}
