/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame.h"

struct _LfFrame
{
  GObject     parent_instance;

  gint64      number;
  LfFrameRow *row;
};

enum
{
  PROP_ROW = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfFrame, lf_frame, G_TYPE_OBJECT)

static void
lf_frame_finalize (GObject *object)
{
  LfFrame *self = LF_FRAME (object);

  g_clear_pointer (&self->row, lf_frame_row_unref);

  G_OBJECT_CLASS (lf_frame_parent_class)->finalize (object);
}

static void
lf_frame_get_property (GObject    *object,
                       guint       property_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  LfFrame *self = LF_FRAME (object);

  switch (property_id)
    {
    case PROP_ROW:
      g_value_set_pointer (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lf_frame_class_init (LfFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lf_frame_finalize;
  object_class->get_property = lf_frame_get_property;

  properties[PROP_ROW] =
    g_param_spec_pointer ("row", NULL, NULL,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_frame_init (LfFrame *self)
{
}

/**
 * lf_frame_new:
 * @number: the number of its row in the catalog
 *
 * Returns: (transfer full): a frame without a row
 */
LfFrame *
lf_frame_new (gint64 number)
{
  LfFrame *self = g_object_new (LF_TYPE_FRAME, NULL);

  self->number = number;
  return self;
}

/**
 * lf_frame_get_number:
 * @self: a frame
 *
 * Returns: the number of its row in the catalog, which is known from the beginning
 */
gint64
lf_frame_get_number (LfFrame *self)
{
  return self->number;
}

/**
 * lf_frame_set_number:
 * @self: a frame
 * @number: the number of its row in the catalog
 *
 * For its model: in another order it is another frame, whose row is not read yet. That is told when
 * it is; until then whoever shows the other one shows it.
 */
void
lf_frame_set_number (LfFrame *self,
                     gint64   number)
{
  self->number = number;
}

/**
 * lf_frame_get_row:
 * @self: a frame
 *
 * Returns: (transfer none) (nullable): what it has; %NULL until its page is read
 */
LfFrameRow *
lf_frame_get_row (LfFrame *self)
{
  return self->row != NULL && lf_frame_row_get_number (self->row) == self->number ? self->row : NULL;
}

/**
 * lf_frame_set_row:
 * @self: a frame
 * @row: (nullable): what it has
 *
 * For its model: it may be read anew, with other columns, or be no frame any more.
 */
void
lf_frame_set_row (LfFrame    *self,
                  LfFrameRow *row)
{
  if (self->row == row)
    return;

  g_clear_pointer (&self->row, lf_frame_row_unref);
  if (row != NULL)
    self->row = lf_frame_row_ref (row);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}
