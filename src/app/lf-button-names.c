/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-button-names.h"

/* GTK 4.8 calls a button with an underlined letter by its label with the mark in it, and once more
 * by the widget in it that shows the label: a screen reader reads “_Save Save”. The latter is right,
 * and enough. */

#define SIGNAL "map"

static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)) &&
      gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  return TRUE;
}

/**
 * lf_button_names_begin:
 *
 * From now on each button is called once what it says, when it is shown.
 *
 * Returns: for lf_button_names_end()
 */
gulong
lf_button_names_begin (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  return g_signal_add_emission_hook (g_signal_lookup (SIGNAL, GTK_TYPE_WIDGET), 0, mapped_cb, NULL,
                                     NULL);
}

/**
 * lf_button_names_end:
 * @id: from lf_button_names_begin()
 *
 * Leaves buttons as they are.
 */
void
lf_button_names_end (gulong id)
{
  g_signal_remove_emission_hook (g_signal_lookup (SIGNAL, GTK_TYPE_WIDGET), id);
}
