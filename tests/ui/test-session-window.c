/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "app/lf-object-card.h"
#include "app/lf-session-browser.h"
#include "app/lf-session-columns.h"
#include "lf-test-ui.h"

#define N_OBJECTS 100
#define N_FILTERS 4
#define LONG_NAME 5000

static LfTestCatalog *
new_catalog (LfTestUi *ui)
{
  return lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
}

/* Completes a catalog and opens it */
static void
open_catalog (LfTestUi      *ui,
              LfTestCatalog *catalog)
{
  g_autofree char *path = g_strdup (catalog->path);

  lf_test_catalog_close (catalog);
  lf_test_ui_open (ui, path);
}

static void
open_filled (LfTestUi *ui)
{
  LfTestCatalog *catalog = new_catalog (ui);

  lf_test_catalog_fill (catalog);
  lf_test_catalog_add_session (catalog, "S3", "Third");
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET created_at ="
                        " '2020-01-01 00:00:00' WHERE id = 'S2'");
  open_catalog (ui, catalog);
}

static gboolean
shows (LfSessionWindow *dialog,
       const char      *name)
{
  return g_strcmp0 (gtk_window_get_title (GTK_WINDOW (dialog)), name) == 0 &&
         lf_test_ui_is_read (dialog);
}

/* Cards are made frame by frame, that of all objects last */
static void
wait_for_cards (LfSessionWindow *dialog,
                guint            n_cards)
{
  GtkWidget *objects = lf_test_ui_child (lf_test_ui_child (dialog, "overview"), "objects");

  lf_test_ui_until (lf_test_ui_find (objects, LF_TYPE_OBJECT_CARD, n_cards - 1) != NULL);
}

static char *
dup_texts (LfSessionWindow *dialog)
{
  return lf_test_ui_dup_texts (dialog);
}

static const char *
get_text (gpointer    widget,
          const char *id)
{
  return gtk_label_get_text (lf_test_ui_child (widget, id));
}

static void
assert_card (LfSessionWindow *dialog,
             const char      *id,
             const char      *expected)
{
  GtkWidget *card = lf_test_ui_child (lf_test_ui_child (dialog, "overview"), id);
  g_autofree char *texts = lf_test_ui_dup_texts (card);

  g_assert_cmpstr (texts, ==, expected);
}

static void
test_figures (LfTestUi      *ui,
              gconstpointer  data)
{
  LfSessionWindow *dialog;
  g_autofree char *texts = NULL;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Andromeda");
  g_assert_cmpstr (get_text (dialog, "subtitle"), ==, "S1 · 1 of 3");
  assert_card (dialog, "integration", "Integration|11 m");
  assert_card (dialog, "light", "Light|3|2 nights");
  assert_card (dialog, "dark", "Dark|1|1 night");
  assert_card (dialog, "flat", "Flat|1|1 night");
  assert_card (dialog, "bias", "Bias|1|1 night");
  lf_test_ui_assert_has (get_text (dialog, "footer"), "6 frames in ");

  texts = dup_texts (dialog);
  lf_test_ui_assert_has (texts, "In progress");
  lf_test_ui_assert_has (texts, "2025-01-13");
  lf_test_ui_assert_has (texts, "M 31|3 frames · 11 m");
  lf_test_ui_assert_has (texts, "Ha|2 × 300 s|10 m");
  lf_test_ui_assert_has (texts, "No Filter|1 × 30 s|30 s");
}

static void
test_no_lights (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autofree char *texts = NULL;

  open_filled (ui);
  texts = dup_texts (lf_test_ui_activate (ui, "S3"));
  lf_test_ui_assert_has (texts, "This session has no light frames");
  lf_test_ui_assert_has (texts, "Integration|0 s");
}

