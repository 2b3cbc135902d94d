/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-export-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-chooser.h"
#include "app/lf-filter-numbers.h"
#include "app/lf-hold.h"
#include "app/lf-message-bar.h"
#include "app/lf-settings.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

struct _LfExportPage
{
  LfSessionPage         parent_instance;

  GtkWidget            *box;
  GtkDropDown          *format;
  GtkWidget            *astrobin;       /* what only AstroBin wants */
  GtkDropDown          *bortle;
  GtkWidget            *filters;        /* whose numbers are not known */
  LfFilterNumbers      *numbers;
  GtkToggleButton      *numbers_button;
  GtkWidget            *problems;
  GtkLabel             *problem_text;
  GtkTextView          *preview;
  GtkWidget            *cut;
  LfMessageBar         *message;

  GSettings            *settings;
  GtkFileChooserNative *chooser;
  LfSessionDocument    *document;       /* NULL until it is made */
  guint                 n_asked;        /* answers that are waited for */
};

G_DEFINE_FINAL_TYPE (LfExportPage, lf_export_page, LF_TYPE_SESSION_PAGE)

#define WIDTH 760
#define HEIGHT 620
#define MAX_PROBLEMS 12

static LfSessionFormat
get_format (LfExportPage *self)
{
  return (LfSessionFormat) gtk_drop_down_get_selected (self->format);
}

static void
update_actions (LfExportPage *self)
{
  gboolean ready = lf_export_page_is_ready (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.copy", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", ready && self->chooser == NULL);
}

static void
show_problems (LfExportPage *self)
{
  GPtrArray *problems = self->document->astrobin->problems;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (problems->len, MAX_PROBLEMS); i++)
    {
      const LfAstrobinProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = lf_format_one_line (problem->message);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (problems->len > MAX_PROBLEMS)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more",
                                         problems->len - MAX_PROBLEMS),
                            problems->len - MAX_PROBLEMS);
  gtk_label_set_text (self->problem_text, text->str);
  gtk_widget_set_visible (self->problems, problems->len > 0);
}

/* Those that are not known are asked for; those that were given can be looked at and changed */
static void
show_filters (LfExportPage *self)
{
  const LfAstrobinExport *astrobin = self->document->astrobin;
  gboolean all = gtk_toggle_button_get_active (self->numbers_button);
  g_autoptr (GVariant) numbers = g_settings_get_value (self->settings, "astrobin-filters");

  lf_filter_numbers_show (self->numbers, astrobin->unmapped, all ? astrobin->given : NULL,
                          numbers);
  gtk_widget_set_visible (self->filters,
                          astrobin->unmapped->len > 0 || (all && astrobin->given->len > 0));
  gtk_widget_set_visible (GTK_WIDGET (self->numbers_button), astrobin->given->len > 0);
}

static void
show_document (LfExportPage *self)
{
  gboolean is_astrobin = self->document->astrobin != NULL;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview), self->document->preview, -1);
  gtk_widget_set_visible (self->cut, self->document->is_cut);
  /* Not for a moment, or whoever types there would lose the keyboard */
  if (is_astrobin)
    {
      show_problems (self);
      show_filters (self);
      return;
    }

  gtk_widget_set_visible (self->problems, FALSE);
  gtk_widget_set_visible (self->filters, FALSE);
}

