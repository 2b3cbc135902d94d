/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-ui.h"

#include <locale.h>
#include <string.h>

#include "app/lf-application.h"
#include "app/lf-message-bar.h"
#include "app/lf-session-browser.h"
#include "app/lf-settings.h"
#include "app/lf-trickle-model.h"
#include "catalog/lf-catalog.h"

/* How often the main loop may go round without coming to rest */
#define MAX_ROUNDS 10000

/**
 * lf_test_ui_init:
 * @argc: of main()
 * @argv: of main()
 *
 * Begins a test program that makes widgets.
 */
void
lf_test_ui_init (int    *argc,
                 char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  gtk_init ();
  lf_application_register_resources ();
}

static void
reset_settings (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

typedef struct
{
  LfTestUiFunc  func;
  gconstpointer data;
} Test;

static void
activate_cb (GtkApplication *application,
             const Test     *test)
{
  LfTestUi ui = { .application = application };

  ui.folder = lf_test_folder_new ();
  ui.settings = lf_settings_new ();
  reset_settings (ui.settings);
  ui.style = lf_style_new (gdk_display_get_default (), ui.settings);

  test->func (&ui, test->data);

  lf_test_ui_close (&ui);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_object_unref (ui.style);
  g_object_unref (ui.settings);
  lf_test_ui_settle ();
  lf_test_folder_free (ui.folder);
}

/* Windows want an application that runs; the test is what it does when it is activated */
static void
run_cb (gconstpointer data)
{
  g_autoptr (GtkApplication) application =
    gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), (gpointer) data);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
}

/**
 * lf_test_ui_add:
 * @path: the name of a test
 * @func: the test
 * @data: for @func
 *
 * Adds a test that makes windows. It begins with settings as before the first start and must leave
 * no window behind; the main window is closed for it.
 */
void
lf_test_ui_add (const char    *path,
                LfTestUiFunc   func,
                gconstpointer  data)
{
  Test *test = g_new0 (Test, 1);

  test->func = func;
  test->data = data;
  g_test_add_data_func_full (path, test, (GTestDataFunc) run_cb, g_free);
}

/**
 * lf_test_ui_close:
 * @self: a test
 *
 * Closes the main window as a user does, and waits until it is freed.
 */
void
lf_test_ui_close (LfTestUi *self)
{
  gpointer window = self->window;

  if (window == NULL)
    return;

  g_clear_weak_pointer (&self->window);
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  lf_test_ui_until (window == NULL);
  lf_test_ui_settle ();
  lf_catalog_close_all ();
}

/**
 * lf_test_ui_settle:
 *
 * Runs the main loop until it has nothing to do at the moment.
 */
