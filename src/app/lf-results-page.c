/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-results-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-file-opener.h"
#include "app/lf-picture-load.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-sources.h"

struct _LfResultsPage
{
  LfSessionPage   parent_instance;

  GtkStack       *stack;
  GtkListBox     *list;
  GtkStack       *preview;
  GtkPicture     *picture;
  GtkLabel       *no_preview;
  GtkLabel       *details;

  GPtrArray      *results;      /* of LfResult, as in the list; NULL until they are read */
  char           *shown_id;
  GCancellable   *cancellable;  /* of the picture */
};

G_DEFINE_FINAL_TYPE (LfResultsPage, lf_results_page, LF_TYPE_SESSION_PAGE)

static gpointer
do_load (LfConnection  *connection,
         gpointer       data,
         GError       **error)
{
  return lf_results_load (connection, data, error);
}

static const LfResult *
get_selected (LfResultsPage *self)
{
  GtkListBoxRow *row = self->results != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return index >= 0 && (guint) index < self->results->len
           ? g_ptr_array_index (self->results, (guint) index)
           : NULL;
}

/* Takes @part over; an empty one is left out */
static void
append_part (GString *text,
             char    *part)
{
  g_autofree char *line = part != NULL ? lf_format_one_line (part) : g_strdup ("");

  if (*line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", line);
  g_free (part);
}

static char *
describe (const LfResult *result)
{
  GString *text = g_string_new (NULL);

  append_part (text, g_strdup (result->type));
  append_part (text, g_strdup (result->stage));
  append_part (text, result->size >= 0 ? g_format_size ((guint64) result->size) : NULL);
  if (result->width > 0 && result->height > 0)
    /* Translators: the width and height of a picture, in pixels */
    append_part (text, g_strdup_printf (_("%u × %u px"), result->width, result->height));
  append_part (text, lf_format_date (result->modified != NULL ? result->modified
                                                              : result->created));
  return g_string_free (text, FALSE);
}

static char *
describe_all (const LfResult *result)
{
  GString *text = g_string_new (NULL);
  g_autofree char *created = lf_format_timestamp (result->created);
  g_autofree char *modified = lf_format_timestamp (result->modified);

  append_part (text, g_strdup (result->object));
  append_part (text, g_strdup (result->color_space));
  if (result->bit_depth > 0)
    append_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u bit", "%u bits",
                                                     result->bit_depth),
                                        result->bit_depth));
  if (*created != '\0')
    append_part (text, g_strdup_printf (_("made %s"), created));
  if (*modified != '\0')
    append_part (text, g_strdup_printf (_("changed %s"), modified));
  append_part (text, g_strdup (result->notes));
  append_part (text, g_strdup (result->path));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (const LfResult *result)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = lf_format_one_line (result->name != NULL ? result->name : _("unnamed"));
  g_autofree char *text = describe (result);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *caption = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "session-name");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_set_tooltip_text (box, name);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static void
forget_picture (LfResultsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_no_preview (LfResultsPage *self,
                 const char    *text)
{
  gtk_label_set_text (self->no_preview, text);
  gtk_stack_set_visible_child_name (self->preview, "none");
}

static void
picture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree GWeakRef *ref = data;
  g_autoptr (LfResultsPage) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lf_picture_load_finish (result, &error);

  g_weak_ref_clear (ref);
  if (self == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (texture == NULL)
    {
      show_no_preview (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                               ? _("The file is not there. It was moved or deleted, or its disk is"
                                   " not mounted.")
                               : _("This picture cannot be shown."));
      return;
    }

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->preview, "picture");
}

static void
show_preview (LfResultsPage  *self,
              const LfResult *result)
{
  GWeakRef *ref;

  forget_picture (self);
  if (result->path == NULL || !g_path_is_absolute (result->path) ||
      !lf_picture_is_known (result->path))
    {
      show_no_preview (self, _("There is a preview of JPEG and PNG files only."));
      return;
    }

  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  self->cancellable = g_cancellable_new ();
  lf_picture_load_async (result->path, self->cancellable, picture_cb, ref);
}

