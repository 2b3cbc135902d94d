/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-removal.h"
#include "lf-test-support.h"

/* A session's folder beside another one, from which nothing may go */
typedef struct
{
  LfTestFolder *root;
  char         *session;
  char         *outside;
  char         *library;
} Fixture;

static char *
in (const char *folder,
    const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
}

static void
make_link (const char *target,
           const char *path)
{
  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *lights = NULL;
  g_autofree char *frame = NULL;
  g_autofree char *precious = NULL;
  g_autofree char *link = NULL;

  self->root = lf_test_folder_new ();
  self->session = in (self->root, "20240101_ABCDEF01");
  self->outside = in (self->root, "outside");
  self->library = in (self->root, "library");
  lights = in (self->session, "raw/lights");
  make_folder (lights);
  make_folder (self->outside);
  make_folder (self->library);

  frame = in (self->library, "a.fits");
  lf_test_write_file (frame, "frame", 5);
  precious = in (self->outside, "precious");
  lf_test_write_file (precious, "precious", 8);
  link = in (self->outside, "link");
  make_link (frame, link);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_free (self->session);
  g_free (self->outside);
  g_free (self->library);
  lf_test_folder_free (self->root);
}

static gboolean
exists (const char *path)
{
  GStatBuf st;

  return g_lstat (path, &st) == 0;
}

static void
assert_untouched (Fixture *self)
{
  static const char *names[] = { "outside/precious", "outside/link", "library/a.fits" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in (self->root, names[i]);

      g_assert_true (exists (path));
    }
}

static void
test_link (Fixture       *self,
           gconstpointer  data)
{
  static const char *names[] = { "raw/lights/a.fits", "raw/lights/with\nnew\tlines\\ ;$(x)",
                                 "raw/lights/\xff\xfe", "-rf", "raw/lights/...",
                                 "raw/lights/dangling" };
  g_autoptr (LfStaging) staging = lf_staging_open (self->session);

  g_assert_nonnull (staging);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in (self->session, names[i]);
      g_autofree char *frame = in (self->library, i == 5 ? "not there" : "a.fits");
      g_autofree char *target = NULL;
      g_autofree char *again = NULL;

      make_link (frame, path);
      g_assert_cmpint (lf_staging_probe (staging, path, &target), ==, LF_STAGED_LINK);
      g_assert_cmpstr (target, ==, frame);
      g_assert_cmpint (lf_staging_remove (staging, path), ==, LF_STAGED_LINK);
      g_assert_false (exists (path));
      g_assert_cmpint (lf_staging_remove (staging, path), ==, LF_STAGED_NOT_THERE);

      g_assert_cmpint (lf_staging_restore (staging, path, target), ==, LF_STAGED_LINK);
      again = g_file_read_link (path, NULL);
      g_assert_cmpstr (again, ==, frame);
      /* It is there already */
      g_assert_cmpint (lf_staging_restore (staging, path, "else"), ==, LF_STAGED_LINK);
    }
  assert_untouched (self);
}

/* Neither files nor folders are links */
static void
test_no_link (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LfStaging) staging = lf_staging_open (self->session);
  g_autofree char *file = in (self->session, "raw/lights/file");
  g_autofree char *folder = in (self->session, "raw/lights/folder");
  g_autofree char *hard = in (self->session, "raw/lights/hard");
  g_autofree char *frame = in (self->library, "a.fits");
  const char *paths[] = { file, folder, hard };

  lf_test_write_file (file, "x", 1);
  make_folder (folder);
  g_assert_cmpint (link (frame, hard), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *target = NULL;

      g_assert_cmpint (lf_staging_probe (staging, paths[i], &target), ==, LF_STAGED_NO_LINK);
      g_assert_null (target);
      g_assert_cmpint (lf_staging_remove (staging, paths[i]), ==, LF_STAGED_NO_LINK);
      g_assert_cmpint (lf_staging_restore (staging, paths[i], "x"), ==, LF_STAGED_NO_LINK);
      g_assert_true (exists (paths[i]));
    }
}

static void
assert_outside (Fixture    *self,
                LfStaging  *staging,
                const char *path)
{
  g_test_message ("%s", path);
  g_assert_cmpint (lf_staging_probe (staging, path, NULL), ==, LF_STAGED_OUTSIDE);
  g_assert_cmpint (lf_staging_remove (staging, path), ==, LF_STAGED_OUTSIDE);
  g_assert_cmpint (lf_staging_restore (staging, path, "x"), ==, LF_STAGED_OUTSIDE);
  assert_untouched (self);
}

