/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-operation-check.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-program.h"

/* SQLite stops after as many complaints; one alone is reason enough */
#define QUICK_CHECK "PRAGMA main.quick_check(100)"
#define FULL_CHECK "PRAGMA main.integrity_check(100)"
#define KEY_CHECK "PRAGMA main.foreign_key_check"
#define TABLE_ROOTS "maintenance/table-roots"

/* First it walks over all pages, then over the rows of each table. The first of these would read
 * the file in whatever order its pages are in, which takes many times as long from a disk as reading
 * it from beginning to end. */
enum
{
  READ,
  WALK,
  ROWS,
  KEYS,
  N_PHASES
};

/* Seconds a byte, an instruction and a look-up: measured with 250,000 frames */
#define READ_SECONDS 0.24e-9
#define WALK_SECONDS 0.6e-9
#define STEP_SECONDS 14e-9
#define SEEK_SECONDS 650e-9

/* What takes longer does not come from memory: then it says nothing about the rest */
#define COLD_SECONDS 1.5e-9

/* Until the rows are counted: seconds a byte of the file */
#define QUICK_SECONDS 2e-9
#define FULL_SECONDS 9e-9

#define READ_BYTES (256 * 1024)

/* A part of the walk over the rows: a table */
typedef struct
{
  guint64 n_rows;
  guint64 steps;
  double  seconds;
} Portion;

struct _LfFileCheck
{
  LfMeter      *meter;
  LfConnection *connection;
  LfOperation   operation;
  const char   *sql;
  guint64       bytes;          /* of the file */
  guint64       used;           /* of them, in pages that are not free */
  GArray       *portions;
  guint64       n_rows;
  double        row_seconds;
  guint64       key_steps;
  double        key_seconds;
};

static GHashTable *
count_rows (LfFileCheck *self)
{
  GHashTable *rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (LfRead) stmt = lf_connection_prepare (self->connection, TABLE_ROOTS, NULL);

  /* In a damaged file they may not be countable; then its check will say why */
  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      gint64 root = sqlite3_column_int64 (stmt, 1);
      guint64 n_rows = 0;

      if (lf_compose_count_rows (self->connection, (const char *) sqlite3_column_text (stmt, 0),
                                 &n_rows, NULL))
        g_hash_table_insert (rows, g_memdup2 (&root, sizeof root),
                             g_memdup2 (&n_rows, sizeof n_rows));
    }
  return rows;
}

static Portion
weigh_loop (const LfProgramLoop *loop,
            GHashTable          *rows)
{
  const guint64 *n_rows = g_hash_table_lookup (rows, &loop->root_page);
  Portion portion = { .n_rows = n_rows != NULL ? *n_rows : 0 };

  portion.steps = portion.n_rows * loop->steps;
  portion.seconds = (double) portion.steps * STEP_SECONDS +
                    (double) (portion.n_rows * loop->seeks) * SEEK_SECONDS;
  return portion;
}

static void
look_at_rows (LfFileCheck *self)
{
  g_autoptr (GHashTable) rows = count_rows (self);
  g_autoptr (GArray) loops = lf_program_list_loops (self->connection, self->sql);
  g_autoptr (GArray) key_loops = lf_program_list_loops (self->connection, KEY_CHECK);

  for (guint i = 0; i < loops->len; i++)
    {
      Portion portion = weigh_loop (&g_array_index (loops, LfProgramLoop, i), rows);

      self->n_rows += portion.n_rows;
      self->row_seconds += portion.seconds;
      g_array_append_val (self->portions, portion);
    }

  for (guint i = 0; i < key_loops->len; i++)
    {
      Portion portion = weigh_loop (&g_array_index (key_loops, LfProgramLoop, i), rows);

      self->key_steps += portion.steps;
      self->key_seconds += portion.seconds;
    }

  lf_pace_expect (&self->operation.pace, ROWS, self->row_seconds);
  lf_pace_expect (&self->operation.pace, KEYS, self->key_seconds);
}

static void
look_at_pages (LfFileCheck *self)
{
  gint64 page_size = 0;
  gint64 n_pages = 0;
  gint64 n_free = 0;

  lf_compose_read_pragma (self->connection, "page_size", &page_size, NULL);
  lf_compose_read_pragma (self->connection, "page_count", &n_pages, NULL);
  lf_compose_read_pragma (self->connection, "freelist_count", &n_free, NULL);
  self->bytes = (guint64) (n_pages * page_size);
  self->used = (guint64) (MAX (n_pages - n_free, 1) * page_size);
}

static void
report_bytes (LfFileCheck *self,
              guint        phase,
              const char  *format,
              guint64      done,
              guint64      all)
{
  g_autofree char *detail = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  detail = lf_operation_describe_bytes (format, done, all);
#pragma GCC diagnostic pop
  lf_operation_report (&self->operation, phase, (double) done / (double) MAX (all, 1), detail);
}

/* Tables take their time each; their instructions tell which of them it is at */
static void
report_rows (LfFileCheck *self,
             guint64      steps)
{
  g_autofree char *all = lf_format_count (self->n_rows);
  g_autofree char *rows = NULL;
  g_autofree char *detail = NULL;
  double n_rows = 0;
  double seconds = 0;

  for (guint i = 0; i < self->portions->len; i++)
    {
      const Portion *portion = &g_array_index (self->portions, Portion, i);
      guint64 within = MIN (steps, portion->steps);
      double share = portion->steps > 0 ? (double) within / (double) portion->steps : 0;

      steps -= within;
      seconds += share * portion->seconds;
      n_rows += share * (double) portion->n_rows;
    }

  rows = lf_format_count ((guint64) n_rows);
  /* Translators: such as “15,676 of 25,285 rows compared” */
  detail = g_strdup_printf (_("%s of %s rows compared"), rows, all);
  lf_operation_report (&self->operation, ROWS, seconds / MAX (self->row_seconds, 1e-9), detail);
}

