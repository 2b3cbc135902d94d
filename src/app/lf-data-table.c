/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-data-table.h"

#include <glib/gi18n-lib.h>

#include "app/lf-column-cell.h"
#include "app/lf-state-icon.h"
#include "app/lf-trickle-model.h"
#include "charts/lf-bar.h"

struct _LfDataTable
{
  GtkWidget       parent_instance;

  GtkWidget      *scroller;
  GtkColumnView  *view;
  GListStore     *rows;
  LfTrickleModel *trickle;
  guint           n_cells;      /* of a row */
};

enum
{
  PROP_0,
  PROP_SCROLLS,
  PROP_FLAT,
  PROP_SELECTABLE,
  N_PROPS
};

enum
{
  SELECTED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfDataTable, lf_data_table, GTK_TYPE_WIDGET)

/* Rows that are made in one frame, and after how many a GTK 4.8 list view makes no more */
#define ROWS_A_FRAME 4
#define ROWS_OF_A_VIEW 208

/* Widths in characters that texts have at least */
#define LEAST_CHARS 14
#define NOTE_CHARS 14
#define MAX_NOTE_CHARS 20
#define BAR_WIDTH 120
#define BAR_COLOR "lf_frame_light"

static LfDataKind
get_kind (GtkListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "kind"));
}

static guint
get_cell (GtkListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "cell"));
}

/* What does not fit can be read by pointing at it */
static gboolean
tooltip_cb (GtkLabel   *label,
            int         x,
            int         y,
            gboolean    keyboard,
            GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static GtkWidget *
make_label (LfDataKind kind)
{
  g_autoptr (PangoAttrList) no_hyphens = pango_attr_list_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", kind == LF_DATA_NUMBER ? 1.0f : 0.0f,
                                   "valign", GTK_ALIGN_CENTER,
                                   NULL);

  /* Names of tables and indexes have none */
  pango_attr_list_insert (no_hyphens, pango_attr_insert_hyphens_new (FALSE));
  if (kind == LF_DATA_NOTE)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), NOTE_CHARS);
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_NOTE_CHARS);
      gtk_label_set_attributes (GTK_LABEL (label), no_hyphens);
      gtk_widget_add_css_class (label, "caption");
      return label;
    }

  if (kind == LF_DATA_NUMBER)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      if (kind != LF_DATA_TEXT && kind != LF_DATA_WIDE)
        gtk_widget_add_css_class (label, "code");
      if (kind == LF_DATA_OLD || kind == LF_DATA_NEW)
        gtk_widget_add_css_class (label, kind == LF_DATA_OLD ? "old" : "new");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
      gtk_widget_set_has_tooltip (label, TRUE);
      g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
    }
  return label;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  LfDataKind kind = get_kind (factory);
  GtkWidget *child;

  if (kind == LF_DATA_STATE)
    child = lf_state_icon_new (LF_SEVERITY_OK);
  else if (kind == LF_DATA_BAR)
    child = g_object_new (LF_TYPE_BAR,
                          "valign", GTK_ALIGN_CENTER,
                          "width-request", BAR_WIDTH,
                          "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                          NULL);
  else if (kind == LF_DATA_ACTION)
    child = g_object_new (GTK_TYPE_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);
  else
    child = make_label (kind);
  lf_column_cell_set_child (item, child);
}

/* What is old and what is new can be told without their colours, as in a patch */
static void
show_text (GtkLabel   *label,
           LfDataKind  kind,
           const char *text)
{
  g_autofree char *marked = NULL;

  if (kind == LF_DATA_OLD || kind == LF_DATA_NEW)
    {
      marked = g_strconcat (kind == LF_DATA_OLD ? "− " : "+ ",
                            /* Translators: what is declared, or should be, is nothing */
                            *text != '\0' ? text : C_("declaration", "none"), NULL);
      text = marked;
    }
  gtk_label_set_text (label, text);
}

static void
show_action (GtkButton  *button,
             const char *label,
             const char *target)
{
  gtk_widget_set_visible (GTK_WIDGET (button), target != NULL);
  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target_value (
    GTK_ACTIONABLE (button), target != NULL ? g_variant_new_string (target) : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  target != NULL ? "maintenance.repair-finding" : NULL);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  LfDataRow *row = gtk_list_item_get_item (item);
  guint cell = get_cell (factory);

  if (LF_IS_STATE_ICON (child))
    lf_state_icon_set (LF_STATE_ICON (child), lf_data_row_get_state (row));
  else if (LF_IS_BAR (child))
    {
      LfBarSegment segment = { lf_data_row_get_value (row, cell), BAR_COLOR, 1 };

      lf_bar_set_segments (LF_BAR (child), &segment, 1, 1);
    }
  else if (GTK_IS_BUTTON (child))
    show_action (GTK_BUTTON (child), lf_data_row_get_text (row, cell),
                 lf_data_row_get_target (row, cell));
  else
    show_text (GTK_LABEL (child), get_kind (factory), lf_data_row_get_text (row, cell));
}

static void
selected_cb (LfDataTable *self)
{
  g_signal_emit (self, signals[SELECTED], 0, lf_data_table_get_selected (self));
}