static void
made_cb (LfSessionPage *page,
         gpointer       result,
         const GError  *error)
{
  LfExportPage *self = LF_EXPORT_PAGE (page);

  /* Another one was asked for meanwhile */
  if (--self->n_asked > 0)
    {
      g_clear_pointer (&result, lf_session_document_free);
      return;
    }

  g_clear_pointer (&self->document, lf_session_document_free);
  self->document = result;
  if (self->document != NULL)
    show_document (self);
  else if (!g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    lf_message_bar_show (self->message, error->message, TRUE);
  update_actions (self);
}

static void
lf_export_page_load (LfSessionPage *page)
{
  LfExportPage *self = LF_EXPORT_PAGE (page);
  LfSessionExport *export = lf_session_export_new (lf_session_page_get_id (page),
                                                   get_format (self));

  lf_session_export_load (export, self->settings);
  export->bortle = gtk_drop_down_get_selected (self->bortle);
  gtk_widget_set_visible (self->astrobin, export->format == LF_SESSION_FORMAT_ASTROBIN);
  self->n_asked++;
  update_actions (self);
  lf_session_page_read (page, FALSE, lf_session_export_run, export,
                        (GDestroyNotify) lf_session_export_free,
                        (GDestroyNotify) lf_session_document_free, made_cb);
}

static void
lf_export_page_forget (LfSessionPage *page)
{
  LF_EXPORT_PAGE (page)->n_asked = 0;
}

static void
choice_changed_cb (LfExportPage *self)
{
  if (lf_session_page_get_id (LF_SESSION_PAGE (self)) == NULL)
    return;

  g_settings_set_int (self->settings, "astrobin-bortle",
                      (int) gtk_drop_down_get_selected (self->bortle));
  lf_session_page_reload (LF_SESSION_PAGE (self));
}

static void
numbers_toggled_cb (LfExportPage *self)
{
  if (self->document != NULL && self->document->astrobin != NULL)
    show_filters (self);
}

/* Remembers the numbers that were typed, for this and other sessions */
static void
filters_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LfExportPage *self = LF_EXPORT_PAGE (widget);
  g_autoptr (GVariant) old = g_settings_get_value (self->settings, "astrobin-filters");
  g_autofree char *wrong = NULL;

  g_settings_set_value (self->settings, "astrobin-filters",
                        lf_filter_numbers_read (self->numbers, old, &wrong));
  if (wrong != NULL)
    {
      g_autofree char *line = lf_format_one_line (wrong);
      /* Translators: what somebody typed as the number of a filter */
      g_autofree char *text = g_strdup_printf (
        _("“%s” is no number of a filter, and was not used. Such a number has digits only: 4663."),
        line);

      lf_message_bar_show (self->message, text, TRUE);
    }
  else
    lf_message_bar_show (self->message, _("The numbers of filters are remembered."), FALSE);
  lf_session_page_reload (LF_SESSION_PAGE (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfExportPage *self = LF_EXPORT_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->document->text);
  lf_message_bar_show (self->message, _("Copied to the clipboard."), FALSE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (LfExportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (G_FILE (source));
  g_autofree char *text = NULL;

  lf_release ();
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    /* Translators: the path of a file */
    text = g_strdup_printf (_("Saved as “%s”."), name);
  else
    text = g_strdup_printf (_("“%s” could not be saved: %s"), name, error->message);
  if (self->message != NULL)
    lf_message_bar_show (self->message, text, error != NULL);
}

static void
response_cb (LfExportPage *self,
             int           response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;

  if (file != NULL)
    lf_export_page_save (self, file);
  g_clear_object (&self->chooser);
  update_actions (self);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfExportPage *self = LF_EXPORT_PAGE (widget);
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) file = g_file_new_for_path (folder != NULL ? folder : g_get_home_dir ());
  g_autofree char *suggested =
    lf_session_export_suggest_name (lf_session_page_get_id (LF_SESSION_PAGE (self)),
                                    get_format (self));

  self->chooser = gtk_file_chooser_native_new (_("Save"),
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), suggested);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  lf_chooser_show (self->chooser);
  update_actions (self);
}

static void
lf_export_page_dispose (GObject *object)
{
  LfExportPage *self = LF_EXPORT_PAGE (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_EXPORT_PAGE);
  g_clear_pointer (&self->document, lf_session_document_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_export_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (LF_TYPE_FILTER_NUMBERS);
  g_type_ensure (LF_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (klass, LF_RESOURCE_PATH "/ui/lf-export-page.ui");
  gtk_widget_class_bind_template_child (klass, LfExportPage, box);
  gtk_widget_class_bind_template_child (klass, LfExportPage, format);
  gtk_widget_class_bind_template_child (klass, LfExportPage, astrobin);
  gtk_widget_class_bind_template_child (klass, LfExportPage, bortle);
  gtk_widget_class_bind_template_child (klass, LfExportPage, filters);
  gtk_widget_class_bind_template_child (klass, LfExportPage, numbers);
  gtk_widget_class_bind_template_child (klass, LfExportPage, numbers_button);
  gtk_widget_class_bind_template_child (klass, LfExportPage, problems);
  gtk_widget_class_bind_template_child (klass, LfExportPage, problem_text);
  gtk_widget_class_bind_template_child (klass, LfExportPage, preview);
  gtk_widget_class_bind_template_child (klass, LfExportPage, cut);
  gtk_widget_class_bind_template_child (klass, LfExportPage, message);
  gtk_widget_class_bind_template_callback (klass, choice_changed_cb);
  gtk_widget_class_bind_template_callback (klass, numbers_toggled_cb);
}

static void
lf_export_page_class_init (LfExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_export_page_dispose;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_export_page_load;
  LF_SESSION_PAGE_CLASS (klass)->forget = lf_export_page_forget;

  gtk_widget_class_install_action (widget_class, "export.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "export.filters", NULL, filters_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "export.save",
                                       NULL);
  gtk_widget_class_set_css_name (widget_class, "exportpage");
  bind_template (widget_class);
}

static void
lf_export_page_init (LfExportPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int format = 0; format < LF_N_SESSION_FORMATS; format++)
    gtk_string_list_append (titles, lf_session_format_get_title ((LfSessionFormat) format));
  gtk_drop_down_set_model (self->format, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->bortle,
                              (guint) g_settings_get_int (self->settings, "astrobin-bortle"));
  update_actions (self);
}

/**
 * lf_export_page_open:
 * @parent: the session dialog
 * @catalog: the catalog
 * @id: a session's id
 * @format: what to show first
 *
 * Opens a window that shows what a session looks like in a format.
 *
 * Returns: (transfer none): the page in it
 */
LfExportPage *
lf_export_page_open (GtkWindow       *parent,
                     LfCatalog       *catalog,
                     const char      *id,
                     LfSessionFormat  format)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW,
                                    "title", _("Export"),
                                    "transient-for", parent,
                                    "destroy-with-parent", TRUE,
                                    "modal", TRUE,
                                    "default-width", WIDTH,
                                    "default-height", HEIGHT,
                                    "titlebar", gtk_header_bar_new (),
                                    NULL);
  LfExportPage *self = g_object_new (LF_TYPE_EXPORT_PAGE, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->format, format);
  lf_session_page_set_session (LF_SESSION_PAGE (self), catalog, id);
  lf_session_page_set_active (LF_SESSION_PAGE (self), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  return self;
}

/**
 * lf_export_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows what was asked for last
 */
gboolean
lf_export_page_is_ready (LfExportPage *self)
{
  return self->document != NULL && self->n_asked == 0;
}

/**
 * lf_export_page_save:
 * @self: a page that is ready
 * @file: where to; a file that is there is replaced
 *
 * Writes the file, and tells what came of it. Does not block.
 */
void
lf_export_page_save (LfExportPage *self,
                     GFile        *file)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (self->document != NULL);

  bytes = g_bytes_new (self->document->text, strlen (self->document->text));
  lf_hold ();
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                       g_object_ref (self));
}