static void
selected_cb (LfResultsPage *self)
{
  const LfResult *result = get_selected (self);
  g_autofree char *text = result != NULL ? describe_all (result) : NULL;
  gboolean has_path = result != NULL && result->path != NULL && g_path_is_absolute (result->path);

  /* The list goes with the page */
  if (self->results == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.open", has_path);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.reveal", has_path);
  gtk_label_set_text (self->details, text != NULL ? text : "");
  if (result != NULL)
    show_preview (self, result);
}

static void
activated_cb (LfResultsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "results.open", NULL);
}

static void
fill (LfResultsPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->results->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->results, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
show_footer (LfResultsPage *self)
{
  g_autofree char *count = lf_format_count (self->results->len);
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s file", "%s files", self->results->len), count);

  lf_session_page_set_footer (LF_SESSION_PAGE (self), text);
}

static void
loaded_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  LfResultsPage *self = LF_RESULTS_PAGE (page);

  if (result == NULL)
    {
      lf_session_page_show_error (page, error);
      return;
    }

  lf_session_page_settle (page);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->results = result;
  g_free (self->shown_id);
  self->shown_id = g_strdup (lf_session_page_get_id (page));
  fill (self);
  gtk_stack_set_visible_child_name (self->stack, self->results->len > 0 ? "files" : "none");
  show_footer (self);
}

static void
lf_results_page_load (LfSessionPage *page)
{
  if (!lf_session_page_is_shown (page))
    lf_session_page_wait (page);
  lf_session_page_read (page, FALSE, do_load, g_strdup (lf_session_page_get_id (page)), g_free,
                        (GDestroyNotify) g_ptr_array_unref, loaded_cb);
}

static void
failed_cb (GtkWidget    *widget,
           const GError *error)
{
  lf_session_page_tell (LF_SESSION_PAGE (widget), error->message, TRUE);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const LfResult *result = get_selected (LF_RESULTS_PAGE (widget));

  if (result != NULL && result->path != NULL)
    lf_file_opener_open (widget, result->path, NULL, failed_cb);
}

static void
reveal_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const LfResult *result = get_selected (LF_RESULTS_PAGE (widget));

  if (result != NULL && result->path != NULL)
    lf_file_opener_reveal (widget, result->path, failed_cb);
}

static void
lf_results_page_dispose (GObject *object)
{
  LfResultsPage *self = LF_RESULTS_PAGE (object);

  forget_picture (self);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_RESULTS_PAGE);
  g_clear_pointer (&self->shown_id, g_free);

  G_OBJECT_CLASS (lf_results_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, LF_RESOURCE_PATH "/ui/lf-results-page.ui");
  gtk_widget_class_bind_template_child (klass, LfResultsPage, stack);
  gtk_widget_class_bind_template_child (klass, LfResultsPage, list);
  gtk_widget_class_bind_template_child (klass, LfResultsPage, preview);
  gtk_widget_class_bind_template_child (klass, LfResultsPage, picture);
  gtk_widget_class_bind_template_child (klass, LfResultsPage, no_preview);
  gtk_widget_class_bind_template_child (klass, LfResultsPage, details);
  gtk_widget_class_bind_template_callback (klass, selected_cb);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
}

static void
lf_results_page_class_init (LfResultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_results_page_dispose;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_results_page_load;

  gtk_widget_class_install_action (widget_class, "results.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "results.reveal", NULL, reveal_action);
  gtk_widget_class_set_css_name (widget_class, "resultspage");
  bind_template (widget_class);
}

static void
lf_results_page_init (LfResultsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_session_page_set_stack (LF_SESSION_PAGE (self), self->stack, _("Looking for results…"));
}

/**
 * lf_results_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows its session
 */
gboolean
lf_results_page_is_ready (LfResultsPage *self)
{
  return g_strcmp0 (self->shown_id, lf_session_page_get_id (LF_SESSION_PAGE (self))) == 0 &&
         self->results != NULL;
}
