/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-session-edit.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-query.h"
#include "catalog/lf-session.h"
#include "catalog/lf-undo-private.h"

/* Columns of edit/session.sql */
enum
{
  FIELD_NOTES,
  FIELD_STATUS,
  FIELD_ASTROBIN,
  FIELD_TARGET,
  FIELD_TARGET_TYPE,
  FIELD_STARTED,
  FIELD_COMPLETED,
  N_FIELDS,
};

/* Those columns, by name */
static const char *const field_names[N_FIELDS + 1] = {
  "notes",       "status",             "astrobin_url",         "primary_target",
  "target_type", "processing_started", "processing_completed", NULL,
};

/* Parameters of edit/update-session.sql: the session, the fields, the time */
#define PARAMETER_SESSION 1
#define PARAMETER_FIELDS 2
#define PARAMETER_TIME (PARAMETER_FIELDS + N_FIELDS)

/* One by one, for they are alike */
static char **
get_field (LfSessionRecord *record,
           guint            field)
{
  char **fields[N_FIELDS] = {
    [FIELD_NOTES] = &record->notes,
    [FIELD_STATUS] = &record->status,
    [FIELD_ASTROBIN] = &record->astrobin_url,
    [FIELD_TARGET] = &record->target,
    [FIELD_TARGET_TYPE] = &record->target_type,
    [FIELD_STARTED] = &record->started,
    [FIELD_COMPLETED] = &record->completed,
  };

  return fields[field];
}

static const char *
peek_field (const LfSessionRecord *record,
            guint                  field)
{
  const char *text = *get_field ((LfSessionRecord *) record, field);

  /* Nothing and an empty text are the same */
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
is_changed (const LfSessionRecord *a,
            const LfSessionRecord *b,
            guint                  field)
{
  return g_strcmp0 (peek_field (a, field), peek_field (b, field)) != 0;
}

/**
 * lf_session_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): a copy, to be changed
 */
LfSessionRecord *
lf_session_record_copy (const LfSessionRecord *self)
{
  LfSessionRecord *copy = g_new0 (LfSessionRecord, 1);

  for (guint i = 0; i < N_FIELDS; i++)
    *get_field (copy, i) = g_strdup (peek_field (self, i));
  return copy;
}

/**
 * lf_session_record_free:
 * @self: (transfer full): a record
 *
 * Any thread.
 */
void
lf_session_record_free (LfSessionRecord *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (*get_field (self, i));
  g_free (self);
}

/**
 * lf_session_record_is_same:
 * @a: a record
 * @b: another
 *
 * Any thread.
 *
 * Returns: whether both say the same
 */
gboolean
lf_session_record_is_same (const LfSessionRecord *a,
                           const LfSessionRecord *b)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (is_changed (a, b, i))
      return FALSE;
  return TRUE;
}

/**
 * lf_session_record_rebase:
 * @wanted: what somebody wants a session to be
 * @read: what they had read of it
 * @theirs: what another program has made of it meanwhile
 *
 * Any thread.
 *
 * Returns: (transfer full): @theirs with what was changed in @wanted, so that nothing is lost that
 *   nobody has looked at
 */
LfSessionRecord *
lf_session_record_rebase (const LfSessionRecord *wanted,
                          const LfSessionRecord *read,
                          const LfSessionRecord *theirs)
{
  LfSessionRecord *record = g_new0 (LfSessionRecord, 1);

  for (guint i = 0; i < N_FIELDS; i++)
    *get_field (record, i) = g_strdup (peek_field (is_changed (wanted, read, i) ? wanted : theirs,
                                                   i));
  return record;
}

static LfSessionRecord *
read_record (sqlite3_stmt *stmt)
{
  LfSessionRecord *record = g_new0 (LfSessionRecord, 1);

  for (guint i = 0; i < N_FIELDS; i++)
    *get_field (record, i) = lf_column_dup_text (stmt, (int) i);
  return record;
}

/* The record and, if @values is not NULL, the values as the catalog has them */
static LfSessionRecord *
load (LfConnection  *connection,
      const char    *session,
      LfValues     **values,
      GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_SESSION, error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  if (!lf_connection_step (connection, stmt, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("The session %s is not in the catalog any more. Another program may have "
                     "removed it. Nothing was changed. Reload the list."),
                   session);
      return NULL;
    }

  if (values != NULL)
    *values = lf_values_read (stmt, 0, N_FIELDS);
  return read_record (stmt);
}

