/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-mend.h"
#include "lf-test-support.h"

/* The frames lost their key; each has its file for a name. Links are told by what they lead to. */

typedef struct
{
  const char *name;
  const char *frames;           /* (row, id, 'file'), … */
  const char *links;            /* (id), … */
  const char *expected;         /* id|file of each frame, by its row */
  const char *expected_links;   /* what each link says, and the file it leads to */
  const char *expected_changes; /* what is renumbered */
} Ids;

#define ALWAYS \
  "created filter_mappings astrobin_id; rebuilt imaging_sessions; rebuilt fits_files;" \
  " created fits_files idx_camera_telescope"

static const Ids samples[] = {
  { "fine", "(1, 1, 'a'), (2, 2, 'b'), (9, 3, 'c')", "(3), (1)", "1|a\n2|b\n3|c", "3|c\n1|a",
    "" },
  { "numbers-otherwise-written",
    "(1, '1', 'a'), (2, 2.0, 'b'), (3, ' 3 ', 'c'), (4, '04', 'd'), (5, '5.0', 'e')",
    "(1), (2), (3), (4), (5)", "1|a\n2|b\n3|c\n4|d\n5|e", "1|a\n2|b\n3|c\n4|d\n5|e", "" },
  { "null-is-row", "(1, 1, 'a'), (7, NULL, 'b'), (8, NULL, 'c')", "(8), (7)", "1|a\n7|b\n8|c",
    "8|c\n7|b", "renumbered fits_files (2); " },
  { "all-null", "(1, NULL, 'a'), (2, NULL, 'b'), (3, NULL, 'c')", "(2)", "1|a\n2|b\n3|c", "2|b",
    "renumbered fits_files (3); " },
  { "null-whose-row-is-taken", "(1, 2, 'a'), (2, NULL, 'b'), (3, NULL, 'c')", "(2), (3)",
    "2|a\n4|b\n3|c", "2|a\n3|c", "renumbered fits_files (1); renumbered fits_files (1); " },
  { "null-whose-row-is-taken-later", "(1, NULL, 'a'), (2, NULL, 'b'), (3, 1, 'c')", "(1), (2)",
    "3|a\n2|b\n1|c", "1|c\n2|b", "renumbered fits_files (1); renumbered fits_files (1); " },
  { "null-whose-row-is-taken-by-a-text", "(1, NULL, 'a'), (2, '1', 'b')", "(1)", "2|a\n1|b", "1|b",
    "renumbered fits_files (1); " },
  { "duplicates", "(1, 5, 'a'), (2, 5, 'b'), (3, 5, 'c'), (4, 6, 'd')", "(5), (6)",
    "5|a\n7|b\n8|c\n6|d", "5|a\n6|d", "renumbered fits_files (2); " },
  { "duplicates-of-other-types", "(1, '5', 'a'), (2, 5, 'b'), (3, 5.0, 'c')", "(5)",
    "5|a\n6|b\n7|c", "5|a", "renumbered fits_files (2); " },
  { "no-numbers", "(1, 'abc', 'a'), (2, 1.5, 'b'), (3, x'0102', 'c'), (4, '', 'd'), (5, 2, 'e')",
    "('abc'), (1.5), (x'0102'), (''), (2), ('ABC')", "3|a\n4|b\n5|c\n6|d\n2|e",
    "3|a\n4|b\n5|c\n6|d\n2|e\nABC|NULL", "renumbered fits_files (4); " },
  { "no-numbers-twice", "(1, 'abc', 'a'), (2, 'abc', 'b'), (3, 1.5, 'c'), (4, '1.5', 'd')",
    "('abc'), (1.5)", "1|a\n2|b\n3|c\n4|d", "1|a\n3|c", "renumbered fits_files (4); " },
  { "new-ids-above-links", "(1, 1, 'a'), (2, 1, 'b')", "(1), (700)", "1|a\n701|b", "1|a\n700|NULL",
    "renumbered fits_files (1); " },
  { "new-ids-above-rows", "(1, 1, 'a'), (2, 1, 'b'), (900, NULL, 'c')", "(900)",
    "1|a\n901|b\n900|c", "900|c",
    "renumbered fits_files (1); renumbered fits_files (1); " },
  { "negative-and-zero", "(-5, NULL, 'a'), (0, NULL, 'b'), (1, -1, 'c'), (2, -1, 'd')", "(0), (-5)",
    "-5|a\n0|b\n-1|c\n1|d", "0|b\n-5|a",
    "renumbered fits_files (2); renumbered fits_files (1); " },
  { "huge", "(1, 9223372036854775807, 'a'), (2, 9223372036854775807, 'b'), (3, 1e300, 'c')",
    "(9223372036854775807)", "9223372036854775807|a\n1|b\n2|c", "9223372036854775807|a",
    "renumbered fits_files (1); renumbered fits_files (1); " },
  { "too-long-for-a-number", "(1, '9223372036854775808', 'a'), (2, 1, 'b')", "(1)", "2|a\n1|b",
    "1|b", "renumbered fits_files (1); " },
  { "no-rows", "(1, 1, 'a')", "(1)", "1|a", "1|a", "" },
};

