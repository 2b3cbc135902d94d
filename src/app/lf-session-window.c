/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/lf-frames-page.h"
#include "app/lf-page-counts.h"
#include "app/lf-question.h"
#include "app/lf-results-page.h"
#include "app/lf-session-page.h"
#include "app/lf-session-position.h"
#include "app/lf-sources-page.h"
#include "app/lf-settings.h"
#include "app/lf-undo-key.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

enum
{
  SESSION_SHOWN,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSessionWindow, lf_session_window, GTK_TYPE_WINDOW)

#define SPINNER_DELAY_MS 150

static guint
find_position (LfSessionWindow *self)
{
  return lf_session_position_find (self->sessions, lf_session_get_id (self->session));
}

static void
update_title (LfSessionWindow *self)
{
  g_autofree char *name = lf_format_one_line (lf_session_get_name (self->session));

  gtk_label_set_text (self->title, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static void
update_position (LfSessionWindow *self)
{
  guint n = g_list_model_get_n_items (self->sessions);
  guint position = self->session != NULL ? find_position (self) : GTK_INVALID_LIST_POSITION;
  gboolean listed = position != GTK_INVALID_LIST_POSITION;
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.previous", listed && position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.next", listed && position + 1 < n);
  if (self->session == NULL)
    return;

  text = lf_session_position_describe (lf_session_get_id (self->session), position, n);
  gtk_label_set_text (self->subtitle, text);
  if (listed)
    {
      g_clear_object (&self->session);
      self->session = g_list_model_get_item (self->sessions, position);
    }
  update_title (self);
}

static void
stop_spinner (LfSessionWindow *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (self->spinner != NULL)
    gtk_spinner_stop (self->spinner);
}

static void
stop_loading (LfSessionWindow *self)
{
  lf_detail_reading_stop (self->reading);
  stop_spinner (self);
}

/* The page that is seen; NULL if that is the overview, which comes with the session */
static LfSessionPage *
get_page (LfSessionWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return LF_IS_SESSION_PAGE (page) ? LF_SESSION_PAGE (page) : NULL;
}

static void
for_each_page (LfSessionWindow *self,
               void           (*func) (LfSessionWindow *self,
                                       LfSessionPage   *page))
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    if (LF_IS_SESSION_PAGE (page))
      func (self, LF_SESSION_PAGE (page));
}

static void
update_footer (LfSessionWindow *self)
{
  LfSessionPage *page = get_page (self);

  if (page != NULL)
    gtk_label_set_text (self->footer, lf_session_page_get_footer (page));
  else
    gtk_label_set_text (self->footer, self->overview_footer != NULL ? self->overview_footer : "");
}

/* Takes @text over */
static void
set_overview_footer (LfSessionWindow *self,
                     char            *text)
{
  g_free (self->overview_footer);
  self->overview_footer = text;
  update_footer (self);
}

/* A page that is seen has a spinner of its own */
static gboolean
show_spinner_cb (gpointer data)
{
  LfSessionWindow *self = data;

  self->spinner_source = 0;
  if (get_page (self) != NULL)
    return G_SOURCE_REMOVE;

  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  set_overview_footer (self, g_strdup (_("Reading the session…")));
  return G_SOURCE_REMOVE;
}

static void
show_detail (LfSessionWindow *self,
             LfSessionDetail *detail)
{
  lf_overview_show (self->overview, detail);
  lf_page_tabs_set_count (self->tabs, "frames", &detail->n_frames);
  set_overview_footer (self, lf_session_position_measure (detail));
  gtk_stack_set_visible_child_name (self->stack, "pages");
  lf_calibration_page_look (self->calibration);
  lf_page_counts_look (LF_SESSION_PAGE (self->calibration), self->tabs);
  if (self->removed)
    lf_message_bar_show (self->message, _("The session is in the catalog again."), FALSE);
  self->removed = FALSE;
}

/* Another program has removed the session. What is not saved stays where it can be copied from. */
static void
show_removed (LfSessionWindow *self,
              const GError    *error)
{
  if (self->removed || error->code != LF_CATALOG_ERROR_NOT_FOUND)
    return;

  self->removed = TRUE;
  gtk_stack_set_visible_child_name (self->pages, "notes");
  lf_message_bar_show (self->message,
                       _("The session is no longer in the catalog, so what you changed in its notes "
                         "cannot be saved. Copy what you need before you close the window."),
                       TRUE);
}

static void
show_error (LfSessionWindow *self,
            const GError    *error)
{
  const char *title = error->code == LF_CATALOG_ERROR_NOT_FOUND
                        ? _("Session Not Found")
                        : lf_catalog_error_get_title ((LfCatalogError) error->code);

  lf_status_page_set_texts (self->error_page, "dialog-warning-symbolic", title, error->message);
  gtk_label_set_text (self->footer, "");
  gtk_stack_set_visible_child_name (self->stack, "error");
  lf_page_tabs_set_count (self->tabs, "frames", NULL);
}