static void
measure_reading (LfOperation         *operation,
                 const LfMeterCounts *counts,
                 gpointer             data)
{
  LfFileCheck *self = data;
  double seconds = lf_operation_get_seconds (operation);

  lf_pace_set_apart (&operation->pace, READ,
                     seconds > (double) counts->read[LF_METER_MAIN] * COLD_SECONDS);
  /* Translators: such as “read 12.3 MB of 46.8 MB” */
  report_bytes (self, READ, _("read %s of %s"), counts->read[LF_METER_MAIN], self->bytes);
}

static void
measure_check (LfOperation         *operation,
               const LfMeterCounts *counts,
               gpointer             data)
{
  LfFileCheck *self = data;

  if (operation->n_steps > 0)
    report_rows (self, operation->n_steps);
  else
    /* Translators: such as “looked through 12.3 MB of 46.8 MB” */
    report_bytes (self, WALK, _("looked through %s of %s"),
                  counts->read[LF_METER_MAIN] + counts->read[LF_METER_WAL], self->used);
}

static void
measure_keys (LfOperation         *operation,
              const LfMeterCounts *counts,
              gpointer             data)
{
  LfFileCheck *self = data;
  double done = (double) operation->n_steps / (double) MAX (self->key_steps, 1);

  lf_operation_report (operation, KEYS, done, _("comparing links"));
}

/* What does not fit into memory would be gone again when it is needed */
static gboolean
fits_into_memory (guint64 bytes)
{
  long pages = sysconf (_SC_PHYS_PAGES);
  long page_size = sysconf (_SC_PAGESIZE);

  return pages > 0 && page_size > 0 && bytes < (guint64) pages * (guint64) page_size / 2;
}

/* Through SQLite's own file: to open it a second time and close it would end the locks on it */
static void
read_file (LfFileCheck *self)
{
  g_autofree char *buffer = g_malloc (READ_BYTES);
  sqlite3_file *file = NULL;

  if (!fits_into_memory (self->bytes))
    return;

  sqlite3_file_control (lf_connection_get_db (self->connection), "main",
                        SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == NULL || file->pMethods == NULL)
    return;

  /* A file that shrinks meanwhile, or cannot be read, is for the check to tell of */
  for (guint64 offset = 0; offset + READ_BYTES <= self->bytes; offset += READ_BYTES)
    if (file->pMethods->xRead (file, buffer, READ_BYTES, (sqlite3_int64) offset) != SQLITE_OK)
      break;
}

static void
begin (LfFileCheck *self,
       LfJob       *job,
       gboolean     full)
{
  const double seconds[N_PHASES] = {
    [READ] = (double) self->bytes * READ_SECONDS,
    [WALK] = (double) self->used * WALK_SECONDS,
    [ROWS] = (double) self->bytes * (full ? FULL_SECONDS : QUICK_SECONDS),
  };

  lf_operation_begin (&self->operation, self->connection, self->meter, job);
  lf_operation_expect (&self->operation, seconds, N_PHASES, measure_reading, self);
}

/**
 * lf_file_check_new:
 * @path: a catalog
 * @job: told how far it is, and stops it
 * @full: whether indexes are compared with their tables, too
 * @error: where to put an error
 *
 * Opens a catalog to be checked, and reads all of it into memory as far as there is room.
 *
 * Returns: (transfer full) (nullable): a check
 */
LfFileCheck *
lf_file_check_new (const char  *path,
                   LfJob       *job,
                   gboolean     full,
                   GError     **error)
{
  g_autoptr (LfFileCheck) self = g_new0 (LfFileCheck, 1);

  self->sql = full ? FULL_CHECK : QUICK_CHECK;
  self->portions = g_array_new (FALSE, FALSE, sizeof (Portion));
  self->meter = lf_meter_new (path);
  self->connection = lf_connection_open_through (path, lf_meter_get_vfs (self->meter),
                                                 lf_job_get_cancellable (job), error);
  if (self->connection == NULL)
    return NULL;

  look_at_pages (self);
  begin (self, job, full);
  read_file (self);
  look_at_rows (self);
  return g_steal_pointer (&self);
}

/**
 * lf_file_check_free:
 * @self: (transfer full): a check
 *
 * Ends it.
 */
void
lf_file_check_free (LfFileCheck *self)
{
  if (self->operation.connection != NULL)
    lf_operation_end (&self->operation);
  g_clear_pointer (&self->connection, lf_connection_close);
  lf_meter_free (self->meter);
  g_array_unref (self->portions);
  g_free (self);
}

/**
 * lf_file_check_get_connection:
 * @self: a check
 *
 * Returns: (transfer none): the connection that it is done with
 */
LfConnection *
lf_file_check_get_connection (LfFileCheck *self)
{
  return self->connection;
}

/**
 * lf_file_check_begin_pages:
 * @self: a check
 *
 * Begins with the pages and rows.
 *
 * Returns: (transfer none): the statement to be run now
 */
const char *
lf_file_check_begin_pages (LfFileCheck *self)
{
  /* What is in memory is not read again, so that it would not be counted */
  sqlite3_db_release_memory (lf_connection_get_db (self->connection));
  lf_operation_go_on (&self->operation, measure_check);
  return self->sql;
}

/**
 * lf_file_check_begin_keys:
 * @self: a check
 *
 * Goes on with the foreign keys.
 */
void
lf_file_check_begin_keys (LfFileCheck *self)
{
  lf_operation_go_on (&self->operation, measure_keys);
}