/* Next and previous go by the list, whatever it is sorted by */
static void
test_steps (LfTestUi      *ui,
            gconstpointer  data)
{
  LfSessionWindow *dialog;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  g_assert_false (lf_test_ui_can (dialog, "session.previous"));
  g_assert_true (lf_test_ui_can (dialog, "session.next"));
  g_assert_true (lf_test_ui_press (dialog, GDK_KEY_Right, GDK_ALT_MASK));
  lf_test_ui_until (shows (dialog, "Nothing yet"));
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "S2");
  g_assert_true (lf_test_ui_can (dialog, "session.previous"));
  g_assert_true (lf_test_ui_press (dialog, GDK_KEY_Right, GDK_ALT_MASK));
  lf_test_ui_until (shows (dialog, "Third"));
  g_assert_cmpstr (get_text (dialog, "subtitle"), ==, "S3 · 3 of 3");
  g_assert_false (lf_test_ui_can (dialog, "session.next"));
  g_assert_true (lf_test_ui_press (dialog, GDK_KEY_Left, GDK_ALT_MASK));
  lf_test_ui_until (shows (dialog, "Nothing yet"));
}

static void
test_follows_list (LfTestUi      *ui,
                   gconstpointer  data)
{
  GtkColumnView *view;
  LfSessionWindow *dialog;

  open_filled (ui);
  view = lf_test_ui_get_view (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  gtk_column_view_sort_by_column (view, lf_session_columns_find (view, "name"),
                                  GTK_SORT_DESCENDING);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  g_assert_cmpstr (get_text (dialog, "subtitle"), ==, "S1 · 3 of 3");
  g_assert_false (lf_test_ui_can (dialog, "session.next"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.previous", NULL);
  lf_test_ui_until (shows (dialog, "Nothing yet"));

  /* One that is filtered out stays shown, and there is nowhere to go from it */
  lf_test_ui_search (ui, "third");
  g_assert_cmpstr (get_text (dialog, "subtitle"), ==, "S2");
  g_assert_false (lf_test_ui_can (dialog, "session.next"));
  g_assert_false (lf_test_ui_can (dialog, "session.previous"));
}

/* The last of many steps is what is shown */
static void
test_quick_steps (LfTestUi      *ui,
                  gconstpointer  data)
{
  LfSessionWindow *dialog;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  for (guint i = 0; i < 51; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (dialog), "session.next", NULL);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "session.next", NULL);
      gtk_widget_activate_action (GTK_WIDGET (dialog), "session.previous", NULL);
      if (i % 3 == 0)
        gtk_widget_activate_action (GTK_WIDGET (dialog), "session.previous", NULL);
      g_main_context_iteration (NULL, FALSE);
    }
  lf_test_ui_activate (ui, "S1");
  lf_test_ui_until (shows (dialog, "Andromeda") &&
                    strstr (get_text (dialog, "footer"), "6 frames") != NULL);
  assert_card (dialog, "integration", "Integration|11 m");
}

static void
test_closes (LfTestUi      *ui,
             gconstpointer  data)
{
  gpointer dialog;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  g_object_add_weak_pointer (dialog, &dialog);
  g_assert_true (lf_test_ui_press (dialog, GDK_KEY_Escape, 0));
  lf_test_ui_until (dialog == NULL);
  g_assert_null (lf_test_ui_get_dialog (ui));
  lf_test_ui_activate (ui, "S2");
}

/* Closed before anything was read, and at once opened again, it must be one that can be closed */
static void
test_closes_while_reading (LfTestUi      *ui,
                           gconstpointer  data)
{
  GtkWidget *browser;
  g_autoptr (LfSession) session = NULL;

  open_filled (ui);
  browser = lf_test_ui_get_browser (ui);
  session = g_list_model_get_item (lf_session_browser_get_model (LF_SESSION_BROWSER (browser)), 0);
  for (guint i = 0; i < 20; i++)
    {
      g_signal_emit_by_name (browser, "session-activated", session);
      for (guint j = 0; j < i / 2; j++)
        g_main_context_iteration (NULL, FALSE);
      gtk_window_close (GTK_WINDOW (lf_test_ui_get_dialog (ui)));
      g_assert_null (lf_test_ui_get_dialog (ui));
    }

  g_signal_emit_by_name (browser, "session-activated", session);
  g_assert_nonnull (lf_test_ui_get_dialog (ui));
  lf_test_ui_until (lf_test_ui_is_read (lf_test_ui_get_dialog (ui)));
  gtk_window_close (GTK_WINDOW (lf_test_ui_get_dialog (ui)));
  g_assert_null (lf_test_ui_get_dialog (ui));
}

static void
test_size_remembered (LfTestUi      *ui,
                      gconstpointer  data)
{
  LfSessionWindow *dialog;
  int width;
  int height;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  gtk_window_set_default_size (GTK_WINDOW (dialog), 1003, 604);
  gtk_window_close (GTK_WINDOW (dialog));
  dialog = lf_test_ui_activate (ui, "S1");
  gtk_window_get_default_size (GTK_WINDOW (dialog), &width, &height);
  g_assert_cmpint (width, ==, 1003);
  g_assert_cmpint (height, ==, 604);
}

static void
test_many_objects (LfTestUi      *ui,
                   gconstpointer  data)
{
  static const char *filters[N_FILTERS] = { "Ha", "L", "OIII", "SII" };
  LfTestCatalog *catalog = new_catalog (ui);
  LfSessionWindow *dialog;
  GtkWidget *objects;
  GtkWidget *last;
  g_autofree char *texts = NULL;

  lf_test_catalog_add_session (catalog, "MANY", "Many objects");
  for (guint i = 0; i < N_OBJECTS * N_FILTERS; i++)
    {
      g_autofree char *object = g_strdup_printf ("NGC %u", i / N_FILTERS);
      LfTestFrame frame = { "MANY", "LIGHT", object, filters[i % N_FILTERS], 60, "N1" };

      lf_test_catalog_add_frame (catalog, &frame);
    }
  open_catalog (ui, catalog);

  dialog = lf_test_ui_activate (ui, "MANY");
  objects = lf_test_ui_child (lf_test_ui_child (dialog, "overview"), "objects");
  lf_test_ui_until (lf_test_ui_find (objects, LF_TYPE_OBJECT_CARD, N_OBJECTS) != NULL);
  g_assert_null (lf_test_ui_find (objects, LF_TYPE_OBJECT_CARD, N_OBJECTS + 1));
  last = lf_test_ui_find (objects, LF_TYPE_OBJECT_CARD, N_OBJECTS);
  texts = lf_test_ui_dup_texts (last);
  lf_test_ui_assert_has (texts, "All objects|400 frames · 6 h 40 m");

  /* Closed while cards are still being made, or stepped on, it forgets them */
  gtk_window_close (GTK_WINDOW (dialog));
  lf_test_ui_activate (ui, "MANY");
}

static void
add_strange (LfTestCatalog *catalog)
{
  LfTestFrame markup = { "S<i>", "LIGHT", "<b>&\"M\" 31</b>", "<Ha>&amp;", 60, "<N1>" };
  LfTestFrame none = { "S<i>", NULL, NULL, NULL, NAN, NULL };
  LfTestFrame unknown = { "S<i>", "LIGHT", NULL, NULL, NAN, NULL };
  g_autofree char *name = g_strnfill (LONG_NAME, 'x');

  lf_test_catalog_add_session (catalog, "S<i>", "<b>&amp; bold</b>_x");
  lf_test_catalog_exec (catalog,
                        "UPDATE processing_sessions SET status = '<s>odd</s>',"
                        " objects = '{broken <json>', notes = '<b>notes</b> & more' || char (10) ||"
                        " 'second line', primary_target = '<t>', astrobin_url = 'javascript:1',"
                        " created_at = 'not <a> date' WHERE id = 'S<i>'");
  lf_test_catalog_add_frame (catalog, &markup);
  lf_test_catalog_add_frame (catalog, &none);
  lf_test_catalog_add_frame (catalog, &unknown);

  lf_test_catalog_add_session (catalog, "LONG", name);
  lf_test_catalog_exec (catalog, "INSERT INTO processing_sessions (id, name)"
                        " VALUES ('BAD', CAST (x'41ff42c328' AS TEXT))");
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET notes = CAST (x'c0af' AS TEXT),"
                        " objects = '[\"a\", null, 3, \"\"]' WHERE id = 'BAD'");
  lf_test_catalog_exec (catalog, "INSERT INTO processing_sessions (id, name) VALUES ('', '')");
}

