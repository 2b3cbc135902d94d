/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "lf-test-support.h"

#define N_RANDOM_SESSIONS 200
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

static void
open_catalog (Fixture *self)
{
  g_autofree char *path = g_strdup (self->catalog->path);

  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  self->connection = lf_test_open (path);
}

static LfSessionDetail *
load (Fixture    *self,
      const char *id)
{
  g_autoptr (GError) error = NULL;
  LfSessionDetail *detail;

  if (self->connection == NULL)
    open_catalog (self);
  detail = lf_session_detail_load (self->connection, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (detail->id, ==, id);
  g_assert_cmpuint (detail->n_queries, ==, 3);
  g_assert_cmpint (detail->elapsed_us, >=, 0);
  return detail;
}

static void
add_frames (Fixture    *self,
            guint       n,
            const char *object,
            const char *filter,
            double      exposure)
{
  for (guint i = 0; i < n; i++)
    lf_test_catalog_add_frame (self->catalog,
                               &(LfTestFrame) { "S1", "LIGHT", object, filter, exposure, "N1" });
}

/* The whole of it in a line an object: `object|frames: filter exposure×frames …; …` */
static char *
describe (LfSessionDetail *detail)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < detail->objects->len; i++)
    {
      LfObjectDetail *object = g_ptr_array_index (detail->objects, i);

      g_string_append_printf (text, "%s|%u:", object->object != NULL ? object->object : "-",
                              object->frames);
      for (guint j = 0; j < object->filters->len; j++)
        {
          LfFilterDetail *filter = g_ptr_array_index (object->filters, j);

          g_string_append_printf (text, "%s%s", j > 0 ? "; " : " ",
                                  filter->filter != NULL ? filter->filter : "-");
          for (guint k = 0; k < filter->exposures->len; k++)
            {
              LfExposureTotal *total = &g_array_index (filter->exposures, LfExposureTotal, k);

              if (isnan (total->exposure))
                g_string_append_printf (text, " none×%u", total->frames);
              else
                g_string_append_printf (text, " %g×%u", total->exposure, total->frames);
            }
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_grouping (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autofree char *text = NULL;

  add_frames (self, 2, "M 33", "R", 60);
  add_frames (self, 1, "M 31", "Ha", 600);
  add_frames (self, 3, "M 31", "Ha", 30);
  add_frames (self, 1, "M 31", NULL, 10);
  add_frames (self, 1, "M 31", "B", 120);
  add_frames (self, 1, "M 31", "Ha", NAN);
  add_frames (self, 1, "A equal", "L", 1);
  add_frames (self, 1, "B equal", "L", 1.5);
  detail = load (self, "S1");
  text = describe (detail);

  g_assert_cmpstr (text, ==,
                   "M 31|7: B 120×1; Ha 30×3 600×1 none×1; - 10×1\n"
                   "M 33|2: R 60×2\n"
                   "A equal|1: L 1×1\n"
                   "B equal|1: L 1.5×1\n");
  g_assert_cmpuint (detail->n_frames, ==, 11);
  g_assert_cmpuint (detail->without_exposure, ==, 1);
  g_assert_cmpfloat (detail->seconds, ==, 120 + 600 + 90 + 120 + 10 + 1 + 1.5);
}

static void
test_filters (Fixture       *self,
              gconstpointer  data)
{
  static const char *names[] = { "Ha", "L", "h", NULL };
  static const guint frames[] = { 3, 2, 1, 2 };
  g_autoptr (LfSessionDetail) detail = NULL;

  add_frames (self, 2, "M 31", "Ha", 100);
  add_frames (self, 1, "M 33", "Ha", 50);
  add_frames (self, 2, "M 33", NULL, 10);
  add_frames (self, 1, "M 33", "h", 10);
  add_frames (self, 1, "M 33", "L", NAN);
  add_frames (self, 1, NULL, "L", 5);
  detail = load (self, "S1");

  g_assert_cmpuint (detail->filters->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      LfFilterTotal *total = &g_array_index (detail->filters, LfFilterTotal, i);

      g_assert_cmpstr (total->filter, ==, names[i]);
      g_assert_cmpuint (total->frames, ==, frames[i]);
      g_assert_cmpuint (total->without_exposure, ==, g_strcmp0 (names[i], "L") == 0 ? 1 : 0);
    }
  g_assert_cmpfloat (g_array_index (detail->filters, LfFilterTotal, 0).seconds, ==, 250);
}

static void
test_none (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autofree char *text = NULL;

  add_frames (self, 1, NULL, NULL, 10);
  add_frames (self, 1, "", "", 10);
  add_frames (self, 1, "   ", " ", 10);
  detail = load (self, "S1");
  text = describe (detail);
  g_assert_cmpstr (text, ==, "-|3: - 10×3\n");
}

static void
test_kept_apart (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autofree char *text = NULL;

  add_frames (self, 4, "M 31", "Ha", 10);
  add_frames (self, 3, "M31", "Ha", 10);
  add_frames (self, 2, "m 31", "ha", 10);
  add_frames (self, 1, " M 31", "Ha ", 10);
  detail = load (self, "S1");
  text = describe (detail);
  g_assert_cmpstr (text, ==, "M 31|4: Ha 10×4\nM31|3: Ha 10×3\nm 31|2: ha 10×2\n"
                             " M 31|1: Ha  10×1\n");
}

static void
test_without_exposure (Fixture       *self,
                       gconstpointer  data)
{
  static const char *exposures[] = { "NULL", "-5", "-0.5", "'long'", "9e999", "-9e999", "X'00'",
                                     "0", "30" };
  g_autoptr (LfSessionDetail) detail = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (exposures); i++)
    {
      add_frames (self, 1, "M 31", "Ha", 1);
      lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET exposure = %s WHERE id = %u",
                            exposures[i], i + 1);
    }
  detail = load (self, "S1");
  text = describe (detail);
  g_assert_cmpstr (text, ==, "M 31|9: Ha 0×1 30×1 none×7\n");
  g_assert_cmpuint (detail->without_exposure, ==, 7);
  g_assert_cmpfloat (detail->seconds, ==, 30);
}

