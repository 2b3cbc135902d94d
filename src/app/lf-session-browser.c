/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-browser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-browser-filters.h"
#include "app/lf-browser-state.h"
#include "app/lf-browser-totals.h"
#include "app/lf-column-sorter.h"
#include "app/lf-date-button.h"
#include "app/lf-session-columns.h"
#include "app/lf-session-filter.h"
#include "app/lf-session-position.h"
#include "app/lf-session-refresh.h"
#include "app/lf-session-selection.h"
#include "app/lf-settings.h"
#include "app/lf-status-page.h"
#include "app/lf-text.h"
#include "app/lf-trickle-model.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

struct _LfSessionBrowser
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkWidget          *banner;
  GtkLabel           *banner_text;
  GtkSearchEntry     *search;
  GtkDropDown        *status;
  GtkDropDown        *object;
  LfDateButton       *dates;
  GtkStack           *stack;
  GtkColumnView      *view;
  LfMessageBar       *message;
  GtkLabel           *totals;
  GtkLabel           *timing;

  GSettings          *settings;
  GListStore         *sessions;
  LfBrowserFilters   *filters;
  GtkSortListModel   *sorted;
  LfTrickleModel     *trickle;
  LfSessionSelection *selection;

  guint               n_selected;
  gint64              elapsed_us;
  char               *awaited;          /* a session that is to be seen as soon as it is there */
  gboolean            reveal;           /* scroll to the wanted session, for it is a new list */
  gboolean            loading;
  gboolean            all_known;        /* every session has its integration */
  gboolean            live;             /* what other programs change is shown */
};

enum
{
  SESSION_ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSessionBrowser, lf_session_browser, GTK_TYPE_WIDGET)

/* Rows that are made in one frame, and after how many a GTK 4.8 list view makes no more */
#define ROWS_A_FRAME 3
#define ROWS_OF_A_VIEW 208

static void
update_totals (LfSessionBrowser *self)
{
  g_autofree char *text = lf_browser_totals_describe (
    G_LIST_MODEL (self->sorted), g_list_model_get_n_items (G_LIST_MODEL (self->sessions)),
    self->selection, self->all_known);

  gtk_label_set_text (self->totals, text);
}

static void
update_page (LfSessionBrowser *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  if (n_all == 0)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else if (n_shown == 0)
    gtk_stack_set_visible_child_name (self->stack, "nothing-found");
  else
    gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
after_paint_cb (GdkFrameClock    *clock,
                LfSessionBrowser *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->trickle)) == 0)
    return;

  /* What a stopwatch outside looks for */
  g_debug ("first rows shown");
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
}

static void
lf_session_browser_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_session_browser_parent_class)->realize (widget);

  /* “Last 30 days” means others when the user comes back the day after */
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                           G_CALLBACK (lf_browser_filters_apply_dates),
                           LF_SESSION_BROWSER (widget)->filters, G_CONNECT_SWAPPED);

  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (after_paint_cb), widget, 0);
}

