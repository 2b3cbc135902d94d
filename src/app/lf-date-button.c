/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-date-button.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-resources.h"

struct _LfDateButton
{
  GtkWidget       parent_instance;

  GtkWidget      *button;
  GtkCheckButton *any;
  GtkCheckButton *month;
  GtkCheckButton *this_year;
  GtkCheckButton *last_year;
  GtkCheckButton *custom;
  GtkEditable    *from;
  GtkEditable    *to;

  gboolean        updating;
};

enum
{
  PROP_0,
  PROP_RANGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (LfDateButton, lf_date_button, GTK_TYPE_WIDGET)

#define SEPARATOR ".."
#define MONTH_DAYS 30

/* The day in an entry, or NULL while it holds none */
static char *
dup_day (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *whole = g_strconcat (text, "T00:00:00Z", NULL);

  day = strlen (text) == strlen ("YYYY-MM-DD") ? g_date_time_new_from_iso8601 (whole, NULL) : NULL;
  return day != NULL ? g_strdup (text) : NULL;
}

static void
mark_entry (GtkEditable *entry)
{
  g_autofree char *day = dup_day (entry);
  gboolean wrong = day == NULL && *gtk_editable_get_text (entry) != '\0';

  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
update_label (LfDateButton *self)
{
  g_autofree char *from = dup_day (self->from);
  g_autofree char *to = dup_day (self->to);
  g_autofree char *days = NULL;
  const char *label = _("Any date");

  if (gtk_check_button_get_active (self->month))
    label = _("Last 30 days");
  else if (gtk_check_button_get_active (self->this_year))
    label = _("This year");
  else if (gtk_check_button_get_active (self->last_year))
    label = _("Last year");
  else if (gtk_check_button_get_active (self->custom) && (from != NULL || to != NULL))
    label = days = g_strdup_printf ("%s – %s", from != NULL ? from : "…", to != NULL ? to : "…");

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
}

static void
changed (LfDateButton *self)
{
  mark_entry (self->from);
  mark_entry (self->to);
  update_label (self);
  if (!self->updating)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RANGE]);
}

static void
preset_cb (LfDateButton   *self,
           GtkCheckButton *preset)
{
  /* Another one goes off when one goes on; one of the two is enough */
  if (gtk_check_button_get_active (preset))
    changed (self);
}

static void
entry_cb (LfDateButton *self,
          GtkEditable  *entry)
{
  changed (self);
}

static void
lf_date_button_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RANGE:
      g_value_take_string (value, lf_date_button_dup_range (LF_DATE_BUTTON (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_date_button_dispose (GObject *object)
{
  LfDateButton *self = LF_DATE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_date_button_parent_class)->dispose (object);
}

static void
lf_date_button_class_init (LfDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lf_date_button_dispose;
  object_class->get_property = lf_date_button_get_property;

  props[PROP_RANGE] =
    g_param_spec_string ("range", NULL, NULL, "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, any);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, month);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, this_year);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, last_year);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, custom);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, from);
  gtk_widget_class_bind_template_child (widget_class, LfDateButton, to);
  gtk_widget_class_bind_template_callback (widget_class, preset_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_cb);
}

static void
lf_date_button_init (LfDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_label (self);
}

/**
 * lf_date_button_dup_range:
 * @self: a button
 *
 * Returns: (transfer full): the choice as it is kept in the settings
 */
char *
lf_date_button_dup_range (LfDateButton *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (gtk_check_button_get_active (self->month))
    return g_strdup ("month");
  if (gtk_check_button_get_active (self->this_year))
    return g_strdup ("this-year");
  if (gtk_check_button_get_active (self->last_year))
    return g_strdup ("last-year");
  if (!gtk_check_button_get_active (self->custom))
    return g_strdup ("");

  from = dup_day (self->from);
  to = dup_day (self->to);
  return g_strconcat (from != NULL ? from : "", SEPARATOR, to, NULL);
}

/**
 * lf_date_button_set_range:
 * @self: a button
 * @range: a choice as it is kept in the settings; anything else stands for any date
 *
 * Makes a choice.
 */
void
lf_date_button_set_range (LfDateButton *self,
                          const char   *range)
{
  g_auto (GStrv) days = g_strsplit (range, SEPARATOR, 2);
  gboolean custom = days[0] != NULL && days[1] != NULL;
  GtkCheckButton *preset = self->any;

  if (g_str_equal (range, "month"))
    preset = self->month;
  else if (g_str_equal (range, "this-year"))
    preset = self->this_year;
  else if (g_str_equal (range, "last-year"))
    preset = self->last_year;
  else if (custom)
    preset = self->custom;

  self->updating = TRUE;
  gtk_editable_set_text (self->from, custom ? days[0] : "");
  gtk_editable_set_text (self->to, custom ? days[1] : "");
  gtk_check_button_set_active (preset, TRUE);
  self->updating = FALSE;
  changed (self);
}

/**
 * lf_date_button_get_days:
 * @self: a button
 * @from: (out) (transfer full) (nullable): the first day, `YYYY-MM-DD`
 * @to: (out) (transfer full) (nullable): the last day
 *
 * Gets what the choice means today.
 */
void
lf_date_button_get_days (LfDateButton  *self,
                         char         **from,
                         char         **to)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int year = g_date_time_get_year (now);

  *from = NULL;
  *to = NULL;
  if (gtk_check_button_get_active (self->month))
    {
      g_autoptr (GDateTime) start = g_date_time_add_days (now, 1 - MONTH_DAYS);

      *from = g_date_time_format (start, "%Y-%m-%d");
    }
  else if (gtk_check_button_get_active (self->this_year))
    *from = g_strdup_printf ("%04d-01-01", year);
  else if (gtk_check_button_get_active (self->last_year))
    {
      *from = g_strdup_printf ("%04d-01-01", year - 1);
      *to = g_strdup_printf ("%04d-12-31", year - 1);
    }
  else if (gtk_check_button_get_active (self->custom))
    {
      *from = dup_day (self->from);
      *to = dup_day (self->to);
    }
}
