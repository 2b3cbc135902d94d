/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "catalog/lf-calibration.h"
#include "catalog/lf-shot-list.h"
#include "lf-test-support.h"

#define N_RANDOM_SESSIONS 60
#define N_RANDOM_FRAMES 1500

#define GAIN LF_SETUP_GAIN
#define OFFSET LF_SETUP_OFFSET
#define BINNING LF_SETUP_BINNING
#define TEMPERATURE LF_SETUP_TEMPERATURE
#define NIGHT LF_SETUP_NIGHT

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

/* Frames of one setup, but for what @changes says in SQL */
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
                            " offset = 50, binning_x = 1, binning_y = 1, sensor_temp = -10,"
                            " obs_date = '2024-01-10' WHERE id = %lld",
                            id);
      if (changes != NULL)
        lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET %s WHERE id = %lld", changes,
                              id);
    }
}

static LfCalibration *
load (Fixture    *self,
      const char *session,
      gboolean    with_offers)
{
  g_autoptr (GError) error = NULL;
  LfCalibration *calibration = lf_calibration_load (open_catalog (self), session, &error);

  g_assert_no_error (error);
  if (with_offers)
    g_assert_true (lf_calibration_add_offers (calibration, self->connection, session, &error));
  g_assert_no_error (error);
  return calibration;
}

/* One light and two calibration frames, which differ from what fits in what is said */
typedef struct
{
  const char        *name;
  const char        *light;
  LfCalibrationType  type;
  const char        *other;
  LfCoverage         coverage;
  guint              frames;
  guint              mismatched;
  guint              possible;
  LfSetupField       differing;
  LfSetupField       unknown;
  int                days;
} Case;

#define DARK LF_CALIBRATION_DARK
#define FLAT LF_CALIBRATION_FLAT
#define BIAS LF_CALIBRATION_BIAS
#define GOOD LF_COVERAGE_GOOD, 2, 0, 0, 0
#define MISSING LF_COVERAGE_MISSING, 0, 0, 0, 0, 0, -1
#define CANNOT_TELL(field) LF_COVERAGE_UNKNOWN, 0, 0, 2, 0, LF_SETUP_##field, -1
#define MISMATCHED LF_COVERAGE_MISMATCHED, 0, 2, 0