static void
test_types_and_nights (Fixture       *self,
                       gconstpointer  data)
{
  static const LfTestFrame frames[] = {
    { "S1", "LIGHT", "M 31", "Ha", 1, "N1" }, { "S1", "LIGHT", "M 31", "Ha", 1, "N2" },
    { "S1", "LIGHT", "M 31", "Ha", 1, NULL }, { "S1", "DARK", NULL, NULL, 1, "N1" },
    { "S1", "flat", NULL, "Ha", 1, "N3" },    { "S1", "BIAS", NULL, NULL, 1, NULL },
    { "S1", NULL, NULL, NULL, 1, "N1" },      { "S1", "FOCUS", NULL, NULL, 1, NULL },
    { NULL, "LIGHT", "M 33", "Ha", 1, "N9" },
  };
  static const guint counts[] = { 3, 1, 1, 1, 2 };
  static const guint nights[] = { 2, 1, 1, 0, 1 };
  g_autoptr (LfSessionDetail) detail = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    lf_test_catalog_add_frame (self->catalog, &frames[i]);
  detail = load (self, "S1");

  for (guint type = 0; type < LF_N_FRAME_TYPES; type++)
    {
      g_assert_cmpuint (detail->counts[type], ==, counts[type]);
      g_assert_cmpuint (detail->nights[type], ==, nights[type]);
    }
  g_assert_cmpuint (detail->n_frames, ==, 8);
}

static void
test_missing_and_repeated (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  add_frames (self, 3, "M 31", "Ha", 10);
  lf_test_catalog_link (self->catalog, "S1", 1, "LIGHT");
  lf_test_catalog_link (self->catalog, "S1", 1, "LIGHT");
  lf_test_catalog_link (self->catalog, "S1", 998, "LIGHT");
  lf_test_catalog_link (self->catalog, "S1", 999, "DARK");
  lf_test_catalog_link (self->catalog, "S1", 999, "DARK");
  detail = load (self, "S1");

  g_assert_cmpuint (detail->n_frames, ==, 3);
  g_assert_cmpuint (detail->n_missing, ==, 2);
  g_assert_cmpuint (detail->n_repeated, ==, 3);
  g_assert_cmpfloat (detail->seconds, ==, 30);
}