void
lf_test_ui_settle (void)
{
  for (guint i = 0; i < MAX_ROUNDS && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

/**
 * lf_test_ui_show:
 * @self: a test
 * @path: (nullable): a catalog
 *
 * Shows the main window and tells it to open a catalog. Does not wait.
 */
void
lf_test_ui_show (LfTestUi   *self,
                 const char *path)
{
  if (self->window == NULL)
    g_set_weak_pointer (&self->window, lf_main_window_new (self->application));
  if (path != NULL)
    lf_main_window_open (self->window, path);
  gtk_window_present (GTK_WINDOW (self->window));
}

/**
 * lf_test_ui_open:
 * @self: a test
 * @path: a catalog
 *
 * Opens a catalog in the main window and waits until all of its list is shown.
 */
void
lf_test_ui_open (LfTestUi   *self,
                 const char *path)
{
  lf_test_ui_show (self, path);
  lf_test_ui_until (lf_test_ui_is_listed (self) && lf_test_ui_is_summed (self));
  /* The drop-down for objects is filled when there is nothing else to do */
  lf_test_ui_settle ();
}

/**
 * lf_test_ui_get_page:
 * @self: a test
 *
 * Returns: (transfer none): what the main window shows: `welcome`, `loading`, `error` or, of the
 *   list, `list`, `none` or `nothing-found`
 */
const char *
lf_test_ui_get_page (LfTestUi *self)
{
  const char *page =
    gtk_stack_get_visible_child_name (lf_test_ui_child (self->window, "stack"));

  if (!g_str_equal (page, "sessions"))
    return page;
  return gtk_stack_get_visible_child_name (lf_test_ui_child (lf_test_ui_get_browser (self),
                                                             "stack"));
}

/**
 * lf_test_ui_get_browser:
 * @self: a test
 *
 * Returns: (transfer none): the session browser
 */
GtkWidget *
lf_test_ui_get_browser (LfTestUi *self)
{
  return lf_test_ui_child (self->window, "browser");
}

/**
 * lf_test_ui_get_view:
 * @self: a test
 *
 * Returns: (transfer none): the session list
 */
GtkColumnView *
lf_test_ui_get_view (LfTestUi *self)
{
  return lf_test_ui_child (lf_test_ui_get_browser (self), "view");
}

static GtkMultiSelection *
get_selection (LfTestUi *self)
{
  return GTK_MULTI_SELECTION (gtk_column_view_get_model (lf_test_ui_get_view (self)));
}

/**
 * lf_test_ui_is_listed:
 * @self: a test
 *
 * Returns: whether the list of a catalog is shown with all of its rows
 */
gboolean
lf_test_ui_is_listed (LfTestUi *self)
{
  GListModel *model = gtk_multi_selection_get_model (get_selection (self));
  const char *page = lf_test_ui_get_page (self);

  return (g_str_equal (page, "list") || g_str_equal (page, "none") ||
          g_str_equal (page, "nothing-found")) &&
         lf_trickle_model_is_complete (LF_TRICKLE_MODEL (model)) &&
         !lf_test_ui_can (self->window, "win.cancel");
}

/**
 * lf_test_ui_is_summed:
 * @self: a test
 *
 * Returns: whether all is there that comes later: the footer tells the integration, and every session
 *   its calibration
 */
gboolean
lf_test_ui_is_summed (LfTestUi *self)
{
  GListModel *sessions =
    lf_session_browser_get_sessions (LF_SESSION_BROWSER (lf_test_ui_get_browser (self)));

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (sessions, i);

      if (!lf_session_has_calibration (session))
        return FALSE;
    }
  return strstr (lf_test_ui_get_totals (self), "of light") != NULL;
}

/**
 * lf_test_ui_dup_ids:
 * @self: a test
 *
 * Returns: (transfer full): the ids of the sessions in the order of the list, separated by spaces
 */
char *
lf_test_ui_dup_ids (LfTestUi *self)
{
  GListModel *model = G_LIST_MODEL (get_selection (self));
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (model, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", lf_session_get_id (session));
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/**
 * lf_test_ui_dup_row:
 * @self: a test
 * @id: a session's id
 *
 * Returns: (transfer full) (nullable): the texts of its row; %NULL if the view has no such row
 */
char *
lf_test_ui_dup_row (LfTestUi   *self,
                    const char *id)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (lf_test_ui_get_view (self)));

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *texts = lf_test_ui_dup_texts (row);
      g_auto (GStrv) parts = g_strsplit (texts, "|", -1);
      /* The second line of the first cell begins with the id */
      const char *caption = g_strv_length (parts) > 1 ? parts[1] : "";
      gsize length = strlen (id);

      if (g_str_has_prefix (caption, id) &&
          (caption[length] == '\0' || caption[length] == ' '))
        return g_steal_pointer (&texts);
    }
  return NULL;
}

/**
 * lf_test_ui_get_totals:
 * @self: a test
 *
 * Returns: (transfer none): the footer of the list
 */
const char *
lf_test_ui_get_totals (LfTestUi *self)
{
  return gtk_label_get_text (lf_test_ui_child (lf_test_ui_get_browser (self), "totals"));
}

