/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "catalog/lf-export-astrobin.h"
#include "lf-test-support.h"

#define HEADER                                                                                    \
  "date,filter,number,duration,iso,binning,gain,sensorCooling,fNumber,darks,flats,flatDarks,"     \
  "bias,bortle,meanSqm,meanFwhm,temperature"

#define N_COLUMNS 17
#define N_RANDOM_FRAMES 3000

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
  LfTestLayout layout = GPOINTER_TO_UINT (data);

  self->folder = lf_test_folder_new ();
  self->catalog = lf_test_catalog_new (self->folder, "catalog.db", layout, FALSE);
  lf_test_catalog_add_session (self->catalog, "S1", "One");
  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO telescopes (id, name, focal_length, aperture)"
                        " VALUES (1, 'Tele', 550, 100), (2, 'Blind', 400, 0)");
  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO filter_mappings (id, raw_name, standard_name) VALUES"
                        " (1, 'H-alpha', 'Ha'), (2, 'Old Ha', 'Ha'), (3, 'L', 'L'),"
                        " (4, 'Red', 'R'), (5, 'Other red', 'R'), (6, 'Green', 'G')");
  if (layout == LF_TEST_LAYOUT_2)
    lf_test_catalog_exec (self->catalog,
                          "UPDATE filter_mappings SET astrobin_id = CASE id WHEN 1 THEN 4663"
                          " WHEN 2 THEN 4663 WHEN 3 THEN 2906 WHEN 4 THEN 11 WHEN 5 THEN 12 END");
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

static LfAstrobinExport *
export (Fixture    *self,
        const char *session,
        GHashTable *filters,
        double      bortle)
{
  g_autoptr (GPtrArray) acquisitions = load (self, session);

  return lf_export_astrobin (acquisitions, filters, bortle);
}

/* What a value of the file must be, as AstroBin tells it, written once more and otherwise */
typedef struct
{
  const char *name;
  const char *pattern;
  double      least;
  double      most;
} Rule;

static const Rule rules[N_COLUMNS] = {
  { "date", "^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$", -INFINITY, INFINITY },
  { "filter", "^$|^[0-9]+$", 1, INFINITY },
  { "number", "^[0-9]+$", 1, INFINITY },
  { "duration", "^[0-9]+([.][0-9]{1,4})?$", 0.0001, 999999.9999 },
  { "iso", "^$|^-?[0-9]+$", -INFINITY, INFINITY },
  { "binning", "^$|^[1-4]$", 1, 4 },
  { "gain", "^$|^-?[0-9]+([.][0-9]{1,2})?$", -INFINITY, INFINITY },
  { "sensorCooling", "^$|^-?[0-9]+$", -274, 100 },
  { "fNumber", "^$|^[0-9]+([.][0-9]{1,2})?$", 0, INFINITY },
  { "darks", "^[0-9]+$", 0, INFINITY },
  { "flats", "^[0-9]+$", 0, INFINITY },
  { "flatDarks", "^$", 0, INFINITY },
  { "bias", "^[0-9]+$", 0, INFINITY },
  { "bortle", "^$|^[1-9]$", 1, 9 },
  { "meanSqm", "^$|^[0-9]+([.][0-9]{1,2})?$", 0, INFINITY },
  { "meanFwhm", "^$|^[0-9]+([.][0-9]{1,2})?$", 0, INFINITY },
  { "temperature", "^$|^-?[0-9]+([.][0-9]{1,2})?$", -88, 58 },
};

static GStrv
split_row (const char *line)
{
  GStrv cells = g_strsplit (line, ",", -1);

  g_assert_cmpuint (g_strv_length (cells), ==, N_COLUMNS);
  return cells;
}

static void
check_row (const char *line)
{
  g_auto (GStrv) cells = split_row (line);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      double value = g_ascii_strtod (cells[i], NULL);

      if (!g_regex_match_simple (rules[i].pattern, cells[i], 0, 0) ||
          (*cells[i] != '\0' && i > 0 && !(value >= rules[i].least && value <= rules[i].most)))
        g_error ("“%s” is no %s: %s", cells[i], rules[i].name, line);
    }
  g_assert_true (*cells[0] == '\0' || lf_night_from_text (cells[0]) != LF_NIGHT_UNKNOWN);
}