/**
 * lf_session_record_load:
 * @connection: any connection
 * @session: a session's id
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such session
 *
 * Reads what can be edited of a session, to be shown, changed and given to lf_session_edit().
 * Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the record
 */
LfSessionRecord *
lf_session_record_load (LfConnection  *connection,
                        const char    *session,
                        GError       **error)
{
  return load (connection, session, NULL, error);
}

/* As the cataloger does it: started when work begins on what was not started, completed when it
 * becomes complete; going back changes neither */
static void
apply_times (LfSessionRecord       *record,
             const LfSessionRecord *before,
             const char            *now)
{
  LfStatus from = lf_status_from_text (peek_field (before, FIELD_STATUS));
  LfStatus to = lf_status_from_text (peek_field (record, FIELD_STATUS));
  char **time = NULL;

  if (from == LF_STATUS_NOT_STARTED && to == LF_STATUS_IN_PROGRESS)
    time = &record->started;
  else if (from != LF_STATUS_COMPLETE && to == LF_STATUS_COMPLETE)
    time = &record->completed;

  if (time != NULL)
    {
      g_free (*time);
      *time = g_strdup (now);
    }
}

/* What is not changed is bound as it is, byte for byte */
static gboolean
update (LfConnection           *connection,
        const char             *session,
        const LfSessionRecord  *before,
        LfValues               *values,
        const LfSessionRecord  *after,
        const char             *now,
        GError                **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EDIT_UPDATE_SESSION,
                                                   error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, PARAMETER_SESSION, session, -1, SQLITE_TRANSIENT);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      int parameter = PARAMETER_FIELDS + (int) i;

      if (is_changed (before, after, i))
        sqlite3_bind_text (stmt, parameter, peek_field (after, i), -1, SQLITE_TRANSIENT);
      else
        lf_values_bind (values, i, stmt, parameter);
    }
  sqlite3_bind_text (stmt, PARAMETER_TIME, now, -1, SQLITE_TRANSIENT);
  return lf_connection_step (connection, stmt, &has_row, error);
}

/* In a transaction. @wanted is what shall be, but for the times. */
static gboolean
change (LfConnection           *connection,
        const char             *session,
        const LfSessionRecord  *before,
        LfValues               *values,
        const LfSessionRecord  *wanted,
        LfUndo                 *undo,
        GError                **error)
{
  g_autofree char *now = lf_edit_get_time ();
  g_autoptr (LfSessionRecord) after = lf_session_record_copy (wanted);
  g_autoptr (LfSessionRecord) written = NULL;
  g_autoptr (LfValues) written_values = NULL;
  g_autoptr (LfValues) key = lf_values_from_text (session);

  if (is_changed (before, after, FIELD_STATUS) &&
      lf_status_from_text (after->status) == LF_STATUS_UNKNOWN)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("The cataloger knows no status “%s”. Nothing was changed. Choose not_started, "
                     "in_progress or complete."),
                   after->status);
      return FALSE;
    }

  apply_times (after, before, now);
  if (!update (connection, session, before, values, after, now, error))
    return FALSE;

  written = load (connection, session, &written_values, error);
  if (written == NULL)
    return FALSE;

  lf_undo_add_update (undo, "processing_sessions", field_names, 0, key, values, written_values);
  return lf_undo_add_session (undo, connection, session, error);
}

static void
keep_times (LfSessionRecord       *record,
            const LfSessionRecord *times)
{
  g_free (record->started);
  g_free (record->completed);
  record->started = g_strdup (times->started);
  record->completed = g_strdup (times->completed);
}

static char *
make_title (const LfSessionRecord *read,
            const LfSessionRecord *wanted)
{
  static const char *const names[FIELD_STARTED] = {
    NC_("field", "notes"), NC_("field", "status"), NC_("field", "AstroBin link"),
    NC_("field", "target"), NC_("field", "type"),
  };
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_changed (read, wanted, i))
      g_string_append_printf (fields, "%s%s", fields->len > 0 ? ", " : "",
                              g_dpgettext2 (GETTEXT_PACKAGE, "field", names[i]));
  /* Translators: what of it, such as “notes, status” */
  return g_strdup_printf (_("Session changed: %s"), fields->str);
}

