/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-private.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-mend-copy.h"
#include "maintenance/lf-mend-ddl.h"
#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-mend-ids.h"
#include "maintenance/lf-mend-links.h"
#include "maintenance/lf-mend-proof.h"
#include "maintenance/lf-mend-sql.h"
#include "maintenance/lf-names.h"

/* Mends tables by the procedure of https://www.sqlite.org/lang_altertable.html, “Making Other Kinds
 * Of Table Schema Changes”, all in one transaction. */

/* Of the connection, and no part of the transaction. Renaming must leave the words of views and
 * triggers alone, and rows that break a CHECK of the user's are copied as they are. */
#define PREPARE \
  "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;" \
  " PRAGMA ignore_check_constraints = ON"
#define TIDY_UP "PRAGMA legacy_alter_table = OFF; PRAGMA ignore_check_constraints = OFF"

/* What the work costs, in units of copying and comparing a row of a wide table; measured */
#define COST_INDEX 0.06
#define COST_READ 0.35
#define COST_CHECK 0.03
#define COST_COMMIT 0.35
#define COST_ANY 50

typedef struct
{
  LfMendPlan *plan;
  LfWriter   *writer;
  LfRun      *draft;            /* what is told when all is committed */
  GPtrArray  *lines;            /* for the log */
  GArray     *ids;              /* LfMendIds, one a table of the plan */
  double      cost;             /* of all */
  double      done;             /* of what is over */
} Mending;

/* Begins a part of the work that reports from 0 to 1 */
static void
begin_part (Mending *self,
            double   cost)
{
  LfJob *job = lf_writer_get_job (self->writer);
  double from = MIN (self->done / self->cost, 1);

  self->done += cost;
  lf_job_set_span (job, from, CLAMP (self->done / self->cost, from, 1));
}

static gboolean
needs_proof (LfMendTable *table,
             LfMendIds   *ids)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      LfMendColumn *column = g_ptr_array_index (table->columns, i);

      if (column->wanted != NULL && column->actual != NULL && column->new_type &&
          column->wanted->affinity != column->actual->affinity)
        return TRUE;
    }
  return ids->n_moved > 0;
}

static guint
count_own_indexes (LfMendTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->actual->indexes->len; i++)
    n += ((LfShapeIndex *) g_ptr_array_index (table->actual->indexes, i))->origin ==
         LF_SHAPE_CREATED;
  return n;
}

static double
estimate_table (LfMendTable *table)
{
  double n_rows = (double) table->n_rows;

  if (table->work != LF_MEND_REBUILD)
    return COST_ANY;
  return 2 * COST_ANY + n_rows * (1 + COST_INDEX * count_own_indexes (table) + COST_COMMIT +
                                  (table->n_new_ids > 0 ? 2 * COST_READ : 0));
}

static void
estimate (Mending *self)
{
  self->cost = COST_ANY;
  for (guint i = 0; i < self->plan->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->plan->tables, i);

      self->cost += COST_CHECK * (double) table->n_rows;
      if (table->work != LF_MEND_NOTHING)
        self->cost += estimate_table (table);
    }
}

static gboolean
check_unchanged (Mending  *self,
                 GError  **error)
{
  gint64 version = 0;

  if (!lf_mend_read_number (self->writer, &version, error, "PRAGMA main.schema_version"))
    return FALSE;
  if (version == self->plan->schema_version)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("Another program changed the tables of the catalog since they were checked. "
                 "Nothing was changed by the repair. Check the catalog again."));
  return FALSE;
}

static gboolean
remove_orphans (Mending        *self,
                LfMendOrphans  *orphans,
                GError        **error)
{
  LfMendProof *proof = lf_mend_proof_begin (self->plan, self->writer, orphans->table, error);
  g_autofree char *text = NULL;
  guint64 n_rows;

  if (proof == NULL ||
      !lf_mend_exec (self->writer, error, "DELETE FROM main.\"%w\" AS c WHERE %s", orphans->table,
                     orphans->condition))
    return FALSE;

  n_rows = (guint64) sqlite3_changes64 (lf_writer_get_db (self->writer));
  proof->n_removed += n_rows;
  text = lf_mend_describe_orphans (orphans, n_rows, TRUE);
  lf_run_add_change (self->draft, LF_CHANGE_REMOVED, orphans->table, orphans->column, n_rows,
                     text);
  return TRUE;
}

