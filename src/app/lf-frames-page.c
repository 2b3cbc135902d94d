/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frames-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-frame-chart.h"
#include "app/lf-frame-chooser.h"
#include "app/lf-frame-copy.h"
#include "app/lf-frame-files.h"
#include "app/lf-frame-table.h"
#include "app/lf-new-session-window.h"
#include "app/lf-settings.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

struct _LfFramesPage
{
  LfSessionPage    parent_instance;

  GtkWidget       *box;
  GtkSearchEntry  *search;
  GtkDropDown     *type;
  GtkToggleButton *flawed;
  GtkToggleButton *chart_button;
  LfFrameChooser  *chooser;
  GtkStack        *stack;
  GtkWidget       *paned;
  LfFrameTable    *table;
  LfFrameChart    *chart;
  GtkWidget       *menu;

  GSettings       *settings;
  GPtrArray       *columns;     /* of the catalog; NULL until they are read */
  LfCatalog       *catalog;     /* whose columns these are */
  guint            n_openings;  /* of @catalog, when they were read */
  char            *shown_id;    /* the session that the table shows */
  guint            n_all;       /* frames of the session */
  guint            n_charts;    /* asked for so far */
  gboolean         chart_stale;
};

G_DEFINE_FINAL_TYPE (LfFramesPage, lf_frames_page, LF_TYPE_SESSION_PAGE)

/* The entry of the drop-down that stands for no filter; the others are as LfFrameType */
#define ALL 0

static LfFrameQuery *
make_query (LfFramesPage *self)
{
  LfFrameQuery *query = g_new0 (LfFrameQuery, 1);
  guint type = gtk_drop_down_get_selected (self->type);
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));

  query->session = g_strdup (lf_session_page_get_id (LF_SESSION_PAGE (self)));
  query->search = *search != '\0' ? g_strdup (search) : NULL;
  query->types = type == ALL ? LF_FRAME_TYPES_ALL : 1u << (type - 1);
  query->only_flawed = gtk_toggle_button_get_active (self->flawed);
  return query;
}

static gboolean
is_filtered (LfFramesPage *self)
{
  return gtk_drop_down_get_selected (self->type) != ALL ||
         *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0' ||
         gtk_toggle_button_get_active (self->flawed);
}

static guint
count_shown (LfFramesPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (lf_frame_table_get_model (self->table)));
}

static void
update_footer (LfFramesPage *self)
{
  guint n_selected = lf_frame_table_get_n_selected (self->table);
  guint n = count_shown (self);
  g_autofree char *count = lf_format_count (n);
  g_autofree char *all = lf_format_count (self->n_all);
  g_autofree char *frames = NULL;

  if (n < self->n_all)
    frames = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of %s frame", "%s of %s frames",
                                           self->n_all),
                              count, all);
  else
    frames = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames", n), count);

  if (n_selected > 0)
    {
      g_autofree char *selected = lf_format_count (n_selected);
      g_autofree char *text = g_strdup_printf (
        /* Translators: such as “2,001 frames · 3 selected” */
        g_dngettext (GETTEXT_PACKAGE, "%s · %s selected", "%s · %s selected", n_selected), frames,
        selected);

      lf_session_page_set_footer (LF_SESSION_PAGE (self), text);
    }
  else
    lf_session_page_set_footer (LF_SESSION_PAGE (self), frames);
}

static void
update_actions (LfFramesPage *self)
{
  static const char *const names[] = { "frames.copy", "frames.open", "frames.open-with",
                                       "frames.reveal", "frames.show-menu", "frames.new-session" };
  gboolean selected = lf_frame_table_get_n_selected (self->table) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], selected);
}

/* What the chart needs, on the reader's thread */
typedef struct
{
  LfFrameQuery *query;
  char         *column;
  guint         number;
} ChartWork;

static void
chart_work_free (ChartWork *work)
{
  lf_frame_query_free (work->query);
  g_free (work->column);
  g_free (work);
}

static gpointer
do_load_series (LfConnection  *connection,
                gpointer       data,
                GError       **error)
{
  ChartWork *work = data;

  return lf_frame_series_load (connection, work->query, work->column, error);
}