static const Case cases[] = {
  /* Darks: camera and exposure */
  { "dark fits", NULL, DARK, NULL, GOOD, 0, 0 },
  { "dark needs no telescope", NULL, DARK, "telescope = NULL, filter = NULL", GOOD, 0, 0 },
  { "dark of another telescope", NULL, DARK, "telescope = 'Other', filter = 'L'", GOOD, 0, 0 },
  { "dark of another camera", NULL, DARK, "camera = 'Other'", MISSING },
  { "dark of a camera in small letters", NULL, DARK, "camera = 'cam'", GOOD, 0, 0 },
  { "dark of a camera with spaces", NULL, DARK, "camera = ' Cam  '", GOOD, 0, 0 },
  { "dark of another exposure", NULL, DARK, "exposure = 299.9", MISSING },
  { "dark of a tenth of a millisecond more", NULL, DARK, "exposure = 300.0001", GOOD, 0, 0 },
  { "dark of a millisecond more", NULL, DARK, "exposure = 300.001", MISSING },
  { "dark without camera", NULL, DARK, "camera = NULL", CANNOT_TELL (CAMERA) },
  { "dark of UNKNOWN camera", NULL, DARK, "camera = 'UNKNOWN'", CANNOT_TELL (CAMERA) },
  { "dark of unknown camera, small", NULL, DARK, "camera = ' unknown '", CANNOT_TELL (CAMERA) },
  { "dark of NONE camera", NULL, DARK, "camera = 'NONE'", CANNOT_TELL (CAMERA) },
  { "dark of empty camera", NULL, DARK, "camera = ''", CANNOT_TELL (CAMERA) },
  { "dark without exposure", NULL, DARK, "exposure = NULL", CANNOT_TELL (EXPOSURE) },
  { "dark of exposure 0", NULL, DARK, "exposure = 0", CANNOT_TELL (EXPOSURE) },
  { "dark of no exposure, another camera", NULL, DARK, "exposure = NULL, camera = 'X'", MISSING },
  { "both without camera", "camera = NULL", DARK, "camera = NULL", CANNOT_TELL (CAMERA) },
  { "both of UNKNOWN camera", "camera = 'UNKNOWN'", DARK, "camera = 'UNKNOWN'",
    CANNOT_TELL (CAMERA) },
  { "both without exposure", "exposure = NULL", DARK, "exposure = NULL", CANNOT_TELL (EXPOSURE) },
  { "both of exposure 0", "exposure = 0", DARK, "exposure = 0", CANNOT_TELL (EXPOSURE) },
  { "both of an exposure in words", "exposure = 'long'", DARK, "exposure = 'long'",
    CANNOT_TELL (EXPOSURE) },
  { "light without camera, another exposure", "camera = NULL", DARK, "exposure = 60", MISSING },
  { "dark of another gain", NULL, DARK, "gain = 0", MISMATCHED, GAIN, 0, 0 },
  { "dark of another offset", NULL, DARK, "offset = 10", MISMATCHED, OFFSET, 0, 0 },
  { "dark of another binning", NULL, DARK, "binning_x = 2, binning_y = 2", MISMATCHED, BINNING, 0,
    0 },
  { "dark of half another binning", NULL, DARK, "binning_y = 2", MISMATCHED, BINNING, 0, 0 },
  { "dark a degree warmer", NULL, DARK, "sensor_temp = -9", GOOD, 0, 0 },
  { "dark of a setting between degrees", "sensor_temp = -10.4", DARK, "sensor_temp = -10.6", GOOD,
    0, 0 },
  { "dark more than a degree warmer", NULL, DARK, "sensor_temp = -8.9", MISMATCHED, TEMPERATURE, 0,
    0 },
  { "dark more than a degree colder", NULL, DARK, "sensor_temp = -20", MISMATCHED, TEMPERATURE, 0,
    0 },
  { "dark of another gain and temperature", NULL, DARK, "gain = 1, sensor_temp = 20", MISMATCHED,
    GAIN | TEMPERATURE, 0, 0 },
  { "dark without gain", NULL, DARK, "gain = NULL", GOOD, GAIN, 0 },
  { "both without gain", "gain = NULL", DARK, "gain = NULL", GOOD, GAIN, 0 },
  { "dark of a gain in words", NULL, DARK, "gain = 'high'", GOOD, GAIN, 0 },
  { "dark without anything", NULL, DARK,
    "gain = NULL, offset = NULL, binning_x = NULL, sensor_temp = NULL", GOOD,
    GAIN | OFFSET | BINNING | TEMPERATURE, 0 },
  { "light without temperature", "sensor_temp = NULL", DARK, NULL, GOOD, TEMPERATURE, 0 },
  { "dark of another gain, without offset", NULL, DARK, "gain = 0, offset = NULL", MISMATCHED,
    GAIN, OFFSET, 0 },
  { "dark of years ago", NULL, DARK, "obs_date = '2020-01-10'", GOOD, 0, 1461 },
  { "dark of an unknown night", NULL, DARK, "obs_date = NULL", GOOD, 0, -1 },

  /* Flats: camera, telescope and filter */
  { "flat fits", NULL, FLAT, NULL, GOOD, 0, 0 },
  { "flat of another exposure", NULL, FLAT, "exposure = 1.5", GOOD, 0, 0 },
  { "flat without exposure", NULL, FLAT, "exposure = NULL", GOOD, 0, 0 },
  { "flat of another temperature", NULL, FLAT, "sensor_temp = 20", GOOD, 0, 0 },
  { "flat of another camera", NULL, FLAT, "camera = 'Other'", MISSING },
  { "flat of another telescope", NULL, FLAT, "telescope = 'Other'", MISSING },
  { "flat of another filter", NULL, FLAT, "filter = 'OIII'", MISSING },
  { "flat of a filter in small letters", NULL, FLAT, "filter = 'ha'", GOOD, 0, 0 },
  { "flat without filter", NULL, FLAT, "filter = NULL", CANNOT_TELL (FILTER) },
  { "flat of UNKNOWN filter", NULL, FLAT, "filter = 'UNKNOWN'", CANNOT_TELL (FILTER) },
  { "flat of NONE filter", NULL, FLAT, "filter = 'None'", CANNOT_TELL (FILTER) },
  { "flat of UNKNOWN telescope", NULL, FLAT, "telescope = 'UNKNOWN'", CANNOT_TELL (TELESCOPE) },
  { "both without filter", "filter = NULL", FLAT, "filter = NULL", CANNOT_TELL (FILTER) },
  { "both of NONE filter", "filter = 'NONE'", FLAT, "filter = 'NONE'", CANNOT_TELL (FILTER) },
  { "both of UNKNOWN filter", "filter = 'UNKNOWN'", FLAT, "filter = 'UNKNOWN'",
    CANNOT_TELL (FILTER) },
  { "both of UNKNOWN telescope", "telescope = 'UNKNOWN'", FLAT, "telescope = 'UNKNOWN'",
    CANNOT_TELL (TELESCOPE) },
  { "light without filter, another telescope", "filter = NULL", FLAT, "telescope = 'Other'",
    MISSING },
  { "flat of another binning", NULL, FLAT, "binning_x = 2", MISMATCHED, BINNING, 0, 0 },
  { "flat of another gain", NULL, FLAT, "gain = 0", MISMATCHED, GAIN, 0, 0 },
  { "flat of 30 days before", NULL, FLAT, "obs_date = '2023-12-11'", GOOD, 0, 30 },
  { "flat of 31 days before", NULL, FLAT, "obs_date = '2023-12-10'", LF_COVERAGE_ACCEPTABLE, 2, 0,
    0, 0, 0, 31 },
  { "flat of 60 days before", NULL, FLAT, "obs_date = '2023-11-11'", LF_COVERAGE_ACCEPTABLE, 2, 0,
    0, 0, 0, 60 },
  { "flat of 61 days afterwards", NULL, FLAT, "obs_date = '2024-03-11'", LF_COVERAGE_OLD, 2, 0, 0,
    0, 0, 61 },
  { "flat of 90 days afterwards", NULL, FLAT, "obs_date = '2024-04-09'", LF_COVERAGE_OLD, 2, 0, 0,
    0, 0, 90 },
  { "flat of 91 days afterwards", NULL, FLAT, "obs_date = '2024-04-10'", LF_COVERAGE_TOO_OLD, 2,
    0, 0, 0, 0, 91 },
  { "flat of an unknown night", NULL, FLAT, "obs_date = NULL", LF_COVERAGE_UNKNOWN, 2, 0, 0, 0,
    NIGHT, -1 },
  { "flat of a date that is none", NULL, FLAT, "obs_date = '2024-02-30'", LF_COVERAGE_UNKNOWN, 2,
    0, 0, 0, NIGHT, -1 },
  { "flat of a date in words", NULL, FLAT, "obs_date = 'yesterday'", LF_COVERAGE_UNKNOWN, 2, 0, 0,
    0, NIGHT, -1 },
  { "flat with a time only", NULL, FLAT,
    "obs_date = ' ', obs_timestamp = '2024-01-20 20:00:00.000000'", GOOD, 0, 10 },
  { "light of an unknown night", "obs_date = NULL", FLAT, NULL, LF_COVERAGE_UNKNOWN, 2, 0, 0, 0,
    NIGHT, -1 },

  /* Biases: camera */
  { "bias fits", NULL, BIAS, NULL, GOOD, 0, 0 },
  { "bias of all else", NULL, BIAS,
    "telescope = NULL, filter = NULL, exposure = 0, sensor_temp = 30", GOOD, 0, 0 },
  { "bias of another camera", NULL, BIAS, "camera = 'Other'", MISSING },
  { "bias of UNKNOWN camera", NULL, BIAS, "camera = 'UNKNOWN'", CANNOT_TELL (CAMERA) },
  { "both biases without camera", "camera = NULL", BIAS, "camera = NULL", CANNOT_TELL (CAMERA) },
  { "bias of another gain", NULL, BIAS, "gain = 0", MISMATCHED, GAIN, 0, 0 },
  { "bias of another offset and binning", NULL, BIAS, "offset = 0, binning_x = 4", MISMATCHED,
    OFFSET | BINNING, 0, 0 },
  { "bias without offset", NULL, BIAS, "offset = NULL", GOOD, OFFSET, 0 },
};

