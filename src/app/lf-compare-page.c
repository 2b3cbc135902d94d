/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-page.h"

#include "app/lf-card-box.h"
#include "app/lf-column-box.h"
#include "app/lf-compare-parts.h"
#include "app/lf-stat-card.h"
#include "app/lf-state-icon.h"
#include "catalog/lf-resources.h"
#include "maintenance/lf-report.h"

struct _LfComparePage
{
  GtkWidget    parent_instance;

  GtkWidget   *scroller;
  GtkWidget   *content;
  GtkWidget   *notice;
  LfStateIcon *notice_icon;
  GtkLabel    *notice_title;
  GtkLabel    *notice_text;
  LfColumnBox *headlines;
  LfCardBox   *sections;

  LfCompare   *compare;         /* until @sections are begun */
  guint        tick;
};

G_DEFINE_FINAL_TYPE (LfComparePage, lf_compare_page, GTK_TYPE_WIDGET)

static void
lf_compare_page_dispose (GObject *object)
{
  LfComparePage *self = LF_COMPARE_PAGE (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->compare);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_compare_page_parent_class)->dispose (object);
}

static void
lf_compare_page_class_init (LfComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_page_dispose;

  g_type_ensure (LF_TYPE_CARD_BOX);
  g_type_ensure (LF_TYPE_COLUMN_BOX);
  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparepage");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, content);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, notice);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, notice_title);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, notice_text);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, headlines);
  gtk_widget_class_bind_template_child (widget_class, LfComparePage, sections);
}

static void
lf_compare_page_init (LfComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_headline (const LfHeadline *headline)
{
  static const char *const classes[] = { NULL, "good", "bad" };
  GtkWidget *card = g_object_new (LF_TYPE_STAT_CARD, NULL);
  g_autofree char *tooltip = g_strjoin ("\n", headline->title, headline->value,
                                        *headline->detail != '\0' ? headline->detail : NULL, NULL);

  /* A line without text keeps the cards in step */
  lf_stat_card_set_texts (LF_STAT_CARD (card), headline->title, headline->value,
                          headline->detail);
  gtk_widget_set_tooltip_text (card, tooltip);
  if (classes[headline->tone] != NULL)
    gtk_widget_add_css_class (card, classes[headline->tone]);
  return card;
}

static void
show_headlines (LfComparePage *self,
                LfCompare     *compare)
{
  g_autoptr (GPtrArray) headlines =
    lf_report_list_headlines (lf_compare_get_before (compare), lf_compare_get_after (compare),
                              lf_compare_get_run (compare));

  lf_column_box_clear (self->headlines);
  for (guint i = 0; i < headlines->len; i++)
    lf_column_box_append (self->headlines, make_headline (g_ptr_array_index (headlines, i)));
}

/* Once it is known how wide they will be: then the time to lay them out is known as well */
static gboolean
begin_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  LfComparePage *self = LF_COMPARE_PAGE (widget);
  g_autofree char *signature = g_strdup_printf ("%p", (gpointer) self->compare);
  LfCompareParts *parts;

  if (gtk_widget_get_width (GTK_WIDGET (self->sections)) == 0)
    return G_SOURCE_CONTINUE;

  parts = lf_compare_parts_new (self->compare);
  lf_card_box_fill (self->sections, signature, lf_compare_parts_get_n (parts),
                    lf_compare_parts_make, parts, (GDestroyNotify) lf_compare_parts_free);
  g_clear_object (&self->compare);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/**
 * lf_compare_page_show:
 * @self: a page
 * @compare: what is compared
 *
 * Fills the page.
 */
void
lf_compare_page_show (LfComparePage *self,
                      LfCompare     *compare)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  LfSeverity severity;

  if (lf_compare_describe_notice (compare, &severity, &title, &text))
    lf_compare_page_set_notice (self, severity, title, text);
  else
    gtk_widget_set_visible (self->notice, FALSE);

  show_headlines (self, compare);
  g_set_object (&self->compare, compare);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), begin_cb, NULL, NULL);
}

/**
 * lf_compare_page_set_notice:
 * @self: a page
 * @severity: how serious it is
 * @title: what is to be known above all
 * @text: the same in full
 *
 * Sets what stands on top of the page.
 */
void
lf_compare_page_set_notice (LfComparePage *self,
                            LfSeverity     severity,
                            const char    *title,
                            const char    *text)
{
  lf_state_icon_set (self->notice_icon, severity);
  gtk_label_set_text (self->notice_title, title);
  gtk_label_set_text (self->notice_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_text), *text != '\0');
  gtk_widget_set_visible (self->notice, TRUE);
}

/**
 * lf_compare_page_get_content:
 * @self: a page
 *
 * Returns: (transfer none): all of it, also what is scrolled out of sight
 */
GtkWidget *
lf_compare_page_get_content (LfComparePage *self)
{
  return self->content;
}

/**
 * lf_compare_page_is_filled:
 * @self: a page
 *
 * Returns: whether all of its cards are made
 */
gboolean
lf_compare_page_is_filled (LfComparePage *self)
{
  return self->compare == NULL && lf_card_box_is_filled (self->sections);
}
