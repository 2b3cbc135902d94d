/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-frame-model.h"
#include "lf-test-support.h"

#define N_FRAMES 5000

typedef struct
{
  LfTestFolder *folder;
  char         *path;
  LfCatalog    *catalog;
  LfFrameModel *model;
  GString      *changes;        /* position, removed, added */
} Fixture;

typedef struct
{
  LfCatalog **catalog;
  gboolean    done;
} Opening;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;

  *opening->catalog = lf_catalog_open_finish (result, &error);
  g_assert_no_error (error);
  opening->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Opening *) data)->done;
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  static const char *columns[] = { "id", "file", NULL };
  Opening opening = { .catalog = &self->catalog };

  self->folder = lf_test_folder_new ();
  self->path = lf_test_make_catalog (self->folder, "a.db", LF_TEST_LAYOUT_2,
                                     GPOINTER_TO_INT (data));
  lf_test_exec (self->path,
                "DELETE FROM fits_files; DELETE FROM processing_session_files;"
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                " WHERE i < " G_STRINGIFY (N_FRAMES) ")"
                " INSERT INTO fits_files (id, file, folder, frame_type, object)"
                " SELECT i, printf('%05d.fits', i), '/astro', 'LIGHT', 'O' || (i % 7) FROM n;"
                "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                " original_path, original_filename, staged_path, staged_filename, subfolder)"
                " SELECT 'S1', id, '', '', '', '', '' FROM fits_files");
  lf_catalog_open_async (self->path, NULL, opened_cb, &opening);
  g_assert_true (lf_test_wait (is_done, &opening));

  self->model = lf_frame_model_new (self->catalog, columns);
  self->changes = g_string_new (NULL);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (changed_cb), self->changes);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->model);
  g_clear_object (&self->catalog);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  lf_catalog_close_all ();
  g_string_free (self->changes, TRUE);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

static gboolean
is_ready (gpointer data)
{
  return !lf_frame_model_is_loading (data);
}

static void
query (Fixture      *self,
       LfFrameQuery  query)
{
  lf_frame_model_set_query (self->model, &query);
  g_assert_true (lf_frame_model_is_loading (self->model));
  g_assert_true (lf_test_wait (is_ready, self->model));
}

static gboolean
has_row (gpointer data)
{
  return lf_frame_get_row (data) != NULL;
}

static LfFrame *
get (Fixture *self,
     guint    position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->model), position);
}

static void
assert_file (Fixture    *self,
             guint       position,
             const char *file)
{
  g_autoptr (LfFrame) frame = get (self, position);

  g_assert_true (lf_test_wait (has_row, frame));
  g_assert_cmpstr (lf_frame_row_get_text (lf_frame_get_row (frame), 1), ==, file);
  g_assert_cmpint (lf_frame_row_get_number (lf_frame_get_row (frame)), ==,
                   lf_frame_get_number (frame));
}

static void
test_lists (Fixture       *self,
            gconstpointer  data)
{
  GListModel *list = G_LIST_MODEL (self->model);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_null (g_list_model_get_item (list, 0));
  g_assert_true (g_list_model_get_item_type (list) == LF_TYPE_FRAME);

  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_cmpstr (self->changes->str, ==, "0-0+5000 ");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N_FRAMES);
  g_assert_null (g_list_model_get_item (list, N_FRAMES));
  assert_file (self, 0, "00001.fits");
  assert_file (self, N_FRAMES - 1, "05000.fits");
  assert_file (self, 2500, "02501.fits");
  g_assert_cmpint (lf_frame_model_get_number (self->model, 77), ==, 78);

  query (self, (LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "file",
                                .descending = TRUE });
  assert_file (self, 0, "05000.fits");
  query (self, (LfFrameQuery) { .session = (char *) "S1", .search = (char *) "O3" });
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 714);
  query (self, (LfFrameQuery) { .session = (char *) "no such" });
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

/* As long as somebody has a frame it is the same object */
static void
test_identity (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (LfFrame) frame = NULL;

  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  frame = get (self, 300);
  for (guint i = 0; i < N_FRAMES; i++)
    g_object_unref (get (self, i));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LfFrame) again = get (self, 300);

      g_assert_true (again == frame);
    }
}

