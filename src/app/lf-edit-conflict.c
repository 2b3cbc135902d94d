/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-edit-conflict.h"

#include <glib/gi18n-lib.h>

#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-session.h"

struct _LfEditConflict
{
  GtkWindow  parent_instance;

  GtkGrid   *grid;
};

enum
{
  KEEP_MINE,
  USE_THEIRS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfEditConflict, lf_edit_conflict, GTK_TYPE_WINDOW)

#define VALUE_CHARS 32
#define VALUE_LINES 8

static void
decide (GtkWidget *widget,
        guint      signal)
{
  g_autoptr (LfEditConflict) self = g_object_ref (LF_EDIT_CONFLICT (widget));

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[signal], 0);
}

static void
keep_mine_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  decide (widget, KEEP_MINE);
}

static void
use_theirs_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  decide (widget, USE_THEIRS);
}

static void
lf_edit_conflict_class_init (LfEditConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[KEEP_MINE] = g_signal_new ("keep-mine", LF_TYPE_EDIT_CONFLICT, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[USE_THEIRS] = g_signal_new ("use-theirs", LF_TYPE_EDIT_CONFLICT, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "conflict.keep-mine", NULL, keep_mine_action);
  gtk_widget_class_install_action (widget_class, "conflict.use-theirs", NULL, use_theirs_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-edit-conflict.ui");
  gtk_widget_class_bind_template_child (widget_class, LfEditConflict, grid);
}

static void
lf_edit_conflict_init (LfEditConflict *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text != NULL && *text != '\0' ? text : "—");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_lines (GTK_LABEL (label), VALUE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* The keyboard begins at the buttons */
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_set_tooltip_text (label, text);
  return label;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Also what only the other program has changed: it is told, and stays */
static void
add_row (LfEditConflict *self,
         int            *row,
         const char     *title,
         const char     *mine,
         const char     *theirs,
         const char     *read)
{
  GtkWidget *label;

  if (is_same (mine, theirs) && is_same (theirs, read))
    return;

  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim");
  gtk_grid_attach (self->grid, label, 0, *row, 1, 1);
  gtk_grid_attach (self->grid, make_value (mine), 1, *row, 1, 1);
  gtk_grid_attach (self->grid, make_value (theirs), 2, *row, 1, 1);
  (*row)++;
}

static char *
dup_status (const LfSessionRecord *record)
{
  const char *word = record->status != NULL ? record->status : "not_started";

  return lf_format_one_line (lf_text_get_status (lf_status_from_text (word), word));
}

/**
 * lf_edit_conflict_new:
 * @parent: the window it is asked in
 * @mine: what would be saved
 * @theirs: what the catalog has now
 * @read: what it had when it was read
 *
 * Returns: (transfer none): a window, not shown yet
 */
LfEditConflict *
lf_edit_conflict_new (GtkWindow             *parent,
                      const LfSessionRecord *mine,
                      const LfSessionRecord *theirs,
                      const LfSessionRecord *read)
{
  LfEditConflict *self = g_object_new (LF_TYPE_EDIT_CONFLICT, "transient-for", parent, NULL);
  g_autofree char *my_status = dup_status (mine);
  g_autofree char *their_status = dup_status (theirs);
  g_autofree char *read_status = dup_status (read);
  int row = 1;

  add_row (self, &row, _("Status"), my_status, their_status, read_status);
  add_row (self, &row, _("Target"), mine->target, theirs->target, read->target);
  add_row (self, &row, _("Kind of target"), mine->target_type, theirs->target_type,
           read->target_type);
  add_row (self, &row, _("AstroBin"), mine->astrobin_url, theirs->astrobin_url,
           read->astrobin_url);
  add_row (self, &row, _("Notes"), mine->notes, theirs->notes, read->notes);
  return self;
}
