/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-export-table.h"
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
  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO telescopes (id, name, focal_length, aperture)"
                        " VALUES (1, 'Tele', 550, 100), (2, 'Blind', 400, 0)");
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

static void
add_frames (Fixture    *self,
            guint       n,
            const char *session,
            const char *type,
            const char *changes)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 id = lf_test_catalog_add_frame (
        self->catalog, &(LfTestFrame) { session, type, "M 31", "Ha", 300, NULL });

      lf_test_catalog_exec (self->catalog,
                            "UPDATE fits_files SET camera = 'Cam', telescope = 'Tele', gain = 100,"
                            " offset = 50, binning_x = 1, binning_y = 1, sensor_temp = -10.2,"
                            " obs_date = '2024-01-10', sky_quality_mpsas = 21.123,"
                            " seeing_fwhm = 2.5, ambient_temp = -3.456 WHERE id = %lld",
                            id);
      if (changes != NULL)
        lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET %s WHERE id = %lld", changes,
                              id);
    }
}

static GPtrArray *
load (Fixture    *self,
      const char *session)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *acquisitions = lf_acquisitions_load (open_catalog (self), session, &error);

  g_assert_no_error (error);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));
  return acquisitions;
}

static LfSessionDetail *
load_detail (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LfSessionDetail *detail = lf_session_detail_load (open_catalog (self), "S1", &error);

  g_assert_no_error (error);
  return detail;
}

static void
test_markdown (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  add_frames (self, 10, "S1", "LIGHT", NULL);
  add_frames (self, 2, "S1", "LIGHT", "filter = NULL, obs_date = NULL, exposure = NULL");
  add_frames (self, 1, "S1", "LIGHT", "object = 'a|b' || char(10) || '[x](y) <b> *c* `d`'");
  add_frames (self, 3, "S1", "DARK", NULL);
  detail = load_detail (self);
  rows = load (self, "S1");
  text = lf_export_markdown (detail, rows);
  g_assert_cmpstr (text, ==,
                   "# One\n"
                   "\n"
                   "- **Objects:** M 31, a\\|b \\[x\\](y) &lt;b&gt; \\*c\\* \\`d\\`\n"
                   "- **Telescope:** Tele\n"
                   "- **Camera:** Cam\n"
                   "- **Integration:** 55 m\n"
                   "- **Darks:** 3\n"
                   "- **Flats:** 0\n"
                   "- **Bias:** 0\n"
                   "\n"
                   "| Filter | Frames | Integration |\n"
                   "| --- | ---: | ---: |\n"
                   "| Ha | 11 | 55 m |\n"
                   "| No Filter | 2 | 0 s |\n"
                   "| Total | 13 | 55 m |\n"
                   "\n"
                   "| Date | Filter | Frames | Exposure | Integration | Gain | Binning | Sensor |\n"
                   "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
                   "| 2024-01-10 | Ha | 11 | 300 s | 55 m | 100 | 1 × 1 | −10 °C |\n"
                   "| unknown | No Filter | 2 |  |  | 100 | 1 × 1 | −10 °C |\n");
}

static void
test_bbcode (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_sessions SET name = '[url=x]One[/url]'");
  add_frames (self, 10, "S1", "LIGHT", "object = NULL, camera = '[b]' || char(10)");
  detail = load_detail (self);
  rows = load (self, "S1");
  text = lf_export_bbcode (detail, rows);
  g_assert_cmpstr (text, ==,
                   "[b](url=x)One(/url)[/b]\n"
                   "\n"
                   "[b]Telescope:[/b] Tele\n"
                   "[b]Camera:[/b] (b)\n"
                   "[b]Integration:[/b] 50 m\n"
                   "[b]Darks:[/b] 0\n"
                   "[b]Flats:[/b] 0\n"
                   "[b]Bias:[/b] 0\n"
                   "\n"
                   "[table]\n"
                   "[tr][td][b]Filter[/b][/td][td][b]Frames[/b][/td]"
                   "[td][b]Integration[/b][/td][/tr]\n"
                   "[tr][td]Ha[/td][td]10[/td][td]50 m[/td][/tr]\n"
                   "[tr][td]Total[/td][td]10[/td][td]50 m[/td][/tr]\n"
                   "[/table]\n"
                   "\n"
                   "[table]\n"
                   "[tr][td][b]Date[/b][/td][td][b]Filter[/b][/td][td][b]Frames[/b][/td]"
                   "[td][b]Exposure[/b][/td][td][b]Integration[/b][/td][td][b]Gain[/b][/td]"
                   "[td][b]Binning[/b][/td][td][b]Sensor[/b][/td][/tr]\n"
                   "[tr][td]2024-01-10[/td][td]Ha[/td][td]10[/td][td]300 s[/td][td]50 m[/td]"
                   "[td]100[/td][td]1 × 1[/td][td]−10 °C[/td][/tr]\n"
                   "[/table]\n");
}

/* SQLite reads JSON, so that it can be asked what is in it */
static char *
query_json (const char *json,
            const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *value;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT CASE WHEN json_valid(?1) THEN json_extract(?1, ?2) END", -1,
                      &stmt, NULL);
  sqlite3_bind_text (stmt, 1, json, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, path, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

static void
assert_json (const char *json,
             const char *path,
             const char *expected)
{
  g_autofree char *value = query_json (json, path);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_json (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_sessions SET name = 'a\"b\\c' || char(10, 27),"
                        " notes = CAST(X'41FF' AS TEXT)");
  add_frames (self, 10, "S1", "LIGHT", "sensor_temp = 9e999");
  add_frames (self, 2, "S1", "BIAS", NULL);
  detail = load_detail (self);
  rows = load (self, "S1");
  text = lf_export_json (detail, rows);

  assert_json (text, "$.id", "S1");
  assert_json (text, "$.name", "a\"b\\c\n\033");
  assert_json (text, "$.notes", "A\xef\xbf\xbd");
  assert_json (text, "$.target", NULL);
  assert_json (text, "$.counts.light", "10");
  assert_json (text, "$.counts.bias", "2");
  assert_json (text, "$.seconds", "3000");
  assert_json (text, "$.objects[0].name", "M 31");
  assert_json (text, "$.acquisitions[0].date", "2024-01-10");
  assert_json (text, "$.acquisitions[0].frames", "10");
  assert_json (text, "$.acquisitions[0].bias", "2");
  assert_json (text, "$.acquisitions[0].temperature", NULL);
  assert_json (text, "$.acquisitions[0].focal_ratio", "5.5");
  assert_json (text, "$.acquisitions[1]", NULL);
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = load_detail (self);
  g_autoptr (GPtrArray) rows = load (self, "S1");
  g_autofree char *markdown = lf_export_markdown (detail, rows);
  g_autofree char *json = lf_export_json (detail, rows);

  g_assert_null (strchr (markdown, '|'));
  assert_json (json, "$.acquisitions", "[]");
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer),
          gboolean    all_layouts)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    if (all_layouts || layout == LF_TEST_LAYOUT_2)
      {
        g_autofree char *path = g_strdup_printf ("/export-documents/%s/%s", name,
                                                 lf_test_layout_get_name (layout));

        g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
      }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("markdown", test_markdown, TRUE);
  add_test ("bbcode", test_bbcode, FALSE);
  add_test ("json", test_json, TRUE);
  add_test ("nothing", test_nothing, TRUE);

  return g_test_run ();
}
