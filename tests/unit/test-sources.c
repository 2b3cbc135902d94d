/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "catalog/lf-sources.h"
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

static void
add_night (Fixture    *self,
           const char *id,
           const char *date,
           const char *camera)
{
  gboolean is_old = self->catalog->layout == LF_TEST_LAYOUT_1;

  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO %s (%s, %s, camera, telescope, site_name, longitude,"
                        " avg_seeing, avg_sky_quality, avg_cloud_cover)"
                        " VALUES (%Q, %Q, %Q, 'Tele', 'Hill', 8.5, 2.5, 21.25, 10)",
                        is_old ? "sessions" : "imaging_sessions", is_old ? "session_id" : "id",
                        is_old ? "session_date" : "date", id, date, camera);
}

static void
add (Fixture    *self,
     guint       n,
     const char *night,
     const char *type,
     const char *object,
     const char *changes)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 id = lf_test_catalog_add_frame (
        self->catalog, &(LfTestFrame) { "S1", type, object, "Ha", 300, night });

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
  GPtrArray *sources = lf_sources_load (open_catalog (self), session, &error);

  g_assert_no_error (error);
  return sources;
}

static void
test_nights (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const LfSource *source;

  add_night (self, "N1", "2024-01-25", "Cam");
  add_night (self, "N2", "2024-01-11", "Cam");
  add (self, 3, "N1", "LIGHT", "M 42", NULL);
  add (self, 2, "N1", "light", "M 31", NULL);
  add (self, 4, "N1", "DARK", "CALIBRATION", NULL);
  add (self, 1, "N1", "FOCUS", NULL, NULL);
  add (self, 1, "N1", "LIGHT", " ", "exposure = -5");
  add (self, 5, "N2", "FLAT", NULL, NULL);
  add (self, 2, "N2", "BIAS", NULL, NULL);
  lf_test_catalog_add_frame (self->catalog,
                             &(LfTestFrame) { NULL, "LIGHT", "other", "Ha", 1, "N3" });

  sources = load (self, "S1");
  g_assert_cmpuint (sources->len, ==, 2);

  source = g_ptr_array_index (sources, 1);
  g_assert_cmpstr (source->id, ==, "N1");
  g_assert_cmpstr (source->date, ==, "2024-01-25");
  g_assert_cmpuint (source->night, ==, lf_night_from_text ("2024-01-25"));
  g_assert_cmpstr (source->camera, ==, "Cam");
  g_assert_cmpstr (source->telescope, ==, "Tele");
  g_assert_cmpstr (source->site, ==, "Hill");
  g_assert_cmpfloat (source->seeing, ==, 2.5);
  g_assert_cmpfloat (source->sky_quality, ==, 21.25);
  g_assert_cmpfloat (source->cloud_cover, ==, 10);
  g_assert_cmpuint (source->counts[LF_FRAME_LIGHT], ==, 6);
  g_assert_cmpuint (source->counts[LF_FRAME_DARK], ==, 4);
  g_assert_cmpuint (source->counts[LF_FRAME_OTHER], ==, 1);
  g_assert_cmpfloat (source->seconds, ==, 1500);
  g_assert_cmpuint (g_strv_length (source->objects), ==, 2);
  g_assert_cmpstr (source->objects[0], ==, "M 31");
  g_assert_cmpstr (source->objects[1], ==, "M 42");
  g_assert_true (source->has_moon);
  g_assert_cmpint (source->moon.phase, ==, LF_MOON_FULL);

  source = g_ptr_array_index (sources, 0);
  g_assert_cmpuint (source->counts[LF_FRAME_FLAT], ==, 5);
  g_assert_cmpuint (source->counts[LF_FRAME_BIAS], ==, 2);
  g_assert_cmpuint (g_strv_length (source->objects), ==, 0);
  g_assert_cmpint (source->moon.phase, ==, LF_MOON_NEW);

  none = load (self, "no such");
  g_assert_cmpuint (none->len, ==, 0);
}

