/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-cell.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-format.h"

struct _LfFrameCell
{
  GtkWidget       parent_instance;

  GtkWidget      *text;
  GtkWidget      *mark;         /* NULL but in the column of files */

  LfFrameCellKind kind;
  guint           column;
  GtkListItem    *item;         /* owns this */
  LfFrame        *frame;
  gulong          row_id;
};

G_DEFINE_FINAL_TYPE (LfFrameCell, lf_frame_cell, GTK_TYPE_WIDGET)

/* The mark of a frame: the first that applies */
static const char *
get_mark (LfFrameRow  *row,
          const char **css_class)
{
  *css_class = "problems";
  if (lf_frame_row_is_gone (row))
    return _("removed");
  if (lf_frame_row_is_missing (row))
    return lf_frame_row_is_bad (row) ? _("bad, missing") : _("missing");

  *css_class = "flawed";
  return lf_frame_row_is_bad (row) ? _("bad") : NULL;
}

static void
show_mark (LfFrameCell *self,
           LfFrameRow  *row)
{
  const char *css_class = NULL;
  const char *text = row != NULL ? get_mark (row, &css_class) : NULL;
  const char *classes[] = { "pill", css_class, NULL };

  gtk_widget_set_visible (self->mark, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->mark), text != NULL ? text : "");
  gtk_widget_set_css_classes (self->mark, classes);
}

static void
update (LfFrameCell *self)
{
  LfFrameRow *row = self->frame != NULL ? lf_frame_get_row (self->frame) : NULL;
  g_autofree char *text =
    row != NULL ? lf_frame_cell_format (self->kind, row, self->column) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (self->text), text);
  if (self->mark != NULL)
    show_mark (self, row);
}

/* What does not fit can be read by pointing at it */
static gboolean
lf_frame_cell_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  LfFrameCell *self = LF_FRAME_CELL (widget);
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (self->text));
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL || *text == '\0')
    return FALSE;

  layout = gtk_widget_create_pango_layout (self->text, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (self->text))
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
lf_frame_cell_dispose (GObject *object)
{
  LfFrameCell *self = LF_FRAME_CELL (object);

  lf_frame_cell_unbind (self);
  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_clear_pointer (&self->mark, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_frame_cell_parent_class)->dispose (object);
}

static void
lf_frame_cell_class_init (LfFrameCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_frame_cell_dispose;
  widget_class->query_tooltip = lf_frame_cell_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "framecell");
}

static void
lf_frame_cell_init (LfFrameCell *self)
{
  self->text = g_object_new (GTK_TYPE_INSCRIPTION,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             "min-lines", 1u,
                             "nat-lines", 1u,
                             "hexpand", TRUE,
                             "valign", GTK_ALIGN_CENTER,
                             NULL);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * lf_frame_cell_new:
 * @kind: how it looks
 * @column: the index of the column in the rows
 * @item: the list item whose child it will be
 *
 * Returns: (transfer floating): a cell
 */
GtkWidget *
lf_frame_cell_new (LfFrameCellKind  kind,
                   guint            column,
                   GtkListItem     *item)
{
  LfFrameCell *self = g_object_new (LF_TYPE_FRAME_CELL, NULL);

  self->kind = kind;
  self->column = column;
  self->item = item;
  if (kind == LF_FRAME_CELL_NUMBER || kind == LF_FRAME_CELL_EXPOSURE)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (self->text), 1);
      gtk_widget_add_css_class (self->text, "numeric");
    }
  else if (kind == LF_FRAME_CELL_FOLDER)
    gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->text),
                                       GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_START);
  else if (kind == LF_FRAME_CELL_FILE)
    {
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->text),
                                         GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
      self->mark = g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_CENTER, "visible", FALSE,
                                 NULL);
      gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}

/**
 * lf_frame_cell_bind:
 * @self: a cell
 *
 * Shows the frame that its list item has now.
 */
void
lf_frame_cell_bind (LfFrameCell *self)
{
  lf_frame_cell_unbind (self);
  self->frame = g_object_ref (gtk_list_item_get_item (self->item));
  self->row_id = g_signal_connect_swapped (self->frame, "notify::row", G_CALLBACK (update), self);
  update (self);
}

/**
 * lf_frame_cell_unbind:
 * @self: a cell
 *
 * Lets its frame go. What it shows stays until it gets another one.
 */
void
lf_frame_cell_unbind (LfFrameCell *self)
{
  if (self->frame != NULL)
    g_clear_signal_handler (&self->row_id, self->frame);
  g_clear_object (&self->frame);
}

/**
 * lf_frame_cell_get_position:
 * @self: a cell
 *
 * Returns: the position of its frame in the list
 */
guint
lf_frame_cell_get_position (LfFrameCell *self)
{
  return gtk_list_item_get_position (self->item);
}

/**
 * lf_frame_cell_format:
 * @kind: how it shall look
 * @row: a frame
 * @column: the index of a column, which the row need not have
 *
 * Returns: (transfer full) (nullable): what a frame has, for people; %NULL for nothing
 */
char *
lf_frame_cell_format (LfFrameCellKind  kind,
                      LfFrameRow      *row,
                      guint            column)
{
  const char *text =
    column < lf_frame_row_get_n_columns (row) ? lf_frame_row_get_text (row, column) : NULL;
  double value;

  if (text == NULL)
    return NULL;

  /* A text where a number is expected is shown as it is */
  value = lf_frame_row_get_value (row, column);
  if (kind == LF_FRAME_CELL_EXPOSURE && isfinite (value))
    return lf_format_exposure (value);
  if (kind == LF_FRAME_CELL_NUMBER && isfinite (value) && value != floor (value))
    return g_strdup_printf ("%.6g", value);
  return lf_format_one_line (text);
}