/**
 * lf_test_ui_search:
 * @self: a test
 * @text: what to look for
 *
 * Types into the search, and waits until it is done.
 */
void
lf_test_ui_search (LfTestUi   *self,
                   const char *text)
{
  GtkWidget *search = lf_test_ui_child (lf_test_ui_get_browser (self), "search");

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  /* It waits for the next letter before it tells of a change; this is what it tells then */
  g_signal_emit_by_name (search, "search-changed");
  lf_test_ui_until (lf_test_ui_is_listed (self));
}

/**
 * lf_test_ui_select:
 * @self: a test
 * @id: the id of a session that is listed
 *
 * Selects a row.
 */
void
lf_test_ui_select (LfTestUi   *self,
                   const char *id)
{
  GListModel *model = G_LIST_MODEL (get_selection (self));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (model, i);

      if (g_str_equal (lf_session_get_id (session), id))
        {
          gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_selection (self)), i, TRUE);
          return;
        }
    }
  g_error ("there is no session %s in the list", id);
}

/**
 * lf_test_ui_get_selected:
 * @self: a test
 *
 * Returns: (transfer none): the id of the first session that is selected; empty for none
 */
const char *
lf_test_ui_get_selected (LfTestUi *self)
{
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (get_selection (self)));
  g_autoptr (LfSession) session = NULL;

  if (gtk_bitset_is_empty (selected))
    return "";

  /* The list keeps it */
  session = g_list_model_get_item (G_LIST_MODEL (get_selection (self)),
                                   gtk_bitset_get_minimum (selected));
  return lf_session_get_id (session);
}

/**
 * lf_test_ui_get_dialog:
 * @self: a test
 *
 * Returns: (transfer none) (nullable): the session dialog, if it is open
 */
LfSessionWindow *
lf_test_ui_get_dialog (LfTestUi *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (LF_IS_SESSION_WINDOW (window))
        return LF_SESSION_WINDOW (window);
    }
  return NULL;
}

/**
 * lf_test_ui_activate:
 * @self: a test
 * @id: the id of a session that is listed
 *
 * Does what Enter on a row does, and waits until the dialog shows the session.
 *
 * Returns: (transfer none): the dialog
 */
LfSessionWindow *
lf_test_ui_activate (LfTestUi   *self,
                     const char *id)
{
  LfSessionWindow *dialog;
  g_autoptr (GtkBitset) selected = NULL;

  lf_test_ui_select (self, id);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (get_selection (self)));
  g_signal_emit_by_name (lf_test_ui_get_view (self), "activate",
                         gtk_bitset_get_minimum (selected));
  dialog = lf_test_ui_get_dialog (self);
  g_assert_nonnull (dialog);
  lf_test_ui_until (lf_test_ui_is_read (dialog));
  return dialog;
}

/**
 * lf_test_ui_open_page:
 * @self: a test
 * @path: a catalog
 * @id: a session's id
 * @page: the name of a page of the session dialog
 *
 * Opens a catalog and the dialog of a session, and goes to a page there. Does not wait until that
 * is read.
 *
 * Returns: (transfer none): the dialog
 */
LfSessionWindow *
lf_test_ui_open_page (LfTestUi   *self,
                      const char *path,
                      const char *id,
                      const char *page)
{
  LfSessionWindow *dialog;

  lf_test_ui_open (self, path);
  dialog = lf_test_ui_activate (self, id);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.page", "s", page);
  return dialog;
}

/**
 * lf_test_ui_is_read:
 * @dialog: a session dialog
 *
 * Returns: whether it shows its session
 */
gboolean
lf_test_ui_is_read (LfSessionWindow *dialog)
{
  const char *page = gtk_stack_get_visible_child_name (lf_test_ui_child (dialog, "stack"));
  const char *footer = gtk_label_get_text (lf_test_ui_child (dialog, "footer"));

  return g_str_equal (page, "pages") && strstr (footer, "ms") != NULL;
}

