/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-new-session.h"
#include "catalog/lf-session-id.h"
#include "lf-test-mend.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  gint64        frames[6];
  LfConnection *connection;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  static const char *const objects[] = { "M 33", "M 31", "M 31", "UNKNOWN", "M 31", NULL };
  g_autoptr (LfTestCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = lf_test_folder_new ();
  catalog = lf_test_catalog_new (self->folder, "some.db", GPOINTER_TO_UINT (data), FALSE);
  self->path = g_strdup (catalog->path);
  lf_test_catalog_add_session (catalog, "20250101_0000000A", "Old");
  lf_test_catalog_add_session (catalog, "20250102_0000000B", "Old");
  lf_test_catalog_add_session (catalog, "20250103_0000000C", "Old");
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET folder_path ="
                        " '/astro/Processing/' || id || '/' WHERE id < '20250103'");
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET folder_path = '/elsewhere/x'"
                        " WHERE id > '20250103'");
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    self->frames[i] = lf_test_catalog_add_frame (
      catalog, &(LfTestFrame) { "20250101_0000000A", i == 4 ? "DARK" : "LIGHT", objects[i], "Ha",
                                60, "N1" });
  g_clear_pointer (&catalog, lf_test_catalog_close);
  self->connection = lf_edit_open (self->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->connection, lf_connection_close);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static char *
dump (Fixture *self)
{
  g_autofree char *sessions = lf_test_dump (self->path, "processing_sessions", NULL);
  g_autofree char *links = lf_test_dump (self->path, "processing_session_files", NULL);

  return g_strjoin ("\n", sessions, links, NULL);
}

static LfUndo *
make (Fixture      *self,
      LfNewSession *session)
{
  g_autoptr (GError) error = NULL;
  LfUndo *undo = NULL;

  lf_new_session_make (session, self->connection, &undo, &error);
  g_assert_no_error (error);
  g_assert_nonnull (undo);
  return undo;
}

static void
assert_query (Fixture    *self,
              const char *sql,
              const char *expected)
{
  g_autofree char *text = lf_test_query (self->path, sql);

  g_assert_cmpstr (g_strstrip (text), ==, expected);
}

static void
take_back (Fixture *self,
           LfUndo  *undo)
{
  g_autoptr (GError) error = NULL;

  lf_undo_apply (undo, self->connection, &error);
  g_assert_no_error (error);
}

#define ROW                                                                                       \
  "SELECT quote(name), quote(folder_path) = quote('/astro/Processing/' || id), quote(objects),"   \
  " quote(notes), quote(status), quote(version), quote(primary_target), created_at = updated_at," \
  " created_at LIKE '____-__-__ __:__:__.______',"                                                \
  " coalesce(processing_started, processing_completed, astrobin_url, social_urls, target_type,"   \
  " image_type, ra, dec, total_integration_seconds, date_range_start, date_range_end) IS NULL"    \
  " FROM processing_sessions WHERE name LIKE 'New%'"

static void
test_frames (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfNewSession) session = lf_new_session_new (self->frames,
                                                         G_N_ELEMENTS (self->frames));
  g_autofree char *before = dump (self);
  g_autofree char *after = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_new_session_load_folder (session, self->connection, &error));
  g_assert_no_error (error);
  lf_new_session_set_text (session, "  New 'one' ", "Two\nlines");
  undo = make (self, session);
  /* As many lights each, so by name after that: M 31 has two, M 33 one */
  assert_query (self, ROW,
                "'New ''one'''|1|'[\"M 31\", \"M 33\"]'|'Two\nlines'|'not_started'|1|'M 31'|1|1|1");
  assert_query (self,
                "SELECT count(*), count(DISTINCT l.fits_file_id), sum(l.frame_type = 'DARK'),"
                " sum(l.subfolder = 'raw/lights'), min(l.created_at = p.created_at),"
                " min(l.staged_path = p.folder_path || '/' || l.subfolder || '/' ||"
                " l.staged_filename)"
                " FROM processing_sessions AS p JOIN processing_session_files AS l"
                " ON l.processing_session_id = p.id WHERE p.name LIKE 'New%'",
                "6|6|1|5|1|1");
  take_back (self, undo);
  after = dump (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LfNewSession) session = lf_new_session_new (NULL, 0);
  g_autofree char *before = dump (self);
  g_autofree char *after = NULL;
  g_autoptr (LfUndo) undo = NULL;

  lf_new_session_set_text (session, "New", "");
  undo = make (self, session);
  assert_query (self, ROW, "'New'|0|'[]'|NULL|'not_started'|1|NULL|1|1|1");
  take_back (self, undo);
  after = dump (self);
  g_assert_cmpstr (after, ==, before);
}

/* Taken back only as long as it is what was made */
static void
test_used (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfNewSession) session = lf_new_session_new (NULL, 0);
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;

  lf_new_session_set_text (session, "New", NULL);
  undo = make (self, session);
  sql = g_strdup_printf ("UPDATE processing_session_files SET processing_session_id = '%s'",
                         session->id);
  lf_test_exec (self->path, sql);
  g_assert_false (lf_undo_apply (undo, self->connection, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  assert_query (self, "SELECT count(*) FROM processing_sessions", "4");
}

static void
assert_not_made (Fixture      *self,
                 LfNewSession *session)
{
  g_autofree char *before = dump (self);
  g_autofree char *after = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_new_session_make (session, self->connection, &undo, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT);
  after = dump (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfNewSession) session = lf_new_session_new (self->frames, 2);
  g_autofree char *long_name = g_strnfill (256, 'x');
  gint64 gone = 98765;

  g_assert_nonnull (lf_new_session_find_fault (session));
  lf_new_session_set_text (session, " \n\t", NULL);
  g_assert_nonnull (lf_new_session_find_fault (session));
  lf_new_session_set_text (session, long_name, NULL);
  g_assert_nonnull (lf_new_session_find_fault (session));
  lf_new_session_set_text (session, "New", NULL);
  g_assert_null (lf_new_session_find_fault (session));

  g_array_append_val (session->frames, gone);
  assert_not_made (self, session);
  g_array_set_size (session->frames, 2);
  g_free (session->id);
  session->id = g_strdup ("20250102_0000000B");
  assert_not_made (self, session);
}

static void
add (const char *name,
     void      (*func) (Fixture       *self,
                        gconstpointer  data))
{
  static const LfTestLayout layouts[] = { LF_TEST_LAYOUT_1, LF_TEST_LAYOUT_2 };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/new-session/%s/%s",
                                               lf_test_layout_get_name (layouts[i]), name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (layouts[i]), set_up, func, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);
  add ("frames", test_frames);
  add ("empty", test_empty);
  add ("used", test_used);
  add ("refused", test_refused);
  return g_test_run ();
}