static void
test_paths_that_lead_out (Fixture       *self,
                          gconstpointer  data)
{
  static const char *tails[] = { "/../outside/link", "/raw/../../outside/link",
                                 "/raw/lights/../../../outside/link", "//../outside/link",
                                 "/./../outside/link", "/raw/lights/..", "/raw/lights/.", "/",
                                 "", "/raw//lights/a.fits", "/raw/lights/a.fits/",
                                 "-other/link", "/..", "x/link" };
  g_autoptr (LfStaging) staging = lf_staging_open (self->session);
  g_autofree char *absolute = in (self->outside, "link");
  g_autofree char *beside = g_strconcat (self->session, "-other", NULL);
  g_autofree char *link = in (beside, "link");
  g_autofree char *own = in (self->session, "raw/lights/a.fits");

  make_folder (beside);
  make_link ("x", link);
  make_link ("x", own);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (self->session, tails[i], NULL);

      assert_outside (self, staging, path);
    }
  assert_outside (self, staging, absolute);
  assert_outside (self, staging, "outside/link");
  assert_outside (self, staging, "");
  assert_outside (self, staging, "/");
  g_assert_true (exists (link) && exists (own));
}

/* A folder on the way that is a link, to anywhere */
static void
test_folder_is_link (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LfStaging) staging = lf_staging_open (self->session);
  g_autofree char *evil = in (self->session, "raw/evil");
  g_autofree char *inside = in (self->session, "raw/inside");
  g_autofree char *lights = in (self->session, "raw/lights");
  g_autofree char *own = in (lights, "a.fits");
  g_autofree char *through = in (evil, "link");
  g_autofree char *around = in (inside, "a.fits");
  g_autofree char *relative = in (self->session, "raw/relative");
  g_autofree char *through_relative = in (relative, "link");

  make_link (self->outside, evil);
  make_link (lights, inside);
  make_link ("../../outside", relative);
  make_link ("x", own);
  assert_outside (self, staging, through);
  assert_outside (self, staging, around);
  assert_outside (self, staging, through_relative);
  g_assert_true (exists (own));

  /* The link itself is one like any other */
  g_assert_cmpint (lf_staging_remove (staging, evil), ==, LF_STAGED_LINK);
  g_assert_false (exists (evil));
  assert_untouched (self);
}

static void
test_link_to_link (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (LfStaging) staging = lf_staging_open (self->session);
  g_autofree char *first = in (self->session, "raw/lights/first");
  g_autofree char *second = in (self->session, "raw/lights/second");
  g_autofree char *outer = in (self->outside, "link");
  g_autofree char *target = NULL;

  make_link (outer, second);
  make_link ("second", first);
  g_assert_cmpint (lf_staging_probe (staging, first, &target), ==, LF_STAGED_LINK);
  g_assert_cmpstr (target, ==, "second");
  g_assert_cmpint (lf_staging_remove (staging, first), ==, LF_STAGED_LINK);
  g_assert_false (exists (first));
  g_assert_true (exists (second));
  assert_untouched (self);
}

static void
test_bad_folders (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *link = in (self->root, "link-to-session");
  g_autofree char *link_slash = g_strconcat (link, "/", NULL);
  g_autofree char *file = in (self->outside, "precious");
  g_autofree char *gone = in (self->root, "gone");
  g_autofree char *dots = in (self->session, "../outside");
  g_autofree char *slashes = g_strconcat (self->session, "///", NULL);
  const char *folders[] = { NULL, "", "/", "//", ".", "relative", link, link_slash, file, gone,
                            dots };
  LfStaging *staging;

  make_link (self->session, link);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_test_message ("%s", folders[i] != NULL ? folders[i] : "NULL");
      g_assert_null (lf_staging_open (folders[i]));
    }

  staging = lf_staging_open (slashes);
  g_assert_nonnull (staging);
  lf_staging_close (staging);
}

/* The folder that was opened is meant, whatever has its name now */
static void
test_folder_is_exchanged (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (LfStaging) staging = lf_staging_open (self->session);
  g_autofree char *moved = in (self->root, "moved");
  g_autofree char *path = in (self->session, "raw/lights/link");
  g_autofree char *real = in (moved, "raw/lights/link");
  g_autofree char *trap = in (self->root, "trap");
  g_autofree char *trap_lights = in (trap, "raw/lights");
  g_autofree char *trap_link = in (trap_lights, "link");

  make_link ("x", path);
  make_folder (trap_lights);
  make_link ("x", trap_link);
  g_assert_cmpint (g_rename (self->session, moved), ==, 0);
  make_link (trap, self->session);

  g_assert_cmpint (lf_staging_remove (staging, path), ==, LF_STAGED_LINK);
  g_assert_false (exists (real));
  g_assert_true (exists (trap_link));
}