static void
selection_changed_cb (LfSessionBrowser *self)
{
  if (self->loading)
    return;

  self->n_selected = lf_session_selection_get_n (self->selection);
  update_totals (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
trickle_changed_cb (LfSessionBrowser *self,
                    guint             position,
                    guint             removed,
                    guint             added)
{
  guint selected = lf_session_selection_restore (self->selection, position, added);

  if (self->reveal && selected != GTK_INVALID_LIST_POSITION)
    {
      lf_browser_state_scroll_to (self->view, selected);
      self->reveal = FALSE;
    }
  /* Rows come and go by the dozen; those that are selected seldom are among them */
  if (selected != GTK_INVALID_LIST_POSITION ||
      lf_session_selection_get_n (self->selection) != self->n_selected)
    selection_changed_cb (self);
}

static void
sorted_changed_cb (LfSessionBrowser *self)
{
  if (self->loading)
    return;

  update_page (self);
  update_totals (self);
}

static void
sort_changed_cb (LfSessionBrowser *self)
{
  if (!self->loading)
    lf_browser_state_save_sort (self->settings, self->view);
}

/* What is typed goes on in the entry, where a space is a space and selects no row */
static void
search_started_cb (LfSessionBrowser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
}

static void
stop_search_cb (LfSessionBrowser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Enter in the search opens what was found, the first or the one that is selected */
static void
search_activate_cb (LfSessionBrowser *self)
{
  GListModel *model = G_LIST_MODEL (self->sorted);
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (LfSession) session = NULL;

  /* The entry tells what was typed a moment late, and Enter does not wait for it */
  lf_browser_filters_apply_search (self->filters);
  selected = lf_session_selection_dup_sessions (self->selection);
  session = selected->len > 0 ? g_object_ref (g_ptr_array_index (selected, 0))
                              : g_list_model_get_item (model, 0);

  if (session != NULL)
    {
      lf_session_browser_select (self, session);
      g_signal_emit (self, signals[SESSION_ACTIVATED], 0, session);
    }
}

static void
activate_cb (LfSessionBrowser *self,
             guint             position)
{
  g_autoptr (LfSession) session = g_list_model_get_item (G_LIST_MODEL (self->trickle), position);

  if (session != NULL)
    g_signal_emit (self, signals[SESSION_ACTIVATED], 0, session);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  lf_browser_filters_clear (LF_SESSION_BROWSER (widget)->filters);
}

static void
update_timing (LfSessionBrowser *self)
{
  g_autofree char *elapsed = lf_format_elapsed (self->elapsed_us);
  /* Translators: a measured time, such as “loaded in 3.6 ms” */
  g_autofree char *text = g_strdup_printf (_("loaded in %s"), elapsed);

  if (self->live)
    {
      g_autofree char *loaded = g_steal_pointer (&text);

      /* Translators: such as “loaded in 3.6 ms · live”: what other programs write is shown at once */
      text = g_strdup_printf (_("%s · live"), loaded);
    }
  gtk_label_set_text (self->timing, text);
}

static void
set_up_models (LfSessionBrowser *self)
{
  g_autoptr (LfSessionFilter) filter = lf_session_filter_new ();
  GtkFilterListModel *filtered;
  GtkSelectionModel *selected;

  self->sessions = g_list_store_new (LF_TYPE_SESSION);
  self->filters = lf_browser_filters_new (self->settings, filter,
                                          G_LIST_MODEL (self->sessions));
  lf_browser_filters_bind (self->filters, self->search, self->status, self->object, self->dates);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->sessions)),
                                        g_object_ref (GTK_FILTER (filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->trickle = lf_trickle_model_new (g_object_ref (G_LIST_MODEL (self->sorted)), ROWS_A_FRAME,
                                        ROWS_OF_A_VIEW);
  lf_trickle_model_grow_with (self->trickle, GTK_WIDGET (self));
  self->selection = lf_session_selection_new (self->trickle);
  selected = lf_session_selection_get_model (self->selection);

  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (sorted_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selected, "items-changed", G_CALLBACK (trickle_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, selected);
}

static void
lf_session_browser_dispose (GObject *object)
{
  LfSessionBrowser *self = LF_SESSION_BROWSER (object);

  /* The view outlives what it shows; what it tells while it comes apart is nobody's choice */
  self->loading = TRUE;
  if (self->selection != NULL)
    gtk_column_view_set_model (self->view, NULL);

  g_clear_object (&self->filters);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->trickle);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sessions);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->awaited, g_free);

  G_OBJECT_CLASS (lf_session_browser_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-session-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, box);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, banner);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, banner_text);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, search);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, status);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, object);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, dates);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, view);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, message);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, totals);
  gtk_widget_class_bind_template_child (widget_class, LfSessionBrowser, timing);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