static void
detail_cb (gpointer         owner,
           LfSessionDetail *detail,
           const GError    *error,
           gboolean         quiet)
{
  LfSessionWindow *self = owner;

  stop_spinner (self);
  if (detail != NULL)
    show_detail (self, detail);
  else if (quiet && lf_notes_page_is_dirty (self->notes))
    show_removed (self, error);
  else if (!quiet || error->code == LF_CATALOG_ERROR_NOT_FOUND)
    show_error (self, error);
}

static void
load (LfSessionWindow *self)
{
  stop_loading (self);
  self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, show_spinner_cb, self);
  lf_detail_reading_start (self->reading, self->catalog, lf_session_get_id (self->session));
}

static void
set_page_session (LfSessionWindow *self,
                  LfSessionPage   *page)
{
  lf_session_page_set_session (page, self->catalog, lf_session_get_id (self->session));
}

/* Reads all of the session anew */
void
lf_session_window_read (LfSessionWindow *self)
{
  for_each_page (self, set_page_session);
  load (self);
}

static void
stop_page (LfSessionWindow *self,
           LfSessionPage   *page)
{
  lf_session_page_stop (page);
}

static void
update_active (LfSessionWindow *self,
               LfSessionPage   *page)
{
  lf_session_page_set_active (page, page == get_page (self));
}

static void
page_changed_cb (LfSessionWindow *self)
{
  for_each_page (self, update_active);
  update_footer (self);
}

static void
page_message_cb (LfSessionPage   *page,
                 const char      *text,
                 gboolean         is_failure,
                 LfSessionWindow *self)
{
  lf_message_bar_show (self->message, text, is_failure);
}

static void
connect_page (LfSessionWindow *self,
              LfSessionPage   *page)
{
  g_signal_connect_object (page, "notify::footer", G_CALLBACK (update_footer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "message", G_CALLBACK (page_message_cb), self, 0);
}

static void
reload_page (LfSessionWindow *self,
             LfSessionPage   *page)
{
  lf_session_page_reload (page);
}

static void
written_cb (LfSessionWindow *self,
            const char      *title,
            gboolean         can_undo)
{
  lf_message_bar_show (self->message, title, FALSE);
  if (can_undo)
    lf_message_bar_set_action (self->message, _("_Undo"), "session.undo");
  /* Whoever watches the catalog is told before it is read again */
  g_signal_emit (self, signals[CHANGED], 0);
  lf_notes_page_set_changed_here (self->notes);
  for_each_page (self, reload_page);
  load (self);
}

static void
write_failed_cb (LfSessionWindow *self,
                 const char      *text)
{
  lf_undo_key_failed (self->message, text, "session.changes");
}

static void
update_undo (LfSessionWindow *self)
{
  LfUndoStack *stack = lf_session_writer_get_stack (self->writer);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.undo",
                                 lf_undo_stack_can_undo (stack));
}

static void
set_page_writer (LfSessionWindow *self,
                 LfSessionPage   *page)
{
  lf_session_page_set_writer (page, self->writer);
}

static gboolean
lf_session_window_close_request (GtkWindow *window)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (window);

  if (!lf_session_window_may_close (self))
    return TRUE;

  lf_settings_save_size (self->settings, window, "dialog");
  return GTK_WINDOW_CLASS (lf_session_window_parent_class)->close_request (window);
}

static void
lf_session_window_dispose (GObject *object)
{
  LfSessionWindow *self = LF_SESSION_WINDOW (object);

  stop_spinner (self);
  g_clear_pointer (&self->reading, lf_detail_reading_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_SESSION_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->next);
  g_clear_object (&self->writer);
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->sessions);
  g_clear_object (&self->catalog);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->overview_footer, g_free);

  G_OBJECT_CLASS (lf_session_window_parent_class)->dispose (object);
}

static void
lf_session_window_class_init (LfSessionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_session_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_session_window_close_request;

  /**
   * LfSessionWindow::session-shown:
   * @self: the window
   * @session: the session it goes to
   */
  signals[SESSION_SHOWN] =
    g_signal_new ("session-shown", LF_TYPE_SESSION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LF_TYPE_SESSION);

  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_SESSION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LF_TYPE_CALIBRATION_PAGE);
  g_type_ensure (LF_TYPE_FRAMES_PAGE);
  g_type_ensure (LF_TYPE_MESSAGE_BAR);
  g_type_ensure (LF_TYPE_NOTES_PAGE);
  g_type_ensure (LF_TYPE_OVERVIEW);
  g_type_ensure (LF_TYPE_PAGE_TABS);
  g_type_ensure (LF_TYPE_RESULTS_PAGE);
  g_type_ensure (LF_TYPE_SOURCES_PAGE);
  g_type_ensure (LF_TYPE_STATUS_PAGE);
  lf_session_window_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-session-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, overview);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, calibration);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, message);
  gtk_widget_class_bind_template_child (widget_class, LfSessionWindow, footer);
}