/* A link to no frame at all is a missing frame, not a repeated one */
static void
test_link_to_null (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  add_frames (self, 2, "M 31", "Ha", 10);
  lf_test_catalog_link (self->catalog, "S1", 998, "LIGHT");
  lf_test_catalog_exec (self->catalog, "UPDATE processing_session_files SET fits_file_id = NULL"
                                       " WHERE fits_file_id IN (2, 998)");
  detail = load (self, "S1");

  g_assert_cmpuint (detail->n_frames, ==, 1);
  g_assert_cmpuint (detail->n_missing, ==, 2);
  g_assert_cmpuint (detail->n_repeated, ==, 0);
}

/* Frames cataloged after the migration have no id, so that nothing can be linked to them */
static void
test_frames_without_id (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  add_frames (self, 4, "M 31", "Ha", 10);
  lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET id = NULL WHERE id IN (2, 3)");
  detail = load (self, "S1");

  g_assert_cmpuint (detail->n_frames, ==, 2);
  g_assert_cmpuint (detail->n_missing, ==, 2);
  g_assert_cmpfloat (detail->seconds, ==, 20);
}

static void
test_repeated_id (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  add_frames (self, 2, "M 31", "Ha", 10);
  lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET id = 1");
  detail = load (self, "S1");
  g_assert_cmpuint (detail->n_frames, ==, 2);
  g_assert_cmpuint (detail->n_missing, ==, 0);
}

static void
test_record (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_sessions SET status = 'complete',"
                        " primary_target = 'M 31', target_type = 'galaxy', image_type = 'LRGB',"
                        " folder_path = '/astro/<b>', astrobin_url = 'https://example.org/1',"
                        " social_urls = '[\"https://a.example\",\"javascript:x\"]',"
                        " notes = 'first' || char(10) || 'second', created_at = '2025-01-01',"
                        " processing_started = '2025-01-02', processing_completed = '2025-01-03'");
  detail = load (self, "S1");

  g_assert_cmpstr (detail->name, ==, "One");
  g_assert_cmpstr (detail->status, ==, "complete");
  g_assert_cmpstr (detail->target, ==, "M 31");
  g_assert_cmpstr (detail->target_type, ==, "galaxy");
  g_assert_cmpstr (detail->image_type, ==, "LRGB");
  g_assert_cmpstr (detail->folder, ==, "/astro/<b>");
  g_assert_cmpstr (detail->astrobin_url, ==, "https://example.org/1");
  g_assert_cmpuint (g_strv_length (detail->social_urls), ==, 2);
  g_assert_cmpstr (detail->social_urls[0], ==, "https://a.example");
  g_assert_cmpstr (detail->social_urls[1], ==, "javascript:x");
  g_assert_cmpstr (detail->notes, ==, "first\nsecond");
  g_assert_cmpstr (detail->created, ==, "2025-01-01");
  g_assert_cmpstr (detail->started, ==, "2025-01-02");
  g_assert_cmpstr (detail->completed, ==, "2025-01-03");
}

static void
test_bad_record (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  lf_test_catalog_exec (self->catalog,
                        "UPDATE processing_sessions SET name = '', social_urls = '[broken',"
                        " notes = CAST(X'41FF' AS TEXT), folder_path = X'FF'");
  detail = load (self, "S1");

  g_assert_cmpstr (detail->name, ==, "S1");
  g_assert_cmpstr (detail->notes, ==, "A\xef\xbf\xbd");
  g_assert_cmpstr (detail->folder, ==, "\xef\xbf\xbd");
  g_assert_cmpuint (g_strv_length (detail->social_urls), ==, 1);
  g_assert_cmpstr (detail->social_urls[0], ==, "[broken");
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfSessionDetail) detail = load (self, "S1");

  g_assert_cmpuint (detail->n_frames, ==, 0);
  g_assert_cmpuint (detail->objects->len, ==, 0);
  g_assert_cmpuint (detail->filters->len, ==, 0);
  g_assert_cmpuint (g_strv_length (detail->social_urls), ==, 0);
  g_assert_cmpfloat (detail->seconds, ==, 0);
}

static void
test_not_found (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  LfSessionDetail *detail;

  open_catalog (self);
  detail = lf_session_detail_load (self->connection, "no such", &error);
  g_assert_null (detail);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no such"));
  /* No transaction is left behind */
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSessionDetail) again = NULL;
  LfSessionDetail *detail;

  add_frames (self, 2000, "M 31", "Ha", 10);
  open_catalog (self);
  g_cancellable_cancel (cancellable);
  lf_connection_begin (self->connection, cancellable);
  detail = lf_session_detail_load (self->connection, "S1", &error);
  g_assert_null (detail);
  g_assert_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED);
  g_assert_true (sqlite3_get_autocommit (lf_connection_get_db (self->connection)));

  lf_connection_begin (self->connection, NULL);
  again = load (self, "S1");
  g_assert_cmpuint (again->n_frames, ==, 2000);
}

