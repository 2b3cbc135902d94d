/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "catalog/lf-frame-columns.h"
#include "catalog/lf-frame-series.h"
#include "catalog/lf-frames.h"
#include "lf-test-support.h"

typedef struct
{
  LfTestFolder  *folder;
  LfTestCatalog *catalog;
  LfConnection  *connection;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = lf_test_folder_new ();
  self->catalog = lf_test_catalog_new (self->folder, "catalog.db", GPOINTER_TO_UINT (data), FALSE);
  lf_test_catalog_add_session (self->catalog, "S1", "One");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->connection, lf_connection_close);
  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  lf_test_folder_free (self->folder);
}

static LfConnection *
open_catalog (Fixture *self)
{
  if (self->catalog != NULL)
    {
      g_autofree char *path = g_strdup (self->catalog->path);

      g_clear_pointer (&self->catalog, lf_test_catalog_close);
      self->connection = lf_test_open (path);
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

  if (changes != NULL)
    lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET %s WHERE id = %lld", changes, id);
  return id;
}

static GArray *
load_index (Fixture            *self,
            const LfFrameQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *index = lf_frame_index_load (open_catalog (self), query, &error);

  g_assert_no_error (error);
  return index;
}

static void
assert_index (Fixture            *self,
              const LfFrameQuery *query,
              const char         *expected)
{
  g_autoptr (GArray) index = load_index (self, query);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < index->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (index, gint64, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  add (self, "S1", "LIGHT", "b", "exposure = 60");
  add (self, "S1", "DARK", "A", "exposure = 120");
  add (self, "S1", "FLAT", NULL, "exposure = NULL");
  add (self, "S1", "BIAS", "B", "exposure = 7");
  add (self, NULL, "LIGHT", "not linked", NULL);
  add (self, "S1", "LIGHT", "a", "exposure = 60");
  lf_test_catalog_link (self->catalog, "S1", 1, "LIGHT");
  lf_test_catalog_link (self->catalog, "S1", 999, "LIGHT");

  assert_index (self, &(LfFrameQuery) { .session = (char *) "S1" }, "1 2 3 4 6");
  assert_index (self, &(LfFrameQuery) { .session = (char *) "S1", .descending = TRUE },
                "6 4 3 2 1");
  assert_index (self, &(LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "object" },
                "2 6 1 4 3");
  assert_index (self,
                &(LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "object",
                                  .descending = TRUE },
                "1 4 2 6 3");
  assert_index (self, &(LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "exposure" },
                "4 1 6 2 3");
  assert_index (self,
                &(LfFrameQuery) { .session = (char *) "S1", .sort = (char *) "EXPOSURE",
                                  .descending = TRUE },
                "2 1 6 4 3");
  assert_index (self, &(LfFrameQuery) { 0 }, "1 2 3 4 5 6");
  assert_index (self, &(LfFrameQuery) { .session = (char *) "no such" }, "");
}

static void
test_every_column (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GError) error = NULL;

  lf_test_catalog_exec (self->catalog,
                        "ALTER TABLE fits_files ADD COLUMN \"my \"\"own\"\" %%s\" REAL");
  add (self, "S1", "LIGHT", "a", NULL);
  columns = lf_frame_columns_load (open_catalog (self), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < columns->len; i++)
    {
      const LfFrameColumn *column = g_ptr_array_index (columns, i);
      const char *names[] = { column->name, NULL };
      LfFrameQuery query = { .session = (char *) "S1", .sort = column->name };
      gint64 number = 1;
      g_autoptr (GPtrArray) rows = NULL;

      g_test_message ("%s", column->name);
      assert_index (self, &query, "1");
      rows = lf_frame_rows_load (self->connection, &number, 1, names, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 1);
      g_assert_true (g_utf8_validate (column->title, -1, NULL));
    }
}

static void
test_columns (Fixture       *self,
              gconstpointer  data)
{
  const char *const *main_columns = lf_frame_columns_list_main ();
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GError) error = NULL;
  LfFrameColumnGroup last = LF_FRAME_COLUMNS_MAIN;

  lf_test_catalog_exec (self->catalog, "ALTER TABLE fits_files ADD COLUMN tilt REAL");
  lf_test_catalog_exec (self->catalog, "ALTER TABLE fits_files ADD COLUMN remark TEXT");
  columns = lf_frame_columns_load (open_catalog (self), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (columns->len, ==, 76);

  for (guint i = 0; i < columns->len; i++)
    {
      const LfFrameColumn *column = g_ptr_array_index (columns, i);

      if (i < LF_N_MAIN_FRAME_COLUMNS)
        g_assert_cmpstr (column->name, ==, main_columns[i]);
      g_assert_cmpint (column->group, >=, last);
      last = column->group;
    }
  g_assert_null (main_columns[LF_N_MAIN_FRAME_COLUMNS]);

  g_assert_true (lf_frame_columns_find (columns, "median_fwhm")->is_number);
  g_assert_cmpstr (lf_frame_columns_find (columns, "Median_FWHM")->title, ==, "FWHM");
  g_assert_false (lf_frame_columns_find (columns, "obs_timestamp")->is_number);
  g_assert_true (lf_frame_columns_find (columns, "tilt")->is_number);
  g_assert_false (lf_frame_columns_find (columns, "remark")->is_number);
  g_assert_cmpint (lf_frame_columns_find (columns, "tilt")->group, ==, LF_FRAME_COLUMNS_OWN);
  g_assert_null (lf_frame_columns_find (columns, "rowid"));
  g_assert_null (lf_frame_columns_find (columns, "session_id"));
}

static void
test_types (Fixture       *self,
            gconstpointer  data)
{
  add (self, "S1", "LIGHT", "a", "bad = 1");
  add (self, "S1", "dark", "a", NULL);
  add (self, "S1", "Flat", "a", "file_not_found = 1");
  add (self, "S1", "BIAS", "a", "bad = 0");
  add (self, "S1", "FOCUS", "a", NULL);
  add (self, "S1", NULL, "a", "bad = 'maybe'");

  assert_index (self,
                &(LfFrameQuery) { .session = (char *) "S1", .types = 1 << LF_FRAME_LIGHT }, "1");
  assert_index (self, &(LfFrameQuery) { .types = 1 << LF_FRAME_DARK | 1 << LF_FRAME_FLAT }, "2 3");
  assert_index (self, &(LfFrameQuery) { .types = 1 << LF_FRAME_BIAS }, "4");
  assert_index (self, &(LfFrameQuery) { .types = 1 << LF_FRAME_OTHER }, "5 6");
  assert_index (self, &(LfFrameQuery) { .only_flawed = TRUE }, "1 3");
  assert_index (self, &(LfFrameQuery) { .only_flawed = TRUE, .types = 1 << LF_FRAME_FLAT }, "3");
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  add (self, "S1", "LIGHT", "M 31", NULL);
  add (self, "S1", "LIGHT", "m31", "filter = 'OIII'");
  add (self, "S1", "LIGHT", "M 33", "file = '100%_done\\.fits'");
  add (self, "S1", "DARK", NULL, "camera = 'Kämera'");
  add (self, "S1", "LIGHT", "x' OR 1 --", NULL);

  assert_index (self, &(LfFrameQuery) { .search = (char *) "m31" }, "1 2");
  assert_index (self, &(LfFrameQuery) { .search = (char *) " M  3 " }, "1 2 3");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "m31 oiii" }, "2");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "%" }, "3");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "_" }, "3");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "\\" }, "3");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "x'OR" }, "5");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "kämera dark" }, "4");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "\xff" }, "");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "" }, "1 2 3 4 5");
  assert_index (self, &(LfFrameQuery) { .search = (char *) "a b c d e f g h i j k l m n o p q r" },
                "");
}