lf_session_browser_class_init (LfSessionBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_session_browser_dispose;
  widget_class->realize = lf_session_browser_realize;

  /**
   * LfSessionBrowser::session-activated:
   * @self: the browser
   * @session: the session that the user wants to see
   */
  signals[SESSION_ACTIVATED] =
    g_signal_new ("session-activated", LF_TYPE_SESSION_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, LF_TYPE_SESSION);

  /**
   * LfSessionBrowser::selection-changed:
   * @self: the browser
   *
   * Other sessions are selected.
   */
  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", LF_TYPE_SESSION_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (LF_TYPE_DATE_BUTTON);
  g_type_ensure (LF_TYPE_MESSAGE_BAR);
  g_type_ensure (LF_TYPE_STATUS_PAGE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "browser.show-all", NULL, show_all_action);
  bind_template (widget_class);
}

static void
lf_session_browser_init (LfSessionBrowser *self)
{
  g_autofree char *selected = NULL;

  self->settings = lf_settings_new ();
  selected = g_settings_get_string (self->settings, "selected-session");
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  set_up_models (self);
  lf_session_columns_add (self->view);
  lf_browser_state_restore_columns (self->settings, self->view);
  lf_session_selection_want (self->selection, selected);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);

  /* Typing anywhere in the window searches */
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

/**
 * lf_session_browser_set_list:
 * @self: a browser
 * @list: a catalog's sessions
 *
 * Shows the sessions of a catalog. Sort, filters and selection stay, as far as they still apply.
 */
void
lf_session_browser_set_list (LfSessionBrowser *self,
                             LfSessionList    *list)
{
  GPtrArray *sessions = list->sessions;

  self->loading = TRUE;
  self->reveal = TRUE;
  self->all_known = sessions->len == 0;
  self->elapsed_us = list->elapsed_us;
  lf_session_browser_set_warning (self, NULL);

  lf_browser_filters_load (self->filters);
  g_list_store_splice (self->sessions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sessions)),
                       sessions->pdata, sessions->len);
  lf_browser_filters_load_object (self->filters);
  self->loading = FALSE;

  update_page (self);
  selection_changed_cb (self);
  update_timing (self);
}

/* A filter may hide what was just made; whoever made it wants to see it */
static void
show_awaited (LfSessionBrowser *self)
{
  if (self->awaited == NULL || lf_session_position_find (G_LIST_MODEL (self->sessions),
                                                         self->awaited) == GTK_INVALID_LIST_POSITION)
    return;

  if (lf_session_position_find (G_LIST_MODEL (self->sorted), self->awaited) ==
      GTK_INVALID_LIST_POSITION)
    lf_browser_filters_clear (self->filters);
  g_clear_pointer (&self->awaited, g_free);
}

/**
 * lf_session_browser_reveal:
 * @self: a browser
 * @id: a session's id
 *
 * Selects a session and scrolls to it, as soon as the list has it.
 */
void
lf_session_browser_reveal (LfSessionBrowser *self,
                           const char       *id)
{
  guint position = lf_session_selection_want (self->selection, id);

  g_free (self->awaited);
  self->awaited = g_strdup (id);
  show_awaited (self);
  self->reveal = position == GTK_INVALID_LIST_POSITION;
  if (!self->reveal)
    lf_browser_state_scroll_to (self->view, position);
}

/**
 * lf_session_browser_refresh:
 * @self: a browser
 * @list: the sessions of the catalog it shows, read again; of no use afterwards
 *
 * Shows what was changed, added and removed. The list keeps its place, its selection and its filters.
 */
void
lf_session_browser_refresh (LfSessionBrowser *self,
                            LfSessionList    *list)
{
  gboolean changed;

  self->reveal = self->awaited != NULL;
  self->loading = TRUE;
  changed = lf_session_refresh_apply (self->sessions, list->sessions);
  self->loading = FALSE;
  self->elapsed_us = list->elapsed_us;
  update_timing (self);
  if (changed)
    {
      lf_browser_filters_load_object (self->filters);
      update_page (self);
      selection_changed_cb (self);
    }
  show_awaited (self);
}