/* Another program changes the catalog between two looks at it */
static void
test_changed_meanwhile (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (LfSessionDetail) before = NULL;
  g_autoptr (LfSessionDetail) after = NULL;

  add_frames (self, 2, "M 31", "Ha", 10);
  before = load (self, "S1");
  lf_test_exec (lf_connection_get_path (self->connection),
                "ALTER TABLE fits_files ADD COLUMN stars INTEGER;"
                "UPDATE fits_files SET exposure = 20");
  after = load (self, "S1");
  g_assert_cmpfloat (before->seconds, ==, 20);
  g_assert_cmpfloat (after->seconds, ==, 40);
}

static const char *
pick (const char *const *texts,
      guint              n)
{
  return texts[g_test_rand_int_range (0, (gint32) n)];
}

static void
add_random_frames (LfTestCatalog *catalog)
{
  static const char *types[] = { "LIGHT", "LIGHT", "light", "DARK", "FLAT", "BIAS", "x", NULL };
  static const char *objects[] = { "M 31", "M31", "NGC 7000", "", NULL, "<b>" };
  static const char *filters[] = { "Ha", "OIII", "L", "", " ", NULL };
  static const double exposures[] = { 300, 60.25, 0, 0.001, -1, NAN };

  for (guint i = 0; i < N_RANDOM_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%u", i);

      lf_test_catalog_add_session (catalog, id, id);
    }

  for (guint i = 0; i < N_RANDOM_FRAMES; i++)
    lf_test_catalog_add_frame (catalog, &(LfTestFrame) {
      .type = pick (types, G_N_ELEMENTS (types)),
      .object = pick (objects, G_N_ELEMENTS (objects)),
      .filter = pick (filters, G_N_ELEMENTS (filters)),
      .exposure = exposures[g_test_rand_int_range (0, G_N_ELEMENTS (exposures))],
    });

  for (guint i = 0; i < 2 * N_RANDOM_FRAMES; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%d", g_test_rand_int_range (0, N_RANDOM_SESSIONS));

      lf_test_catalog_link (catalog, id, g_test_rand_int_range (1, N_RANDOM_FRAMES + 50), NULL);
    }
}

/* What a session's frames add up to, one frame after the other */
typedef struct
{
  guint      counts[LF_N_FRAME_TYPES];
  double     seconds;
  guint      without_exposure;
  GHashTable *seen;
} Sums;

static void
add_row (Sums         *sums,
         sqlite3_stmt *stmt)
{
  LfFrameType type = lf_frame_type_from_text ((const char *) sqlite3_column_text (stmt, 1));
  double exposure = sqlite3_column_double (stmt, 2);

  if (!g_hash_table_add (sums->seen, GINT_TO_POINTER (sqlite3_column_int (stmt, 0))))
    return;

  sums->counts[type]++;
  if (type != LF_FRAME_LIGHT)
    return;
  if (sqlite3_column_type (stmt, 2) == SQLITE_NULL || exposure < 0)
    sums->without_exposure++;
  else
    sums->seconds += exposure;
}

static Sums
sum_by_row (sqlite3    *db,
            const char *id)
{
  Sums sums = { .seen = g_hash_table_new (NULL, NULL) };
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (db,
                      "SELECT f.id, f.frame_type, f.exposure"
                      " FROM processing_session_files AS l JOIN fits_files AS f"
                      "   ON f.id = l.fits_file_id WHERE l.processing_session_id = ?1",
                      -1, &stmt, NULL);
  sqlite3_bind_text (stmt, 1, id, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    add_row (&sums, stmt);
  sqlite3_finalize (stmt);
  g_hash_table_unref (sums.seen);
  return sums;
}

static void
assert_near (double a,
             double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-6);
}