static void
series_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  LfFramesPage *self = LF_FRAMES_PAGE (page);

  if (--self->n_charts > 0)
    {
      /* Another one was asked for meanwhile */
      g_clear_pointer (&result, lf_frame_series_free);
      return;
    }

  if (result != NULL)
    lf_frame_chart_show (self->chart, result);
  else
    lf_frame_chart_show_error (self->chart, error->message);
}

static void
load_chart (LfFramesPage *self)
{
  const char *column = lf_frame_chart_get_column (self->chart);
  ChartWork *work;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->chart)) || column == NULL ||
      self->columns == NULL)
    {
      self->chart_stale = TRUE;
      return;
    }

  self->chart_stale = FALSE;
  self->n_charts++;
  work = g_new0 (ChartWork, 1);
  work->query = make_query (self);
  work->column = g_strdup (column);
  lf_session_page_read (LF_SESSION_PAGE (self), TRUE, do_load_series, work,
                        (GDestroyNotify) chart_work_free, (GDestroyNotify) lf_frame_series_free,
                        series_cb);
}

static void
query_changed (LfFramesPage *self)
{
  g_autoptr (LfFrameQuery) query = NULL;

  if (self->columns == NULL)
    return;

  query = make_query (self);
  lf_session_page_wait (LF_SESSION_PAGE (self));
  lf_frame_table_set_query (self->table, query);
  load_chart (self);
}

static void
show_columns (LfFramesPage *self)
{
  g_auto (GStrv) chosen = lf_frame_chooser_dup_chosen (self->chooser);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *const *main_names = lf_frame_columns_list_main ();

  for (guint i = 0; main_names[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) main_names[i]);
  for (guint i = 0; chosen[i] != NULL; i++)
    g_ptr_array_add (names, chosen[i]);
  g_ptr_array_add (names, NULL);
  lf_frame_table_show_columns (self->table, (const char *const *) names->pdata);
}

static void
columns_cb (LfSessionPage *page,
            gpointer       result,
            const GError  *error)
{
  LfFramesPage *self = LF_FRAMES_PAGE (page);
  LfCatalog *catalog = lf_session_page_get_catalog (page);
  g_auto (GStrv) chosen = g_settings_get_strv (self->settings, "frame-columns");
  g_autofree char *drawn = g_settings_get_string (self->settings, "frame-chart-column");

  if (result == NULL)
    {
      lf_session_page_show_error (page, error);
      return;
    }

  self->n_openings = lf_catalog_get_n_openings (catalog);
  if (self->catalog == catalog && lf_frame_columns_are_same (self->columns, result))
    {
      g_ptr_array_unref (result);
      query_changed (self);
      return;
    }

  g_set_object (&self->catalog, catalog);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = result;
  lf_frame_table_set_catalog (self->table, catalog, self->columns);
  lf_frame_chooser_set_columns (self->chooser, self->columns, (const char *const *) chosen);
  lf_frame_chart_set_columns (self->chart, self->columns, drawn);
  show_columns (self);
  query_changed (self);
}

static gpointer
do_load_columns (LfConnection  *connection,
                 gpointer       data,
                 GError       **error)
{
  return lf_frame_columns_load (connection, error);
}

static void
lf_frames_page_load (LfSessionPage *page)
{
  LfFramesPage *self = LF_FRAMES_PAGE (page);

  if (g_strcmp0 (self->shown_id, lf_session_page_get_id (page)) != 0)
    self->n_all = 0;
  g_free (self->shown_id);
  self->shown_id = g_strdup (lf_session_page_get_id (page));
  self->n_charts = 0;
  lf_session_page_wait (page);

  /* After an error the columns are read again: they may be what was wrong */
  if (self->columns != NULL && self->catalog == lf_session_page_get_catalog (page) &&
      self->n_openings == lf_catalog_get_n_openings (self->catalog) &&
      !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "error"))
    {
      query_changed (self);
      return;
    }

  lf_session_page_read (page, FALSE, do_load_columns, NULL, NULL,
                        (GDestroyNotify) g_ptr_array_unref, columns_cb);
}

static void
lf_frames_page_forget (LfSessionPage *page)
{
  LF_FRAMES_PAGE (page)->n_charts = 0;
}