/* What the table of nights does not say, or does not have */
static void
test_gaps (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = NULL;
  const LfSource *source;

  add_night (self, "N1", "", NULL);
  lf_test_catalog_exec (self->catalog, "UPDATE %s SET avg_seeing = 'good', longitude = 9e9",
                        self->catalog->layout == LF_TEST_LAYOUT_1 ? "sessions"
                                                                  : "imaging_sessions");
  add (self, 1, "N1", "LIGHT", "a", "camera = 'Cam', obs_date = '2024-05-02'");
  add (self, 1, "N1", "LIGHT", "b", "camera = 'Cam', obs_date = '2024-05-01'");
  add (self, 1, "N9", "LIGHT", "c", "camera = 'A', telescope = 'T', obs_date = 'x'");
  add (self, 1, "N9", "LIGHT", "c", "camera = 'B', telescope = 'T'");
  add (self, 2, NULL, "LIGHT", "d", NULL);

  sources = load (self, "S1");
  g_assert_cmpuint (sources->len, ==, 3);

  source = g_ptr_array_index (sources, 0);
  g_assert_null (source->id);
  g_assert_cmpuint (source->night, ==, LF_NIGHT_UNKNOWN);
  g_assert_false (source->has_moon);
  g_assert_cmpuint (source->counts[LF_FRAME_LIGHT], ==, 2);
  g_assert_null (source->camera);

  source = g_ptr_array_index (sources, 1);
  g_assert_cmpstr (source->id, ==, "N1");
  g_assert_cmpstr (source->date, ==, "2024-05-01");
  g_assert_cmpstr (source->camera, ==, "Cam");
  g_assert_true (isnan (source->seeing));

  source = g_ptr_array_index (sources, 2);
  g_assert_cmpstr (source->id, ==, "N9");
  g_assert_cmpstr (source->date, ==, "x");
  g_assert_null (source->camera);
  g_assert_cmpstr (source->telescope, ==, "T");
  g_assert_true (isnan (source->sky_quality));
}

/* Frames of no imaging session are of the nights that they say themselves */
static void
test_own_nights (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add (self, 1, NULL, "LIGHT", "a", "obs_date = '2024-05-02'");
  add (self, 2, NULL, "LIGHT", "b", "obs_date = '2024-05-02', obs_timestamp = '2024-05-03 01:00'");
  add (self, 4, NULL, "DARK", NULL, "obs_date = '', obs_timestamp = '2024-05-01 22:00:00'");
  add (self, 8, NULL, "FLAT", NULL, NULL);

  sources = load (self, "S1");
  for (guint i = 0; i < sources->len; i++)
    {
      const LfSource *source = g_ptr_array_index (sources, i);

      g_assert_null (source->id);
      g_string_append_printf (text, "%s %u %u %u;", source->date != NULL ? source->date : "",
                              source->counts[LF_FRAME_LIGHT], source->counts[LF_FRAME_DARK],
                              source->counts[LF_FRAME_FLAT]);
    }
  g_assert_cmpstr (text->str, ==, " 0 0 8;2024-05-01 0 4 0;2024-05-02 3 0 0;");
}

static void
add_result (Fixture    *self,
            const char *session,
            const char *name,
            const char *changes)
{
  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processed_files (processing_session_id, file_path, filename,"
                        " file_type) VALUES (%Q, '/astro/' || %Q, %Q, 'jpg')",
                        session, name, name);
  if (changes != NULL)
    lf_test_catalog_exec (self->catalog, "UPDATE processed_files SET %s WHERE filename = %Q",
                          changes, name);
}

