/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-bar-cell.h"

#include <glib/gi18n-lib.h>

#include "app/lf-palette.h"
#include "app/lf-text.h"
#include "charts/lf-bar.h"

struct _LfBarCell
{
  GtkWidget  parent_instance;

  GtkWidget *bar;
  GtkWidget *text;
  LfSession *session;
  gboolean   of_integration;
};

G_DEFINE_FINAL_TYPE (LfBarCell, lf_bar_cell, GTK_TYPE_WIDGET)

static void
update_frames (LfBarCell *self)
{
  LfBarSegment segments[LF_N_FRAME_TYPES];
  g_autofree char *text = lf_text_frames (self->session);

  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    segments[i] = (LfBarSegment) {
      .value = lf_session_get_count (self->session, i),
      .color = lf_palette_get_frame_type_color (i),
      .alpha = 1,
    };

  lf_bar_set_segments (LF_BAR (self->bar), segments, LF_N_FRAME_TYPES, 0);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->text), text);
}

static void
update_integration (LfBarCell *self)
{
  guint n = 0;
  const LfFilterTotal *filters = lf_session_get_filters (self->session, &n);
  g_autofree LfBarSegment *segments = g_new (LfBarSegment, n);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    segments[i] = (LfBarSegment) {
      .value = filters[i].seconds,
      .color = lf_palette_get_filter_color (filters[i].filter),
      .alpha = 1,
    };

  if (lf_session_has_integration (self->session))
    text = lf_text_filters (filters, n, lf_session_get_seconds (self->session));
  lf_bar_set_segments (LF_BAR (self->bar), segments, n, 0);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->text), text);
}

static gboolean
lf_bar_cell_query_tooltip (GtkWidget  *widget,
                           int         x,
                           int         y,
                           gboolean    keyboard,
                           GtkTooltip *tooltip)
{
  LfBarCell *self = LF_BAR_CELL (widget);
  g_autofree char *text = NULL;
  const LfFilterTotal *filters;
  guint n = 0;

  if (self->session == NULL)
    return FALSE;

  filters = lf_session_get_filters (self->session, &n);
  if (self->of_integration && n == 0)
    return FALSE;

  text = self->of_integration ? lf_text_filters_long (filters, n)
                              : lf_text_frames_long (self->session);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
lf_bar_cell_dispose (GObject *object)
{
  LfBarCell *self = LF_BAR_CELL (object);

  lf_bar_cell_clear (self);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_bar_cell_parent_class)->dispose (object);
}

static void
lf_bar_cell_class_init (LfBarCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_bar_cell_dispose;
  widget_class->query_tooltip = lf_bar_cell_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "barcell");
}

static void
lf_bar_cell_init (LfBarCell *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  /* The text below the bar says the same, so a screen reader need not stop at the bar */
  self->bar = g_object_new (LF_TYPE_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  self->text = g_object_new (GTK_TYPE_INSCRIPTION,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             "min-lines", 1u,
                             "nat-lines", 1u,
                             NULL);
  gtk_widget_add_css_class (self->text, "caption");
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
}

/**
 * lf_bar_cell_new:
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
lf_bar_cell_new (void)
{
  return g_object_new (LF_TYPE_BAR_CELL, NULL);
}

/**
 * lf_bar_cell_show_frames:
 * @self: a cell
 * @session: a session
 *
 * Shows a session's frames by type.
 */
void
lf_bar_cell_show_frames (LfBarCell *self,
                         LfSession *session)
{
  lf_bar_cell_clear (self);
  self->session = g_object_ref (session);
  self->of_integration = FALSE;
  update_frames (self);
}

/**
 * lf_bar_cell_show_integration:
 * @self: a cell
 * @session: a session
 *
 * Shows a session's integration by filter, as soon as it is known.
 */
void
lf_bar_cell_show_integration (LfBarCell *self,
                              LfSession *session)
{
  lf_bar_cell_clear (self);
  self->session = g_object_ref (session);
  self->of_integration = TRUE;
  g_signal_connect_swapped (session, "notify::has-integration", G_CALLBACK (update_integration),
                            self);
  update_integration (self);
}

/**
 * lf_bar_cell_clear:
 * @self: a cell
 *
 * Lets go of the session.
 */
void
lf_bar_cell_clear (LfBarCell *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, update_integration, self);
  g_clear_object (&self->session);
}
