/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-export-astrobin.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "catalog/lf-format.h"

/* https://welcome.astrobin.com/importing-acquisitions-from-csv: a header, no quotes, no spaces
 * around commas, numbers with a point. What is not valid is ignored there without a word, so it is found
 * out here. */
#define HEADER                                                                                    \
  "date,filter,number,duration,iso,binning,gain,sensorCooling,fNumber,darks,flats,flatDarks,"     \
  "bias,bortle,meanSqm,meanFwhm,temperature\n"

/* Whole numbers above cannot be told from each other in a double */
#define MAX_WHOLE 9007199254740991.0

/**
 * Column:
 * @least: the smallest value
 * @most: the largest value, before rounding and afterwards
 * @decimals: how many decimals a value may have
 * @rounds: whether a value with more is rounded, as means are; otherwise it is wrong
 * @is_mandatory: whether a row is of no use without
 */
typedef struct
{
  const char *name;
  double      least;
  double      most;
  guint       decimals;
  gboolean    rounds;
  gboolean    is_mandatory;
} Column;

static const Column filter_column = { "filter", 1, MAX_WHOLE, 0, FALSE, FALSE };
static const Column number_column = { "number", 1, MAX_WHOLE, 0, FALSE, TRUE };
static const Column duration_column = { "duration", 0.0001, 999999.9999, 4, TRUE, TRUE };
static const Column iso_column = { "iso", -MAX_WHOLE, MAX_WHOLE, 0, FALSE, FALSE };
static const Column binning_column = { "binning", 1, 4, 0, FALSE, FALSE };
static const Column gain_column = { "gain", -MAX_WHOLE, MAX_WHOLE, 2, TRUE, FALSE };
static const Column cooling_column = { "sensorCooling", -274, 100, 0, TRUE, FALSE };
static const Column ratio_column = { "fNumber", 0, MAX_WHOLE, 2, TRUE, FALSE };
static const Column darks_column = { "darks", 0, MAX_WHOLE, 0, FALSE, FALSE };
static const Column flats_column = { "flats", 0, MAX_WHOLE, 0, FALSE, FALSE };
static const Column flat_darks_column = { "flatDarks", 0, MAX_WHOLE, 0, FALSE, FALSE };
static const Column bias_column = { "bias", 0, MAX_WHOLE, 0, FALSE, FALSE };
static const Column bortle_column = { "bortle", 1, 9, 0, FALSE, FALSE };
static const Column sky_column = { "meanSqm", 0, MAX_WHOLE, 2, TRUE, FALSE };
static const Column fwhm_column = { "meanFwhm", 0, MAX_WHOLE, 2, TRUE, FALSE };
static const Column ambient_column = { "temperature", -88, 58, 2, TRUE, FALSE };

typedef struct
{
  LfAstrobinExport    *export;
  const LfAcquisition *acquisition;
  guint                index;
  GString             *line;
  gboolean             left_out;
} Row;

static void
problem_free (LfAstrobinProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

/* Such as “Row 3 (2024-01-10, Ha)” */
static char *
describe_row (const Row *row)
{
  const char *filter = row->acquisition->setup.filter;
  g_autofree char *night = lf_format_one_line (row->acquisition->night_text != NULL
                                                 ? row->acquisition->night_text
                                                 : _("no date"));
  g_autofree char *name = lf_format_one_line (filter != NULL ? filter : _("no filter"));

  /* Translators: the number of a row, its date, and a filter */
  return g_strdup_printf (_("Row %u (%s, %s)"), row->index + 1, night, name);
}

static void
add_problem (Row        *row,
             const char *column,
             gboolean    leave_out,
             const char *what)
{
  LfAstrobinProblem *problem = g_new0 (LfAstrobinProblem, 1);
  g_autofree char *where = describe_row (row);

  problem->row = row->index;
  problem->column = column;
  problem->left_out = leave_out;
  /* Translators: a row, and what is wrong in it */
  problem->message = g_strdup_printf (_("%s: %s"), where, what);
  g_ptr_array_add (row->export->problems, problem);
  row->left_out |= leave_out;
}

/* With a point, and no more digits than needed */
static char *
format_number (double value,
               guint  decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 400];
  char format[] = "%.0f";

  format[2] = (char) ('0' + decimals);
  g_ascii_formatd (text, sizeof text, format, value);
  if (strchr (text, '.') != NULL)
    {
      char *end = text + strlen (text);

      while (end[-1] == '0')
        end--;
      if (end[-1] == '.')
        end--;
      *end = '\0';
    }
  return g_strdup (strcmp (text, "-0") == 0 ? "0" : text);
}