static void
check_case (Fixture    *self,
            const Case *expected,
            const char *session)
{
  g_autoptr (LfCalibration) calibration = load (self, session, FALSE);
  LfLightGroup *group;

  g_test_message ("%s", expected->name);
  g_assert_cmpuint (calibration->groups->len, ==, 1);
  group = g_ptr_array_index (calibration->groups, 0);
  g_assert_cmpuint (group->frames, ==, 1);

  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    {
      const LfCalibrationCell *cell = &group->cells[type];
      gboolean asked = type == expected->type;

      g_assert_cmpint (cell->coverage, ==, asked ? expected->coverage : LF_COVERAGE_MISSING);
      g_assert_cmpuint (cell->frames, ==, asked ? expected->frames : 0);
      g_assert_cmpuint (cell->mismatched, ==, asked ? expected->mismatched : 0);
      g_assert_cmpuint (cell->possible, ==, asked ? expected->possible : 0);
      g_assert_cmpuint (cell->differing, ==, asked ? expected->differing : 0);
      g_assert_cmpuint (cell->unknown, ==, asked ? expected->unknown : 0);
      g_assert_cmpint (cell->days, ==, asked ? expected->days : -1);
      g_assert_cmpuint (cell->unusable, ==, 0);
      g_assert_null (cell->offer);
    }
}

