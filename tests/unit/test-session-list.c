/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "lf-test-support.h"

#define REPLACEMENT "\xef\xbf\xbd"

typedef struct
{
  LfTestFolder  *folder;
  LfTestCatalog *catalog;
  char          *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = lf_test_folder_new ();
  self->catalog = lf_test_catalog_new (self->folder, "catalog.db", LF_TEST_LAYOUT_2, FALSE);
  self->path = g_strdup (self->catalog->path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  g_free (self->path);
  lf_test_folder_free (self->folder);
}

/* Completes the catalog and reads its list */
static LfSessionList *
load (Fixture *self)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  LfSessionList *list;

  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  connection = lf_test_open (self->path);
  list = lf_session_list_load (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->elapsed_us, >=, 0);
  return list;
}

static LfIntegration *
load_integration (Fixture *self)
{
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  LfIntegration *integration;

  g_clear_pointer (&self->catalog, lf_test_catalog_close);
  connection = lf_test_open (self->path);
  integration = lf_integration_load (connection, &error);
  g_assert_no_error (error);
  return integration;
}

static LfSession *
find (LfSessionList *list,
      const char    *id)
{
  for (guint i = 0; i < list->sessions->len; i++)
    {
      LfSession *session = g_ptr_array_index (list->sessions, i);

      if (g_str_equal (lf_session_get_id (session), id))
        return session;
    }
  g_assert_not_reached ();
}

static void
test_counts (Fixture       *self,
             gconstpointer  data)
{
  static const char *types[] = { "LIGHT", "light", "Light", "DARK",  "dark", "FLAT",
                                 "BIAS",  "BIAS",  NULL,    "SNAPSHOT", "",  "LIGHT " };
  static const guint expected[] = { 3, 2, 1, 2, 4 };
  g_autoptr (LfSessionList) list = NULL;

  lf_test_catalog_add_session (self->catalog, "S1", "One");
  lf_test_catalog_add_session (self->catalog, "S2", "None");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    lf_test_catalog_add_frame (self->catalog, &(LfTestFrame) { "S1", types[i] });
  /* A link to a frame that is gone counts: the list does not look at frames */
  lf_test_catalog_link (self->catalog, "S1", 999, "DARK");
  lf_test_catalog_link (self->catalog, "gone", 1, "LIGHT");

  list = load (self);
  g_assert_cmpuint (list->sessions->len, ==, 2);
  for (guint type = 0; type < LF_N_FRAME_TYPES; type++)
    {
      g_assert_cmpuint (lf_session_get_count (find (list, "S1"), type), ==,
                        expected[type] + (type == LF_FRAME_DARK ? 1 : 0));
      g_assert_cmpuint (lf_session_get_count (find (list, "S2"), type), ==, 0);
    }
  g_assert_cmpuint (lf_session_get_n_frames (find (list, "S1")), ==, 13);
  g_assert_cmpuint (lf_session_get_n_frames (find (list, "S2")), ==, 0);
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  static const char *expected[] = { "new", "a-old", "b-old", "never" };
  g_autoptr (LfSessionList) list = NULL;

  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processing_sessions (id, name, created_at) VALUES"
                        " ('b-old', 'b', '2024-01-01'), ('never', 'n', NULL),"
                        " ('new', 'n', '2025-01-01'), ('a-old', 'a', '2024-01-01')");
  list = load (self);
  g_assert_cmpuint (list->sessions->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (lf_session_get_id (g_ptr_array_index (list->sessions, i)), ==, expected[i]);
}