/* Reads a file back. Returns the sum of its numbers of frames. */
static guint
check_file (const LfAstrobinExport *export)
{
  g_auto (GStrv) lines = g_strsplit (export->text, "\n", -1);
  guint n = g_strv_length (lines);
  guint sum = 0;

  g_assert_null (strchr (export->text, '"'));
  g_assert_null (strchr (export->text, ' '));
  g_assert_null (strchr (export->text, '\r'));
  g_assert_cmpstr (lines[0], ==, HEADER);
  g_assert_cmpstr (lines[n - 1], ==, "");
  g_assert_cmpuint (n, ==, export->rows + 2);

  for (guint i = 1; i < n - 1; i++)
    {
      g_auto (GStrv) cells = split_row (lines[i]);

      check_row (lines[i]);
      if (i > 1 && *lines[i - 1] != ',' && *cells[0] != '\0')
        g_assert_cmpint (strncmp (lines[i - 1], lines[i], 10), <=, 0);
      sum += (guint) g_ascii_strtoull (cells[2], NULL, 10);
    }
  return sum;
}

static void
test_row (Fixture       *self,
          gconstpointer  data)
{
  gboolean has_ids = data == GUINT_TO_POINTER (LF_TEST_LAYOUT_2);
  g_autoptr (LfAstrobinExport) file = NULL;
  g_autofree char *expected = NULL;

  add_frames (self, 20, "S1", "LIGHT", NULL);
  add_frames (self, 30, "S1", "DARK", NULL);
  add_frames (self, 25, "S1", "FLAT", NULL);
  add_frames (self, 50, "S1", "BIAS", NULL);
  add_frames (self, 3, "S1", "FLAT", "filter = 'OIII'");
  file = export (self, "S1", NULL, 4);
  expected = g_strdup_printf (HEADER
                              "\n2024-01-10,%s,20,300,,1,100,-10,5.5,30,25,,50,4,21.12,2.5,-3.46\n",
                              has_ids ? "4663" : "");

  g_assert_cmpstr (file->text, ==, expected);
  g_assert_cmpuint (file->rows, ==, 1);
  g_assert_cmpuint (file->problems->len, ==, 0);
  g_assert_cmpuint (file->unmapped->len, ==, has_ids ? 0 : 1);
  g_assert_cmpuint (check_file (file), ==, 20);
}

/* A light that differs in what is said, and what comes of it in one column; @value is NULL where
 * the whole row is left out */
typedef struct
{
  const char *change;
  const char *column;
  const char *value;
  gboolean    is_problem;
} Case;

