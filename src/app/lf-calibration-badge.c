/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-calibration-badge.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "catalog/lf-shot-list.h"

struct _LfCalibrationBadge
{
  GtkWidget   parent_instance;

  GtkWidget  *icon;
  GtkWidget  *text;
  LfSession  *session;
  const char *icon_name;        /* NULL for none */
  const char *css_class;        /* of the sign; NULL for none */
};

G_DEFINE_FINAL_TYPE (LfCalibrationBadge, lf_calibration_badge, GTK_TYPE_WIDGET)

#define SPACING 6
#define ICON_SIZE 12

static guint
count (const LfCalibrationSummary *summary,
       LfCoverage                  coverage)
{
  guint n = 0;

  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    n += summary->types[type] == coverage;
  return n;
}

/* The types of which the lights have @coverage at worst, such as “darks, flats” */
static char *
dup_types (const LfCalibrationSummary *summary,
           LfCoverage                  coverage)
{
  static const char *const names[LF_N_CALIBRATION_TYPES] = {
    [LF_CALIBRATION_DARK] = NC_("in a list", "darks"),
    [LF_CALIBRATION_FLAT] = NC_("in a list", "flats"),
    [LF_CALIBRATION_BIAS] = NC_("in a list", "bias"),
  };
  GString *text = g_string_new (NULL);

  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    if (summary->types[type] == coverage)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              g_dpgettext2 (GETTEXT_PACKAGE, "in a list", names[type]));
  return g_string_free (text, FALSE);
}

static char *
dup_days (int days)
{
  g_autofree char *count_text = lf_format_count ((guint64) days);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "flats %s day old", "flats %s days old",
                                       (gulong) days),
                          count_text);
}

/* What is worst, in as few words as may be */
static char *
dup_text (const LfCalibrationSummary *summary)
{
  g_autofree char *types = dup_types (summary, summary->coverage);

  switch (summary->coverage)
    {
    case LF_COVERAGE_MISSING:
      /* Translators: kinds of calibration frames that are missing, such as “no darks, flats” */
      return g_strdup_printf (_("no %s"), types);
    case LF_COVERAGE_MISMATCHED:
      /* Translators: kinds of calibration frames of another gain or the like, such as “unfit flats” */
      return g_strdup_printf (_("unfit %s"), types);
    case LF_COVERAGE_OLD:
    case LF_COVERAGE_TOO_OLD:
      return summary->flat_days >= 0 ? dup_days (summary->flat_days) : g_strdup (_("old flats"));
    case LF_COVERAGE_UNKNOWN:
      return g_strdup (C_("calibration", "unknown"));
    case LF_COVERAGE_GOOD:
    case LF_COVERAGE_ACCEPTABLE:
    default:
      return g_strdup (C_("calibration", "complete"));
    }
}

static char *
dup_long_text (const LfCalibrationSummary *summary)
{
  GString *text = g_string_new (NULL);

  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    {
      /* Translators: a kind of calibration frames, and how the lights have them: “Flats: Old” */
      g_string_append_printf (text, _("%s: %s"),
                              lf_calibration_type_get_title ((LfCalibrationType) type),
                              lf_coverage_get_title (summary->types[type]));
      if (type == LF_CALIBRATION_FLAT && summary->flat_days >= 0)
        {
          g_autofree char *days = lf_format_count ((guint64) summary->flat_days);

          g_string_append (text, ", ");
          g_string_append_printf (text,
                                  g_dngettext (GETTEXT_PACKAGE, "%s day from the lights",
                                               "%s days from the lights",
                                               (gulong) summary->flat_days),
                                  days);
        }
      g_string_append_c (text, '\n');
    }
  g_string_append (text, _("The Calibration page of the session says more."));
  return g_string_free (text, FALSE);
}

/* A sign of its own shape for each, for not everybody sees the colors */
static const char *
choose_icon (const LfCalibrationSummary  *summary,
             const char                 **css_class)
{
  switch (summary->coverage)
    {
    case LF_COVERAGE_GOOD:
    case LF_COVERAGE_ACCEPTABLE:
      *css_class = "ok";
      return "lightframe-ok-symbolic";
    case LF_COVERAGE_UNKNOWN:
      *css_class = "info";
      return "lightframe-unknown-symbolic";
    case LF_COVERAGE_OLD:
    case LF_COVERAGE_TOO_OLD:
    case LF_COVERAGE_MISMATCHED:
    case LF_COVERAGE_MISSING:
    default:
      break;
    }

  if (count (summary, LF_COVERAGE_MISSING) == LF_N_CALIBRATION_TYPES)
    {
      *css_class = "error";
      return "lightframe-error-symbolic";
    }
  *css_class = "warning";
  return "lightframe-warning-symbolic";
}

/* Rows that are sorted get other sessions, most of them with the sign that is there: to set it again
 * would style and measure it again */
