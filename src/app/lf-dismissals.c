/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-dismissals.h"

#include "maintenance/lf-finding.h"

/* Which findings of which catalogs the user does not want to be told of any more: a dictionary from
 * the path of a catalog to the ids of findings. */

#define KEY "dismissed-findings"

/* The checks that are made in passing; what others found is not forgotten because they were not */
#define FIRST_CHECK LF_CHECK_STRUCTURE
#define LAST_CHECK LF_CHECK_SPACE

/* Catalogs that are remembered */
#define MAX_CATALOGS 32

static GStrv
load (GSettings  *settings,
      const char *path)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);
  GStrv ids = NULL;

  if (g_utf8_validate (path, -1, NULL))
    g_variant_lookup (all, path, "^as", &ids);
  return ids != NULL ? ids : g_new0 (char *, 1);
}

static void
save (GSettings          *settings,
      const char         *path,
      const char *const  *ids)
{
  g_autoptr (GVariant) old = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  GVariant *value;
  guint n = 1;

  if (!g_utf8_validate (path, -1, NULL))
    return;

  /* The latest comes first, so that it is the oldest that makes room */
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  if (ids[0] != NULL)
    g_variant_builder_add (&builder, "{s^as}", path, ids);

  g_variant_iter_init (&iter, old);
  while (g_variant_iter_loop (&iter, "{&s@as}", &other, &value))
    if (!g_str_equal (other, path) && n++ < MAX_CATALOGS)
      g_variant_builder_add (&builder, "{s@as}", other, value);

  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

static gboolean
was_found (GPtrArray  *findings,
           const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (lf_finding_get_id (g_ptr_array_index (findings, i)), id))
      return TRUE;
  return FALSE;
}

static gboolean
was_looked_for (const char *id)
{
  for (guint check = FIRST_CHECK; check <= LAST_CHECK; check++)
    {
      g_autofree char *prefix = g_strconcat (lf_check_get_name (check), ".", NULL);

      if (g_str_has_prefix (id, prefix))
        return TRUE;
    }
  return FALSE;
}

/**
 * lf_dismissals_filter:
 * @settings: the settings
 * @path: a catalog
 * @findings: (element-type LfFinding): what was found
 *
 * Returns: (transfer full) (element-type LfFinding): of that, what the user may be told of
 */
GPtrArray *
lf_dismissals_filter (GSettings  *settings,
                      const char *path,
                      GPtrArray  *findings)
{
  g_auto (GStrv) ids = load (settings, path);
  GPtrArray *left = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);

      if (!g_strv_contains ((const char *const *) ids, lf_finding_get_id (finding)))
        g_ptr_array_add (left, g_object_ref (finding));
    }
  return left;
}

/**
 * lf_dismissals_add:
 * @settings: the settings
 * @path: a catalog
 * @findings: (element-type LfFinding): what was found
 *
 * Remembers that the user does not want to be told of these problems any more.
 */
void
lf_dismissals_add (GSettings  *settings,
                   const char *path,
                   GPtrArray  *findings)
{
  g_auto (GStrv) old = load (settings, path);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_strv_builder_addv (builder, (const char **) old);
  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);
      const char *id = lf_finding_get_id (finding);

      if (lf_finding_get_severity (finding) >= LF_SEVERITY_WARNING &&
          g_utf8_validate (id, -1, NULL) && !g_strv_contains ((const char *const *) old, id))
        g_strv_builder_add (builder, id);
    }

  ids = g_strv_builder_end (builder);
  save (settings, path, (const char *const *) ids);
}

/**
 * lf_dismissals_forget:
 * @settings: the settings
 * @path: a catalog
 * @findings: (element-type LfFinding): what was found
 *
 * Forgets what was dismissed and is not found any more: when it comes back, the user is told again.
 */
void
lf_dismissals_forget (GSettings  *settings,
                      const char *path,
                      GPtrArray  *findings)
{
  g_auto (GStrv) old = load (settings, path);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; old[i] != NULL; i++)
    if (was_found (findings, old[i]) || !was_looked_for (old[i]))
      g_strv_builder_add (builder, old[i]);

  ids = g_strv_builder_end (builder);
  if (g_strv_length (ids) < g_strv_length (old))
    save (settings, path, (const char *const *) ids);
}