static const Case cases[] = {
  { "obs_date = '2024-02-29'", "date", "2024-02-29", FALSE },
  { "obs_date = '2023-02-29'", "date", "", TRUE },
  { "obs_date = 'last week'", "date", "", TRUE },
  { "obs_date = NULL", "date", "", FALSE },
  { "obs_date = NULL, obs_timestamp = '2024-03-04 23:00:00.000000'", "date", "2024-03-04", FALSE },
  { "exposure = 0.0001", "duration", "0.0001", FALSE },
  { "exposure = 0.00009", "duration", NULL, TRUE },
  { "exposure = 0", "duration", NULL, TRUE },
  { "exposure = -1", "duration", NULL, TRUE },
  { "exposure = NULL", "duration", NULL, TRUE },
  { "exposure = 'long'", "duration", NULL, TRUE },
  { "exposure = 9e999", "duration", NULL, TRUE },
  { "exposure = 999999.9999", "duration", "999999.9999", FALSE },
  { "exposure = 999999.99996", "duration", NULL, TRUE },
  { "exposure = 1000000", "duration", NULL, TRUE },
  { "exposure = 0.5", "duration", "0.5", FALSE },
  { "exposure = 12.34567", "duration", "12.3457", FALSE },
  { "exposure = 100", "duration", "100", FALSE },
  { "binning_x = 4, binning_y = 4", "binning", "4", FALSE },
  { "binning_x = 5, binning_y = 5", "binning", "", TRUE },
  { "binning_x = 0, binning_y = 0", "binning", "", TRUE },
  { "binning_x = 1.5, binning_y = 1.5", "binning", "", TRUE },
  { "binning_x = 1, binning_y = 2", "binning", "", TRUE },
  { "binning_x = NULL, binning_y = 2", "binning", "2", FALSE },
  { "binning_x = NULL, binning_y = NULL", "binning", "", FALSE },
  { "gain = 0", "gain", "0", FALSE },
  { "gain = -5", "gain", "-5", FALSE },
  { "gain = 1.239", "gain", "1.24", FALSE },
  { "gain = 'high'", "gain", "", FALSE },
  { "gain = 9e999", "gain", "", TRUE },
  { "gain = NULL, iso_speed = 800", "iso", "800", FALSE },
  { "iso_speed = 800.5", "iso", "", TRUE },
  { "sensor_temp = -274", "sensorCooling", "-274", FALSE },
  { "sensor_temp = -275", "sensorCooling", "", TRUE },
  { "sensor_temp = 100", "sensorCooling", "100", FALSE },
  { "sensor_temp = 100.4", "sensorCooling", "", TRUE },
  { "sensor_temp = -0.3", "sensorCooling", "0", FALSE },
  { "sensor_temp = NULL", "sensorCooling", "", FALSE },
  { "telescope = 'Nobody knows it'", "fNumber", "", FALSE },
  { "telescope = 'Blind'", "fNumber", "", FALSE },
  { "focal_length = 333", "fNumber", "3.33", FALSE },
  { "focal_length = -333", "fNumber", "5.5", FALSE },
  { "sky_quality_mpsas = -1", "meanSqm", "", TRUE },
  { "sky_quality_mpsas = 0", "meanSqm", "0", FALSE },
  { "sky_quality_mpsas = 21.999", "meanSqm", "22", FALSE },
  { "seeing_fwhm = -0.5", "meanFwhm", "", TRUE },
  { "seeing_fwhm = NULL", "meanFwhm", "", FALSE },
  { "ambient_temp = -88", "temperature", "-88", FALSE },
  { "ambient_temp = -88.1", "temperature", "", TRUE },
  { "ambient_temp = 58", "temperature", "58", FALSE },
  { "ambient_temp = 58.01", "temperature", "", TRUE },
  { "ambient_temp = -0.001", "temperature", "0", FALSE },
};

static guint
find_column (const char *name)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (g_str_equal (rules[i].name, name))
      return i;
  g_assert_not_reached ();
}

static void
check_case (Fixture    *self,
            const Case *expected,
            const char *session)
{
  g_autoptr (LfAstrobinExport) file = export (self, session, NULL, LF_BORTLE_UNKNOWN);
  const LfAstrobinProblem *problem;

  g_test_message ("%s", expected->change);
  g_assert_cmpuint (file->rows, ==, expected->value != NULL ? 1 : 0);
  g_assert_cmpuint (check_file (file), ==, expected->value != NULL ? 1 : 0);
  if (expected->value != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (file->text, "\n", -1);
      g_auto (GStrv) cells = split_row (lines[1]);

      g_assert_cmpstr (cells[find_column (expected->column)], ==, expected->value);
    }

  g_assert_cmpuint (file->problems->len, ==, expected->is_problem ? 1 : 0);
  if (!expected->is_problem)
    return;

  problem = g_ptr_array_index (file->problems, 0);
  g_assert_cmpstr (problem->column, ==, expected->column);
  g_assert_true (problem->left_out == (expected->value == NULL));
  g_assert_cmpuint (problem->row, ==, 0);
  g_assert_true (g_str_has_prefix (problem->message, "Row 1 ("));
  g_assert_nonnull (strstr (problem->message, "AstroBin takes"));
}

static void
test_limits (Fixture       *self,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *session = g_strdup_printf ("C%u", i);

      lf_test_catalog_add_session (self->catalog, session, session);
      add_frames (self, 1, session, "LIGHT", cases[i].change);
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *session = g_strdup_printf ("C%u", i);

      check_case (self, &cases[i], session);
    }
}

static void
test_bortle (Fixture       *self,
             gconstpointer  data)
{
  static const double values[] = { 1, 9, 4.5, 10, -1 };

  add_frames (self, 1, "S1", "LIGHT", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (LfAstrobinExport) file = export (self, "S1", NULL, values[i]);

      g_assert_cmpuint (check_file (file), ==, 1);
      g_assert_cmpuint (file->problems->len, ==, i < 2 ? 0 : 1);
    }
}

