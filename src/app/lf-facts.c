/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-facts.h"

#include <glib/gi18n-lib.h>

#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-url.h"

/* The line of facts below the figures of a session: status, days, target, folder, links */

#define MAX_VALUE_CHARS 60

static GtkWidget *
make_fact (const char *name,
           GtkWidget  *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), value);
  return box;
}

static GtkWidget *
make_text (const char *text)
{
  g_autofree char *line = lf_format_one_line (text);
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_VALUE_CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (g_utf8_strlen (line, -1) > MAX_VALUE_CHARS)
    gtk_widget_set_tooltip_text (label, line);
  return label;
}

static void
add_time (LfWrapBox  *box,
          const char *name,
          const char *timestamp)
{
  g_autofree char *date = lf_format_date (timestamp);
  g_autofree char *whole = lf_format_timestamp (timestamp);
  GtkWidget *label;

  if (timestamp == NULL)
    return;

  label = make_text (date);
  gtk_widget_set_tooltip_text (label, whole);
  lf_wrap_box_append (box, make_fact (name, label));
}

static void
add_target (LfWrapBox       *box,
            LfSessionDetail *detail)
{
  g_autofree char *both = NULL;
  const char *text = detail->target != NULL ? detail->target : detail->target_type;

  if (detail->target != NULL && detail->target_type != NULL)
    text = both = g_strjoin (" · ", detail->target, detail->target_type, NULL);
  if (text != NULL)
    lf_wrap_box_append (box, make_fact (_("Target"), make_text (text)));
}

static GtkWidget *
make_link (const char *uri,
           const char *shown)
{
  GtkWidget *link = gtk_link_button_new_with_label (uri, shown);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (link));

  /* The label of a button would take underscores for mnemonics */
  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_use_underline (GTK_LABEL (label), FALSE);
      gtk_label_set_text (GTK_LABEL (label), shown);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_VALUE_CHARS);
    }
  gtk_widget_set_tooltip_text (link, uri);
  return link;
}

static void
add_url (LfWrapBox  *box,
         const char *name,
         const char *url)
{
  if (url == NULL || *url == '\0')
    return;

  /* Anything but a web address is shown and cannot be followed */
  lf_wrap_box_append (box, make_fact (name, lf_url_is_safe (url) ? make_link (url, url)
                                                                : make_text (url)));
}

static void
folder_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GtkWidget) fact = data;
  GFile *file = G_FILE (source);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, NULL);
  g_autofree char *uri = NULL;
  GtkWidget *text = gtk_widget_get_last_child (fact);
  g_autofree char *shown = NULL;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_DIRECTORY || text == NULL)
    return;

  uri = g_file_get_uri (file);
  shown = g_strdup (gtk_label_get_text (GTK_LABEL (text)));
  gtk_box_remove (GTK_BOX (fact), text);
  gtk_box_append (GTK_BOX (fact), make_link (uri, shown));
}

/* The folder becomes a link once it is known to be there; on a network disk that may take a while */
static void
add_folder (LfWrapBox    *box,
            const char   *path,
            GCancellable *cancellable)
{
  GtkWidget *fact;
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return;

  fact = make_fact (_("Folder"), make_text (path));
  lf_wrap_box_append (box, fact);
  if (!g_path_is_absolute (path))
    return;

  file = g_file_new_for_path (path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, cancellable, folder_cb, g_object_ref (fact));
}

/* What it may become; the action is the window's */
static GMenuModel *
make_status_menu (void)
{
  static const char *const words[] = { "not_started", "in_progress", "complete" };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GMenuItem) item =
        g_menu_item_new (lf_text_get_status (lf_status_from_text (words[i]), NULL), NULL);

      g_menu_item_set_action_and_target (item, "session.set-status", "s", words[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
add_status (LfWrapBox  *box,
            const char *word)
{
  LfStatus status = lf_status_from_text (word);
  g_autofree char *text = lf_format_one_line (lf_text_get_status (status, word));
  g_autoptr (GMenuModel) menu = make_status_menu ();
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  GtkWidget *contents = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON,
                                    "menu-model", menu,
                                    "child", contents,
                                    "tooltip-text", _("Change the status"),
                                    NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (contents), label);
  gtk_box_append (GTK_BOX (contents), arrow);
  gtk_widget_add_css_class (button, "status");
  gtk_widget_add_css_class (button, lf_text_get_status_class (status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Status"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  lf_wrap_box_append (box, make_fact (_("Status"), button));
}

/**
 * lf_facts_fill:
 * @box: an empty box
 * @detail: a session
 * @cancellable: (nullable): cancelled when the box shows another session
 *
 * Fills a box with what is known of a session besides its frames.
 */
void
lf_facts_fill (LfWrapBox       *box,
               LfSessionDetail *detail,
               GCancellable    *cancellable)
{
  add_status (box, detail->status);
  add_time (box, _("Created"), detail->created);
  add_time (box, _("Started"), detail->started);
  add_time (box, _("Completed"), detail->completed);
  add_target (box, detail);
  if (detail->image_type != NULL)
    lf_wrap_box_append (box, make_fact (_("Type"), make_text (detail->image_type)));
  add_folder (box, detail->folder, cancellable);
  add_url (box, _("AstroBin"), detail->astrobin_url);
  for (guint i = 0; detail->social_urls[i] != NULL; i++)
    add_url (box, _("Shared at"), detail->social_urls[i]);
}