static void
set_sign (LfCalibrationBadge *self,
          const char         *icon_name,
          const char         *css_class)
{
  if (self->icon_name == icon_name && self->css_class == css_class)
    return;

  self->icon_name = icon_name;
  if (icon_name != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  else
    gtk_image_clear (GTK_IMAGE (self->icon));

  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
}

static void
update (LfCalibrationBadge *self)
{
  const LfCalibrationSummary *summary = lf_session_get_calibration (self->session);
  g_autofree char *text = summary != NULL ? dup_text (summary) : NULL;
  const char *css_class = NULL;
  const char *icon_name = summary != NULL ? choose_icon (summary, &css_class) : NULL;

  set_sign (self, icon_name, css_class);
  /* Without lights there is nothing to calibrate, and until it is known there is nothing to say */
  gtk_inscription_set_text (GTK_INSCRIPTION (self->text),
                            text != NULL                                ? text
                            : lf_session_has_calibration (self->session) ? "–"
                                                                         : "");
}

static gboolean
lf_calibration_badge_query_tooltip (GtkWidget  *widget,
                                    int         x,
                                    int         y,
                                    gboolean    keyboard,
                                    GtkTooltip *tooltip)
{
  LfCalibrationBadge *self = LF_CALIBRATION_BADGE (widget);
  const LfCalibrationSummary *summary;
  g_autofree char *text = NULL;

  if (self->session == NULL || !lf_session_has_calibration (self->session))
    return FALSE;

  summary = lf_session_get_calibration (self->session);
  text = summary != NULL ? dup_long_text (summary)
                         : g_strdup (_("There are no light frames to be calibrated."));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
lf_calibration_badge_dispose (GObject *object)
{
  LfCalibrationBadge *self = LF_CALIBRATION_BADGE (object);

  lf_calibration_badge_clear (self);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_calibration_badge_parent_class)->dispose (object);
}

static void
lf_calibration_badge_class_init (LfCalibrationBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_calibration_badge_dispose;
  widget_class->query_tooltip = lf_calibration_badge_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "calibrationbadge");
}

static void
lf_calibration_badge_init (LfCalibrationBadge *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, SPACING);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  /* The text says the same, so a screen reader need not stop at the sign */
  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "pixel-size", ICON_SIZE,
                             NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->text = g_object_new (GTK_TYPE_INSCRIPTION,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                             "min-lines", 1u,
                             "nat-lines", 1u,
                             "hexpand", TRUE,
                             NULL);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
}

/**
 * lf_calibration_badge_new:
 *
 * Returns: (transfer floating): an empty badge
 */
GtkWidget *
lf_calibration_badge_new (void)
{
  return g_object_new (LF_TYPE_CALIBRATION_BADGE, NULL);
}

/**
 * lf_calibration_badge_measure:
 *
 * Returns: the width in pixels of the longest text that is likely, with its sign: in other languages
 *   the words are longer than in English
 */
int
lf_calibration_badge_measure (void)
{
  static const LfCoverage coverages[] = { LF_COVERAGE_MISSING, LF_COVERAGE_MISMATCHED };
  g_autoptr (GtkWidget) badge = g_object_ref_sink (g_object_new (LF_TYPE_CALIBRATION_BADGE, NULL));
  int widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (coverages); i++)
    {
      LfCalibrationSummary summary = { .coverage = coverages[i] };
      g_autofree char *text = NULL;
      g_autoptr (PangoLayout) layout = NULL;
      int width;

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        summary.types[type] = coverages[i];
      text = dup_text (&summary);
      layout = gtk_widget_create_pango_layout (badge, text);
      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + SPACING + ICON_SIZE;
}

/**
 * lf_calibration_badge_show:
 * @self: a badge
 * @session: a session
 *
 * Shows a session's calibration, as soon as it is known.
 */
void
lf_calibration_badge_show (LfCalibrationBadge *self,
                           LfSession          *session)
{
  lf_calibration_badge_clear (self);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::has-calibration", G_CALLBACK (update), self);
  update (self);
}

/**
 * lf_calibration_badge_clear:
 * @self: a badge
 *
 * Lets go of the session.
 */
void
lf_calibration_badge_clear (LfCalibrationBadge *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, update, self);
  g_clear_object (&self->session);
}

/* Sessions without lights come before those that lack nothing */
static int
get_rank (LfSession *session)
{
  const LfCalibrationSummary *summary = lf_session_get_calibration (session);

  if (summary == NULL)
    return -1;
  return (int) summary->coverage * (LF_N_CALIBRATION_TYPES + 1) +
         (int) count (summary, summary->coverage);
}

/**
 * lf_calibration_badge_compare:
 * @a: a session
 * @b: another
 *
 * Returns: less than 0 if @a lacks less than @b, more than 0 if it lacks more, and 0 otherwise
 */
int
lf_calibration_badge_compare (LfSession *a,
                              LfSession *b)
{
  const LfCalibrationSummary *left = lf_session_get_calibration (a);
  const LfCalibrationSummary *right = lf_session_get_calibration (b);
  int order = get_rank (a) - get_rank (b);

  return order != 0 || left == NULL || right == NULL ? order : left->flat_days - right->flat_days;
}