/* Whatever a catalog holds is shown as text */
static void
test_strange_texts (LfTestUi      *ui,
                    gconstpointer  data)
{
  LfTestCatalog *catalog = new_catalog (ui);
  LfSessionWindow *dialog;
  g_autofree char *row = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *texts = NULL;

  add_strange (catalog);
  open_catalog (ui, catalog);
  row = lf_test_ui_dup_row (ui, "S<i>");
  lf_test_ui_assert_has (row, "<b>&amp; bold</b>_x|S<i> · {broken <json>|<s>odd</s>|");
  bad = lf_test_ui_dup_row (ui, "BAD");
  g_assert_true (g_utf8_validate (bad, -1, NULL));

  dialog = lf_test_ui_activate (ui, "S<i>");
  wait_for_cards (dialog, 3);
  texts = dup_texts (dialog);
  lf_test_ui_assert_has (texts, "<b>&amp; bold</b>_x");
  lf_test_ui_assert_has (texts, "<b>&\"M\" 31</b>|1 frame");
  lf_test_ui_assert_has (texts, "<Ha>&amp;|1 × 60 s");
  lf_test_ui_assert_has (texts, "UNKNOWN|");
  lf_test_ui_assert_has (texts, "without exposure");
  lf_test_ui_assert_has (texts, "<s>odd</s>");
  lf_test_ui_assert_has (texts, "<b>notes</b> & more\nsecond line");
  lf_test_ui_assert_has (texts, "javascript:1");
  g_assert_null (lf_test_ui_find (lf_test_ui_child (dialog, "overview"), GTK_TYPE_LINK_BUTTON, 0));

  lf_test_ui_activate (ui, "LONG");
  lf_test_ui_activate (ui, "BAD");
  lf_test_ui_activate (ui, "");
}