static void
lf_session_window_init (LfSessionWindow *self)
{
  self->settings = lf_settings_new ();
  self->reading = lf_detail_reading_new (self, detail_cb);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_page_tabs_set_stack (self->tabs, self->pages);
  for_each_page (self, connect_page);
  lf_calibration_page_set_tabs (self->calibration, self->tabs);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (page_changed_cb),
                           self, G_CONNECT_SWAPPED);
  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "dialog");
}

/**
 * lf_session_window_new:
 * @parent: the main window
 * @catalog: the catalog
 * @sessions: its sessions in the order of the list
 * @stack: what was changed in @catalog since it was opened
 *
 * Returns: (transfer none): a window that shows no session yet
 */
LfSessionWindow *
lf_session_window_new (GtkWindow   *parent,
                       LfCatalog   *catalog,
                       GListModel  *sessions,
                       LfUndoStack *stack)
{
  LfSessionWindow *self = g_object_new (LF_TYPE_SESSION_WINDOW, "transient-for", parent, NULL);

  self->catalog = g_object_ref (catalog);
  self->sessions = g_object_ref (sessions);
  self->writer = lf_session_writer_new (lf_catalog_get_path (catalog), stack);
  for_each_page (self, set_page_writer);
  g_signal_connect_object (stack, "changed", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  update_undo (self);
  g_signal_connect_object (self->writer, "changed", G_CALLBACK (written_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writer, "failed", G_CALLBACK (write_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (update_position), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
go_to (LfSessionWindow *self,
       LfSession       *session)
{
  g_set_object (&self->session, session);
  self->removed = FALSE;
  update_position (self);
  /* What is seen is read first */
  lf_session_window_read (self);
  g_signal_emit (self, signals[SESSION_SHOWN], 0, session);
}

static void
go_on_cb (LfSessionWindow *self)
{
  g_autoptr (LfSession) next = g_steal_pointer (&self->next);

  lf_notes_page_discard (self->notes);
  if (next != NULL)
    go_to (self, next);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* Before what is not saved is lost: @next is where to go then, NULL to close */
static void
ask_to_discard (LfSessionWindow *self,
                LfSession       *next)
{
  g_autofree char *name = lf_format_one_line (lf_session_get_name (self->session));
  /* Translators: the name of a session */
  g_autofree char *title = g_strdup_printf (_("Discard the changes of “%s”?"), name);
  LfQuestion *question;

  g_set_object (&self->next, next);
  gtk_stack_set_visible_child_name (self->pages, "notes");
  if (self->question != NULL)
    {
      gtk_window_present (self->question);
      return;
    }

  question = lf_question_new (GTK_WINDOW (self), title,
                              _("What you changed in its notes is not saved yet."),
                              _("_Keep Editing"), _("_Discard"));
  g_signal_connect_object (question, "confirmed", G_CALLBACK (go_on_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, GTK_WINDOW (question));
  gtk_window_present (self->question);
}

/**
 * lf_session_window_show_session:
 * @self: a window
 * @session: a session
 *
 * Goes to a session. What is shown stays until the other is read, so that stepping does not
 * flicker. Asks first if something is not saved.
 */
void
lf_session_window_show_session (LfSessionWindow *self,
                                LfSession       *session)
{
  if (self->session != NULL && lf_notes_page_is_dirty (self->notes))
    ask_to_discard (self, session);
  else
    go_to (self, session);
}

static void
refresh_page (LfSessionWindow *self,
              LfSessionPage   *page)
{
  lf_session_page_refresh (page, self->catalog);
}

/**
 * lf_session_window_refresh:
 * @self: a window
 * @catalog: the catalog, which may have been opened anew
 *
 * Shows what another program has changed. Nothing that is being edited is lost, and nothing is seen
 * of the reading.
 */
void
lf_session_window_refresh (LfSessionWindow *self,
                           LfCatalog       *catalog)
{
  g_set_object (&self->catalog, catalog);
  if (self->session == NULL)
    return;

  for_each_page (self, refresh_page);
  lf_detail_reading_refresh (self->reading, self->catalog, lf_session_get_id (self->session));
}

/**
 * lf_session_window_may_close:
 * @self: a window
 *
 * Asks before something is lost that is not saved.
 *
 * Returns: whether it can be closed now
 */
gboolean
lf_session_window_may_close (LfSessionWindow *self)
{
  if (self->session == NULL || !lf_notes_page_is_dirty (self->notes))
    return TRUE;

  ask_to_discard (self, NULL);
  return FALSE;
}

/**
 * lf_session_window_stop:
 * @self: a window
 *
 * Cancels what is being read. For a window that goes, see lf_main_window_stop().
 */
void
lf_session_window_stop (LfSessionWindow *self)
{
  stop_loading (self);
  for_each_page (self, stop_page);
}
