/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-overview.h"

#include <glib/gi18n-lib.h>

#include "app/lf-card-box.h"
#include "app/lf-facts.h"
#include "app/lf-object-card.h"
#include "app/lf-palette.h"
#include "app/lf-stat-card.h"
#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "charts/lf-bar.h"

struct _LfOverview
{
  GtkWidget        parent_instance;

  GtkWidget       *scroller;
  LfStatCard      *integration;
  LfStatCard      *light;
  LfStatCard      *dark;
  LfStatCard      *flat;
  LfStatCard      *bias;
  LfStatCard      *other;
  LfWrapBox       *facts;
  GtkLabel        *notice;
  GtkWidget       *notes_card;
  GtkTextView     *notes;
  LfCardBox       *objects;
  GtkWidget       *no_lights;

  LfSessionDetail *detail;
  GCancellable    *cancellable; /* of the facts */
  double           kept;        /* where it was scrolled to, until that is there again */
};

G_DEFINE_FINAL_TYPE (LfOverview, lf_overview, GTK_TYPE_WIDGET)

static void
show_counts (LfOverview *self)
{
  LfStatCard *cards[LF_N_FRAME_TYPES] = { self->light, self->dark, self->flat, self->bias,
                                          self->other };

  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    {
      guint n = self->detail->nights[i];
      g_autofree char *count = lf_format_count (self->detail->counts[i]);
      g_autofree char *nights_count = lf_format_count (n);
      g_autofree char *nights =
        n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s night", "%s nights", n),
                                 nights_count)
              : g_strdup (self->detail->counts[i] == 0 ? _("none") : _("night unknown"));

      lf_stat_card_set_texts (cards[i], lf_text_get_frame_type (i), count, nights);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->other), self->detail->counts[LF_FRAME_OTHER] > 0);
}

static void
show_integration (LfOverview *self)
{
  GArray *filters = self->detail->filters;
  g_autofree LfBarSegment *segments = g_new (LfBarSegment, filters->len);
  g_autofree char *integration = lf_format_integration (self->detail->seconds);
  g_autofree char *long_text =
    lf_text_filters_long ((const LfFilterTotal *) (gpointer) filters->data, filters->len);

  for (guint i = 0; i < filters->len; i++)
    {
      const LfFilterTotal *total = &g_array_index (filters, LfFilterTotal, i);

      segments[i] = (LfBarSegment) { total->seconds, lf_palette_get_filter_color (total->filter),
                                     1 };
    }

  lf_stat_card_set_texts (self->integration, _("Integration"), integration, NULL);
  lf_stat_card_set_bar (self->integration, segments, filters->len, long_text);
}

/* Takes @line over */
static void
append_notice (GString *text,
               guint    n,
               char    *line)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static void
show_notice (LfOverview *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint without_exposure = self->detail->without_exposure;
  guint n_missing = self->detail->n_missing;
  guint n_repeated = self->detail->n_repeated;
  g_autofree char *without_exposure_text = lf_format_count (without_exposure);
  g_autofree char *missing_text = lf_format_count (n_missing);
  g_autofree char *repeated_text = lf_format_count (n_repeated);

  append_notice (text, without_exposure,
                 g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE,
                                "%s light frame has no exposure; it is counted, but not in the "
                                "integration.",
                                "%s light frames have no exposure; they are counted, but not in "
                                "the integration.",
                                without_exposure),
                   without_exposure_text));
  append_notice (text, n_missing,
                 g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE,
                                "%s linked frame is not in the catalog any more.",
                                "%s linked frames are not in the catalog any more.", n_missing),
                   missing_text));
  append_notice (text, n_repeated,
                 g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE, "%s link repeats a frame, which is counted once.",
                                "%s links repeat frames, each of which is counted once.",
                                n_repeated),
                   repeated_text));

  gtk_label_set_text (self->notice, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text->len > 0);
}