/* What the column may have, how it is shown in one line, and how many names that are */
static const struct
{
  const char *sql;
  const char *shown;
  guint       n;
} object_cases[] = {
  { "'[\"M 31\",\"M 33\"]'", "M 31, M 33", 2 },
  { "'[\"M 31\"]'", "M 31", 1 },
  { "' [ \"M 31\" ] '", "M 31", 1 },
  { "'[]'", "", 0 },
  { "''", "", 0 },
  { "NULL", "", 0 },
  { "'[\"M 31\", '", "[\"M 31\", ", 1 },
  { "'M 31, M 33'", "M 31, M 33", 1 },
  { "'\"M 31\"'", "\"M 31\"", 1 },
  { "'42'", "42", 1 },
  { "'null'", "null", 1 },
  { "'{\"a\":1}'", "{\"a\":1}", 1 },
  { "'[[\"M 31\"],{\"a\":1}]'", "[\"M 31\"], {\"a\":1}", 2 },
  { "'[null,\"M 31\",7,1.5,true]'", "M 31, 7, 1.5, 1", 4 },
  { "'[\"a, b\",\"c\"]'", "a, b, c", 2 },
  { "'[\"<b>M 31</b>\",\"&amp;\"]'", "<b>M 31</b>, &amp;", 2 },
  { "'[\"M\\u00fcller\",\"\xc3\xbc\"]'", "M\xc3\xbcller, \xc3\xbc", 2 },
  { "CAST(X'5B22612FFF622C225D' AS TEXT)", "a/" REPLACEMENT "b,", 1 },
  { "X'4D203331'", "M 31", 1 },
  { "CAST(X'FF' AS TEXT)", REPLACEMENT, 1 },
};

static void
test_objects (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfSessionList) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (object_cases); i++)
    lf_test_catalog_exec (self->catalog,
                          "INSERT INTO processing_sessions (id, name, objects)"
                          " VALUES ('%u', 'n', %s)", i, object_cases[i].sql);
  list = load (self);

  for (guint i = 0; i < G_N_ELEMENTS (object_cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      LfSession *session = find (list, id);
      g_autofree char *shown = lf_session_dup_objects_text (session);
      guint n = g_strv_length ((GStrv) lf_session_get_objects (session));

      g_test_message ("%s", object_cases[i].sql);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_cmpstr (shown, ==, object_cases[i].shown);
      g_assert_cmpuint (n, ==, object_cases[i].n);
    }
}

static void
test_has_object (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfSessionList) list = NULL;

  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processing_sessions (id, name, objects) VALUES"
                        " ('a', 'n', '[\"M 31\",\"M 33\"]'), ('b', 'n', NULL)");
  list = load (self);

  g_assert_true (lf_session_has_object (find (list, "a"), "M 31"));
  g_assert_true (lf_session_has_object (find (list, "a"), "M 33"));
  g_assert_false (lf_session_has_object (find (list, "a"), "M 3"));
  g_assert_false (lf_session_has_object (find (list, "a"), "m 31"));
  g_assert_false (lf_session_has_object (find (list, "b"), ""));
}

static void
test_texts (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LfSessionList) list = NULL;
  LfSession *session;

  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processing_sessions"
                        " (id, name, status, primary_target, notes, created_at) VALUES"
                        " ('all', 'A <b>name</b> & more', 'complete', 'M 31', 'line\nline',"
                        "  '2025-01-13 04:00:00'),"
                        " ('bad', CAST(X'4DFF31C3' AS TEXT), CAST(X'FE' AS TEXT),"
                        "  CAST(X'FFFF' AS TEXT), X'00FF', 12345)");
  list = load (self);

  session = find (list, "all");
  g_assert_cmpstr (lf_session_get_name (session), ==, "A <b>name</b> & more");
  g_assert_cmpstr (lf_session_get_target (session), ==, "M 31");
  g_assert_cmpstr (lf_session_get_notes (session), ==, "line\nline");
  g_assert_cmpstr (lf_session_get_created (session), ==, "2025-01-13 04:00:00");

  session = find (list, "bad");
  g_assert_cmpstr (lf_session_get_name (session), ==, "M" REPLACEMENT "1" REPLACEMENT);
  g_assert_cmpstr (lf_session_get_status_text (session), ==, REPLACEMENT);
  g_assert_cmpint (lf_session_get_status (session), ==, LF_STATUS_UNKNOWN);
  g_assert_cmpstr (lf_session_get_target (session), ==, REPLACEMENT REPLACEMENT);
  g_assert_null (lf_session_get_notes (session));
  g_assert_cmpstr (lf_session_get_created (session), ==, "12345");
  g_assert_true (lf_session_matches (session, "m"));
}