/* Every other column must be as it was */
static LfTableContent *
read_others (Mending         *self,
             LfMendFollower  *follower,
             GError         **error)
{
  LfShapeTable *table = lf_shape_find_table (self->plan->actual, follower->table);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; i < table->columns->len; i++)
    {
      LfShapeColumn *column = g_ptr_array_index (table->columns, i);

      if (!column->generated && g_ascii_strcasecmp (column->name, follower->column) != 0)
        g_ptr_array_add (columns, column->name);
    }
  return lf_content_read_table (lf_writer_get_connection (self->writer), table->name, columns,
                                NULL, NULL, error);
}

static gboolean
follow (Mending         *self,
        LfMendFollower  *follower,
        LfMendIds       *ids,
        GError         **error)
{
  g_autoptr (LfTableContent) before = NULL;
  g_autoptr (LfTableContent) after = NULL;
  gint64 n_rows = 0;

  if (lf_mend_proof_begin (self->plan, self->writer, follower->table, error) == NULL ||
      (before = read_others (self, follower, error)) == NULL ||
      !lf_mend_ids_follow (self->writer, follower, ids, &n_rows, error) ||
      (after = read_others (self, follower, error)) == NULL)
    return FALSE;
  if (lf_table_content_equals (before, after))
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("The rows of %s would not have been the same after the repair, so it was not "
                 "done. Nothing was changed."),
               follower->table);
  return FALSE;
}

/* Ids are decided, and what refers to them follows, before any table is rebuilt */
static gboolean
make_ids (Mending      *self,
          LfMendTable  *table,
          LfMendIds    *ids,
          GError      **error)
{
  LfShapeColumn *id = table->has_numbers ? lf_shape_table_get_rowid_column (table->wanted) : NULL;
  gint64 n_odd = (gint64) table->n_new_ids;

  if (table->work != LF_MEND_REBUILD || !table->map_ids)
    return TRUE;
  if (n_odd == 0 && lf_shape_table_find_column (table->actual, id->name) != NULL &&
      !lf_mend_read_number (self->writer, &n_odd, error,
                            "SELECT count(*) FROM main.\"%w\" WHERE typeof(\"%w\") <> 'integer'",
                            table->actual->name, id->name))
    return FALSE;
  if (n_odd == 0 || table->rowid == NULL)
    return TRUE;
  if (!lf_mend_ids_make (self->writer, table, ids, error))
    return FALSE;

  for (guint i = 0; i < table->followers->len; i++)
    {
      LfMendFollower *follower = g_ptr_array_index (table->followers, i);
      gboolean followed = FALSE;

      if (!lf_mend_ids_are_followed (self->writer, follower, ids, &followed, error) ||
          (followed && !follow (self, follower, ids, error)))
        return FALSE;
    }
  return ids->n_moved == 0 ||
         lf_mend_ids_describe (self->writer, table, ids, self->draft, self->lines, error);
}