static const char *
choose_child (LfFramesPage *self)
{
  if (count_shown (self) > 0)
    return "table";
  return is_filtered (self) ? "nothing-found" : "none";
}

static void
table_changed_cb (LfFramesPage *self)
{
  LfFrameModel *model = lf_frame_table_get_model (self->table);

  if (lf_frame_model_is_loading (model))
    return;

  if (lf_frame_model_get_error (model) != NULL)
    {
      lf_session_page_show_error (LF_SESSION_PAGE (self), lf_frame_model_get_error (model));
      return;
    }

  lf_session_page_settle (LF_SESSION_PAGE (self));
  if (!is_filtered (self))
    self->n_all = count_shown (self);
  gtk_stack_set_visible_child_name (self->stack, choose_child (self));
  update_footer (self);
  update_actions (self);
}

static void
selection_changed_cb (LfFramesPage *self)
{
  update_footer (self);
  update_actions (self);
}

static void
chooser_changed_cb (LfFramesPage *self)
{
  g_auto (GStrv) chosen = lf_frame_chooser_dup_chosen (self->chooser);
  g_auto (GStrv) before = lf_frame_table_dup_shown (self->table);
  g_auto (GStrv) after = NULL;

  g_settings_set_strv (self->settings, "frame-columns", (const char *const *) chosen);
  show_columns (self);
  after = lf_frame_table_dup_shown (self->table);
  if (g_strv_length (after) > g_strv_length (before))
    lf_frame_table_show_last (self->table);
}

static void
chart_column_changed_cb (LfFramesPage *self)
{
  const char *column = lf_frame_chart_get_column (self->chart);

  if (column != NULL)
    g_settings_set_string (self->settings, "frame-chart-column", column);
  load_chart (self);
}

static void
chart_shown_cb (LfFramesPage *self)
{
  if (self->chart_stale)
    load_chart (self);
}

static void
frame_activated_cb (LfFramesPage *self,
                    gint64        number)
{
  lf_frame_table_select (self->table, &number, 1);
}

static void
table_activated_cb (LfFramesPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "frames.open", NULL);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lf_frame_files_open (LF_SESSION_PAGE (widget), LF_FRAMES_PAGE (widget)->table);
}

static void
open_with_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lf_frame_files_open_with (LF_SESSION_PAGE (widget), LF_FRAMES_PAGE (widget)->table);
}

static void
reveal_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lf_frame_files_reveal (LF_SESSION_PAGE (widget), LF_FRAMES_PAGE (widget)->table);
}

static void
copied_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  g_autofree char *text = result;
  g_autofree char *count = NULL;
  g_autofree char *told = NULL;
  guint n = 0;

  if (text == NULL)
    {
      lf_session_page_tell (page, error->message, TRUE);
      return;
    }

  /* The first line is that of the titles */
  for (const char *c = text; *c != '\0'; c++)
    n += *c == '\n';
  n--;
  count = lf_format_count (n);
  told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame was copied as text.",
                                       "%s frames were copied as text.", n),
                          count);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), text);
  lf_session_page_tell (page, told, FALSE);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);
  GStrv names = lf_frame_table_dup_shown (self->table);
  GStrv titles = g_strdupv (names);
  LfFrameCopy *copy;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_free (titles[i]);
      titles[i] = g_strdup (lf_frame_columns_find (self->columns, names[i])->title);
    }
  copy = lf_frame_copy_new (lf_frame_table_dup_selected (self->table), names, titles);
  lf_session_page_read (LF_SESSION_PAGE (self), FALSE, lf_frame_copy_run, copy,
                        (GDestroyNotify) lf_frame_copy_free, g_free, copied_cb);
}

static void
new_session_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);
  g_autoptr (GArray) numbers = lf_frame_table_dup_selected (self->table);

  lf_new_session_window_open (GTK_WINDOW (gtk_widget_get_root (widget)),
                              lf_session_page_get_catalog (LF_SESSION_PAGE (self)),
                              lf_session_page_get_writer (LF_SESSION_PAGE (self)),
                              (const gint64 *) (gpointer) numbers->data, numbers->len);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->type, ALL);
  gtk_toggle_button_set_active (self->flawed, FALSE);
  query_changed (self);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (LF_FRAMES_PAGE (widget)->search));
}