/* A catalog that lost the keys of its sessions, too */
static void
test_no_name_no_id (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LfSessionList) list = NULL;

  lf_test_catalog_exec (self->catalog,
                        "PRAGMA legacy_alter_table=ON;"
                        "CREATE TABLE p AS SELECT * FROM processing_sessions;"
                        "DROP TABLE processing_sessions;"
                        "ALTER TABLE p RENAME TO processing_sessions;"
                        "INSERT INTO processing_sessions (id, name) VALUES"
                        " ('no name', NULL), ('empty name', ''), (NULL, 'no id'), (NULL, NULL)");
  list = load (self);

  g_assert_cmpuint (list->sessions->len, ==, 4);
  g_assert_cmpstr (lf_session_get_name (find (list, "no name")), ==, "no name");
  g_assert_cmpstr (lf_session_get_name (find (list, "empty name")), ==, "empty name");
  g_assert_nonnull (find (list, ""));
  for (guint i = 0; i < 4; i++)
    {
      LfSession *session = g_ptr_array_index (list->sessions, i);

      g_assert_nonnull (lf_session_get_name (session));
      g_assert_cmpuint (lf_session_get_n_frames (session), ==, 0);
      g_assert_false (lf_session_matches (session, "andromeda"));
      g_assert_true (lf_session_matches (session, ""));
    }
}

static void
test_huge_texts (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LfSessionList) list = NULL;
  LfSession *session;

  lf_test_catalog_exec (self->catalog,
                        "INSERT INTO processing_sessions (id, name, notes, objects) VALUES"
                        " ('S1', printf('%%.*c', 500000, 'n'), printf('%%.*c', 500000, 'o'),"
                        "  printf('%%.*c', 500000, 'p'))");
  list = load (self);
  session = find (list, "S1");
  g_assert_cmpuint (strlen (lf_session_get_name (session)), ==, 1000);
  g_assert_cmpuint (strlen (lf_session_get_notes (session)), ==, 20000);
  g_assert_cmpuint (strlen (lf_session_get_objects (session)[0]), ==, 1000);
}

static void
test_status (void)
{
  g_assert_cmpint (lf_status_from_text (NULL), ==, LF_STATUS_NOT_STARTED);
  g_assert_cmpint (lf_status_from_text ("not_started"), ==, LF_STATUS_NOT_STARTED);
  g_assert_cmpint (lf_status_from_text ("in_progress"), ==, LF_STATUS_IN_PROGRESS);
  g_assert_cmpint (lf_status_from_text ("complete"), ==, LF_STATUS_COMPLETE);
  g_assert_cmpint (lf_status_from_text ("completed"), ==, LF_STATUS_UNKNOWN);
  g_assert_cmpint (lf_status_from_text ("COMPLETE"), ==, LF_STATUS_UNKNOWN);
  g_assert_cmpint (lf_status_from_text (""), ==, LF_STATUS_UNKNOWN);
}

static void
test_frame_type (void)
{
  g_assert_cmpint (lf_frame_type_from_text ("LIGHT"), ==, LF_FRAME_LIGHT);
  g_assert_cmpint (lf_frame_type_from_text ("light"), ==, LF_FRAME_LIGHT);
  g_assert_cmpint (lf_frame_type_from_text ("Dark"), ==, LF_FRAME_DARK);
  g_assert_cmpint (lf_frame_type_from_text ("FLAT"), ==, LF_FRAME_FLAT);
  g_assert_cmpint (lf_frame_type_from_text ("BIAS"), ==, LF_FRAME_BIAS);
  g_assert_cmpint (lf_frame_type_from_text ("LIGHTS"), ==, LF_FRAME_OTHER);
  g_assert_cmpint (lf_frame_type_from_text (""), ==, LF_FRAME_OTHER);
  g_assert_cmpint (lf_frame_type_from_text (NULL), ==, LF_FRAME_OTHER);
}

static LfSession *
make_session (const char *name,
              const char *objects)
{
  LfSessionRow row = {
    .id = g_strdup ("20250113_A1B2C3D4"),
    .name = g_strdup (name),
    .objects = g_strsplit (objects, ",", -1),
    .target = g_strdup ("Andromeda Galaxy"),
    .notes = g_strdup ("Gradient in the\nlower left. Gr\xc3\xbc\xc3\x9f" "e, \xc3\x84quator"),
  };

  return lf_session_new (&row);
}