static char *
dup_ids (const LfAstrobinExport *file)
{
  g_auto (GStrv) lines = g_strsplit (file->text, "\n", -1);
  GString *ids = g_string_new (NULL);

  for (guint i = 1; *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = split_row (lines[i]);

      g_string_append_printf (ids, "%s;", cells[1]);
    }
  return g_string_free (ids, FALSE);
}

static char *
dup_unmapped (const LfAstrobinExport *file)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < file->unmapped->len; i++)
    g_string_append_printf (names, "%s;", (char *) g_ptr_array_index (file->unmapped, i));
  return g_string_free (names, FALSE);
}

static void
test_filters (Fixture       *self,
              gconstpointer  data)
{
  static const char *names[] = { "'Ha'", "'ha'", "'H-alpha'", "'L'",  "'R'",
                                 "'G'",  "'x'",  "'NONE'",    "NULL", "'X '" };
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LfAstrobinExport) file = NULL;
  g_autoptr (LfAstrobinExport) mapped = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *unmapped = NULL;
  g_autofree char *own_ids = NULL;
  g_autofree char *own_unmapped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *change = g_strdup_printf ("filter = %s, obs_date = '2024-01-%02u'",
                                                 names[i], i + 1);

      add_frames (self, 1, "S1", "LIGHT", change);
    }

  file = export (self, "S1", NULL, LF_BORTLE_UNKNOWN);
  ids = dup_ids (file);
  unmapped = dup_unmapped (file);
  /* Two filters of different numbers are called R */
  g_assert_cmpstr (ids, ==, "4663;4663;4663;2906;;;;;;;");
  g_assert_cmpstr (unmapped, ==, "R;G;x;");
  g_assert_cmpuint (file->problems->len, ==, 0);
  g_assert_cmpuint (check_file (file), ==, G_N_ELEMENTS (names));

  g_hash_table_insert (own, (gpointer) "r", GUINT_TO_POINTER (7));
  g_hash_table_insert (own, (gpointer) "X", GUINT_TO_POINTER (8));
  g_hash_table_insert (own, (gpointer) "L", GUINT_TO_POINTER (9));
  mapped = export (self, "S1", own, LF_BORTLE_UNKNOWN);
  own_ids = dup_ids (mapped);
  own_unmapped = dup_unmapped (mapped);
  g_assert_cmpstr (own_ids, ==, "4663;4663;4663;9;7;;8;;;8;");
  g_assert_cmpstr (own_unmapped, ==, "G;");
}

static void
test_bad_number (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfAstrobinExport) file = NULL;
  g_autofree char *ids = NULL;

  lf_test_catalog_exec (self->catalog, "UPDATE filter_mappings SET astrobin_id = 0 WHERE id < 3");
  lf_test_catalog_exec (self->catalog,
                        "UPDATE filter_mappings SET astrobin_id = 'many' WHERE id = 3");
  add_frames (self, 1, "S1", "LIGHT", NULL);
  add_frames (self, 1, "S1", "LIGHT", "filter = 'L', obs_date = '2024-02-02'");
  file = export (self, "S1", NULL, LF_BORTLE_UNKNOWN);
  ids = dup_ids (file);
  g_assert_cmpstr (ids, ==, ";;");
  g_assert_cmpuint (file->problems->len, ==, 1);
  g_assert_cmpstr (((LfAstrobinProblem *) g_ptr_array_index (file->problems, 0))->column, ==,
                   "filter");
  g_assert_cmpuint (file->unmapped->len, ==, 1);
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add_frames (self, 1, "S1", "LIGHT", "obs_date = NULL");
  add_frames (self, 2, "S1", "LIGHT", "obs_date = '2024-01-02'");
  add_frames (self, 3, "S1", "light", "obs_date = '2024-01-01', filter = 'L'");
  add_frames (self, 4, "S1", "LIGHT", "obs_date = '2024-01-01'");
  add_frames (self, 5, "S1", "LIGHT", "obs_date = '0 no date'");
  add_frames (self, 1, "S1", "LIGHT", "obs_date = '2024-01-02', sensor_temp = -9.8");
  add_frames (self, 6, "S1", "DARK", NULL);

  rows = load (self, "S1");
  for (guint i = 0; i < rows->len; i++)
    {
      LfAcquisition *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s %s %u; ", row->night_text, row->setup.filter, row->frames);
    }
  g_assert_cmpstr (text->str, ==,
                   "2024-01-01 Ha 4; 2024-01-01 L 3; 2024-01-02 Ha 3; (null) Ha 1; "
                   "0 no date Ha 5; ");
}

