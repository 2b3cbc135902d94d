/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Removals from random sessions, compared with a look at one frame after the other */

#include <math.h>
#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-removal.h"
#include "lf-test-support.h"

#define N_RANDOM_SESSIONS 200
#define N_RANDOM_FRAMES 2500
#define N_RANDOM_LINKS 9000

typedef struct
{
  LfTestFolder  *folder;
  LfTestCatalog *catalog;
  char          *path;
  LfConnection  *connection;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = lf_test_folder_new ();
  self->catalog = lf_test_catalog_new (self->folder, "catalog.db", GPOINTER_TO_UINT (data), FALSE);
  self->path = g_strdup (self->catalog->path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->connection, lf_connection_close);
  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static LfConnection *
open_catalog (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (self->catalog != NULL)
    {
      g_clear_pointer (&self->catalog, lf_test_catalog_close);
      self->connection = lf_edit_open (self->path, NULL, &error);
      g_assert_no_error (error);
      sqlite3_exec (lf_connection_get_db (self->connection), "PRAGMA synchronous=OFF", NULL,
                    NULL, NULL);
    }
  return self->connection;
}

static gint64
add (Fixture    *self,
     const char *session,
     const char *type,
     const char *object,
     const char *changes)
{
  gint64 id = lf_test_catalog_add_frame (
    self->catalog, &(LfTestFrame) { session, type, object, "Ha", 300, "N1" });

  lf_test_catalog_exec (self->catalog,
                        "UPDATE fits_files SET camera = 'Cam', telescope = 'Tele' WHERE id = %lld",
                        id);
  if (changes != NULL)
    lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET %s WHERE id = %lld", changes, id);
  return id;
}

/* All that the two tables have that a removal changes, in a text */
static char *
dump (Fixture    *self,
      const char *session)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  GString *text = g_string_new (NULL);

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "SELECT quote(id) || quote(processing_session_id) || quote(fits_file_id)"
                      " || quote(original_path) || quote(original_filename) || quote(staged_path)"
                      " || quote(staged_filename) || quote(subfolder) || quote(created_at)"
                      " || quote(file_size) || quote(frame_type)"
                      " FROM processing_session_files"
                      " WHERE ?1 IS NULL OR processing_session_id = ?1"
                      " UNION ALL SELECT 'P' || quote(id) || quote(objects) || quote(name)"
                      " FROM processing_sessions WHERE ?1 IS NULL OR id = ?1 ORDER BY 1",
                      -1, &stmt, NULL);
  if (session != NULL)
    sqlite3_bind_text (stmt, 1, session, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
take_back (Fixture *self,
           LfUndo  *undo)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_undo_apply (undo, self->connection, &error));
  g_assert_no_error (error);
}

static const char *
pick (const char *const *texts,
      guint              n)
{
  return texts[g_test_rand_int_range (0, (gint32) n)];
}

static void
add_random (Fixture *self)
{
  static const char *types[] = { "LIGHT", "LIGHT", "light", "DARK", "DARK", "FLAT",
                                 "FLAT",  "BIAS",  "bias",  "x",    NULL };
  static const char *objects[] = { "M 31", "M 31", "M 33", "m 31", "", " ", NULL };
  static const char *cameras[] = { "'A'", "'a '", "'B'", "'B'", "NULL", "'UNKNOWN'", "'none'" };
  static const char *filters[] = { "'Ha'", "'ha'", "'L'", "NULL", "''", "' UNKNOWN'", "'NONE'" };
  static const char *exposures[] = { "300", "300.0004", "60", "0", "NULL", "-5", "'long'",
                                     "9e999" };

  for (guint i = 0; i < N_RANDOM_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%u", i);

      lf_test_catalog_add_session (self->catalog, id, id);
      lf_test_catalog_exec (self->catalog,
                            "UPDATE processing_sessions SET objects = %Q WHERE id = %Q",
                            i % 3 == 0 ? "[broken" : "[\"M 31\",\"M 33\",\"M 31\",null]", id);
    }
  for (guint i = 0; i < N_RANDOM_FRAMES; i++)
    {
      g_autofree char *change = g_strdup_printf (
        "camera = %s, telescope = %s, filter = %s, exposure = %s",
        pick (cameras, G_N_ELEMENTS (cameras)), pick (cameras, G_N_ELEMENTS (cameras)),
        pick (filters, G_N_ELEMENTS (filters)), pick (exposures, G_N_ELEMENTS (exposures)));

      add (self, NULL, pick (types, G_N_ELEMENTS (types)),
           pick (objects, G_N_ELEMENTS (objects)), change);
    }
  for (guint i = 0; i < N_RANDOM_LINKS; i++)
    {
      /* Some have a few frames only, so that often none remains */
      int n = g_test_rand_int_range (0, N_RANDOM_SESSIONS);
      g_autofree char *id = g_strdup_printf ("R%d", i % 2 == 0 ? n : n * n / N_RANDOM_SESSIONS);

      lf_test_catalog_link (self->catalog, id, g_test_rand_int_range (1, N_RANDOM_FRAMES + 50),
                            NULL);
    }
}

/* A frame of a session, read without any thought */
typedef struct
{
  gint64 id;
  gboolean has_frame;
  char *type;
  char *object;
  char *camera;
  char *telescope;
  char *filter;
  double exposure;
} Row;