static void
test_search (void)
{
  static const struct
  {
    const char *typed;
    gboolean    matches;
  } cases[] = {
    { "", TRUE },
    { "deep", TRUE },
    { "DEEP", TRUE },
    { "field deep", TRUE },
    { "deep wide", FALSE },
    { "m31", TRUE },
    { "M31", TRUE },
    { "m 31", TRUE },
    { "m31 deep", TRUE },
    { "deep m31", TRUE },
    { "m32", FALSE },
    { "m33", TRUE },
    { "a1b2", TRUE },
    { "andromeda", TRUE },
    { "gradient", TRUE },
    { "lower  left", TRUE },
    { " deep ", TRUE },
    { "gr\xc3\xbc\xc3\x9f" "e", TRUE },
    { "GR\xc3\x9cSSE", TRUE },
    { "gru\xcc\x88sse", TRUE },
    { "\xc3\xa4quator", TRUE },
    { "aquator", FALSE },
    { "field,m", FALSE },
    { "%", FALSE },
  };
  g_autoptr (LfSession) session = make_session ("Deep Field", "M 31,M33");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *needle = lf_search_fold (cases[i].typed);

      g_test_message ("“%s”", cases[i].typed);
      g_assert_cmpint (lf_session_matches (session, needle), ==, cases[i].matches);
    }
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "M 31", "m 31" },
    { "\xc3\x9c", "\xc3\xbc" },
    { "U\xcc\x88", "\xc3\xbc" },
    { "\xef\xbc\xad\xef\xbc\x93", "m3" },
    { "stra\xc3\x9f" "e", "strasse" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = lf_search_fold (cases[i].text);
      g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

      g_assert_cmpstr (composed, ==, cases[i].folded);
    }
}

static void
test_sort_key (void)
{
  static const char *ordered[] = { "M 9", "m 31", "M 101", "NGC 7000" };

  for (guint i = 1; i < G_N_ELEMENTS (ordered); i++)
    {
      g_autoptr (LfSession) before = make_session (ordered[i - 1], "");
      g_autoptr (LfSession) after = make_session (ordered[i], "");

      g_assert_cmpstr (lf_session_get_sort_key (before), <, lf_session_get_sort_key (after));
    }
}

/* Finds a filter's total of a session */
static const LfFilterTotal *
find_total (LfIntegration *integration,
            const char    *id,
            const char    *filter)
{
  GArray *totals = g_hash_table_lookup (integration, id);

  for (guint i = 0; totals != NULL && i < totals->len; i++)
    if (g_strcmp0 (g_array_index (totals, LfFilterTotal, i).filter, filter) == 0)
      return &g_array_index (totals, LfFilterTotal, i);
  return NULL;
}

static void
test_integration (Fixture       *self,
                  gconstpointer  data)
{
  static const LfTestFrame frames[] = {
    { "S1", "LIGHT", "M 31", "Ha", 300 },  { "S1", "light", "M 31", "Ha", 60.5 },
    { "S1", "LIGHT", "M 31", NULL, 10 },   { "S1", "LIGHT", "M 31", "  ", 20 },
    { "S1", "LIGHT", "M 31", "", 30 },     { "S1", "DARK", NULL, "Ha", 1000 },
    { "S1", "LIGHT", "M 31", "L", NAN },   { "S1", "LIGHT", "M 31", "L", 100 },
    { "S3", "DARK", NULL, NULL, 1000 },
  };
  g_autoptr (GHashTable) integration = NULL;
  const LfFilterTotal *total;

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    lf_test_catalog_add_frame (self->catalog, &frames[i]);
  /* Linked twice to one session, and once to another: counts once in each */
  lf_test_catalog_link (self->catalog, "S1", 1, "LIGHT");
  lf_test_catalog_link (self->catalog, "S2", 1, "LIGHT");
  lf_test_catalog_link (self->catalog, "S2", 999, "LIGHT");
  integration = load_integration (self);

  g_assert_cmpuint (g_hash_table_size (integration), ==, 2);
  total = find_total (integration, "S1", "Ha");
  g_assert_cmpuint (total->frames, ==, 2);
  g_assert_cmpfloat (total->seconds, ==, 360.5);
  g_assert_cmpuint (total->without_exposure, ==, 0);
  total = find_total (integration, "S1", NULL);
  g_assert_cmpuint (total->frames, ==, 3);
  g_assert_cmpfloat (total->seconds, ==, 60);
  total = find_total (integration, "S1", "L");
  g_assert_cmpuint (total->frames, ==, 2);
  g_assert_cmpfloat (total->seconds, ==, 100);
  g_assert_cmpuint (total->without_exposure, ==, 1);
  total = find_total (integration, "S2", "Ha");
  g_assert_cmpuint (total->frames, ==, 1);
  g_assert_null (g_hash_table_lookup (integration, "S3"));
}

