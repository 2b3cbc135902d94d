/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-coverage-row.h"

#include <glib/gi18n-lib.h>

#include "app/lf-state-icon.h"
#include "catalog/lf-format.h"
#include "catalog/lf-shot-list.h"

/* A row of the coverage matrix: lights, and what there is for them */

/* Of five parts, the lights have two */
#define LIGHTS_PARTS 2

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "coverage-row");
  return grid;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
dup_frames (guint n)
{
  g_autofree char *count = lf_format_count (n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames", n), count);
}

static char *
dup_nights (GArray *nights)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (nights->len == 0)
    return g_strdup (_("night unknown"));

  first = lf_night_to_text (g_array_index (nights, LfNight, 0));
  if (nights->len == 1)
    return g_steal_pointer (&first);

  last = lf_night_to_text (g_array_index (nights, LfNight, nights->len - 1));
  /* Translators: the first and the last of some nights */
  return g_strdup_printf (_("%s to %s"), first, last);
}

static GtkWidget *
make_lights (const LfLightGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *setup = lf_frame_setup_to_text (&group->setup);
  g_autofree char *line = lf_format_one_line (setup);
  g_autoptr (GString) words = g_string_new (line);
  g_autofree char *frames = dup_frames (group->frames);
  g_autofree char *nights = dup_nights (group->nights);
  g_autofree char *caption = g_strjoin (" · ", frames, nights, NULL);

  /* A binning is not broken into two lines */
  g_string_replace (words, " × ", "\302\240×\302\240", 0);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box),
                  make_label (words->len > 0 ? words->str : _("Lights of unknown setup"),
                              "session-name"));
  gtk_box_append (GTK_BOX (box), make_label (caption, "caption"));
  return box;
}

static LfSeverity
get_severity (LfCoverage coverage)
{
  switch (coverage)
    {
    case LF_COVERAGE_GOOD:
    case LF_COVERAGE_ACCEPTABLE:
      return LF_SEVERITY_OK;
    case LF_COVERAGE_UNKNOWN:
      return LF_SEVERITY_INFO;
    case LF_COVERAGE_OLD:
    case LF_COVERAGE_TOO_OLD:
      return LF_SEVERITY_WARNING;
    case LF_COVERAGE_MISMATCHED:
    case LF_COVERAGE_MISSING:
    default:
      return LF_SEVERITY_ERROR;
    }
}

static const char *
get_class (LfSeverity severity)
{
  static const char *const classes[LF_N_SEVERITIES] = { "ok", "info", "warning", "error" };

  return classes[severity];
}

/* Takes @line over */
static void
append_line (GString *text,
             char    *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static void
append_frames (GString                 *text,
               const LfCalibrationCell *cell)
{
  g_autofree char *mismatched = lf_format_count (cell->mismatched);
  g_autofree char *possible = lf_format_count (cell->possible);
  g_autofree char *unusable = lf_format_count (cell->unusable);

  if (cell->mismatched > 0)
    append_line (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame does not fit",
                                                     "%s frames do not fit", cell->mismatched),
                                        mismatched));
  if (cell->differing != 0)
    {
      g_autofree char *fields = lf_setup_field_to_text (cell->differing);

      /* Translators: what the frames have another one of than the lights, such as “gain, offset” */
      append_line (text, g_strdup_printf (_("other %s"), fields));
    }
  if (cell->possible > 0)
    append_line (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame may fit",
                                                     "%s frames may fit", cell->possible),
                                        possible));
  if (cell->unusable > 0)
    append_line (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame is bad or missing",
                                                     "%s frames are bad or missing",
                                                     cell->unusable),
                                        unusable));
}

static char *
describe (const LfCalibrationCell *cell)
{
  GString *text = g_string_new (NULL);

  if (cell->frames > 0)
    append_line (text, dup_frames (cell->frames));
  if (cell->days >= 0 && cell->frames + cell->mismatched > 0)
    append_line (text, cell->days == 0
                         ? g_strdup (_("same night"))
                         : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day from the lights",
                                                         "%d days from the lights",
                                                         (gulong) cell->days),
                                            cell->days));
  append_frames (text, cell);
  if (cell->unknown != 0)
    {
      g_autofree char *fields = lf_setup_field_to_text (cell->unknown);

      append_line (text, g_strdup_printf (_("%s not known"), fields));
    }
  return g_string_free (text, FALSE);
}