static void
set_selectable (LfDataTable *self,
                gboolean     selectable)
{
  GListModel *model = G_LIST_MODEL (self->trickle);
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (!selectable)
    selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (model)));
  else
    {
      selection = g_object_new (GTK_TYPE_SINGLE_SELECTION,
                                "autoselect", FALSE,
                                "can-unselect", TRUE,
                                "model", model,
                                NULL);
      g_signal_connect_object (selection, "notify::selected", G_CALLBACK (selected_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_column_view_set_model (self->view, selection);
}

static void
lf_data_table_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LfDataTable *self = LF_DATA_TABLE (object);

  switch (prop_id)
    {
    case PROP_SCROLLS:
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                      g_value_get_boolean (value) ? GTK_POLICY_AUTOMATIC
                                                                  : GTK_POLICY_NEVER);
      break;
    case PROP_FLAT:
      if (g_value_get_boolean (value))
        gtk_widget_remove_css_class (self->scroller, "card");
      break;
    case PROP_SELECTABLE:
      set_selectable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_data_table_dispose (GObject *object)
{
  LfDataTable *self = LF_DATA_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->trickle);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (lf_data_table_parent_class)->dispose (object);
}

static void
lf_data_table_class_init (LfDataTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lf_data_table_dispose;
  object_class->set_property = lf_data_table_set_property;

  props[PROP_SCROLLS] = g_param_spec_boolean ("scrolls", NULL, NULL, TRUE,
                                              G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_FLAT] = g_param_spec_boolean ("flat", NULL, NULL, FALSE,
                                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SELECTED] = g_signal_new ("selected", LF_TYPE_DATA_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "datatable");
}

static void
lf_data_table_init (LfDataTable *self)
{
  GtkNoSelection *selection;

  self->rows = g_list_store_new (LF_TYPE_DATA_ROW);
  self->trickle = lf_trickle_model_new (g_object_ref (G_LIST_MODEL (self->rows)), ROWS_A_FRAME,
                                        ROWS_OF_A_VIEW);
  lf_trickle_model_grow_with (self->trickle, GTK_WIDGET (self));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->trickle)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data");

  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "propagate-natural-height", TRUE,
                                 "overflow", GTK_OVERFLOW_HIDDEN,
                                 "child", self->view,
                                 NULL);
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lf_data_table_set_name:
 * @self: a table
 * @name: what it is a table of, for screen readers
 *
 * Names a table.
 */
void
lf_data_table_set_name (LfDataTable *self,
                        const char  *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* GTK 4.8 has titles begin at the left, also over figures that end at the right */
static void
align_title (LfDataTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}

/**
 * lf_data_table_add_column:
 * @self: a table
 * @kind: how it looks
 * @title: its title, translated
 *
 * Adds a column. Each but those of %LF_DATA_STATE takes the next cell of a row.
 */
void
lf_data_table_add_column (LfDataTable *self,
                          LfDataKind   kind,
                          const char  *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "kind", GUINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (factory), "cell", GUINT_TO_POINTER (self->n_cells));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  if (kind != LF_DATA_STATE)
    self->n_cells++;

  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, kind == LF_DATA_NOTE || kind == LF_DATA_BAR ||
                                               kind == LF_DATA_NEW || kind == LF_DATA_WIDE);
  gtk_column_view_append_column (self->view, column);
  if (kind == LF_DATA_NUMBER)
    align_title (self);
}

/**
 * lf_data_table_fill:
 * @self: a table
 * @rows: (element-type LfDataRow): its rows
 *
 * Shows rows in the place of those it shows. Rows that are the same stay, so that nothing flickers
 * when a check finds what it found before.
 */
void
lf_data_table_fill (LfDataTable *self,
                    GPtrArray   *rows)
{
  GListModel *old = G_LIST_MODEL (self->rows);
  guint n_old = g_list_model_get_n_items (old);
  g_autoptr (GPtrArray) merged = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      LfDataRow *row = g_ptr_array_index (rows, i);
      g_autoptr (LfDataRow) shown = i < n_old ? g_list_model_get_item (old, i) : NULL;

      if (shown != NULL && lf_data_row_equal (shown, row))
        row = shown;
      g_ptr_array_add (merged, g_object_ref (row));
    }
  g_list_store_splice (self->rows, 0, n_old, merged->pdata, merged->len);
}

/**
 * lf_data_table_is_filled:
 * @self: a table
 *
 * Returns: whether all of its rows are made
 */
gboolean
lf_data_table_is_filled (LfDataTable *self)
{
  return lf_trickle_model_is_complete (self->trickle);
}

/**
 * lf_data_table_select:
 * @self: a table whose rows can be selected
 * @position: a row; %GTK_INVALID_LIST_POSITION for none
 *
 * Selects a row and scrolls to it.
 */
void
lf_data_table_select (LfDataTable *self,
                      guint        position)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->view);
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  g_return_if_fail (GTK_IS_SINGLE_SELECTION (selection));

  /* Until all rows are made, a row may have another position */
  while (position != GTK_INVALID_LIST_POSITION && !lf_trickle_model_is_complete (self->trickle))
    lf_trickle_model_grow (self->trickle);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection), position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

/**
 * lf_data_table_get_selected:
 * @self: a table
 *
 * Returns: the row that is selected; %GTK_INVALID_LIST_POSITION for none
 */
guint
lf_data_table_get_selected (LfDataTable *self)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->view);

  return GTK_IS_SINGLE_SELECTION (selection)
           ? gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection))
           : GTK_INVALID_LIST_POSITION;
}