static gboolean
run_all (Mending    *self,
         GPtrArray  *statements,
         GError    **error)
{
  for (guint i = 0; i < statements->len; i++)
    if (!lf_writer_exec (self->writer, g_ptr_array_index (statements, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
create_indexes (Mending      *self,
                LfMendTable  *table,
                GPtrArray    *definitions,
                GError      **error)
{
  for (guint i = 0; i < definitions->len; i++)
    {
      begin_part (self, COST_INDEX * (double) table->n_rows);
      if (!lf_writer_create_index (self->writer, table->actual->name,
                                   g_ptr_array_index (definitions, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
create_table (Mending      *self,
              LfMendTable  *table,
              GError      **error)
{
  return lf_writer_exec (self->writer, table->definition, error) &&
         run_all (self, table->indexes, error);
}

static gboolean
add_columns (Mending      *self,
             LfMendTable  *table,
             GError      **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *column =
        lf_mend_ddl_compose_column (table, g_ptr_array_index (table->columns, i));

      if (!lf_mend_exec (self->writer, error, "ALTER TABLE main.\"%w\" ADD COLUMN %s",
                         table->actual->name, column))
        return FALSE;
    }
  return TRUE;
}

/* The definitions of what goes with the old table, in the order in which they were made */
static GPtrArray *
list_definitions (Mending      *self,
                  LfMendTable  *table,
                  const char   *type,
                  GError      **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LfMendStatement) stmt =
    lf_mend_prepare (self->writer, error,
                     "SELECT name, sql FROM main.sqlite_schema WHERE type = %Q"
                     " AND tbl_name = %Q COLLATE NOCASE AND sql IS NOT NULL ORDER BY rowid",
                     type, table->actual->name);
  gboolean has_row = FALSE;

  while (stmt != NULL)
    {
      const char *name;
      gboolean is_spare = FALSE;

      if (!lf_mend_step (self->writer, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);

      name = (const char *) sqlite3_column_text (stmt, 0);
      for (guint i = 0; i < table->spares->len; i++)
        is_spare |= g_ascii_strcasecmp (name, g_ptr_array_index (table->spares, i)) == 0;
      if (!is_spare)
        g_ptr_array_add (list, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
    }
  return NULL;
}

static gboolean
read_sequence (Mending      *self,
               LfMendTable  *table,
               gint64       *sequence,
               GError      **error)
{
  *sequence = 0;
  return !table->actual->autoincrement ||
         lf_mend_read_number (self->writer, sequence, error,
                              "SELECT seq FROM main.sqlite_sequence"
                              " WHERE name = %Q COLLATE NOCASE", table->actual->name);
}

/* An id that was used once must not be used again */
static gboolean
keep_sequence (Mending      *self,
               LfMendTable  *table,
               gint64        sequence,
               GError      **error)
{
  const char *name = table->actual->name;

  if (sequence == 0)
    return TRUE;
  if (!lf_mend_exec (self->writer, error,
                     "UPDATE main.sqlite_sequence SET seq = max(seq, %lld) WHERE name = %Q",
                     sequence, name))
    return FALSE;
  return sqlite3_changes64 (lf_writer_get_db (self->writer)) > 0 ||
         lf_mend_exec (self->writer, error,
                       "INSERT INTO main.sqlite_sequence (name, seq) VALUES (%Q, %lld)", name,
                       sequence);
}

static gboolean
swap (Mending      *self,
      LfMendTable  *table,
      GError      **error)
{
  const char *name = table->actual->name;
  gint64 sequence = 0;

  return read_sequence (self, table, &sequence, error) &&
         lf_mend_run (self->writer, error, "DROP TABLE main.\"%w\"", name) &&
         lf_mend_run (self->writer, error, "ALTER TABLE main.\"%w\" RENAME TO \"%w\"",
                      table->temporary, name) &&
         keep_sequence (self, table, sequence, error);
}

static gboolean
rebuild (Mending      *self,
         LfMendTable  *table,
         LfMendIds    *ids,
         GError      **error)
{
  g_autoptr (GPtrArray) indexes = list_definitions (self, table, "index", error);
  g_autoptr (GPtrArray) triggers = indexes != NULL
                                     ? list_definitions (self, table, "trigger", error)
                                     : NULL;
  double n_rows = (double) table->n_rows;
  LfMendProof *proof;

  if (triggers == NULL)
    return FALSE;

  proof = needs_proof (table, ids)
            ? lf_mend_proof_begin (self->plan, self->writer, table->actual->name, error)
            : lf_mend_proof_find (self->plan, table->actual->name);
  if (proof == NULL)
    return FALSE;

  if (!lf_writer_exec (self->writer, table->definition, error))
    return FALSE;
  begin_part (self, n_rows + COST_ANY);
  return lf_mend_copy_rows (self->writer, table, ids->n_moved > 0 ? ids : NULL, &table->n_rows,
                            error) &&
         swap (self, table, error) &&
         create_indexes (self, table, indexes, error) && run_all (self, triggers, error);
}

static gboolean
mend_table (Mending      *self,
            LfMendTable  *table,
            LfMendIds    *ids,
            GError      **error)
{
  switch (table->work)
    {
    case LF_MEND_CREATE:
      return create_table (self, table, error);
    case LF_MEND_ADD_COLUMNS:
      lf_mend_proof_find (self->plan, table->actual->name);
      return add_columns (self, table, error);
    case LF_MEND_REBUILD:
      return rebuild (self, table, ids, error);
    case LF_MEND_NOTHING:
    default:
      return TRUE;
    }
}

static void
tell_columns (Mending     *self,
              LfMendTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      LfMendColumn *column = g_ptr_array_index (table->columns, i);
      g_autofree char *text = lf_mend_describe_column (table, column, TRUE);

      lf_run_add_change (self->draft, LF_CHANGE_CREATED, table->wanted->name,
                         column->wanted->name, table->n_rows, text);
    }
}

static void
tell_table (Mending     *self,
            LfMendTable *table)
{
  const char *name = table->wanted->name;

  if (table->work == LF_MEND_ADD_COLUMNS)
    tell_columns (self, table);
  else if (table->work != LF_MEND_NOTHING)
    {
      g_autofree char *text = lf_mend_describe_table (table, TRUE);

      lf_run_add_change (self->draft,
                         table->work == LF_MEND_CREATE ? LF_CHANGE_CREATED : LF_CHANGE_REBUILT,
                         name, NULL, table->n_rows, text);
    }

  for (guint i = 0; i < table->spares->len; i++)
    {
      const char *index = g_ptr_array_index (table->spares, i);
      g_autofree char *shown = lf_names_show (index);
      g_autofree char *text = g_strdup_printf (_("The index %s of %s was dropped; the primary key "
                                                 "is the same."), shown, name);

      lf_run_add_change (self->draft, LF_CHANGE_DROPPED, name, index, 0, text);
    }

  for (guint i = 0; i < table->flaws->len; i++)
    {
      LfMendFlaw *flaw = g_ptr_array_index (table->flaws, i);

      lf_run_add_change (self->draft, LF_CHANGE_NOT_RESTORABLE, flaw->table, flaw->name,
                         flaw->count, flaw->text);
    }
}

/* Everything that was there is there, but for what was dropped on purpose, and word for word where
 * it was not rebuilt */
static gboolean
check_objects (Mending  *self,
               GError  **error)
{
  g_autoptr (LfMendStatement) stmt =
    lf_mend_prepare (self->writer, error,
                     "SELECT o.name FROM temp.lf_objects AS o WHERE NOT EXISTS"
                     " (SELECT 1 FROM main.sqlite_schema AS s WHERE s.type = o.type"
                     " AND s.name = o.name AND (o.type = 'table' OR s.sql = o.sql))");
  gboolean has_row = FALSE;

  while (stmt != NULL && lf_mend_step (self->writer, stmt, &has_row, error))
    {
      const char *name = has_row ? (const char *) sqlite3_column_text (stmt, 0) : NULL;
      gboolean is_spare = FALSE;

      if (name == NULL)
        return TRUE;

      for (guint i = 0; i < self->plan->tables->len && !is_spare; i++)
        {
          LfMendTable *table = g_ptr_array_index (self->plan->tables, i);

          for (guint j = 0; j < table->spares->len; j++)
            is_spare |= g_str_equal (g_ptr_array_index (table->spares, j), name);
        }
      if (is_spare)
        continue;

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("%s would not have been the same after the repair, so it was not done. "
                     "Nothing was changed."),
                   name);
      return FALSE;
    }
  return FALSE;
}

static gboolean
mend_all (Mending  *self,
          GError  **error)
{
  g_autoptr (LfMendLinks) links = NULL;
  GPtrArray *tables = self->plan->tables;

  if (!check_unchanged (self, error) ||
      !lf_mend_exec (self->writer, error,
                     "CREATE TEMP TABLE lf_objects AS SELECT type, name, sql"
                     " FROM main.sqlite_schema WHERE sql IS NOT NULL"))
    return FALSE;

  for (guint i = 0; i < self->plan->orphans->len; i++)
    if (!remove_orphans (self, g_ptr_array_index (self->plan->orphans, i), error))
      return FALSE;

  links = lf_mend_links_count (self->writer, self->plan, error);
  if (links == NULL)
    return FALSE;

  for (guint i = 0; i < tables->len; i++)
    if (!make_ids (self, g_ptr_array_index (tables, i),
                   &g_array_index (self->ids, LfMendIds, i), error))
      return FALSE;

  for (guint i = 0; i < tables->len; i++)
    {
      if (!mend_table (self, g_ptr_array_index (tables, i),
                       &g_array_index (self->ids, LfMendIds, i), error))
        return FALSE;
      tell_table (self, g_ptr_array_index (tables, i));
    }

  begin_part (self, COST_ANY);
  return lf_mend_links_check (links, self->writer, self->plan, error) &&
         check_objects (self, error) && lf_mend_proofs_end (self->plan, self->writer, error);
}

static void
tell (Mending *self,
      LfRun   *run)
{
  for (guint i = 0; i < self->draft->changes->len; i++)
    {
      LfChange *change = g_ptr_array_index (self->draft->changes, i);

      lf_run_add_change (run, change->kind, change->table, change->name, change->count,
                         change->text);
    }
  for (guint i = 0; i < self->lines->len; i++)
    lf_job_log (lf_writer_get_job (self->writer), "%s",
                (const char *) g_ptr_array_index (self->lines, i));
}

/* Temporary tables are rolled back with the rest, but not committed away */
static gboolean
tidy_up (Mending  *self,
         GError  **error)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (!lf_mend_exec (self->writer, error, "DROP TABLE IF EXISTS temp.lf_moved_%u", i) ||
        !lf_mend_exec (self->writer, error, "DROP TABLE IF EXISTS temp.lf_followed_%u", i))
      return FALSE;
  return lf_mend_exec (self->writer, error, "DROP TABLE temp.lf_objects");
}

/**
 * lf_mend_tables:
 * @self: a plan
 * @writer: a writer that is in no transaction
 * @run: to which is added what was changed, and what could not be
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Does to the tables what is planned, in one transaction. Every row that is copied is compared with
 * what it was, every index, trigger and view is there again, and nothing refers to nothing that did
 * not before; otherwise, and on any error or when it is cancelled, the catalog is as it was. Up to
 * a thousand rows of each table that got another id are listed in the log of the writer's job,
 * which is also told how far it is. On the writer's thread.
 *
 * Returns: whether it is done
 */
gboolean
lf_mend_tables (LfMendPlan  *self,
                LfWriter    *writer,
                LfRun       *run,
                GError     **error)
{
  g_autoptr (LfRun) draft = lf_run_new (run->kind, run->catalog);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (LfMendIds));
  Mending mending = { .plan = self, .writer = writer, .draft = draft, .lines = lines, .ids = ids };

  if (!lf_mend_plan_has_tables (self))
    return TRUE;

  g_array_set_size (ids, self->tables->len);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (ids, LfMendIds, i).number = i;
  g_ptr_array_set_size (self->proofs, 0);
  estimate (&mending);

  /* A statement that failed may have left the transaction open */
  if (!lf_writer_exec (writer, PREPARE, error) || !lf_writer_begin (writer, error) ||
      !mend_all (&mending, error) || !tidy_up (&mending, error))
    {
      g_ptr_array_set_size (self->proofs, 0);
      lf_writer_roll_back (writer);
      lf_mend_set (writer, TIDY_UP);
      return FALSE;
    }

  begin_part (&mending, mending.cost);
  if (!lf_writer_commit (writer, error))
    {
      g_ptr_array_set_size (self->proofs, 0);
      lf_mend_set (writer, TIDY_UP);
      return FALSE;
    }

  tell (&mending, run);
  lf_mend_set (writer, TIDY_UP);
  return TRUE;
}