static void
select_outliers_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);
  g_autoptr (GArray) numbers = lf_frame_chart_dup_outliers (self->chart);

  lf_frame_table_select (self->table, (const gint64 *) (gpointer) numbers->data, numbers->len);
}

static void
popup_at (LfFramesPage *self,
          double        x,
          double        y)
{
  GdkRectangle area = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &area);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);
  double x;
  double y;
  double own_x;
  double own_y;

  g_variant_get (parameter, "(dd)", &x, &y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->table), widget, x, y, &own_x, &own_y);
  popup_at (self, own_x, own_y);
}

/* From the keyboard: at the row that has it */
static void
show_menu_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  double x = 0;
  double y = 0;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->table)))
    focus = GTK_WIDGET (self->table);
  gtk_widget_translate_coordinates (focus, widget, 0, gtk_widget_get_height (focus) / 2.0, &x, &y);
  popup_at (self, MAX (x, 0) + 24, y);
}

static void
lf_frames_page_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  LfFramesPage *self = LF_FRAMES_PAGE (widget);

  GTK_WIDGET_CLASS (lf_frames_page_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
lf_frames_page_dispose (GObject *object)
{
  LfFramesPage *self = LF_FRAMES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_FRAMES_PAGE);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->shown_id, g_free);
  g_clear_object (&self->catalog);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_frames_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "frames.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "frames.open-with", NULL, open_with_action);
  gtk_widget_class_install_action (klass, "frames.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (klass, "frames.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "frames.new-session", NULL, new_session_action);
  gtk_widget_class_install_action (klass, "frames.menu", "(dd)", menu_action);
  gtk_widget_class_install_action (klass, "frames.show-menu", NULL, show_menu_action);
  gtk_widget_class_install_action (klass, "frames.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (klass, "frames.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "frames.select-outliers", NULL, select_outliers_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "frames.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "frames.show-menu",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "frames.show-menu", NULL);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (LF_TYPE_FRAME_CHART);
  g_type_ensure (LF_TYPE_FRAME_CHOOSER);
  g_type_ensure (LF_TYPE_FRAME_TABLE);
  gtk_widget_class_set_template_from_resource (klass, LF_RESOURCE_PATH "/ui/lf-frames-page.ui");
  gtk_widget_class_bind_template_child (klass, LfFramesPage, box);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, search);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, type);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, flawed);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, chart_button);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, chooser);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, stack);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, paned);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, table);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, chart);
  gtk_widget_class_bind_template_child (klass, LfFramesPage, menu);
  gtk_widget_class_bind_template_callback (klass, query_changed);
  gtk_widget_class_bind_template_callback (klass, table_changed_cb);
  gtk_widget_class_bind_template_callback (klass, table_activated_cb);
  gtk_widget_class_bind_template_callback (klass, selection_changed_cb);
  gtk_widget_class_bind_template_callback (klass, chooser_changed_cb);
  gtk_widget_class_bind_template_callback (klass, chart_column_changed_cb);
  gtk_widget_class_bind_template_callback (klass, frame_activated_cb);
  gtk_widget_class_bind_template_callback (klass, chart_shown_cb);
}

static void
lf_frames_page_class_init (LfFramesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_frames_page_dispose;
  widget_class->size_allocate = lf_frames_page_size_allocate;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_frames_page_load;
  LF_SESSION_PAGE_CLASS (klass)->forget = lf_frames_page_forget;

  install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "framespage");
  bind_template (widget_class);
}

static void
lf_frames_page_init (LfFramesPage *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_session_page_set_stack (LF_SESSION_PAGE (self), self->stack, _("Reading the frames…"));
  g_settings_bind (self->settings, "frame-chart", self->chart_button, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

/**
 * lf_frames_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows the frames it was told to show
 */
gboolean
lf_frames_page_is_ready (LfFramesPage *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (self->columns == NULL || lf_session_page_is_waiting (LF_SESSION_PAGE (self)))
    return FALSE;

  /* A table that is not seen makes no rows */
  return !g_str_equal (shown, "table") || lf_frame_table_is_complete (self->table);
}
