/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-object-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-palette.h"
#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "charts/lf-bar.h"

struct _LfObjectCard
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *name;
  GtkLabel  *summary;
  GtkWidget *remove;
  GtkGrid   *grid;
};

G_DEFINE_FINAL_TYPE (LfObjectCard, lf_object_card, GTK_TYPE_WIDGET)

enum
{
  COLUMN_FILTER,
  COLUMN_EXPOSURES,
  COLUMN_BAR,
  COLUMN_TOTAL,
  N_COLUMNS
};

/* The further exposures of a filter are drawn paler, each by this factor */
#define PALER 0.55f

static void
lf_object_card_dispose (GObject *object)
{
  LfObjectCard *self = LF_OBJECT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_object_card_parent_class)->dispose (object);
}

static void
lf_object_card_class_init (LfObjectCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_object_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "objectcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-object-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LfObjectCard, box);
  gtk_widget_class_bind_template_child (widget_class, LfObjectCard, name);
  gtk_widget_class_bind_template_child (widget_class, LfObjectCard, summary);
  gtk_widget_class_bind_template_child (widget_class, LfObjectCard, remove);
  gtk_widget_class_bind_template_child (widget_class, LfObjectCard, grid);
}

static void
lf_object_card_init (LfObjectCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_texts (LfObjectCard *self,
           const char   *name,
           guint         n_frames,
           double        seconds)
{
  g_autofree char *title = lf_format_one_line (name);
  g_autofree char *count = lf_format_count (n_frames);
  g_autofree char *integration = lf_format_integration (seconds);
  /* Translators: frames and their integration, such as “980 frames · 115 h 20 m” */
  g_autofree char *summary = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s frame · %s", "%s frames · %s", n_frames), count,
    integration);

  gtk_label_set_text (self->name, title);
  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static GtkWidget *
make_filter (const char *filter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = g_object_new (LF_TYPE_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                 NULL);
  g_autofree char *text = lf_format_one_line (lf_text_get_filter (filter));
  GtkWidget *label = gtk_label_new (text);
  LfBarSegment segment = { 1, lf_palette_get_filter_color (filter), 1 };

  lf_bar_set_segments (LF_BAR (dot), &segment, 1, 0);
  gtk_widget_add_css_class (dot, "dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_exposures (const LfFilterDetail *filter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < filter->exposures->len; i++)
    {
      const LfExposureTotal *total = &g_array_index (filter->exposures, LfExposureTotal, i);
      g_autofree char *count = lf_format_count (total->frames);
      g_autofree char *exposure = lf_format_exposure (total->exposure);
      g_autofree char *text = isnan (total->exposure)
        /* Translators: how many frames have no exposure */
        ? g_strdup_printf (_("%s without exposure"), count)
        /* Translators: how many frames of which exposure, such as “412 × 600 s” */
        : g_strdup_printf (_("%s × %s"), count, exposure);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "numeric");
      if (isnan (total->exposure))
        gtk_widget_add_css_class (label, "warning");
      gtk_box_append (GTK_BOX (box), label);
    }

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_bar (const LfBarSegment *segments,
          guint               n_segments,
          double              maximum,
          const char         *text)
{
  GtkWidget *bar = lf_bar_new ();

  lf_bar_set_segments (LF_BAR (bar), segments, n_segments, maximum);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return bar;
}

static GtkWidget *
make_exposure_bar (const LfFilterDetail *filter,
                   double                maximum,
                   const char           *text)
{
  guint n = filter->exposures->len;
  g_autofree LfBarSegment *segments = g_new (LfBarSegment, n);
  float alpha = 1;
  guint used = 0;

  /* The longest exposure first and darkest: it makes most of most integrations */
  for (guint i = n; i > 0; i--)
    {
      const LfExposureTotal *total = &g_array_index (filter->exposures, LfExposureTotal, i - 1);

      if (isnan (total->exposure))
        continue;
      segments[used++] = (LfBarSegment) { total->exposure * total->frames,
                                          lf_palette_get_filter_color (filter->filter), alpha };
      alpha *= PALER;
    }
  return make_bar (segments, used, maximum, text);
}

static GtkWidget *
make_total (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "total");
  return label;
}

static void
attach_row (LfObjectCard *self,
            int           row,
            const char   *filter,
            GtkWidget    *middle,
            GtkWidget    *bar,
            const char   *total)
{
  GtkWidget *cells[N_COLUMNS] = { make_filter (filter), middle, bar, make_total (total) };

  if (row > 1)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_grid_attach (self->grid, line, 0, 2 * row - 1, N_COLUMNS, 1);
    }
  for (int i = 0; i < N_COLUMNS; i++)
    gtk_grid_attach (self->grid, cells[i], i, 2 * row, 1, 1);
}

/**
 * lf_object_card_new:
 * @object: an object of a session
 * @maximum: the integration that fills a bar, in seconds
 *
 * A button in it activates `session.remove-object` with the object.
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
lf_object_card_new (const LfObjectDetail *object,
                    double                maximum)
{
  LfObjectCard *self = g_object_new (LF_TYPE_OBJECT_CARD, NULL);

  set_texts (self, object->object != NULL ? object->object : LF_UNKNOWN_OBJECT, object->frames,
             object->seconds);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "ms", object->object);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "session.remove-object");
  gtk_widget_set_visible (self->remove, TRUE);
  for (guint i = 0; i < object->filters->len; i++)
    {
      const LfFilterDetail *filter = g_ptr_array_index (object->filters, i);
      g_autofree char *total = lf_format_integration (filter->seconds);

      attach_row (self, (int) i + 1, filter->filter, make_exposures (filter),
                  make_exposure_bar (filter, maximum, total), total);
    }
  return GTK_WIDGET (self);
}

/**
 * lf_object_card_new_totals:
 * @detail: a session
 * @maximum: the integration that fills a bar, in seconds
 *
 * Returns: (transfer floating): a card of all objects of the session together, by filter
 */
GtkWidget *
lf_object_card_new_totals (const LfSessionDetail *detail,
                           double                 maximum)
{
  LfObjectCard *self = g_object_new (LF_TYPE_OBJECT_CARD, NULL);

  set_texts (self, _("All objects"), detail->counts[LF_FRAME_LIGHT], detail->seconds);
  for (guint i = 0; i < detail->filters->len; i++)
    {
      const LfFilterTotal *filter = &g_array_index (detail->filters, LfFilterTotal, i);
      LfBarSegment segment = { filter->seconds, lf_palette_get_filter_color (filter->filter), 1 };
      g_autofree char *total = lf_format_integration (filter->seconds);
      g_autofree char *count = lf_format_count (filter->frames);
      g_autofree char *frames = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames", filter->frames), count);
      GtkWidget *label = gtk_label_new (frames);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "numeric");
      attach_row (self, (int) i + 1, filter->filter, label,
                  make_bar (&segment, 1, maximum, total), total);
    }
  return GTK_WIDGET (self);
}