static void
test_odd_exposures (Fixture       *self,
                    gconstpointer  data)
{
  static const char *exposures[] = { "'300s'", "X'31'", "-300", "9e999", "-9e999", "'60'" };
  g_autoptr (GHashTable) integration = NULL;
  const LfFilterTotal *total;

  for (guint i = 0; i < G_N_ELEMENTS (exposures); i++)
    {
      lf_test_catalog_add_frame (self->catalog, &(LfTestFrame) { "S1", "LIGHT", "M 31", "Ha" });
      lf_test_catalog_exec (self->catalog, "UPDATE fits_files SET exposure = %s WHERE id = %u",
                            exposures[i], i + 1);
    }
  integration = load_integration (self);

  /* '60' became a number when it was stored; nothing else is an exposure */
  total = find_total (integration, "S1", "Ha");
  g_assert_cmpuint (total->frames, ==, 6);
  g_assert_cmpfloat (total->seconds, ==, 60);
  g_assert_cmpuint (total->without_exposure, ==, 5);
}

static void
count_cb (LfSession  *session,
          GParamSpec *pspec,
          guint      *n_calls)
{
  (*n_calls)++;
}

static void
test_apply (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (GHashTable) integration = NULL;
  LfSession *session;
  const LfFilterTotal *filters;
  guint n_calls = 0;
  guint n;

  lf_test_catalog_fill (self->catalog);
  integration = load_integration (self);
  list = load (self);
  session = find (list, "S1");
  g_assert_false (lf_session_has_integration (session));
  g_assert_null (lf_session_get_filters (session, &n));
  g_assert_cmpuint (n, ==, 0);

  g_signal_connect (session, "notify::has-integration", G_CALLBACK (count_cb), &n_calls);
  lf_integration_apply (integration, session);
  g_assert_cmpuint (n_calls, ==, 1);
  g_assert_true (lf_session_has_integration (session));
  g_assert_cmpfloat (lf_session_get_seconds (session), ==, 630);
  filters = lf_session_get_filters (session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_nonnull (filters);
  g_assert_cmpuint (filters[0].frames + filters[1].frames, ==, 3);

  /* None is known, too */
  lf_integration_apply (integration, find (list, "S2"));
  g_assert_true (lf_session_has_integration (find (list, "S2")));
  g_assert_cmpfloat (lf_session_get_seconds (find (list, "S2")), ==, 0);
  lf_integration_apply (integration, session);
  g_assert_cmpfloat (lf_session_get_seconds (session), ==, 630);
}

static void
add_test (const char *path,
          void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_init (&argc, &argv);

  add_test ("/session-list/counts", test_counts);
  add_test ("/session-list/order", test_order);
  add_test ("/session-list/objects", test_objects);
  add_test ("/session-list/has-object", test_has_object);
  add_test ("/session-list/texts", test_texts);
  add_test ("/session-list/no-name-no-id", test_no_name_no_id);
  add_test ("/session-list/huge-texts", test_huge_texts);
  add_test ("/integration/totals", test_integration);
  add_test ("/integration/odd-exposures", test_odd_exposures);
  add_test ("/integration/apply", test_apply);
  g_test_add_func ("/session/status", test_status);
  g_test_add_func ("/session/frame-type", test_frame_type);
  g_test_add_func ("/session/search", test_search);
  g_test_add_func ("/session/fold", test_fold);
  g_test_add_func ("/session/sort-key", test_sort_key);

  return g_test_run ();
}