static void
test_rules (Fixture       *self,
            gconstpointer  data)
{
  static const char *types[] = { "DARK", "flat", "Bias" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *session = g_strdup_printf ("C%u", i);

      lf_test_catalog_add_session (self->catalog, session, cases[i].name);
      add_frames (self, 1, session, "LIGHT", cases[i].light);
      add_frames (self, 2, session, types[cases[i].type], cases[i].other);
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *session = g_strdup_printf ("C%u", i);

      check_case (self, &cases[i], session);
    }
}

/* As `frames:first-last` and the words of the cells, a group a line */
static char *
describe (LfCalibration *calibration)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < calibration->groups->len; i++)
    {
      LfLightGroup *group = g_ptr_array_index (calibration->groups, i);
      guint n = group->nights->len;
      g_autofree char *first = n > 0 ? lf_night_to_text (g_array_index (group->nights, LfNight, 0))
                                     : NULL;
      g_autofree char *last =
        n > 0 ? lf_night_to_text (g_array_index (group->nights, LfNight, n - 1)) : NULL;

      g_string_append_printf (text, "%u", group->frames);
      if (n > 0)
        g_string_append_printf (text, " %s..%s (%u)", first + 5, last + 5, n);
      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        {
          const LfCalibrationCell *cell = &group->cells[type];

          g_string_append_printf (text, " %s/%u", lf_coverage_get_word (cell->coverage),
                                  cell->frames);
          if (cell->offer != NULL)
            g_string_append_printf (text, "[%u %d %s]", cell->offer->frames, cell->offer->days,
                                    lf_coverage_get_word (cell->offer->coverage));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
assert_described (Fixture    *self,
                  const char *session,
                  gboolean    with_offers,
                  const char *expected)
{
  g_autoptr (LfCalibration) calibration = load (self, session, with_offers);
  g_autofree char *text = describe (calibration);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_clusters (Fixture       *self,
               gconstpointer  data)
{
  static const char *nights[] = { "01-01", "01-08", "01-15", "01-23", "01-24", "03-01" };

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      g_autofree char *date = g_strdup_printf ("obs_date = '2024-%s'", nights[i]);

      add_frames (self, 2, "S1", "LIGHT", date);
    }
  add_frames (self, 1, "S1", "LIGHT", "obs_date = NULL");
  add_frames (self, 1, "S1", "LIGHT", "obs_date = '2024-01-1x'");
  add_frames (self, 1, "S1", "LIGHT", "obs_date = 'no date'");
  add_frames (self, 5, "S1", "FLAT", "obs_date = '2024-01-08'");
  assert_described (self, "S1", FALSE,
                    "3 missing/0 unknown/5 missing/0\n"
                    "6 01-01..01-15 (3) missing/0 complete/5 missing/0\n"
                    "4 01-23..01-24 (2) missing/0 complete/5 missing/0\n"
                    "2 03-01..03-01 (1) missing/0 complete/5 missing/0\n");
}

static void
test_groups (Fixture       *self,
             gconstpointer  data)
{
  static const char *changes[] = { "camera = 'Other'", "telescope = 'Other'", "filter = 'L'",
                                   "exposure = 60",    "gain = 0",            "offset = 0",
                                   "binning_x = 2",    "sensor_temp = -11",   "gain = NULL",
                                   "camera = NULL",    "sensor_temp = NULL",  "filter = 'NONE'" };
  g_autoptr (LfCalibration) calibration = NULL;
  guint frames = 0;

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  add_frames (self, 3, "S1", "LIGHT", NULL);
  add_frames (self, 2, "S1", "light", "sensor_temp = -9.6");
  add_frames (self, 2, "S1", "LIGHT", "sensor_temp = -10.4");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    add_frames (self, 1, "S1", "LIGHT", changes[i]);
  /* All that is unknown is the same */
  add_frames (self, 1, "S1", "LIGHT", "filter = ' unknown'");
  add_frames (self, 1, "S1", "LIGHT", "filter = NULL");
  /* What is no light does not count */
  add_frames (self, 1, "S1", "FOCUS", NULL);
  add_frames (self, 1, "S1", NULL, NULL);

  calibration = load (self, "S1", FALSE);
  g_assert_cmpuint (calibration->groups->len, ==, 1 + G_N_ELEMENTS (changes));
  for (guint i = 0; i < calibration->groups->len; i++)
    frames += ((LfLightGroup *) g_ptr_array_index (calibration->groups, i))->frames;
  g_assert_cmpuint (frames, ==, 7 + G_N_ELEMENTS (changes) + 2);
  g_assert_cmpint (calibration->coverage, ==, LF_COVERAGE_MISSING);
}

/* Of several sets those that fit count; the night worst served tells the age */
static void
test_sets (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfCalibration) calibration = NULL;
  const LfCalibrationCell *cells;

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  add_frames (self, 1, "S1", "LIGHT", "obs_date = '2024-01-10'");
  add_frames (self, 1, "S1", "LIGHT", "obs_date = '2024-01-16'");
  add_frames (self, 3, "S1", "FLAT", "obs_date = '2024-01-09'");
  add_frames (self, 4, "S1", "FLAT", "obs_date = '2024-01-19'");
  add_frames (self, 1, "S1", "FLAT", "bad = 1");
  add_frames (self, 2, "S1", "FLAT", "file_not_found = 1");
  add_frames (self, 5, "S1", "FLAT", "gain = 0");
  add_frames (self, 6, "S1", "FLAT", "filter = NULL");
  add_frames (self, 2, "S1", "DARK", "gain = 0, sensor_temp = 5");
  add_frames (self, 3, "S1", "DARK", "gain = 0, obs_date = '2024-05-01'");
  add_frames (self, 3, "S1", "DARK", "gain = 0, obs_date = '2024-04-01'");
  add_frames (self, 2, "S1", "BIAS", "bad = 1");
  /* A frame that is linked twice is there once */
  lf_test_catalog_link (self->catalog, "S1", self->catalog->n_frames, "BIAS");
  lf_test_catalog_link (self->catalog, "S1", 99999, "BIAS");

  calibration = load (self, "S1", FALSE);
  cells = ((LfLightGroup *) g_ptr_array_index (calibration->groups, 0))->cells;
  g_assert_cmpint (cells[FLAT].coverage, ==, LF_COVERAGE_GOOD);
  g_assert_cmpuint (cells[FLAT].frames, ==, 7);
  g_assert_cmpuint (cells[FLAT].unusable, ==, 3);
  g_assert_cmpuint (cells[FLAT].mismatched, ==, 5);
  g_assert_cmpuint (cells[FLAT].possible, ==, 6);
  g_assert_cmpint (cells[FLAT].days, ==, 3);
  g_assert_cmpint (cells[DARK].coverage, ==, LF_COVERAGE_MISMATCHED);
  g_assert_cmpuint (cells[DARK].mismatched, ==, 8);
  g_assert_cmpuint (cells[DARK].differing, ==, GAIN);
  g_assert_cmpint (cells[DARK].days, ==, 82);
  g_assert_cmpint (cells[BIAS].coverage, ==, LF_COVERAGE_MISSING);
  g_assert_cmpuint (cells[BIAS].unusable, ==, 2);
}

static void
test_offers (Fixture       *self,
             gconstpointer  data)
{
  lf_test_catalog_add_session (self->catalog, "S1", "One");
  lf_test_catalog_add_session (self->catalog, "S2", "Two");
  add_frames (self, 2, "S1", "LIGHT", NULL);
  add_frames (self, 3, "S1", "FLAT", "obs_date = '2023-11-01'");
  /* Nearer, but of another gain; unusable; of another session, which does no harm */
  add_frames (self, 9, NULL, "DARK", "gain = 0");
  add_frames (self, 9, NULL, "DARK", "bad = 1");
  add_frames (self, 4, NULL, "DARK", "obs_date = '2023-01-10'");
  add_frames (self, 5, "S2", "DARK", "obs_date = '2023-06-10'");
  add_frames (self, 6, NULL, "DARK", "obs_date = NULL");
  add_frames (self, 7, NULL, "FLAT", "obs_date = '2024-02-20'");
  add_frames (self, 8, NULL, "FLAT", "filter = NULL");
  add_frames (self, 9, NULL, "BIAS", "camera = 'Other'");
  add_frames (self, 9, NULL, "BIAS", "camera = NULL");
  add_frames (self, 2, NULL, "BIAS", "offset = 1");
  assert_described (self, "S1", TRUE,
                    "2 01-10..01-10 (1) missing/0[5 214 complete] old/3[7 41 complete]"
                    " missing/0[2 0 mismatched]\n");
  assert_described (self, "S2", TRUE, "");
  assert_described (self, "no such session", TRUE, "");
}

/* What the session has already is not offered, nor what is no better */
static void
test_no_offers (Fixture       *self,
                gconstpointer  data)
{
  lf_test_catalog_add_session (self->catalog, "S1", "One");
  add_frames (self, 2, "S1", "LIGHT", NULL);
  add_frames (self, 3, "S1", "DARK", "gain = 0");
  add_frames (self, 3, NULL, "DARK", "gain = 1");
  add_frames (self, 3, "S1", "FLAT", "obs_date = '2023-11-01'");
  add_frames (self, 7, NULL, "FLAT", "obs_date = '2023-10-31'");
  add_frames (self, 3, "S1", "BIAS", NULL);
  add_frames (self, 9, NULL, "BIAS", NULL);
  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processing_session_files (processing_session_id, fits_file_id,"
                        " original_path, original_filename, staged_path, staged_filename,"
                        " subfolder) VALUES ('S1', NULL, '', '', '', '', '')");
  assert_described (self, "S1", TRUE,
                    "2 01-10..01-10 (1) mismatched/0 old/3 complete/3\n");
}

static void
test_shot_list (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (LfCalibration) calibration = NULL;
  g_autoptr (GPtrArray) shots = NULL;
  g_autofree char *text = NULL;

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  add_frames (self, 2, "S1", "LIGHT", NULL);
  add_frames (self, 3, "S1", "LIGHT", "filter = 'L', exposure = 60");
  add_frames (self, 4, "S1", "LIGHT", "filter = 'L', exposure = 60, obs_date = '2024-03-01'");
  add_frames (self, 1, "S1", "LIGHT", "filter = NULL, exposure = 60, camera = 'A\nB'");
  add_frames (self, 6, NULL, "DARK", "obs_date = '2023-12-31'");

  calibration = load (self, "S1", TRUE);
  shots = lf_shot_list_new (calibration, lf_night_from_text ("2024-03-10"));
  text = lf_shot_list_to_text (shots);
  g_assert_cmpstr (text, ==,
                   "To be taken\n"
                   "\nDarks\n"
                   "  A B · 60 s · gain 100 · offset 50 · 1 × 1 · −10 °C — for 1 light\n"
                   "  Cam · 60 s · gain 100 · offset 50 · 1 × 1 · −10 °C — for 7 lights\n"
                   "\nFlats\n"
                   "  A B · Tele · gain 100 · offset 50 · 1 × 1 — for 1 light"
                   " (tonight’s would be 60 days from the lights)\n"
                   "  Cam · Tele · Ha · gain 100 · offset 50 · 1 × 1 — for 2 lights"
                   " (tonight’s would be 60 days from the lights)\n"
                   "  Cam · Tele · L · gain 100 · offset 50 · 1 × 1 — for 3 lights"
                   " (tonight’s would be 60 days from the lights)\n"
                   "  Cam · Tele · L · gain 100 · offset 50 · 1 × 1 — for 4 lights\n"
                   "\nBias\n"
                   "  A B · gain 100 · offset 50 · 1 × 1 — for 1 light\n"
                   "  Cam · gain 100 · offset 50 · 1 × 1 — for 9 lights\n"
                   "\nIn the catalog, but not in the session\n"
                   "\nDarks\n"
                   "  Cam · 300 s · gain 100 · offset 50 · 1 × 1 · −10 °C — for 2 lights:"
                   " 6 frames of 2023-12-31\n");
}

static void
test_nothing_wanted (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LfCalibration) calibration = NULL;
  g_autoptr (GPtrArray) shots = NULL;
  g_autofree char *text = NULL;

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  add_frames (self, 1, "S1", "LIGHT", NULL);
  add_frames (self, 1, "S1", "DARK", NULL);
  add_frames (self, 1, "S1", "FLAT", NULL);
  add_frames (self, 1, "S1", "BIAS", NULL);
  calibration = load (self, "S1", TRUE);
  g_assert_cmpint (calibration->coverage, ==, LF_COVERAGE_GOOD);
  g_assert_true (calibration->has_offers);
  shots = lf_shot_list_new (calibration, LF_NIGHT_UNKNOWN);
  g_assert_cmpuint (shots->len, ==, 0);
  text = lf_shot_list_to_text (shots);
  g_assert_cmpstr (text, ==, "");
}