static void
test_session_gone (LfTestUi      *ui,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (ui->folder, "some.db", NULL);
  LfSessionWindow *dialog;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  lf_test_exec (path, "DELETE FROM processing_sessions WHERE id = 'S2'");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.next", NULL);
  lf_test_ui_until (g_str_equal (
    gtk_stack_get_visible_child_name (lf_test_ui_child (dialog, "stack")), "error"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.retry", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.next", NULL);
  lf_test_ui_until (shows (dialog, "Third"));
}

/* What a key does that is pressed anywhere in a widget */
static gboolean
press_key (gpointer        widget,
           guint           keyval,
           GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean done = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, modifiers, &done);
      if (done)
        return TRUE;
    }
  return FALSE;
}

/* Also from within a table or a text, which would take these keys for scrolling */
static void
test_page_keys (LfTestUi      *ui,
                gconstpointer  data)
{
  LfSessionWindow *dialog;
  GtkStack *pages;
  const char *first;

  open_filled (ui);
  dialog = lf_test_ui_activate (ui, "S1");
  pages = lf_test_ui_child (dialog, "pages");
  first = gtk_stack_get_visible_child_name (pages);
  g_assert_true (press_key (pages, GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "frames");
  g_assert_true (press_key (pages, GDK_KEY_Page_Up, GDK_CONTROL_MASK));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, first);
  g_assert_false (press_key (pages, GDK_KEY_Page_Down, 0));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, first);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "figures", test_figures },
    { "no-lights", test_no_lights },
    { "steps", test_steps },
    { "follows-list", test_follows_list },
    { "quick-steps", test_quick_steps },
    { "closes", test_closes },
    { "closes-while-reading", test_closes_while_reading },
    { "size-remembered", test_size_remembered },
    { "many-objects", test_many_objects },
    { "strange-texts", test_strange_texts },
    { "session-gone", test_session_gone },
    { "page-keys", test_page_keys },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/session-window/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