static void
compare_with_integration (LfSessionDetail *detail,
                          GArray          *totals)
{
  g_assert_cmpuint (detail->filters->len, ==, totals != NULL ? totals->len : 0);
  for (guint i = 0; i < detail->filters->len; i++)
    {
      LfFilterTotal *ours = &g_array_index (detail->filters, LfFilterTotal, i);
      LfFilterTotal *theirs = NULL;

      for (guint j = 0; j < totals->len && theirs == NULL; j++)
        if (g_strcmp0 (g_array_index (totals, LfFilterTotal, j).filter, ours->filter) == 0)
          theirs = &g_array_index (totals, LfFilterTotal, j);

      g_assert_nonnull (theirs);
      g_assert_cmpuint (ours->frames, ==, theirs->frames);
      g_assert_cmpuint (ours->without_exposure, ==, theirs->without_exposure);
      assert_near (ours->seconds, theirs->seconds);
    }
}

static void
compare_with_objects (LfSessionDetail *detail)
{
  guint frames = 0;
  guint last = G_MAXUINT;
  double seconds = 0;

  for (guint i = 0; i < detail->objects->len; i++)
    {
      LfObjectDetail *object = g_ptr_array_index (detail->objects, i);

      g_assert_cmpuint (object->frames, <=, last);
      last = object->frames;
      frames += object->frames;
      seconds += object->seconds;
    }
  g_assert_cmpuint (frames, ==, detail->counts[LF_FRAME_LIGHT]);
  assert_near (seconds, detail->seconds);
}

/* Run it again with --seed and the seed it reports */
static void
test_random (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GHashTable) integration = NULL;
  g_autoptr (GError) error = NULL;

  add_random_frames (self->catalog);
  open_catalog (self);
  integration = lf_integration_load (self->connection, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < N_RANDOM_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("R%u", i);
      g_autoptr (LfSessionDetail) detail = load (self, id);
      Sums sums = sum_by_row (lf_connection_get_db (self->connection), id);

      for (guint type = 0; type < LF_N_FRAME_TYPES; type++)
        g_assert_cmpuint (detail->counts[type], ==, sums.counts[type]);
      assert_near (detail->seconds, sums.seconds);
      g_assert_cmpuint (detail->without_exposure, ==, sums.without_exposure);
      compare_with_objects (detail);
      compare_with_integration (detail, g_hash_table_lookup (integration, id));
    }
}

static void
test_reference (Fixture       *self,
                gconstpointer  data)
{
  LfSessionDetail *detail = load (self, "S1");
  LfSessionDetail *again = lf_session_detail_ref (detail);

  g_assert_true (again == detail);
  lf_session_detail_unref (detail);
  g_assert_cmpstr (again->name, ==, "One");
  lf_session_detail_unref (again);
}

static void
add_test (const char   *name,
          LfTestLayout  layout,
          void        (*func) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/session-detail/%s/%s", name,
                                           lf_test_layout_get_name (layout));

  g_test_add (path, Fixture, GUINT_TO_POINTER (layout), set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  for (LfTestLayout layout = 0; layout < LF_TEST_N_LAYOUTS; layout++)
    {
      add_test ("grouping", layout, test_grouping);
      add_test ("filters", layout, test_filters);
      add_test ("types-and-nights", layout, test_types_and_nights);
      add_test ("missing-and-repeated", layout, test_missing_and_repeated);
      add_test ("cancelled", layout, test_cancelled);
      add_test ("random", layout, test_random);
    }
  add_test ("none", LF_TEST_LAYOUT_2, test_none);
  add_test ("kept-apart", LF_TEST_LAYOUT_2, test_kept_apart);
  add_test ("without-exposure", LF_TEST_LAYOUT_2, test_without_exposure);
  add_test ("link-to-null", LF_TEST_LAYOUT_2, test_link_to_null);
  add_test ("frames-without-id", LF_TEST_MIGRATED, test_frames_without_id);
  add_test ("repeated-id", LF_TEST_MIGRATED, test_repeated_id);
  add_test ("record", LF_TEST_LAYOUT_2, test_record);
  add_test ("bad-record", LF_TEST_LAYOUT_2, test_bad_record);
  add_test ("nothing", LF_TEST_LAYOUT_2, test_nothing);
  add_test ("not-found", LF_TEST_LAYOUT_2, test_not_found);
  add_test ("changed-meanwhile", LF_TEST_LAYOUT_1, test_changed_meanwhile);
  add_test ("reference", LF_TEST_LAYOUT_2, test_reference);

  return g_test_run ();
}
