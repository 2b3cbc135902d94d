/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-menu.h"

#include <glib/gi18n-lib.h>

#include "app/lf-session-export.h"
#include "app/lf-text.h"

struct _LfSessionMenu
{
  GObject            parent_instance;

  LfSessionBrowser  *browser;   /* borrowed */
  GtkColumnView     *view;      /* its list */
  GtkWidget         *popover;   /* a child of @browser */
  GtkGesture        *gesture;   /* of @view */
};

G_DEFINE_FINAL_TYPE (LfSessionMenu, lf_session_menu, G_TYPE_OBJECT)

/* From the left edge of a row to a menu that was called with a key */
#define KEY_INDENT 24

static GMenu *
append_section (GMenu      *menu,
                const char *label)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, label, G_MENU_MODEL (section));
  return section;
}

static GMenuModel *
make_status_menu (void)
{
  static const char *const words[] = { "not_started", "in_progress", "complete" };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GMenuItem) item =
        g_menu_item_new (lf_text_get_status (lf_status_from_text (words[i]), NULL), NULL);

      g_menu_item_set_action_and_target (item, "sessions.set-status", "s", words[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_export_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int format = 0; format < LF_N_SESSION_FORMATS; format++)
    {
      g_autofree char *label =
        g_strconcat (lf_session_format_get_title ((LfSessionFormat) format), "…", NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "sessions.export", "i", format);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
append_submenu (GMenu      *menu,
                const char *label,
                GMenuModel *submenu)
{
  g_menu_append_submenu (menu, label, submenu);
  g_object_unref (submenu);
}

/* What is in the way stands above what it is in the way of */
static GMenu *
append_changes (GMenu        *menu,
                const GError *obstacle)
{
  GMenu *section;

  if (obstacle == NULL)
    return append_section (menu, NULL);
  if (!lf_write_check_is_damage (obstacle))
    return append_section (menu, _("The catalog cannot be written"));

  section = append_section (menu, _("Not while the catalog is damaged"));
  g_menu_append (section, _("_Repair…"), "win.maintenance");
  return section;
}

static GMenuModel *
make_menu (const LfWriteCheck *check)
{
  const GError *session = check != NULL ? check->session : NULL;
  const GError *links = check != NULL ? check->links : NULL;
  GMenu *menu = g_menu_new ();
  GMenu *section = append_section (menu, NULL);

  g_menu_append (section, _("_Open"), "sessions.open");
  append_submenu (section, _("_Export"), make_export_menu ());
  section = append_section (menu, NULL);
  g_menu_append (section, _("_Copy Name"), "sessions.copy-name");
  g_menu_append (section, _("Copy _Id"), "sessions.copy-id");
  g_menu_append (section, _("Open Staging _Folder"), "sessions.open-folder");
  section = append_changes (menu, session);
  append_submenu (section, _("_Status"), make_status_menu ());
  if (session == NULL && links != NULL)
    section = append_changes (menu, links);
  g_menu_append (section, _("_Delete…"), "sessions.delete");
  return G_MENU_MODEL (menu);
}

/* The row at a point of the list, or NULL */
static GtkWidget *
find_row (LfSessionMenu *self,
          double         x,
          double         y)
{
  /* The view's own list is its last child */
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  if (widget == NULL || widget == list || !gtk_widget_is_ancestor (widget, list))
    return NULL;

  while (gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static void
popup_at (LfSessionMenu *self,
          GtkWidget     *widget,
          double         x,
          double         y)
{
  GdkRectangle area = { 0, 0, 1, 1 };
  double own_x, own_y;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (self->browser), x, y, &own_x, &own_y);
  area.x = (int) own_x;
  area.y = (int) own_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &area);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            LfSessionMenu   *self)
{
  GtkWidget *row = find_row (self, x, y);

  if (row == NULL)
    return;

  /* What is meant is what is selected; what is not selected is meant alone */
  if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) == 0)
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  gtk_widget_grab_focus (row);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, GTK_WIDGET (self->view), x, y);
}

static void
lf_session_menu_dispose (GObject *object)
{
  LfSessionMenu *self = LF_SESSION_MENU (object);

  if (self->gesture != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (self->gesture));
  self->gesture = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_session_menu_parent_class)->dispose (object);
}

static void
lf_session_menu_class_init (LfSessionMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_session_menu_dispose;
}

static void
lf_session_menu_init (LfSessionMenu *self)
{
}

/**
 * lf_session_menu_new:
 * @browser: a list of sessions; it outlives the menu
 *
 * Returns: (transfer full): its menu
 */
LfSessionMenu *
lf_session_menu_new (LfSessionBrowser *browser)
{
  LfSessionMenu *self = g_object_new (LF_TYPE_SESSION_MENU, NULL);

  self->browser = browser;
  self->view = lf_session_browser_get_view (browser);
  self->popover = gtk_popover_menu_new_from_model_full (NULL, GTK_POPOVER_MENU_NESTED);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (browser));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Menu of the selected sessions"), -1);
  /* Else it would be the first button of the window that has the keyboard then */
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (lf_session_browser_focus_list),
                           browser, G_CONNECT_SWAPPED);

  self->gesture = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (self->gesture, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (self->gesture));
  lf_session_menu_set_check (self, NULL);
  return self;
}

/**
 * lf_session_menu_set_check:
 * @self: a menu
 * @check: (nullable): what is in the way of changes; %NULL if it is not known
 *
 * Tells what is in the way, and how to get rid of it. What cannot be done is for the actions to say.
 */
void
lf_session_menu_set_check (LfSessionMenu      *self,
                           const LfWriteCheck *check)
{
  g_autoptr (GMenuModel) menu = make_menu (check);

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), menu);
}

/**
 * lf_session_menu_popup:
 * @self: a menu
 *
 * Opens it at the row that has the keyboard, if one is selected.
 */
void
lf_session_menu_popup (LfSessionMenu *self)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->browser));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (lf_session_selection_get_n (lf_session_browser_get_selection (self->browser)) == 0)
    return;

  while (focus != NULL && focus != list && gtk_widget_get_parent (focus) != list)
    focus = gtk_widget_get_parent (focus);
  if (focus == NULL)
    focus = list;
  popup_at (self, focus, KEY_INDENT,
            focus == list ? 0 : gtk_widget_get_height (focus) / 2.0);
}