static const char *
pick (const char *const *texts,
      guint              n)
{
  return texts[g_test_rand_int_range (0, (gint32) n)];
}

static void
add_random_frames (Fixture *self)
{
  static const char *types[] = { "LIGHT", "LIGHT", "light", "DARK", "FLAT", "BIAS", "x", NULL };
  static const char *changes[] = { NULL,
                                   "camera = 'Other'",
                                   "camera = NULL",
                                   "filter = 'L'",
                                   "filter = 'NONE'",
                                   "exposure = 60",
                                   "gain = 0",
                                   "obs_date = '2024-03-20'",
                                   "obs_date = '2023-01-01'",
                                   "obs_date = 'x'",
                                   "bad = 1",
                                   "sensor_temp = -10.4" };

  for (guint i = 0; i < N_RANDOM_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%u", i);

      lf_test_catalog_add_session (self->catalog, id, id);
    }
  for (guint i = 0; i < N_RANDOM_FRAMES; i++)
    add_frames (self, 1, NULL, pick (types, G_N_ELEMENTS (types)),
                pick (changes, G_N_ELEMENTS (changes)));
  for (guint i = 0; i < N_RANDOM_FRAMES; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%d", g_test_rand_int_range (0, N_RANDOM_SESSIONS));

      lf_test_catalog_link (self->catalog, id, g_test_rand_int_range (1, N_RANDOM_FRAMES + 20),
                            NULL);
    }
}