static void
test_results (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  const LfResult *result;

  add_result (self, "S1", "old.jpg", "modified_date = '2024-01-01'");
  add_result (self, "S1", "new.xisf",
              "modified_date = '2024-02-01 10:00:00', created_date = '2024-01-31', file_type ="
              " 'xisf', subfolder = 'final', file_size = 5000000000, processing_stage = 'final',"
              " image_width = 6248, image_height = 4176, bit_depth = 32, color_space = 'RGB',"
              " associated_object = 'M 31', has_companion = 1, companion_path = '/astro/x.xosm',"
              " notes = 'good'");
  add_result (self, "S1", "odd", "image_width = -1, image_height = 'high', file_size = 'big',"
                                 " has_companion = 0, companion_path = 'x', file_type = ''");
  add_result (self, NULL, "other.jpg", NULL);

  results = lf_results_load (open_catalog (self), "S1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 3);

  result = g_ptr_array_index (results, 0);
  g_assert_cmpstr (result->name, ==, "new.xisf");
  g_assert_cmpstr (result->path, ==, "/astro/new.xisf");
  g_assert_cmpstr (result->type, ==, "xisf");
  g_assert_cmpstr (result->subfolder, ==, "final");
  g_assert_cmpint (result->size, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpstr (result->created, ==, "2024-01-31");
  g_assert_cmpstr (result->modified, ==, "2024-02-01 10:00:00");
  g_assert_cmpstr (result->stage, ==, "final");
  g_assert_cmpuint (result->width, ==, 6248);
  g_assert_cmpuint (result->height, ==, 4176);
  g_assert_cmpuint (result->bit_depth, ==, 32);
  g_assert_cmpstr (result->color_space, ==, "RGB");
  g_assert_cmpstr (result->object, ==, "M 31");
  g_assert_cmpstr (result->companion, ==, "/astro/x.xosm");
  g_assert_cmpstr (result->notes, ==, "good");

  g_assert_cmpstr (((LfResult *) g_ptr_array_index (results, 1))->name, ==, "old.jpg");
  result = g_ptr_array_index (results, 2);
  g_assert_cmpuint (result->width, ==, 0);
  g_assert_cmpuint (result->height, ==, 0);
  g_assert_cmpint (result->size, ==, -1);
  g_assert_null (result->companion);
  g_assert_null (result->type);
}

static double
to_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  g_assert_nonnull (time);
  return (double) g_date_time_to_unix (time);
}

/* New and full moons, from eclipses, which are sure to be at the very time, and others: to the
 * minute, UTC */
static void
test_moon (void)
{
  static const struct
  {
    const char *time;
    gboolean    full;
  } moons[] = {
    { "1999-08-11T11:08:00Z", FALSE }, { "2000-01-21T04:40:00Z", TRUE },
    { "2000-02-05T13:03:00Z", FALSE }, { "2008-02-21T03:31:00Z", TRUE },
    { "2015-09-28T02:50:00Z", TRUE },  { "2017-08-21T18:30:00Z", FALSE },
    { "2019-01-21T05:16:00Z", TRUE },  { "2022-05-16T04:14:00Z", TRUE },
    { "2024-01-11T11:57:00Z", FALSE }, { "2024-01-25T17:54:00Z", TRUE },
    { "2024-04-08T18:21:00Z", FALSE }, { "2025-03-14T06:55:00Z", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moons); i++)
    {
      double time = to_time (moons[i].time);
      LfMoon moon;
      LfMoon before;
      LfMoon after;

      g_test_message ("%s", moons[i].time);
      lf_moon_at_time (time, &moon);
      lf_moon_at_time (time - 3.5 * 86400, &before);
      lf_moon_at_time (time + 3.5 * 86400, &after);
      g_assert_cmpint (moon.phase, ==, moons[i].full ? LF_MOON_FULL : LF_MOON_NEW);
      g_assert_cmpfloat_with_epsilon (moon.illuminated, moons[i].full ? 1 : 0, 0.003);
      g_assert_cmpint (before.phase, ==,
                       moons[i].full ? LF_MOON_WAXING_GIBBOUS : LF_MOON_WANING_CRESCENT);
      g_assert_cmpint (after.phase, ==,
                       moons[i].full ? LF_MOON_WANING_GIBBOUS : LF_MOON_WAXING_CRESCENT);
    }
}

/* The example of chapter 48, and quarters */
static void
test_moon_between (void)
{
  static const struct
  {
    const char  *time;
    LfMoonPhase  phase;
    double       illuminated;
  } moons[] = {
    { "1992-04-12T00:00:00Z", LF_MOON_WAXING_GIBBOUS, 0.68 },
    { "2024-01-18T03:53:00Z", LF_MOON_FIRST_QUARTER, 0.5 },
    { "2024-02-02T23:18:00Z", LF_MOON_LAST_QUARTER, 0.5 },
    { "2000-01-14T13:34:00Z", LF_MOON_FIRST_QUARTER, 0.5 },
    { "2000-01-28T07:57:00Z", LF_MOON_LAST_QUARTER, 0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moons); i++)
    {
      LfMoon moon;

      g_test_message ("%s", moons[i].time);
      lf_moon_at_time (to_time (moons[i].time), &moon);
      g_assert_cmpint (moon.phase, ==, moons[i].phase);
      g_assert_cmpfloat_with_epsilon (moon.illuminated, moons[i].illuminated, 0.005);
      g_assert_nonnull (lf_moon_phase_get_title (moon.phase));
    }
}

static void
test_moon_at_night (void)
{
  LfNight night = lf_night_from_text ("2024-01-25");
  LfMoon greenwich;
  LfMoon west;
  LfMoon time;

  g_assert_false (lf_moon_at_night (LF_NIGHT_UNKNOWN, NAN, &greenwich));
  g_assert_true (lf_moon_at_night (night, NAN, &greenwich));
  lf_moon_at_time (to_time ("2024-01-26T00:00:00Z"), &time);
  g_assert_cmpfloat (greenwich.illuminated, ==, time.illuminated);

  /* Midnight in Colorado is seven hours later */
  g_assert_true (lf_moon_at_night (night, -105, &west));
  lf_moon_at_time (to_time ("2024-01-26T07:00:00Z"), &time);
  g_assert_cmpfloat_with_epsilon (west.illuminated, time.illuminated, 1e-9);
}

static void
add_test (const char *name,
          void      (*func) (Fixture *, gconstpointer))
{
  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      g_autofree char *path = g_strdup_printf ("/sources/%s/%s", name,
                                               lf_test_layout_get_name (layout));

      g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  g_test_add_func ("/moon/new-and-full", test_moon);
  g_test_add_func ("/moon/between", test_moon_between);
  g_test_add_func ("/moon/at-night", test_moon_at_night);
  add_test ("nights", test_nights);
  add_test ("gaps", test_gaps);
  add_test ("own-nights", test_own_nights);
  add_test ("results", test_results);

  return g_test_run ();
}
