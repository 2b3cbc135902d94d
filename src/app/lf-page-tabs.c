/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-page-tabs.h"

#include "catalog/lf-format.h"

struct _LfPageTabs
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkStack  *stack;
  GPtrArray *tabs;      /* of GtkToggleButton, as the pages of the stack */
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (LfPageTabs, lf_page_tabs, GTK_TYPE_WIDGET)

static const char *
get_page (gpointer tab)
{
  return g_object_get_data (tab, "lf-page");
}

static void
update_selected (LfPageTabs *self)
{
  const char *visible = gtk_stack_get_visible_child_name (self->stack);

  self->updating = TRUE;
  for (guint i = 0; i < self->tabs->len; i++)
    {
      gpointer tab = g_ptr_array_index (self->tabs, i);
      gboolean selected = g_strcmp0 (get_page (tab), visible) == 0;

      gtk_toggle_button_set_active (tab, selected);
      gtk_accessible_update_state (tab, GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
    }
  self->updating = FALSE;
}

static void
toggled_cb (GtkToggleButton *tab,
            LfPageTabs      *self)
{
  if (self->updating)
    return;

  /* One that is on stays on */
  if (gtk_toggle_button_get_active (tab))
    gtk_stack_set_visible_child_name (self->stack, get_page (tab));
  update_selected (self);
}

/* A screen reader of GTK 4.8 does not look for labels within a tab */
static void
update_name (GtkWidget *tab)
{
  GString *name = g_string_new (NULL);

  for (GtkWidget *label = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (tab)));
       label != NULL; label = gtk_widget_get_next_sibling (label))
    if (gtk_widget_get_visible (label))
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "",
                              gtk_label_get_text (GTK_LABEL (label)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  g_string_free (name, TRUE);
}

static GtkWidget *
make_tab (LfPageTabs   *self,
          GtkStackPage *page)
{
  GtkWidget *tab = g_object_new (GTK_TYPE_TOGGLE_BUTTON,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_TAB,
                                 NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new (gtk_stack_page_get_title (page));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_visible (count, FALSE);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_button_set_child (GTK_BUTTON (tab), box);
  gtk_widget_add_css_class (tab, "flat");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  gtk_stack_page_get_child (page), NULL, -1);
  g_object_set_data_full (G_OBJECT (tab), "lf-page", g_strdup (gtk_stack_page_get_name (page)),
                          g_free);
  g_signal_connect (tab, "toggled", G_CALLBACK (toggled_cb), self);
  update_name (tab);
  return tab;
}

static void
lf_page_tabs_dispose (GObject *object)
{
  LfPageTabs *self = LF_PAGE_TABS (object);

  g_ptr_array_set_size (self->tabs, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->stack);

  G_OBJECT_CLASS (lf_page_tabs_parent_class)->dispose (object);
}

static void
lf_page_tabs_finalize (GObject *object)
{
  g_ptr_array_unref (LF_PAGE_TABS (object)->tabs);

  G_OBJECT_CLASS (lf_page_tabs_parent_class)->finalize (object);
}

static void
lf_page_tabs_class_init (LfPageTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_page_tabs_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_page_tabs_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pagetabs");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
lf_page_tabs_init (LfPageTabs *self)
{
  self->tabs = g_ptr_array_new ();
  self->box = g_object_new (GTK_TYPE_BOX, "halign", GTK_ALIGN_CENTER, "spacing", 2, NULL);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static gboolean
key_cb (LfPageTabs      *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  gboolean up = keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up;
  gboolean down = keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down;

  if ((!up && !down) || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return FALSE;

  lf_page_tabs_step (self, up ? -1 : 1);
  return TRUE;
}

/* Tables and texts on the pages have a use of their own for these keys, and come later. A shortcut
 * controller would do, but with GTK 4.8 buttons on the pages no longer follow their actions then. */
static void
add_keys (LfPageTabs *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), keys);
}

/**
 * lf_page_tabs_set_stack:
 * @self: tabs without a stack
 * @stack: a stack that has all of its pages
 *
 * Makes a tab for each page, and lets Ctrl+Page Up and Page Down step from one to the next.
 */
void
lf_page_tabs_set_stack (LfPageTabs *self,
                        GtkStack   *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);

  g_return_if_fail (self->stack == NULL);

  self->stack = g_object_ref (stack);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      GtkWidget *tab = make_tab (self, GTK_STACK_PAGE (page));

      gtk_box_append (GTK_BOX (self->box), tab);
      g_ptr_array_add (self->tabs, tab);
    }
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (update_selected), self,
                           G_CONNECT_SWAPPED);
  add_keys (self);
  update_selected (self);
}

static GtkWidget *
find_tab (LfPageTabs *self,
          const char *page)
{
  for (guint i = 0; i < self->tabs->len; i++)
    if (g_strcmp0 (get_page (g_ptr_array_index (self->tabs, i)), page) == 0)
      return g_ptr_array_index (self->tabs, i);
  return NULL;
}

/**
 * lf_page_tabs_set_count:
 * @self: tabs
 * @page: the name of a page
 * @count: (nullable): how many things it shows; %NULL if that is not known
 *
 * Sets the count beside the title of a page.
 */
void
lf_page_tabs_set_count (LfPageTabs  *self,
                        const char  *page,
                        const guint *count)
{
  GtkWidget *tab = find_tab (self, page);
  GtkWidget *label;
  g_autofree char *text = count != NULL ? lf_format_count (*count) : NULL;

  g_return_if_fail (tab != NULL);

  label = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (tab)));
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
  update_name (tab);
}

/**
 * lf_page_tabs_set_badge:
 * @self: tabs
 * @page: the name of a page
 * @text: (nullable): what the badge says; %NULL for no badge
 * @tooltip: (nullable): the same in words
 *
 * Sets the badge of a page.
 */
void
lf_page_tabs_set_badge (LfPageTabs *self,
                        const char *page,
                        const char *text,
                        const char *tooltip)
{
  GtkWidget *tab = find_tab (self, page);
  GtkWidget *label;

  g_return_if_fail (tab != NULL);

  label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (tab)));
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
  gtk_widget_set_tooltip_text (tab, tooltip);
  update_name (tab);
}

/**
 * lf_page_tabs_step:
 * @self: tabs
 * @by: how many pages to go on; negative goes back
 *
 * Goes to another page, at the last to the first.
 */
void
lf_page_tabs_step (LfPageTabs *self,
                   int         by)
{
  const char *visible = gtk_stack_get_visible_child_name (self->stack);
  int n = (int) self->tabs->len;

  for (int i = 0; i < n; i++)
    if (g_strcmp0 (get_page (g_ptr_array_index (self->tabs, i)), visible) == 0)
      {
        gpointer tab = g_ptr_array_index (self->tabs, ((i + by) % n + n) % n);

        gtk_stack_set_visible_child_name (self->stack, get_page (tab));
        if (gtk_widget_get_focus_child (self->box) != NULL)
          gtk_widget_grab_focus (tab);
        return;
      }
}