static void
assert_summary (const LfCalibrationSummary *summary,
                LfCalibration              *calibration)
{
  LfCalibrationSummary expected = { .coverage = calibration->coverage, .flat_days = -1 };

  for (guint i = 0; i < calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);
      const LfCalibrationCell *flats = &group->cells[LF_CALIBRATION_FLAT];

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        if (group->cells[type].coverage > expected.types[type])
          expected.types[type] = group->cells[type].coverage;
      if (flats->coverage >= LF_COVERAGE_OLD && flats->coverage <= LF_COVERAGE_TOO_OLD &&
          flats->days > expected.flat_days)
        expected.flat_days = flats->days;
    }
  g_assert_true (lf_calibration_summary_equal (summary, &expected));
  expected.flat_days++;
  g_assert_false (lf_calibration_summary_equal (summary, &expected));
}

/* The query for all sessions tells what the query for one does. Run it again with --seed. */
static void
test_summary (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GHashTable) summary = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  add_random_frames (self);
  lf_test_catalog_add_session (self->catalog, "empty", "Empty");
  summary = lf_calibration_load_summary (open_catalog (self), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < N_RANDOM_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%u", i);
      g_autoptr (LfCalibration) calibration = load (self, id, FALSE);
      gpointer value = NULL;
      gboolean found = g_hash_table_lookup_extended (summary, id, NULL, &value);

      g_assert_true (found == (calibration->groups->len > 0));
      if (found)
        assert_summary (value, calibration);
      n += found;
    }
  g_assert_cmpuint (g_hash_table_size (summary), ==, n);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  add_frames (self, 1000, "S1", "LIGHT", NULL);
  g_cancellable_cancel (cancellable);
  lf_connection_begin (open_catalog (self), cancellable);
  g_assert_null (lf_calibration_load (self->connection, "S1", &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (lf_calibration_load_summary (self->connection, &error));
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  lf_connection_begin (self->connection, NULL);
}

static void
test_nights (void)
{
  static const struct
  {
    const char *text;
    const char *night;
  } texts[] = {
    { "2024-02-29", "2024-02-29" }, { "2024-02-29 23:59", "2024-02-29" }, { "2023-02-29", NULL },
    { "0001-01-01", "0001-01-01" }, { "9999-12-31", "9999-12-31" },       { "0000-01-01", NULL },
    { "2024-1-01", NULL },          { "2024-13-01", NULL },               { "2024-00-10", NULL },
    { "24-01-01", NULL },           { "", NULL },                         { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      LfNight night = lf_night_from_text (texts[i].text);
      g_autofree char *text = lf_night_to_text (night);

      g_assert_cmpstr (text, ==, texts[i].night);
    }
  g_assert_cmpint (lf_night_get_distance (lf_night_from_text ("2024-03-01"),
                                          lf_night_from_text ("2024-02-28")), ==, 2);
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer))
{
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      g_autofree char *path = g_strdup_printf ("/calibration/%s/%s", name,
                                               lf_test_layout_get_name (layout));

      g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/calibration/nights", test_nights);
  add_test ("rules", test_rules);
  add_test ("clusters", test_clusters);
  add_test ("groups", test_groups);
  add_test ("sets", test_sets);
  add_test ("offers", test_offers);
  add_test ("no-offers", test_no_offers);
  add_test ("shot-list", test_shot_list);
  add_test ("nothing-wanted", test_nothing_wanted);
  add_test ("summary", test_summary);
  add_test ("cancelled", test_cancelled);

  return g_test_run ();
}