static char *
describe_limits (const Column *column)
{
  g_autofree char *least = format_number (column->least, column->decimals);
  g_autofree char *most = format_number (column->most, column->decimals);
  gboolean has_least = column->least > -MAX_WHOLE;
  gboolean has_most = column->most < MAX_WHOLE;

  if (column->decimals == 0 && has_least && has_most)
    return g_strdup_printf (_("a whole number from %s to %s"), least, most);
  if (has_least && has_most)
    return g_strdup_printf (_("a number from %s to %s"), least, most);
  if (column->decimals == 0 && has_least)
    return g_strdup_printf (_("a whole number from %s on"), least);
  if (has_least)
    return g_strdup_printf (_("a number from %s on"), least);
  return g_strdup (column->decimals == 0 ? _("a whole number") : _("a number"));
}

static void
add_bad_value (Row          *row,
               const Column *column,
               double        value)
{
  char shown[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *limits = describe_limits (column);
  g_autofree char *what = NULL;

  g_ascii_formatd (shown, sizeof shown, "%.10g", value);
  if (column->is_mandatory)
    /* Translators: a column of a file, a value, and what a value must be */
    what = g_strdup_printf (_("%s is %s, and AstroBin takes %s. It takes no row without it."),
                            column->name, shown, limits);
  else
    what = g_strdup_printf (_("%s is %s, and AstroBin takes %s."), column->name, shown, limits);
  add_problem (row, column->name, column->is_mandatory, what);
}

/* NaN is nothing, and nothing is no problem where a value may be left out */
static void
append_number (Row          *row,
               const Column *column,
               double        value)
{
  double scale = pow (10, column->decimals);
  double rounded = isfinite (value) ? round (value * scale) / scale : value;
  g_autofree char *text = NULL;

  g_string_append_c (row->line, ',');
  if (isnan (value))
    {
      if (column->is_mandatory)
        {
          g_autofree char *what =
            g_strdup_printf (_("%s is not known, and AstroBin takes no row without it."),
                             column->name);

          add_problem (row, column->name, TRUE, what);
        }
      return;
    }

  if (!isfinite (value) || value < column->least || value > column->most ||
      rounded > column->most || (!column->rounds && rounded != value))
    {
      add_bad_value (row, column, value);
      return;
    }

  text = format_number (rounded, column->decimals);
  g_string_append (row->line, text);
}

static void
append_date (Row *row)
{
  const LfAcquisition *acquisition = row->acquisition;
  g_autofree char *night = lf_night_to_text (acquisition->night);

  if (night != NULL)
    g_string_append (row->line, night);
  else if (acquisition->night_text != NULL)
    add_problem (row, "date", FALSE, _("That is no date, and AstroBin takes YYYY-MM-DD."));
}

static void
add_filter (GPtrArray  *filters,
            const char *filter)
{
  for (guint i = 0; i < filters->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (filters, i), filter) == 0)
      return;
  g_ptr_array_add (filters, g_strdup (filter));
}

static gboolean
find_filter (GHashTable *filters,
             const char *name,
             double     *id)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (filters == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, filters);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_ascii_strcasecmp (key, name) == 0)
      {
        *id = GPOINTER_TO_UINT (value);
        return TRUE;
      }
  return FALSE;
}