/* A text view is as high as its text was at the width it had before; now it has the right one */
static gboolean
resize_notes_cb (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       data)
{
  if (gtk_widget_get_width (widget) <= 1)
    return G_SOURCE_CONTINUE;

  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static void
show_notes (LfOverview *self)
{
  /* A text view lays out what is seen of a long text, where a label would take seconds for all */
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes),
                            self->detail->notes != NULL ? self->detail->notes : "", -1);
  gtk_widget_set_visible (self->notes_card, self->detail->notes != NULL);
  if (self->detail->notes != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->notes), resize_notes_cb, NULL, NULL);
}

/* The integration that fills a bar: the largest of one filter, of an object or of all */
static double
get_maximum (LfOverview *self,
             gboolean    of_all)
{
  double maximum = 0;

  for (guint i = 0; of_all && i < self->detail->filters->len; i++)
    maximum = MAX (maximum, g_array_index (self->detail->filters, LfFilterTotal, i).seconds);

  for (guint i = 0; !of_all && i < self->detail->objects->len; i++)
    {
      LfObjectDetail *object = g_ptr_array_index (self->detail->objects, i);

      for (guint j = 0; j < object->filters->len; j++)
        maximum = MAX (maximum, ((LfFilterDetail *) g_ptr_array_index (object->filters, j))->seconds);
    }
  return maximum;
}

/* The last one sums up the others */
static GtkWidget *
make_card (guint    part,
           gpointer data)
{
  LfOverview *self = data;
  GPtrArray *objects = self->detail->objects;

  if (part < objects->len)
    return lf_object_card_new (g_ptr_array_index (objects, part), get_maximum (self, FALSE));
  return lf_object_card_new_totals (self->detail, get_maximum (self, TRUE));
}

static void
clear (LfOverview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->detail, lf_session_detail_unref);
}

static void
lf_overview_dispose (GObject *object)
{
  LfOverview *self = LF_OVERVIEW (object);

  clear (self);
  self->kept = 0;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_overview_parent_class)->dispose (object);
}

static void
lf_overview_class_init (LfOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_overview_dispose;

  g_type_ensure (LF_TYPE_CARD_BOX);
  g_type_ensure (LF_TYPE_STAT_CARD);
  g_type_ensure (LF_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, LfOverview, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, integration);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, light);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, dark);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, flat);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, bias);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, other);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, facts);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, notice);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, notes_card);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, notes);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, objects);
  gtk_widget_class_bind_template_child (widget_class, LfOverview, no_lights);
}

/* The place is there again as soon as the cards above it are */
static void
grown_cb (LfOverview    *self,
          GtkAdjustment *position)
{
  double most = gtk_adjustment_get_upper (position) - gtk_adjustment_get_page_size (position);

  if (self->kept <= 0)
    return;

  gtk_adjustment_set_value (position, MIN (self->kept, most));
  if (lf_card_box_is_filled (self->objects) || self->kept <= most)
    self->kept = 0;
}

static void
lf_overview_init (LfOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
    G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
}

/**
 * lf_overview_show:
 * @self: an overview
 * @detail: a session
 *
 * Shows a session. Its first cards are there at once, many more follow frame by frame. The same
 * session again keeps its place.
 */
void
lf_overview_show (LfOverview      *self,
                  LfSessionDetail *detail)
{
  GtkAdjustment *position =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gboolean again = self->detail != NULL && g_strcmp0 (self->detail->id, detail->id) == 0;
  double before = gtk_adjustment_get_value (position);

  if (again && lf_session_detail_is_same (self->detail, detail))
    return;

  clear (self);
  self->detail = lf_session_detail_ref (detail);
  self->cancellable = g_cancellable_new ();

  show_integration (self);
  show_counts (self);
  lf_wrap_box_clear (self->facts);
  lf_facts_fill (self->facts, detail, self->cancellable);
  show_notice (self);
  show_notes (self);
  gtk_widget_set_visible (self->no_lights, detail->objects->len == 0);
  lf_card_box_fill (self->objects, NULL, detail->objects->len + (detail->objects->len > 1 ? 1 : 0),
                    make_card, self, NULL);
  self->kept = again && !lf_card_box_is_filled (self->objects) ? before : 0;
  gtk_adjustment_set_value (position, again ? before : 0);
}