static void
test_memory_is_flat (Fixture       *self,
                     gconstpointer  data)
{
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  for (guint i = 0; i < N_FRAMES; i++)
    g_object_unref (get (self, i));
  g_assert_cmpuint (lf_frame_model_get_n_pages (self->model), <=, 25);
  assert_file (self, 4000, "04001.fits");
  assert_file (self, 10, "00011.fits");
  g_assert_cmpuint (lf_frame_model_get_n_pages (self->model), <=, 25);
}

static void
keep_order (Fixture *self,
            guint    position,
            LfFrame *frame)
{
  g_autoptr (LfFrame) now = get (self, position);

  g_assert_true (now == frame);
}

/* Of several questions only the last is answered */
static void
test_stale (Fixture       *self,
            gconstpointer  data)
{
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_string_truncate (self->changes, 0);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *word = g_strdup_printf ("%05u", i + 1);
      LfFrameQuery one = { .session = (char *) "S1", .search = word };

      lf_frame_model_set_query (self->model, &one);
    }
  g_assert_true (lf_test_wait (is_ready, self->model));
  g_assert_cmpstr (self->changes->str, ==, "1-4999+0 ");
  assert_file (self, 0, "00020.fits");
  g_assert_null (lf_frame_model_get_error (self->model));
}

static gboolean
is_blank (gpointer data)
{
  return lf_frame_get_row (data) == NULL;
}

/* Other frames take the places of those before, whose objects they become, so that a view need not
 * make its rows anew */
static void
test_places (Fixture       *self,
             gconstpointer  data)
{
  LfFrameQuery few = { .session = (char *) "S1", .search = (char *) "0499" };
  g_autoptr (LfFrame) first = NULL;
  g_autoptr (LfFrame) later = NULL;
  g_autoptr (LfFrame) blank = NULL;

  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  first = get (self, 0);
  later = get (self, 200);
  g_assert_true (lf_test_wait (has_row, first));
  g_assert_true (lf_test_wait (has_row, later));
  g_string_truncate (self->changes, 0);

  query (self, (LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "file",
                                .descending = TRUE });
  g_assert_cmpstr (self->changes->str, ==, "");
  keep_order (self, 0, first);
  keep_order (self, 200, later);
  g_assert_cmpint (lf_frame_get_number (first), ==, 5000);
  assert_file (self, 0, "05000.fits");
  assert_file (self, 200, "04800.fits");

  query (self, few);
  g_assert_cmpstr (self->changes->str, ==, "11-4989+0 ");
  keep_order (self, 0, first);
  assert_file (self, 0, "00499.fits");
  g_assert_true (is_blank (later));
  blank = lf_frame_model_dup_frame (self->model, 11);
  g_assert_true (is_blank (blank));

  g_string_truncate (self->changes, 0);
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_cmpstr (self->changes->str, ==, "11-0+4989 ");
  keep_order (self, 11, blank);
  keep_order (self, 200, later);
  assert_file (self, 11, "00012.fits");
  assert_file (self, 200, "00201.fits");
}