static void
test_bad_columns (Fixture       *self,
                  gconstpointer  data)
{
  static const char *names[] = { "nothing", "", "id, id", "\"", "f.id) --", "rowid", "1",
                                 "file\"; DROP TABLE fits_files; --" };

  add (self, "S1", "LIGHT", "a", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *columns[] = { "id", names[i], NULL };
      LfFrameQuery query = { .session = (char *) "S1", .sort = (char *) names[i] };
      gint64 number = 1;
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_frame_index_load (open_catalog (self), &query, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
      g_clear_error (&error);
      g_assert_null (lf_frame_rows_load (self->connection, &number, 1, columns, &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
      g_clear_error (&error);
      query.sort = NULL;
      g_assert_null (lf_frame_series_load (self->connection, &query, names[i], &error));
      g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
    }
}

static void
test_rows (Fixture       *self,
           gconstpointer  data)
{
  static const char *columns[] = { "id", "file", "imaging_session_id", "exposure", "width_pixels",
                                   "object", "gain", NULL };
  const char *size = self->catalog->layout == LF_TEST_LAYOUT_1 ? "x" : "width_pixels";
  const gint64 numbers[] = { 3, 1, 99, 2, 1 };
  g_autofree char *change = g_strdup_printf ("%s = 6248, exposure = 0.1, gain = 9e999", size);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  LfFrameRow *row;

  add (self, "S1", "LIGHT", "M 31", change);
  add (self, "S1", "LIGHT", "b", "bad = 1, object = CAST(X'41FF' AS TEXT), gain = 'high'");
  add (self, "S1", "LIGHT", NULL, "file_not_found = 1, file = printf('%.2000c', 'x')");
  rows = lf_frame_rows_load (open_catalog (self), numbers, G_N_ELEMENTS (numbers), columns,
                             &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (numbers));

  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (lf_frame_row_get_number (row), ==, 3);
  g_assert_true (lf_frame_row_is_missing (row) && !lf_frame_row_is_bad (row));
  g_assert_cmpuint (strlen (lf_frame_row_get_text (row, 1)), ==, 1000);
  g_assert_null (lf_frame_row_get_text (row, 5));

  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (lf_frame_row_get_text (row, 0), ==, "1");
  g_assert_cmpstr (lf_frame_row_get_text (row, 1), ==, "1.fits");
  g_assert_cmpstr (lf_frame_row_get_text (row, 2), ==, "N1");
  g_assert_cmpstr (lf_frame_row_get_text (row, 3), ==, "0.1");
  g_assert_cmpfloat (lf_frame_row_get_value (row, 3), ==, 0.1);
  g_assert_cmpfloat (lf_frame_row_get_value (row, 4), ==, 6248);
  g_assert_true (isnan (lf_frame_row_get_value (row, 5)));
  g_assert_true (isinf (lf_frame_row_get_value (row, 6)));
  g_assert_false (lf_frame_row_is_gone (row));

  g_assert_true (lf_frame_row_is_gone (g_ptr_array_index (rows, 2)));
  g_assert_cmpint (lf_frame_row_get_number (g_ptr_array_index (rows, 2)), ==, 99);
  g_assert_null (lf_frame_row_get_text (g_ptr_array_index (rows, 2), 0));

  row = lf_frame_row_ref (g_ptr_array_index (rows, 3));
  g_clear_pointer (&rows, g_ptr_array_unref);
  g_assert_true (lf_frame_row_is_bad (row));
  g_assert_cmpstr (lf_frame_row_get_text (row, 5), ==, "A\xef\xbf\xbd");
  g_assert_cmpstr (lf_frame_row_get_text (row, 6), ==, "high");
  g_assert_true (isnan (lf_frame_row_get_value (row, 6)));
  lf_frame_row_unref (row);
}

/* Frames that were cataloged after the key was lost have no id; they are listed all the same */
static void
test_no_ids (Fixture       *self,
             gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    add (self, "S1", "LIGHT", "a", NULL);
  lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET id = NULL WHERE id = 2");
  lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET id = 1 WHERE id = 3");
  assert_index (self, &(LfFrameQuery) { 0 }, "1 2 3 4");
  assert_index (self, &(LfFrameQuery) { .session = (char *) "S1" }, "1 3 4");
}

/* The frames are read once, whatever keys a catalog has lost */
static void
test_damaged_is_quick (Fixture       *self,
                       gconstpointer  data)
{
  LfFrameQuery query = { .session = (char *) "S1", .sort = (char *) "file" };
  g_autoptr (LfStatement) stmt = NULL;
  g_autoptr (GError) error = NULL;
  int scanned;

  for (guint i = 0; i < 400; i++)
    add (self, "S1", "LIGHT", "a", NULL);
  stmt = lf_frame_query_prepare_index (&query, open_catalog (self), &error);
  g_assert_no_error (error);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    ;
  scanned = sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);
  g_assert_cmpint (scanned, <=, 400);
}

static void
test_series (Fixture       *self,
             gconstpointer  data)
{
  LfFrameQuery query = { .session = (char *) "S1", .types = 1 << LF_FRAME_LIGHT };
  g_autoptr (LfFrameSeries) series = NULL;
  g_autoptr (LfFrameSeries) stars = NULL;
  g_autoptr (LfFrameSeries) gain = NULL;
  g_autoptr (GError) error = NULL;
  double sum = 0;
  double squares = 0;

  for (guint i = 0; i < 40; i++)
    {
      double value = i == 17 ? 9 : 2 + (i % 5) * 0.1;
      g_autofree char *change =
        g_strdup_printf ("median_fwhm = %.1f, star_count = 100,"
                         " obs_timestamp = '2024-01-10 %02u:00:30.500000'", value, 23 - i % 24);

      add (self, "S1", "LIGHT", "a", change);
      sum += value;
      squares += value * value;
    }
  add (self, "S1", "LIGHT", "a", "median_fwhm = 3");
  add (self, "S1", "LIGHT", "a", "obs_timestamp = '2024-01-10'");
  add (self, "S1", "LIGHT", "a", "median_fwhm = 'x', obs_timestamp = '2024-01-10'");
  add (self, "S1", "LIGHT", "a", "median_fwhm = 9e999, obs_timestamp = '2024-01-10'");
  add (self, "S1", "LIGHT", "a", "median_fwhm = 3, obs_timestamp = 'midnight'");
  add (self, "S1", "FLAT", "a", "median_fwhm = 3, obs_timestamp = '2024-01-10'");
  add (self, NULL, "LIGHT", "a", "median_fwhm = 3, obs_timestamp = '2024-01-10'");

  series = lf_frame_series_load (open_catalog (self), &query, "median_fwhm", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->points->len, ==, 40);
  g_assert_cmpfloat_with_epsilon (series->mean, sum / 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (series->sigma, sqrt ((squares - sum * sum / 40) / 39), 1e-9);
  g_assert_cmpfloat (series->least, ==, 2);
  g_assert_cmpfloat (series->most, ==, 9);
  g_assert_cmpuint (series->n_outliers, ==, 1);
  for (guint i = 0; i < 40; i++)
    {
      const LfFramePoint *point = &g_array_index (series->points, LfFramePoint, i);

      g_assert_true (point->is_outlier == (point->number == 18));
      if (i > 0)
        g_assert_cmpfloat (point->time, >=, point[-1].time);
    }
  /* 2024-01-10 00:00:30.5 UTC */
  g_assert_cmpfloat_with_epsilon (g_array_index (series->points, LfFramePoint, 0).time,
                                  1704844830.5, 0.001);

  stars = lf_frame_series_load (self->connection, &query, "star_count", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (stars->sigma, ==, 0);
  g_assert_cmpuint (stars->n_outliers, ==, 0);

  gain = lf_frame_series_load (self->connection, &query, "gain", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gain->points->len, ==, 0);
  g_assert_true (isnan (gain->mean) && isnan (gain->sigma) && isnan (gain->least));
}

/* Nights are told apart by the pauses between them, and are judged by themselves */
static void
test_series_nights (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const times[] = {
    "2024-01-10 22:00", "2024-01-11 03:59", "2024-01-11 09:00", /* one night, far in the west */
    "2024-01-11 21:00",                                         /* another */
    "2024-03-01 00:00", "2024-03-01 00:01",
  };
  LfFrameQuery query = { .session = (char *) "S1" };
  g_autoptr (LfFrameSeries) series = NULL;
  g_autoptr (LfFrameSeries) night = NULL;
  g_autoptr (LfFrameSeries) none = NULL;
  g_autoptr (GArray) nights = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *change =
        g_strdup_printf ("obs_timestamp = '%s', median_fwhm = %u", times[i], i + 1);

      add (self, "S1", "LIGHT", "a", change);
    }
  series = lf_frame_series_load (open_catalog (self), &query, "median_fwhm", &error);
  g_assert_no_error (error);
  nights = lf_frame_series_dup_nights (series);
  g_assert_cmpuint (nights->len, ==, 3);
  g_assert_cmpuint (g_array_index (nights, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (nights, guint, 1), ==, 3);
  g_assert_cmpuint (g_array_index (nights, guint, 2), ==, 4);

  night = lf_frame_series_slice (series, 4, 2);
  g_assert_cmpuint (night->points->len, ==, 2);
  g_assert_cmpfloat (night->mean, ==, 5.5);
  g_assert_cmpfloat (night->least, ==, 5);
  none = lf_frame_series_slice (series, 6, 0);
  g_assert_cmpuint (none->points->len, ==, 0);
  g_assert_true (isnan (none->mean));
}

/* Large numbers that hardly differ, and a single one */
static void
test_series_numbers (Fixture       *self,
                     gconstpointer  data)
{
  LfFrameQuery query = { .session = (char *) "S1" };
  g_autoptr (LfFrameSeries) one = NULL;
  g_autoptr (LfFrameSeries) large = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *change =
        g_strdup_printf ("obs_timestamp = '2024-01-10', pressure = %u, airmass = %s",
                         1000000000 + i, i == 0 ? "1.5" : "NULL");

      add (self, "S1", "LIGHT", "a", change);
    }
  large = lf_frame_series_load (open_catalog (self), &query, "pressure", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (large->mean, 1000000001, 1e-6);
  g_assert_cmpfloat_with_epsilon (large->sigma, 1, 1e-6);
  one = lf_frame_series_load (self->connection, &query, "airmass", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (one->mean, ==, 1.5);
  g_assert_true (isnan (one->sigma));
  g_assert_cmpuint (one->n_outliers, ==, 0);
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer),
          int         only)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    if (only < 0 || (int) layout == only)
      {
        g_autofree char *path = g_strdup_printf ("/frames/%s/%s", name,
                                                 lf_test_layout_get_name (layout));

        g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
      }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("order", test_order, -1);
  add_test ("columns", test_columns, -1);
  add_test ("every-column", test_every_column, -1);
  add_test ("types", test_types, -1);
  add_test ("search", test_search, -1);
  add_test ("bad-columns", test_bad_columns, -1);
  add_test ("rows", test_rows, -1);
  add_test ("no-ids", test_no_ids, LF_TEST_MIGRATED);
  add_test ("damaged-is-quick", test_damaged_is_quick, -1);
  add_test ("series", test_series, -1);
  add_test ("series-nights", test_series_nights, -1);
  add_test ("series-numbers", test_series_numbers, -1);

  return g_test_run ();
}