static char *
known (sqlite3_stmt *stmt,
       int           column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);
  char *bare = g_ascii_strup (text != NULL ? text : "", -1);

  g_strstrip (bare);
  if (*bare == '\0' || strcmp (bare, "UNKNOWN") == 0 || strcmp (bare, "NONE") == 0)
    g_clear_pointer (&bare, g_free);
  return bare;
}

static void
row_clear (Row *row)
{
  g_free (row->type);
  g_free (row->object);
  g_free (row->camera);
  g_free (row->telescope);
  g_free (row->filter);
}

static GArray *
read_rows (sqlite3    *db,
           const char *session)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  sqlite3_stmt *stmt = NULL;

  g_array_set_clear_func (rows, (GDestroyNotify) row_clear);
  sqlite3_prepare_v2 (db,
                      "SELECT l.id, f.id, f.frame_type, f.object, f.camera, f.telescope, f.filter,"
                      " f.exposure FROM processing_session_files AS l"
                      " LEFT JOIN fits_files AS f ON f.id = l.fits_file_id"
                      " WHERE l.processing_session_id = ?1 ORDER BY l.id",
                      -1, &stmt, NULL);
  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *type = (const char *) sqlite3_column_text (stmt, 2);
      Row row = {
        .id = sqlite3_column_int64 (stmt, 0),
        .has_frame = sqlite3_column_type (stmt, 1) != SQLITE_NULL,
        .type = type != NULL ? g_ascii_strup (type, -1) : g_strdup (""),
        .object = g_strdup ((const char *) sqlite3_column_text (stmt, 3)),
        .camera = known (stmt, 4),
        .telescope = known (stmt, 5),
        .filter = known (stmt, 6),
        .exposure = sqlite3_column_type (stmt, 7) == SQLITE_INTEGER ||
                        sqlite3_column_type (stmt, 7) == SQLITE_FLOAT
                      ? sqlite3_column_double (stmt, 7)
                      : 0,
      };

      if (!(row.exposure > 0 && isfinite (row.exposure)))
        row.exposure = 0;
      g_array_append_val (rows, row);
    }
  sqlite3_finalize (stmt);
  return rows;
}

static gboolean
may_be_same (const char *a,
             const char *b)
{
  return a == NULL || b == NULL || strcmp (a, b) == 0;
}

static gboolean
may_need (const Row *light,
          const Row *other)
{
  if (!may_be_same (light->camera, other->camera))
    return FALSE;
  if (strcmp (other->type, "DARK") == 0)
    return light->exposure == 0 || other->exposure == 0 ||
           round (light->exposure * 1000) == round (other->exposure * 1000);
  if (strcmp (other->type, "FLAT") == 0)
    return may_be_same (light->telescope, other->telescope) &&
           may_be_same (light->filter, other->filter);
  return TRUE;
}

static gboolean
is_light (const Row *row)
{
  return strcmp (row->type, "LIGHT") == 0;
}

/* Row after row, as the issue says it */
static GArray *
list_what_goes (GArray     *rows,
                const char *object)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean any = FALSE;
  gboolean remains = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      gboolean goes = is_light (row) && g_strcmp0 (row->object, object) == 0;

      any |= goes;
      remains |= is_light (row) && !goes;
    }

  for (guint i = 0; i < rows->len && any; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      gboolean is_calibration = strcmp (row->type, "DARK") == 0 ||
                                strcmp (row->type, "FLAT") == 0 ||
                                strcmp (row->type, "BIAS") == 0;
      gboolean goes = !remains || (is_light (row) && g_strcmp0 (row->object, object) == 0);

      if (!goes && is_calibration)
        {
          goes = TRUE;
          for (guint j = 0; j < rows->len && goes; j++)
            {
              Row *light = &g_array_index (rows, Row, j);

              if (is_light (light) && g_strcmp0 (light->object, object) != 0 &&
                  may_need (light, row))
                goes = FALSE;
            }
        }
      if (goes)
        g_array_append_val (ids, row->id);
    }
  return ids;
}

static void
check_session (Fixture    *self,
               const char *session,
               const char *object)
{
  g_autoptr (GArray) rows = read_rows (lf_connection_get_db (self->connection), session);
  g_autoptr (GArray) expected = list_what_goes (rows, object);
  g_autoptr (GArray) left = NULL;
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  removal = lf_removal_new (self->connection, session, object, &error);
  if (expected->len == 0)
    {
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpmem (removal->ids->data, removal->ids->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));

  before = dump (self, session);
  g_assert_true (lf_removal_apply (removal, self->connection, TRUE, &undo, &error));
  g_assert_no_error (error);
  left = read_rows (lf_connection_get_db (self->connection), session);
  g_assert_cmpuint (left->len, ==, rows->len - expected->len);

  take_back (self, undo);
  after = dump (self, session);
  g_assert_cmpstr (after, ==, before);
}

/* Run it again with --seed and the seed it reports */
static void
test_random (Fixture       *self,
             gconstpointer  data)
{
  static const char *objects[] = { "M 31", "M 33", "m 31" };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_random (self);
  open_catalog (self);
  before = dump (self, NULL);
  for (guint i = 0; i < N_RANDOM_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%u", i);

      check_session (self, id, pick (objects, G_N_ELEMENTS (objects)));
    }
  after = dump (self, NULL);
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  for (LfTestLayout layout = 0; layout < LF_TEST_MIGRATED; layout++)
    {
      g_autofree char *path = g_strdup_printf ("/removal-model/%s",
                                               lf_test_layout_get_name (layout));

      g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, test_random, tear_down);
    }

  return g_test_run ();
}
