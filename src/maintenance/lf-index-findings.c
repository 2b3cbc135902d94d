/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-check-indexes.h"
#include "maintenance/lf-names.h"

/* Says in sentences which indexes are missing and which could go */

/**
 * lf_needed_for_get_text:
 * @word: a word of reference/needed-indexes.sql
 *
 * Returns: (transfer none) (nullable): what an index is needed for, translated, as the object of a
 *   sentence; %NULL for a word that is not known. Any thread.
 */
const char *
lf_needed_for_get_text (const char *word)
{
  static const struct
  {
    const char *word;
    const char *text;
  } texts[] = {
    { "session", N_("a session") },
    { "frame", N_("a frame") },
    { "frames-of-session", N_("the frames of a session") },
    { "sessions-of-frame", N_("the sessions of a frame") },
    { "frames-of-night", N_("the frames of a night") },
    { "frames-by-type", N_("frames by type") },
    { "frames-by-object", N_("frames by object") },
    { "frames-by-equipment", N_("frames by telescope and camera") },
    { "nights-by-date", N_("nights by date") },
    { "nights-by-equipment", N_("nights by telescope and camera") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].word, word))
      return _(texts[i].text);
  return NULL;
}

/**
 * lf_index_need_make_id:
 * @self: an index that is missing
 *
 * Returns: (transfer full): the id of the finding that says so. Any thread.
 */
char *
lf_index_need_make_id (LfIndexNeed *self)
{
  g_autofree char *columns = lf_names_underscore (self->columns);

  return lf_names_make_id ("indexes", "missing", self->table, columns, NULL);
}

/**
 * lf_spare_index_make_id:
 * @self: an index that could go
 *
 * Returns: (transfer full): the id of the finding that says so. Any thread.
 */
char *
lf_spare_index_make_id (LfSpareIndex *self)
{
  return lf_names_make_id ("indexes", self->is_duplicate ? "duplicate" : "prefix", self->name,
                           NULL);
}

static void
say_missing (GPtrArray   *findings,
             LfIndexNeed *need)
{
  g_autofree char *id = lf_index_need_make_id (need);
  g_autofree char *count = lf_format_count (need->n_rows);
  g_autofree char *message = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "No index of %s leads to %s among its %s row (%s).",
                 "No index of %s leads to %s among its %s rows (%s).", need->n_rows),
    need->table, need->needed_for, count, need->columns);

  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_INDEXES, LF_SEVERITY_WARNING, id,
                                             need->table, message, _("The index is made.")));
}

static void
say_duplicate (GPtrArray    *findings,
               LfSpareIndex *spare)
{
  g_autofree char *id = lf_spare_index_make_id (spare);
  g_autofree char *name = lf_names_show (spare->name);
  g_autofree char *kept = lf_names_show (spare->kept);
  g_autofree char *size = g_format_size (spare->bytes);
  g_autofree char *message = g_strdup_printf (
    _("The index %s is the same as %s and takes up %s more."), name, kept, size);
  g_autofree char *repair = g_strdup_printf (_("It is dropped; %s stays."), kept);

  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_INDEXES, LF_SEVERITY_WARNING, id,
                                             spare->table, message, repair));
}

static void
say_prefix (GPtrArray    *findings,
            LfSpareIndex *spare)
{
  g_autofree char *id = lf_spare_index_make_id (spare);
  g_autofree char *name = lf_names_show (spare->name);
  g_autofree char *kept = lf_names_show (spare->kept);
  g_autofree char *size = g_format_size (spare->bytes);
  g_autofree char *message = NULL;

  if (spare->kept != NULL)
    message = g_strdup_printf (_("The index %s, which takes up %s, leads nowhere that %s does not "
                                 "lead to as well; it is left alone."),
                               name, size, kept);
  else
    message = g_strdup_printf (_("The index %s, which takes up %s, leads nowhere that the primary "
                                 "key does not lead to as well; it is left alone."),
                               name, size);
  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_INDEXES, LF_SEVERITY_INFO, id, spare->table,
                                             message, NULL));
}

static void
say_cataloger (GPtrArray *findings,
               GPtrArray *names)
{
  g_autofree char *count = lf_format_count (names->len);
  g_autofree char *list = lf_names_summarize (names);
  g_autofree char *message = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%s index of a new catalog is not here, which no query of Lightframe needs: %s.",
                 "%s indexes of a new catalog are not here, which no query of Lightframe needs: "
                 "%s.", names->len),
    count, list);

  if (names->len > 0)
    g_ptr_array_add (findings, lf_finding_new (LF_CHECK_INDEXES, LF_SEVERITY_INFO,
                                               "indexes.cataloger", NULL, message, NULL));
}

/**
 * lf_index_report_add_findings:
 * @self: a report
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences what was found.
 */
void
lf_index_report_add_findings (LfIndexReport *self,
                              GPtrArray     *findings)
{
  g_autoptr (GPtrArray) cataloger = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->needs->len; i++)
    {
      LfIndexNeed *need = g_ptr_array_index (self->needs, i);

      /* A lost key is restored with its table; an index of its own would then be one too many */
      if (!lf_index_need_is_missing (need) || need->is_key)
        continue;

      if (need->needed_for != NULL)
        say_missing (findings, need);
      else
        g_ptr_array_add (cataloger, g_strdup_printf ("%s (%s)", need->table, need->columns));
    }
  say_cataloger (findings, cataloger);

  for (guint i = 0; i < self->spares->len; i++)
    {
      LfSpareIndex *spare = g_ptr_array_index (self->spares, i);

      if (spare->is_duplicate)
        say_duplicate (findings, spare);
      else
        say_prefix (findings, spare);
    }
}