/**
 * lf_test_ui_get_message:
 * @window: a window or page with a child `message`
 *
 * Returns: (transfer none): what its message bar says
 */
const char *
lf_test_ui_get_message (gpointer window)
{
  return lf_message_bar_get_text (lf_test_ui_child (window, "message"));
}

/**
 * lf_test_ui_child:
 * @widget: a widget made from a template
 * @id: the id of a child that its class has bound
 *
 * Returns: (transfer none): the child
 */
gpointer
lf_test_ui_child (gpointer    widget,
                  const char *id)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), id);

  if (child == NULL)
    g_error ("%s has no child %s", G_OBJECT_TYPE_NAME (widget), id);
  return child;
}

static GtkWidget *
find (GtkWidget *root,
      GType      type,
      guint     *n)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*n)-- == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, n);
  return found;
}

/**
 * lf_test_ui_find:
 * @root: a widget
 * @type: a type of widget
 * @n: which one of them; 0 is the first
 *
 * Looks through a widget and everything in it.
 *
 * Returns: (transfer none) (nullable): the widget
 */
GtkWidget *
lf_test_ui_find (gpointer root,
                 GType    type,
                 guint    n)
{
  return find (root, type, &n);
}

static char *
dup_buffer (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
add_texts (GtkWidget *widget,
           GString   *texts)
{
  g_autofree char *buffer = GTK_IS_TEXT_VIEW (widget) ? dup_buffer (GTK_TEXT_VIEW (widget)) : NULL;
  const char *text = buffer;

  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (text != NULL && *text != '\0')
    g_string_append_printf (texts, "%s%s", texts->len > 0 ? "|" : "", text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child))
      add_texts (child, texts);
}

/**
 * lf_test_ui_find_window:
 * @type: a type of windows
 *
 * Returns: (transfer none) (nullable): a window of it
 */
gpointer
lf_test_ui_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

/**
 * lf_test_ui_find_content:
 * @type: a type of widgets
 *
 * Returns: (transfer none) (nullable): a widget of it that is what a window shows
 */
gpointer
lf_test_ui_find_content (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GtkWidget *content = gtk_window_get_child (window);

      if (content != NULL && g_type_is_a (G_OBJECT_TYPE (content), type))
        return content;
    }
  return NULL;
}

/**
 * lf_test_ui_dup_texts:
 * @root: a widget
 *
 * Returns: (transfer full): all texts that are shown in it, separated by `|`
 */
char *
lf_test_ui_dup_texts (gpointer root)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  add_texts (root, texts);
  return g_string_free (g_steal_pointer (&texts), FALSE);
}

static GtkWidget *
find_actionable (GtkWidget  *root,
                 const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_actionable (child, action);
  return found;
}

/**
 * lf_test_ui_can:
 * @window: a window
 * @action: an action that it has a button for
 *
 * Returns: whether the action is enabled
 */
gboolean
lf_test_ui_can (gpointer    window,
                const char *action)
{
  GtkWidget *button = find_actionable (window, action);

  if (button == NULL)
    g_error ("there is no button for %s", action);
  return gtk_widget_get_sensitive (button);
}

static gboolean
press_in (GtkWidget       *widget,
          GListModel      *shortcuts,
          guint            keyval,
          GdkModifierType  modifiers)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
          gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers &&
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                        gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }
  return FALSE;
}

/**
 * lf_test_ui_press:
 * @widget: a widget
 * @keyval: a key
 * @modifiers: what is held
 *
 * Does what a key does that the widget has a shortcut for.
 *
 * Returns: whether there was one and it could be done
 */
gboolean
lf_test_ui_press (gpointer         widget,
                  guint            keyval,
                  GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !done; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        done = press_in (widget, G_LIST_MODEL (controller), keyval, modifiers);
    }
  return done;
}

/**
 * lf_test_ui_late_cb: (skip)
 */
gboolean
lf_test_ui_late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}