/**
 * lf_session_edit:
 * @connection: a connection of lf_edit_open()
 * @session: a session's id
 * @read: what was read of it before
 * @wanted: what it shall be; its times are not looked at, for they follow from the status
 * @theirs: (out) (optional) (nullable): what it is now, if that is not what was read
 * @undo: (out) (nullable): how to take it back; %NULL if there was nothing to change
 * @error: where to put an error; %LF_CATALOG_ERROR_CONFLICT if another program has changed the
 *   session since it was read, %LF_CATALOG_ERROR_STRUCTURE if the catalog is too damaged
 *
 * Changes a session in one transaction. If it is not what was read any more, nothing is changed and
 * @theirs tells what it is, so that somebody can choose; with @theirs for @read it can be tried
 * again. The time of the session's last change becomes now; those when work was started and
 * completed follow the cataloger's rules. Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_session_edit (LfConnection           *connection,
                 const char             *session,
                 const LfSessionRecord  *read,
                 const LfSessionRecord  *wanted,
                 LfSessionRecord       **theirs,
                 LfUndo                **undo,
                 GError                **error)
{
  g_autoptr (LfSessionRecord) now = NULL;
  g_autoptr (LfSessionRecord) after = lf_session_record_copy (wanted);
  g_autofree char *title = make_title (read, wanted);
  g_autoptr (LfUndo) record = lf_undo_new (LF_UNDO_EDIT, title);
  g_autoptr (LfValues) values = NULL;
  gboolean changed = FALSE;

  *undo = NULL;
  if (theirs != NULL)
    *theirs = NULL;

  keep_times (after, read);
  if (lf_session_record_is_same (read, after))
    return TRUE;

  if (!lf_edit_begin (connection, LF_EDIT_SESSION, record, error))
    return FALSE;

  now = load (connection, session, &values, error);
  if (now != NULL && !lf_session_record_is_same (now, read))
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CONFLICT,
                   _("Another program has changed the session %s since it was read. Nothing was "
                     "changed. Choose which version to keep."),
                   session);
      if (theirs != NULL)
        *theirs = g_steal_pointer (&now);
    }
  else if (now != NULL)
    changed = change (connection, session, now, values, after, record, error);

  if (!changed)
    {
      lf_edit_roll_back (connection);
      return FALSE;
    }
  if (!lf_edit_commit (connection, record, error))
    return FALSE;

  *undo = g_steal_pointer (&record);
  return TRUE;
}

static LfUndo *
record_new (const char *const *sessions,
            const char        *status)
{
  guint n = g_strv_length ((GStrv) sessions);
  const char *word = lf_status_get_title (lf_status_from_text (status));
  g_autofree char *title = NULL;

  if (n == 1)
    /* Translators: a status, such as “Complete” */
    title = g_strdup_printf (_("Status changed to “%s”"), word != NULL ? word : status);
  else
    /* Translators: how many sessions, and a status, such as “Complete” */
    title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Status of %u session changed to “%s”",
                   "Status of %u sessions changed to “%s”", n),
      n, word != NULL ? word : status);
  return lf_undo_new (LF_UNDO_STATUS, title);
}

/**
 * lf_sessions_set_status:
 * @connection: a connection of lf_edit_open()
 * @sessions: ids of sessions, and %NULL
 * @status: `not_started`, `in_progress` or `complete`
 * @undo: (out): how to take it back
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Changes the status of sessions, whatever it was, in one transaction; see lf_session_edit().
 * Blocks: for worker threads.
 *
 * Returns: %FALSE on an error, after which nothing is changed
 */
gboolean
lf_sessions_set_status (LfConnection       *connection,
                        const char *const  *sessions,
                        const char         *status,
                        LfUndo            **undo,
                        GError            **error)
{
  g_autoptr (LfUndo) record = record_new (sessions, status);

  *undo = NULL;
  if (!lf_edit_begin (connection, LF_EDIT_SESSION, record, error))
    return FALSE;

  for (guint i = 0; sessions[i] != NULL; i++)
    {
      g_autoptr (LfValues) values = NULL;
      g_autoptr (LfSessionRecord) now = load (connection, sessions[i], &values, error);
      g_autoptr (LfSessionRecord) after = now != NULL ? lf_session_record_copy (now) : NULL;

      if (after != NULL)
        {
          g_free (after->status);
          after->status = g_strdup (status);
        }
      if (after == NULL ||
          (is_changed (now, after, FIELD_STATUS) &&
           !change (connection, sessions[i], now, values, after, record, error)))
        {
          lf_edit_roll_back (connection);
          return FALSE;
        }
    }

  if (!lf_edit_commit (connection, record, error))
    return FALSE;

  *undo = g_steal_pointer (&record);
  return TRUE;
}