#define FRAMES "SELECT id, file FROM fits_files ORDER BY \"row\""
#define LINKS \
  "SELECT psf.fits_file_id, f.file FROM processing_session_files psf" \
  " LEFT JOIN fits_files f ON f.id = psf.fits_file_id ORDER BY psf.id"

/* An id may be anything, as an importer may have left it */
#define LOOSEN \
  "PRAGMA writable_schema=ON;" \
  "UPDATE sqlite_schema SET sql = replace(sql, 'id INT,', 'id,') WHERE name = 'fits_files';" \
  "PRAGMA writable_schema=RESET;" \
  "ALTER TABLE fits_files ADD COLUMN \"row\" INT;" \
  "INSERT INTO processing_sessions (id, name) VALUES ('S1', 'Andromeda');"

static char *
make (const char *folder,
      const char *frames,
      const char *links)
{
  char *path = g_build_filename (folder, "catalog.db", NULL);
  LfTestCatalog *catalog = lf_test_catalog_new (folder, "catalog.db", LF_TEST_MIGRATED, FALSE);
  g_autofree char *sql = g_strdup_printf (
    LOOSEN "WITH n (r, i, f) AS (VALUES %s)"
           " INSERT INTO fits_files (rowid, \"row\", id, file, folder)"
           " SELECT r, r, i, f, '/astro' FROM n;"
           "WITH n (i) AS (VALUES %s) INSERT INTO processing_session_files"
           " (processing_session_id, fits_file_id, original_path, original_filename,"
           " staged_path, staged_filename, subfolder)"
           " SELECT 'S1', i, '', '', '', '', '' FROM n;",
    frames, links);

  lf_test_catalog_close (catalog);
  lf_test_exec (path, sql);
  return path;
}

static void
test_ids (gconstpointer data)
{
  const Ids *ids = data;
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = make (folder, ids->frames, ids->links);
  g_autofree char *before = lf_test_dump (path, "fits_files", "id");
  g_autoptr (LfTestMended) mended = lf_test_mend (path, NULL);
  g_autofree char *after = lf_test_dump (path, "fits_files", "id");
  g_autofree char *frames = lf_test_query (path, FRAMES);
  g_autofree char *links = lf_test_query (path, LINKS);
  g_autofree char *changes = lf_test_mended_describe (mended);
  g_autofree char *expected = g_strconcat (ids->expected_changes, ALWAYS, NULL);

  g_assert_cmpstr (frames, ==, ids->expected);
  g_assert_cmpstr (links, ==, ids->expected_links);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (changes, ==, expected);
}

int
main (int    argc,
      char **argv)
{
  lf_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strdup_printf ("/mend-ids/%s", samples[i].name);

      g_test_add_data_func (name, &samples[i], test_ids);
    }
  return g_test_run ();
}
