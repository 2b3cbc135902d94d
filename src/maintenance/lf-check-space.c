/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-space.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#include "maintenance/lf-compose.h"
#include "maintenance/lf-finding.h"

#define OBJECTS "maintenance/objects"

/* From this on VACUUM is worth its time */
#define WORTH_FRACTION 0.05
#define WORTH_BYTES 1000000

static void
object_clear (LfSpaceObject *self)
{
  g_free (self->name);
  g_free (self->table);
}

static gboolean
read_objects (LfSpaceReport  *self,
              LfConnection   *connection,
              GError        **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, OBJECTS, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  self->objects = g_array_new (FALSE, FALSE, sizeof (LfSpaceObject));
  g_array_set_clear_func (self->objects, (GDestroyNotify) object_clear);
  do
    {
      LfSpaceObject object;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      object.name = lf_column_dup_text (stmt, 0);
      object.bytes = (guint64) sqlite3_column_int64 (stmt, 1);
      object.unused = (guint64) sqlite3_column_int64 (stmt, 2);
      object.table = lf_column_dup_text (stmt, 3);
      g_array_append_val (self->objects, object);
    }
  while (has_row);
  return TRUE;
}

/**
 * lf_check_space:
 * @connection: a connection
 * @job: (nullable): told how far it is
 * @with_objects: whether to size up each table and index, which reads all of the file
 * @error: where to put an error
 *
 * Measures what the catalog takes up and what of it is free. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the report
 */
LfSpaceReport *
lf_check_space (LfConnection  *connection,
                LfJob         *job,
                gboolean       with_objects,
                GError       **error)
{
  g_autoptr (LfSpaceReport) self = g_new0 (LfSpaceReport, 1);
  g_autofree char *wal = g_strconcat (lf_connection_get_path (connection), "-wal", NULL);
  gint64 page_size = 0;
  gint64 n_pages = 0;
  gint64 n_free = 0;
  GStatBuf st;

  if (!lf_compose_read_pragma (connection, "page_size", &page_size, error) ||
      !lf_compose_read_pragma (connection, "page_count", &n_pages, error) ||
      !lf_compose_read_pragma (connection, "freelist_count", &n_free, error))
    return NULL;

  self->page_size = (guint) page_size;
  self->file_bytes = (guint64) (n_pages * page_size);
  self->free_bytes = (guint64) (n_free * page_size);
  self->wal_bytes = g_stat (wal, &st) == 0 ? (guint64) st.st_size : 0;

  if (job != NULL && with_objects)
    lf_job_report (job, NAN, _("sizing up tables and indexes"));
  if (with_objects && !read_objects (self, connection, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * lf_space_report_is_worth_vacuum:
 * @self: a report
 *
 * Returns: whether at least 5 % or 1 MB can be given back
 */
gboolean
lf_space_report_is_worth_vacuum (LfSpaceReport *self)
{
  return self->free_bytes >= WORTH_BYTES ||
         (self->file_bytes > 0 &&
          (double) self->free_bytes >= WORTH_FRACTION * (double) self->file_bytes);
}

/**
 * lf_space_report_add_findings:
 * @self: a report
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences what was found.
 */
void
lf_space_report_add_findings (LfSpaceReport *self,
                              GPtrArray     *findings)
{
  g_autofree char *free_text = g_format_size (self->free_bytes);
  g_autofree char *file_text = g_format_size (self->file_bytes);
  g_autofree char *message = NULL;

  if (self->free_bytes == 0)
    return;

  message = g_strdup_printf (_("%s of the %s of the file hold nothing and can be given back."),
                             free_text, file_text);
  if (lf_space_report_is_worth_vacuum (self))
    g_ptr_array_add (findings,
                     lf_finding_new (LF_CHECK_SPACE, LF_SEVERITY_WARNING, "space.free-pages", NULL,
                                     message, _("VACUUM writes the file anew without them.")));
  else
    g_ptr_array_add (findings, lf_finding_new (LF_CHECK_SPACE, LF_SEVERITY_INFO,
                                               "space.free-pages", NULL, message, NULL));
}

/**
 * lf_space_report_free:
 * @self: (transfer full): a report
 *
 * Frees it.
 */
void
lf_space_report_free (LfSpaceReport *self)
{
  g_clear_pointer (&self->objects, g_array_unref);
  g_free (self);
}