/**
 * lf_session_browser_get_sessions:
 * @self: a browser
 *
 * Returns: (transfer none): all sessions of the catalog, whatever the filters show
 */
GListModel *
lf_session_browser_get_sessions (LfSessionBrowser *self)
{
  return G_LIST_MODEL (self->sessions);
}

/**
 * lf_session_browser_tell_known:
 * @self: a browser
 * @column: the id of a column
 *
 * All sessions have got what is shown in a column and read after the list.
 */
void
lf_session_browser_tell_known (LfSessionBrowser *self,
                               const char       *column)
{
  if (g_str_equal (column, "integration"))
    self->all_known = TRUE;
  lf_browser_state_resort (self->view, column);
  update_totals (self);
}

/**
 * lf_session_browser_set_live:
 * @self: a browser
 * @live: whether what other programs change is shown by itself
 *
 * Says so below the list.
 */
void
lf_session_browser_set_live (LfSessionBrowser *self,
                             gboolean          live)
{
  self->live = live;
  update_timing (self);
}

/**
 * lf_session_browser_set_warning:
 * @self: a browser
 * @warning: (nullable): what is wrong, in whole sentences; %NULL for nothing
 *
 * Shows a warning above the list. The next list takes it away.
 */
void
lf_session_browser_set_warning (LfSessionBrowser *self,
                                const char       *warning)
{
  gtk_label_set_text (self->banner_text, warning != NULL ? warning : "");
  gtk_widget_set_visible (self->banner, warning != NULL);
}

/**
 * lf_session_browser_get_model:
 * @self: a browser
 *
 * Returns: (transfer none): the sessions in the order of the list, as far as the filters show them
 */
GListModel *
lf_session_browser_get_model (LfSessionBrowser *self)
{
  return G_LIST_MODEL (self->sorted);
}

/**
 * lf_session_browser_select:
 * @self: a browser
 * @session: a session of it
 *
 * Selects a session and scrolls to it.
 */
void
lf_session_browser_select (LfSessionBrowser *self,
                           LfSession        *session)
{
  guint position = lf_session_selection_find (self->selection, lf_session_get_id (session));

  /* Of several that are selected, one is opened, and they stay so */
  if (position == GTK_INVALID_LIST_POSITION)
    position = lf_session_selection_want (self->selection, lf_session_get_id (session));
  if (position != GTK_INVALID_LIST_POSITION)
    lf_browser_state_scroll_to (self->view, position);
}

/**
 * lf_session_browser_get_view:
 * @self: a browser
 *
 * Returns: (transfer none): the list
 */
GtkColumnView *
lf_session_browser_get_view (LfSessionBrowser *self)
{
  return self->view;
}

/**
 * lf_session_browser_get_selection:
 * @self: a browser
 *
 * Returns: (transfer none): which sessions are selected
 */
LfSessionSelection *
lf_session_browser_get_selection (LfSessionBrowser *self)
{
  return self->selection;
}

/**
 * lf_session_browser_get_message:
 * @self: a browser
 *
 * Returns: (transfer none): the bar that tells what came of what was done with sessions
 */
LfMessageBar *
lf_session_browser_get_message (LfSessionBrowser *self)
{
  return self->message;
}

/**
 * lf_session_browser_focus_list:
 * @self: a browser
 *
 * Gives the list the keyboard: arrows move in it, and typing searches.
 */
void
lf_session_browser_focus_list (LfSessionBrowser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * lf_session_browser_focus_search:
 * @self: a browser
 *
 * Lets the user type into the search.
 */
void
lf_session_browser_focus_search (LfSessionBrowser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * lf_session_browser_save:
 * @self: a browser
 *
 * Keeps selection and column widths in the settings; to be called when the window closes.
 */
void
lf_session_browser_save (LfSessionBrowser *self)
{
  g_autofree char *selected = lf_session_selection_dup_wanted (self->selection);

  g_settings_set_string (self->settings, "selected-session", selected != NULL ? selected : "");
  lf_browser_state_save_widths (self->settings, self->view);
}