/* A row is a night, also where only the time of each frame is known */
static void
test_times (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add_frames (self, 4, "S1", "LIGHT",
              "obs_date = NULL, obs_timestamp = '2024-01-02 20:00:00.00000' || id");
  add_frames (self, 3, "S1", "LIGHT", "obs_date = ' 2024-01-03T21:00:0' || id");
  add_frames (self, 2, "S1", "LIGHT", "obs_date = '2024-01-03'");
  rows = load (self, "S1");
  for (guint i = 0; i < rows->len; i++)
    {
      LfAcquisition *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s %u; ", row->night_text, row->frames);
    }
  g_assert_cmpstr (text->str, ==, "2024-01-02 4; 2024-01-03 5; ");
}

static const char *
pick (const char *const *texts,
      guint              n)
{
  return texts[g_test_rand_int_range (0, (gint32) n)];
}

/* Whatever a catalog has, AstroBin takes the file. Run it again with --seed. */
static void
test_random (Fixture       *self,
             gconstpointer  data)
{
  static const char *columns[] = { "exposure",     "gain",           "offset",
                                   "binning_x",    "binning_y",      "sensor_temp",
                                   "focal_length", "iso_speed",      "sky_quality_mpsas",
                                   "seeing_fwhm",  "ambient_temp",   "obs_date",
                                   "filter",       "obs_timestamp",  "telescope" };
  static const char *values[] = { "NULL",  "0",           "1",        "-1",      "2.5",
                                  "1e9",   "-1e9",        "0.00004",  "9e999",   "-9e999",
                                  "'a,b'", "'\"q\" \n'",  "X'00ff'",  "1e-300",  "1e300",
                                  "3",     "'2024-05-05'", "99.995",  "0.12345", "'UNKNOWN'" };
  g_autoptr (LfAstrobinExport) file = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) left_out = g_hash_table_new (NULL, NULL);
  guint expected = 0;

  for (guint i = 0; i < N_RANDOM_FRAMES; i++)
    {
      g_autofree char *change =
        g_strdup_printf ("%s = %s", pick (columns, G_N_ELEMENTS (columns)),
                         pick (values, G_N_ELEMENTS (values)));

      add_frames (self, 1, "S1", i % 10 == 0 ? "DARK" : "LIGHT", change);
    }

  file = export (self, "S1", NULL, 5);
  for (guint i = 0; i < file->problems->len; i++)
    {
      const LfAstrobinProblem *problem = g_ptr_array_index (file->problems, i);

      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
      g_assert_null (strchr (problem->message, '\n'));
      if (problem->left_out)
        g_hash_table_add (left_out, GUINT_TO_POINTER (problem->row));
    }

  rows = load (self, "S1");
  for (guint i = 0; i < rows->len; i++)
    if (!g_hash_table_contains (left_out, GUINT_TO_POINTER (i)))
      expected += ((LfAcquisition *) g_ptr_array_index (rows, i))->frames;
  g_assert_cmpuint (check_file (file), ==, expected);
  g_assert_cmpuint (file->rows, ==, rows->len - g_hash_table_size (left_out));
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfAstrobinExport) file = export (self, "S1", NULL, LF_BORTLE_UNKNOWN);

  g_assert_cmpstr (file->text, ==, HEADER "\n");
  g_assert_cmpuint (file->rows, ==, 0);
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer),
          gboolean    all_layouts)
{
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    if (all_layouts || layout == LF_TEST_LAYOUT_2)
      {
        g_autofree char *path = g_strdup_printf ("/export/%s/%s", name,
                                                 lf_test_layout_get_name (layout));

        g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
      }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("astrobin/row", test_row, TRUE);
  add_test ("astrobin/limits", test_limits, TRUE);
  add_test ("astrobin/bortle", test_bortle, FALSE);
  add_test ("astrobin/filters", test_filters, FALSE);
  add_test ("astrobin/bad-number", test_bad_number, FALSE);
  add_test ("astrobin/order", test_order, TRUE);
  add_test ("astrobin/times", test_times, TRUE);
  add_test ("astrobin/random", test_random, TRUE);
  add_test ("astrobin/nothing", test_nothing, FALSE);

  return g_test_run ();
}