static char *
dup_distance (int days)
{
  if (days < 0)
    return NULL;
  if (days == 0)
    return g_strdup (_("same night"));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d day away", "%d days away", (gulong) days), days);
}

static GtkWidget *
make_offer (const LfCalibrationOffer *offer,
            guint                     number,
            LfCalibrationType         type,
            gboolean                  can_add)
{
  g_autofree char *count = lf_format_count (offer->frames);
  g_autofree char *label = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Add %s frame", "Add %s frames", offer->frames), count);
  g_autofree char *night = lf_night_to_text (offer->night);
  g_autofree char *setup = lf_frame_setup_to_text (&offer->setup);
  g_autofree char *from = g_strdup (night != NULL ? night : _("night unknown"));
  g_autofree char *away = dup_distance (offer->days);
  gboolean adds = can_add && offer->ids->len > 0;
  g_autofree char *frames = dup_frames (offer->frames);
  g_autofree char *where_text = g_strjoin (" · ", from, away, NULL);
  /* Without a button that says how many there are */
  g_autofree char *caption = adds ? g_strdup (where_text)
                                  : g_strdup_printf (_("In the catalog: %s\n%s"), frames,
                                                     where_text);
  g_autofree char *tooltip = g_strjoin ("\n", setup, lf_coverage_get_title (offer->coverage), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *where = make_label (caption, "caption");

  gtk_label_set_xalign (GTK_LABEL (where), 0.5f);
  gtk_label_set_justify (GTK_LABEL (where), GTK_JUSTIFY_CENTER);
  gtk_widget_set_tooltip_text (box, tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uu)", number, (guint) type);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "calibration.add");
  gtk_widget_set_visible (button, adds);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), where);
  return box;
}

static GtkWidget *
make_cell (const LfCalibrationCell *cell,
           guint                    number,
           LfCalibrationType        type,
           gboolean                 can_add)
{
  LfSeverity severity = get_severity (cell->coverage);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  /* A GtkBox takes forty times as long to find out how high labels that wrap are */
  GtkWidget *heading = g_object_new (GTK_TYPE_GRID, "column-spacing", 6, NULL);
  GtkWidget *icon = lf_state_icon_new (severity);
  GtkWidget *title = make_label (lf_coverage_get_title (cell->coverage), "session-name");
  g_autofree char *text = describe (cell);

  gtk_widget_add_css_class (box, "coverage");
  gtk_widget_add_css_class (box, get_class (severity));
  gtk_grid_attach (GTK_GRID (heading), icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (heading), title, 1, 0, 1, 1);
  gtk_box_append (GTK_BOX (box), heading);
  if (*text != '\0')
    gtk_box_append (GTK_BOX (box), make_label (text, "coverage-text"));
  if (cell->offer != NULL)
    gtk_box_append (GTK_BOX (box), make_offer (cell->offer, number, type, can_add));
  return box;
}

/**
 * lf_coverage_row_new:
 * @group: lights
 * @number: which group they are
 * @can_add: whether the catalog lets frames be added
 *
 * A button in it activates `calibration.add` with @number and the #LfCalibrationType.
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
lf_coverage_row_new (const LfLightGroup *group,
                     guint               number,
                     gboolean            can_add)
{
  GtkWidget *grid = make_grid ();

  gtk_grid_attach (GTK_GRID (grid), make_lights (group), 0, 0, LIGHTS_PARTS, 1);
  for (int type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    gtk_grid_attach (GTK_GRID (grid),
                     make_cell (&group->cells[type], number, (LfCalibrationType) type, can_add),
                     LIGHTS_PARTS + type, 0, 1, 1);
  return grid;
}

/**
 * lf_coverage_row_new_titles:
 *
 * Returns: (transfer floating): the row above the others
 */
GtkWidget *
lf_coverage_row_new_titles (void)
{
  GtkWidget *grid = make_grid ();

  gtk_widget_add_css_class (grid, "titles");
  gtk_grid_attach (GTK_GRID (grid), make_label (_("Lights"), "column-title"), 0, 0, LIGHTS_PARTS,
                   1);
  for (int type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    gtk_grid_attach (GTK_GRID (grid),
                     make_label (lf_calibration_type_get_title ((LfCalibrationType) type),
                                 "column-title"),
                     LIGHTS_PARTS + type, 0, 1, 1);
  return grid;
}
