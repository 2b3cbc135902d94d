/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-object-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-format.h"
#include "catalog/lf-session.h"

/* How wide it is */
#define OBJECT_CHARS 14

/* The entry that stands for all objects */
#define ALL 0

/* Names come from the catalog, where anything may stand: a long one must not widen the window */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), OBJECT_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), OBJECT_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  data)
{
  GtkStringObject *object = gtk_list_item_get_item (item);
  g_autofree char *name = lf_format_one_line (gtk_string_object_get_string (object));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
}

typedef struct
{
  const char *name;
  char       *key;              /* orders by name, with numbers by value */
} Choice;

static void
choice_clear (Choice *self)
{
  g_free (self->key);
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (((const Choice *) a)->key, ((const Choice *) b)->key);
}

static GArray *
list_objects (GListModel *sessions)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (Choice));

  g_array_set_clear_func (choices, (GDestroyNotify) choice_clear);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (sessions, i);
      const char *const *objects = lf_session_get_objects (session);

      for (guint j = 0; objects[j] != NULL; j++)
        if (*objects[j] != '\0' && g_hash_table_add (seen, (gpointer) objects[j]))
          {
            Choice choice = { objects[j], g_utf8_collate_key_for_filename (objects[j], -1) };

            g_array_append_val (choices, choice);
          }
    }

  g_array_sort (choices, compare_choices);
  return choices;
}

/**
 * lf_object_choice_set_up:
 * @self: a drop-down
 *
 * Lets it show names that come from a catalog, and be searched.
 */
void
lf_object_choice_set_up (GtkDropDown *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                                "string");

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (self, factory);
  gtk_drop_down_set_expression (self, name);
  gtk_drop_down_set_enable_search (self, TRUE);
}

static gboolean
offers (GtkDropDown *self,
        GPtrArray   *names)
{
  GListModel *model = gtk_drop_down_get_model (self);

  if (!GTK_IS_STRING_LIST (model) || g_list_model_get_n_items (model) + 1 != names->len)
    return FALSE;

  for (guint i = 0; i + 1 < names->len; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i),
                      g_ptr_array_index (names, i)))
      return FALSE;
  return TRUE;
}

/**
 * lf_object_choice_fill:
 * @self: a drop-down
 * @sessions: all sessions of a catalog
 *
 * Offers every object that a session has, ordered by name with numbers by value. One that offers
 * them already stays as it is, for it may be open.
 */
void
lf_object_choice_fill (GtkDropDown *self,
                       GListModel  *sessions)
{
  g_autoptr (GArray) choices = list_objects (sessions);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GtkStringList) model = NULL;

  g_ptr_array_add (names, _("All objects"));
  for (guint i = 0; i < choices->len; i++)
    g_ptr_array_add (names, (gpointer) g_array_index (choices, Choice, i).name);
  g_ptr_array_add (names, NULL);
  if (offers (self, names))
    return;

  model = gtk_string_list_new ((const char *const *) names->pdata);
  gtk_drop_down_set_model (self, G_LIST_MODEL (model));
}

/**
 * lf_object_choice_set:
 * @self: a drop-down
 * @object: a name
 *
 * Chooses an object; all of them if there is none of that name.
 */
void
lf_object_choice_set (GtkDropDown *self,
                      const char  *object)
{
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint found = ALL;

  for (guint i = ALL + 1; i < n && found == ALL; i++)
    if (g_str_equal (gtk_string_list_get_string (model, i), object))
      found = i;

  gtk_drop_down_set_selected (self, found);
}

/**
 * lf_object_choice_has:
 * @sessions: all sessions of a catalog
 * @object: a name; empty stands for all objects, even where a session has one without a name
 *
 * Returns: whether one of them has this object
 */
gboolean
lf_object_choice_has (GListModel *sessions,
                      const char *object)
{
  gboolean found = FALSE;

  if (*object == '\0')
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (sessions) && !found; i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (sessions, i);

      found = lf_session_has_object (session, object);
    }
  return found;
}

/**
 * lf_object_choice_get:
 * @self: a drop-down
 *
 * Returns: (transfer none) (nullable): the object that is chosen; %NULL for all
 */
const char *
lf_object_choice_get (GtkDropDown *self)
{
  guint selected = gtk_drop_down_get_selected (self);

  if (selected == ALL || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (self)), selected);
}