static void
append_filter (Row        *row,
               GHashTable *filters)
{
  const char *name = row->acquisition->setup.filter;
  double id = row->acquisition->astrobin_id;

  /* What the caller says is for filters that the catalog has no number of, or a wrong one */
  if (name != NULL && find_filter (filters, name, &id))
    add_filter (row->export->given, name);
  else if (name != NULL && isnan (id))
    add_filter (row->export->unmapped, name);
  append_number (row, &filter_column, name != NULL ? id : NAN);
}

static void
append_binning (Row *row)
{
  const LfAcquisition *acquisition = row->acquisition;
  double x = acquisition->binning_x;
  double y = acquisition->binning_y;

  if (isfinite (x) && isfinite (y) && x != y)
    {
      g_autofree char *what =
        g_strdup_printf (_("binning is %g × %g, and AstroBin takes only the same in both "
                           "directions."),
                         x, y);

      g_string_append_c (row->line, ',');
      add_problem (row, binning_column.name, FALSE, what);
      return;
    }

  append_number (row, &binning_column, isnan (x) ? y : x);
}

static void
append_row (Row        *row,
            GHashTable *filters,
            double      bortle)
{
  const LfAcquisition *acquisition = row->acquisition;
  const LfFrameSetup *setup = &acquisition->setup;

  append_date (row);
  append_filter (row, filters);
  append_number (row, &number_column, acquisition->frames);
  append_number (row, &duration_column, setup->exposure);
  append_number (row, &iso_column, acquisition->iso);
  append_binning (row);
  append_number (row, &gain_column, setup->gain);
  append_number (row, &cooling_column, setup->temperature);
  append_number (row, &ratio_column, acquisition->focal_ratio);
  append_number (row, &darks_column, acquisition->calibration[LF_CALIBRATION_DARK]);
  append_number (row, &flats_column, acquisition->calibration[LF_CALIBRATION_FLAT]);
  /* Catalogs do not tell them from darks */
  append_number (row, &flat_darks_column, NAN);
  append_number (row, &bias_column, acquisition->calibration[LF_CALIBRATION_BIAS]);
  append_number (row, &bortle_column, bortle != LF_BORTLE_UNKNOWN ? bortle : NAN);
  append_number (row, &sky_column, acquisition->sky_quality);
  append_number (row, &fwhm_column, acquisition->seeing);
  append_number (row, &ambient_column, acquisition->ambient);
}

/**
 * lf_export_astrobin:
 * @acquisitions: (element-type LfAcquisition): from lf_acquisitions_load()
 * @filters: (nullable) (element-type utf8 guint): AstroBin's numbers of filters, by their names;
 *   they count before those of the catalog
 * @bortle: the darkness of the sky on Bortle's scale, 1 to 9, or %LF_BORTLE_UNKNOWN
 *
 * Writes what AstroBin's form for acquisitions imports, a row for each night, filter and setting.
 * Each value is checked against what AstroBin takes; one that it would not take is left out and
 * named in the problems, so that a caller can refuse or ask. Any thread.
 *
 * Returns: (transfer full): the file and what is wrong
 */
LfAstrobinExport *
lf_export_astrobin (GPtrArray  *acquisitions,
                    GHashTable *filters,
                    double      bortle)
{
  LfAstrobinExport *self = g_new0 (LfAstrobinExport, 1);
  g_autoptr (GString) text = g_string_new (HEADER);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  self->unmapped = g_ptr_array_new_with_free_func (g_free);
  self->given = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < acquisitions->len; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      Row row = {
        .export = self,
        .acquisition = g_ptr_array_index (acquisitions, i),
        .index = i,
        .line = line,
      };

      append_row (&row, filters, bortle);
      if (row.left_out)
        continue;
      g_string_append_printf (text, "%s\n", line->str);
      self->rows++;
    }

  self->text = g_string_free (g_steal_pointer (&text), FALSE);
  return self;
}

/**
 * lf_astrobin_export_free:
 * @self: (transfer full): an export
 *
 * Any thread.
 */
void
lf_astrobin_export_free (LfAstrobinExport *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->unmapped);
  g_ptr_array_unref (self->given);
  g_free (self);
}