static void
add_staged (LfTestCatalog *catalog,
            const char    *object,
            const char    *path_sql)
{
  gint64 id = lf_test_catalog_add_frame (
    catalog, &(LfTestFrame) { "S1", "LIGHT", object, "Ha", 300, NULL });

  lf_test_catalog_exec (catalog,
                        "UPDATE processing_session_files SET staged_path = %s"
                        " WHERE fits_file_id = %lld", path_sql, id);
}

/* What a catalog says is staged, as SQL */
static char *
quote (const char *folder,
       const char *name)
{
  g_autofree char *path = in (folder, name);
  char *quoted = sqlite3_mprintf ("%Q", path);
  char *copy = g_strdup (quoted);

  sqlite3_free (quoted);
  return copy;
}

static char *
make_catalog (Fixture *self)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (self->root, "a.db", LF_TEST_LAYOUT_2,
                                                           FALSE);
  static const char *names[] = { "raw/lights/1.fits", "raw/lights/2\n.fits",
                                 "raw/lights/shared.fits", "raw/lights/file",
                                 "../outside/link", "raw/lights/gone" };
  g_autofree char *shared = quote (self->session, "raw/lights/shared.fits");
  g_autofree char *outside = quote (self->outside, "link");
  g_autofree char *first = quote (self->session, "raw/lights/1.fits");
  g_autofree char *with_nul = g_strdup_printf ("%s || char(0) || 'x'", first);

  lf_test_catalog_add_session (catalog, "S1", "One");
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET folder_path = %Q",
                        self->session);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *quoted = quote (self->session, names[i]);

      add_staged (catalog, "M 31", quoted);
    }
  add_staged (catalog, "M 31", outside);
  add_staged (catalog, "M 31", with_nul);
  add_staged (catalog, "M 31", "''");
  add_staged (catalog, "M 33", shared);
  return g_strdup (catalog->path);
}

static char *
describe_links (const LfRemoval *removal)
{
  static const char *states[] = { "link", "not there", "no link", "outside", "shared", "failed" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < removal->links->len; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (removal->links, i);

      g_string_append_printf (text, "%s: %s; ", strrchr (link->path, '/') + 1,
                              states[link->state]);
    }
  return g_string_free (text, FALSE);
}

static void
test_removal (Fixture       *self,
              gconstpointer  data)
{
  static const char *links[] = { "raw/lights/1.fits", "raw/lights/2\n.fits",
                                 "raw/lights/shared.fits" };
  g_autofree char *path = NULL;
  g_autofree char *file = in (self->session, "raw/lights/file");
  g_autofree char *text = NULL;
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  path = make_catalog (self);
  lf_test_write_file (file, "x", 1);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *link = in (self->session, links[i]);

      make_link ("/somewhere", link);
    }

  connection = lf_edit_open (path, NULL, &error);
  g_assert_no_error (error);
  removal = lf_removal_new (connection, "S1", "M 31", &error);
  g_assert_no_error (error);
  text = describe_links (removal);
  g_assert_cmpstr (text, ==,
                   "1.fits: link; 2\n.fits: link; shared.fits: shared; file: no link;"
                   " link: outside; gone: not there; link: outside; ");
  g_assert_cmpuint (removal->n_links, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *link = in (self->session, links[i]);

      g_assert_true (exists (link));
    }

  g_assert_true (lf_removal_apply (removal, connection, TRUE, &undo, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *link = in (self->session, links[i]);

      g_assert_true (exists (link) == (i == 2));
    }
  g_assert_true (exists (file));
  assert_untouched (self);

  g_assert_true (lf_undo_apply (undo, connection, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *link = in (self->session, links[i]);
      g_autofree char *target = g_file_read_link (link, NULL);

      g_assert_cmpstr (target, ==, "/somewhere");
    }
}

/* If it is not asked for, nothing in the folder is touched */
static void
test_removal_keeps_links (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *path = make_catalog (self);
  g_autofree char *link = in (self->session, "raw/lights/1.fits");
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfRemoval) removal = NULL;
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  make_link ("/somewhere", link);
  connection = lf_edit_open (path, NULL, &error);
  removal = lf_removal_new (connection, "S1", "M 31", &error);
  g_assert_true (lf_removal_apply (removal, connection, FALSE, &undo, &error));
  g_assert_no_error (error);
  g_assert_true (exists (link));
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

  add_test ("/staging/link", test_link);
  add_test ("/staging/no-link", test_no_link);
  add_test ("/staging/paths-that-lead-out", test_paths_that_lead_out);
  add_test ("/staging/folder-is-link", test_folder_is_link);
  add_test ("/staging/link-to-link", test_link_to_link);
  add_test ("/staging/bad-folders", test_bad_folders);
  add_test ("/staging/folder-is-exchanged", test_folder_is_exchanged);
  add_test ("/staging/removal", test_removal);
  add_test ("/staging/removal-keeps-links", test_removal_keeps_links);

  return g_test_run ();
}