static void
test_columns (Fixture       *self,
              gconstpointer  data)
{
  static const char *columns[] = { "id", "object", "file", NULL };
  g_autoptr (LfFrame) frame = NULL;
  LfFrameRow *row;
  gint64 end = g_get_monotonic_time () + LF_TEST_PATIENCE_MS * 1000;

  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  frame = get (self, 6);
  g_assert_true (lf_test_wait (has_row, frame));
  row = lf_frame_get_row (frame);
  g_string_truncate (self->changes, 0);

  lf_frame_model_set_columns (self->model, columns);
  while (lf_frame_get_row (frame) == row && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (lf_frame_row_get_text (lf_frame_get_row (frame), 1), ==, "O0");
  g_assert_cmpstr (self->changes->str, ==, "");
}

/* Another program changes the catalog: what is the same stays as it is */
static void
test_refresh (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfFrame) frame = NULL;
  LfFrameRow *row;
  gint64 end;

  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  frame = get (self, 0);
  g_assert_true (lf_test_wait (has_row, frame));
  row = lf_frame_get_row (frame);
  g_string_truncate (self->changes, 0);

  lf_test_exec (self->path, "UPDATE fits_files SET file = 'new' WHERE id = 1");
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_cmpstr (self->changes->str, ==, "");
  end = g_get_monotonic_time () + LF_TEST_PATIENCE_MS * 1000;
  while (lf_frame_get_row (frame) == row && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (lf_frame_row_get_text (lf_frame_get_row (frame), 1), ==, "new");

  lf_test_exec (self->path, "DELETE FROM processing_session_files WHERE fits_file_id > 4990");
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_cmpstr (self->changes->str, ==, "4990-10+0 ");
  assert_file (self, 4989, "04990.fits");
}

/* Frames come and go between others: those are the same objects as before, and no page is mixed up */
static void
test_refresh_middle (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LfFrame) first = NULL;
  g_autoptr (LfFrame) gone = NULL;
  g_autoptr (LfFrame) last = NULL;

  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  first = get (self, 10);
  gone = get (self, 100);
  last = get (self, 3000);
  g_assert_true (lf_test_wait (has_row, last));
  g_string_truncate (self->changes, 0);

  lf_test_exec (self->path, "UPDATE processing_session_files SET processing_session_id = 'S9'"
                            " WHERE fits_file_id BETWEEN 91 AND 190");
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_cmpstr (self->changes->str, ==, "90-100+0 ");
  keep_order (self, 10, first);
  keep_order (self, 2900, last);
  assert_file (self, 89, "00090.fits");
  assert_file (self, 90, "00191.fits");
  assert_file (self, 100, "00201.fits");
  assert_file (self, 2900, "03001.fits");
  assert_file (self, 2899, "03000.fits");

  g_string_truncate (self->changes, 0);
  lf_test_exec (self->path, "UPDATE processing_session_files SET processing_session_id = 'S1'"
                            " WHERE fits_file_id = 150");
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_cmpstr (self->changes->str, ==, "90-0+1 ");
  keep_order (self, 2901, last);
  assert_file (self, 90, "00150.fits");
  assert_file (self, 91, "00191.fits");
}

static void
test_error (Fixture       *self,
            gconstpointer  data)
{
  static const char *columns[] = { "no such", NULL };

  query (self, (LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "no such" });
  g_assert_error (lf_frame_model_get_error (self->model), LF_CATALOG_ERROR,
                  LF_CATALOG_ERROR_NOT_FOUND);
  query (self, (LfFrameQuery) { .session = (char *) "S1" });
  g_assert_null (lf_frame_model_get_error (self->model));

  lf_frame_model_set_columns (self->model, columns);
  g_object_unref (get (self, 0));
  while (lf_frame_model_get_error (self->model) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A model may go while its questions are on their way, and so may its frames */
static void
test_goes_away (Fixture       *self,
                gconstpointer  data)
{
  LfFrameQuery all = { .session = (char *) "S1" };
  g_autoptr (LfFrame) frame = NULL;

  query (self, all);
  frame = get (self, 0);
  g_object_unref (get (self, 1000));
  lf_frame_model_set_query (self->model, &all);
  g_object_unref (get (self, 2000));
  g_clear_object (&self->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (lf_frame_get_number (frame), ==, 1);
}

static void
add_test (const char *path,
          void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (FALSE), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("/frame-model/lists", test_lists);
  add_test ("/frame-model/identity", test_identity);
  add_test ("/frame-model/memory-is-flat", test_memory_is_flat);
  add_test ("/frame-model/places", test_places);
  add_test ("/frame-model/stale", test_stale);
  add_test ("/frame-model/columns", test_columns);
  add_test ("/frame-model/refresh", test_refresh);
  add_test ("/frame-model/refresh-middle", test_refresh_middle);
  add_test ("/frame-model/error", test_error);
  add_test ("/frame-model/goes-away", test_goes_away);

  return g_test_run ();
}
