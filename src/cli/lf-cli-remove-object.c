/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-format.h"
#include "catalog/lf-removal.h"
#include "catalog/lf-session-detail.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-session.h"
#include "cli/lf-cli-terminal.h"
#include "cli/lf-cli-undo.h"
#include "cli/lf-cli-words.h"

typedef struct
{
  const char *path;
  char       *session;
  char       *object;
  gboolean    dry_run;
  gboolean    keep_links;
} Request;

typedef struct
{
  LfRemoval *removal;
  LfUndo    *undo;              /* NULL: nothing was removed */
} Answer;

static void
answer_free (Answer *self)
{
  g_clear_pointer (&self->removal, lf_removal_free);
  g_clear_pointer (&self->undo, lf_undo_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* UNKNOWN is what lights without an object are listed under, unless an object has that name */
static gboolean
choose_object (LfConnection  *reader,
               const char    *session,
               Request       *request,
               const char   **object,
               GError       **error)
{
  g_autoptr (LfSessionDetail) detail = NULL;

  *object = request->object;
  if (strcmp (request->object, LF_UNKNOWN_OBJECT) != 0)
    return TRUE;

  detail = lf_session_detail_load (reader, session, error);
  if (detail == NULL)
    return FALSE;

  for (guint i = 0; i < detail->objects->len; i++)
    {
      const LfObjectDetail *entry = g_ptr_array_index (detail->objects, i);

      if (g_strcmp0 (entry->object, request->object) == 0)
        return TRUE;
    }
  *object = NULL;
  return TRUE;
}

static LfRemoval *
look (Request       *request,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (LfConnection) reader = lf_connection_open (request->path, cancellable, error);
  g_autofree char *session = NULL;
  const char *object;

  if (reader == NULL)
    return NULL;

  session = lf_cli_find_session (reader, request->session, error);
  if (session == NULL || !choose_object (reader, session, request, &object, error))
    return NULL;
  return lf_removal_new (reader, session, object, error);
}

static gpointer
remove_object (LfJob     *job,
               gpointer   data,
               GError   **error)
{
  Request *request = data;
  GCancellable *cancellable = lf_job_get_cancellable (job);
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (LfConnection) connection = NULL;

  answer->removal = look (request, cancellable, error);
  if (answer->removal == NULL)
    return NULL;
  if (request->dry_run)
    return g_steal_pointer (&answer);

  connection = lf_edit_open (request->path, cancellable, error);
  if (connection == NULL || !lf_removal_apply (answer->removal, connection, !request->keep_links,
                                               &answer->undo, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static guint
count_links (const LfRemoval *removal)
{
  guint n = 0;

  for (guint i = 0; i < removal->links->len; i++)
    n += ((LfStagedLink *) g_ptr_array_index (removal->links, i))->state == LF_STAGED_LINK;
  return n;
}

static const char *
get_state_word (LfStagedState state)
{
  static const char *const words[] = {
    [LF_STAGED_LINK] = "link",       [LF_STAGED_NOT_THERE] = "not_there",
    [LF_STAGED_NO_LINK] = "no_link", [LF_STAGED_OUTSIDE] = "outside",
    [LF_STAGED_SHARED] = "shared",   [LF_STAGED_FAILED] = "failed",
  };

  return words[state];
}

static int
write_json (const LfCliCommand *self,
            const Answer       *answer,
            const Request      *request)
{
  const LfRemoval *removal = answer->removal;
  g_autofree char *undo = lf_cli_tell_undo (self, request->path, answer->undo);
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "session", removal->session);
  lf_json_add_text (json, "object", removal->object);
  lf_json_add_boolean (json, "removed", !request->dry_run);
  if (*undo != '\0')
    lf_json_add_count (json, "change", (guint64) lf_undo_get_id (answer->undo));
  else
    lf_json_add_text (json, "change", NULL);
  lf_json_begin_object (json, "counts");
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    lf_json_add_count (json, lf_cli_get_frame_type_key (i), removal->counts[i]);
  lf_json_end_object (json);
  lf_json_add_count (json, "missing", removal->missing->len);
  lf_json_add_number (json, "seconds", removal->seconds);
  lf_json_add_boolean (json, "everything", removal->everything);
  lf_json_begin_array (json, "links");
  for (guint i = 0; i < removal->links->len; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (removal->links, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "path", link->path);
      lf_json_add_text (json, "state", get_state_word (link->state));
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  lf_json_end_object (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static void
append_counts (GString         *text,
               const LfRemoval *removal)
{
  g_autofree char *integration = lf_format_integration (removal->seconds);

  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    {
      g_autofree char *count = lf_format_count (removal->counts[i]);

      if (removal->counts[i] == 0)
        continue;
      g_string_append_printf (text, "  %s: %s", lf_cli_get_frame_type (i), count);
      if (i == LF_FRAME_LIGHT)
        g_string_append_printf (text, " (%s)", integration);
      g_string_append_c (text, '\n');
    }
  if (removal->missing->len > 0)
    {
      g_autofree char *count = lf_format_count (removal->missing->len);

      g_string_append_printf (text, "  %s: %s\n", _("Not in the catalog"), count);
    }
}

static void
append_links (GString         *text,
              const LfRemoval *removal,
              const Request   *request)
{
  guint n = count_links (removal);
  g_autofree char *count = lf_format_count (n);
  g_autofree char *folder = lf_cli_text_clean (removal->folder != NULL ? removal->folder : "");
  g_autofree char *line = NULL;

  if (n == 0 || (request->keep_links && !request->dry_run))
    return;

  if (request->dry_run)
    /* Translators: how many links, and a folder */
    line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s symbolic link below %s would be removed:",
                                         "%s symbolic links below %s would be removed:", n),
                            count, folder);
  else
    line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s symbolic link below %s is removed.",
                                         "%s symbolic links below %s are removed.", n),
                            count, folder);
  g_string_append_printf (text, "%s\n", line);

  for (guint i = 0; i < removal->links->len && request->dry_run; i++)
    {
      const LfStagedLink *link = g_ptr_array_index (removal->links, i);
      g_autofree char *path = lf_cli_text_clean (link->path);

      if (link->state == LF_STAGED_LINK)
        g_string_append_printf (text, "  %s\n", path);
    }
}

static int
write_text (const LfCliCommand *self,
            const Answer       *answer,
            const Request      *request)
{
  const LfRemoval *removal = answer->removal;
  g_autofree char *undo = lf_cli_tell_undo (self, request->path, answer->undo);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *object = lf_cli_text_clean (removal->object != NULL ? removal->object
                                                                       : LF_UNKNOWN_OBJECT);
  g_autofree char *session = lf_cli_text_clean (removal->session);

  if (request->dry_run)
    /* Translators: an object, and the id of a session */
    g_string_append_printf (text, _("Removing “%s” would take these frames from %s:"), object,
                            session);
  else
    g_string_append_printf (text, _("Removing “%s” has taken these frames from %s:"), object,
                            session);
  g_string_append_c (text, '\n');
  append_counts (text, removal);
  if (removal->everything)
    g_string_append_printf (text, "%s\n",
                            request->dry_run ? _("No light would remain, so that all would go.")
                                             : _("No light remained, so that all went."));
  append_links (text, removal, request);
  if (request->dry_run)
    g_string_append_printf (text, "%s\n", _("Nothing was changed."));
  g_string_append (text, undo);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  Request request = { 0 };
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &request.dry_run,
      N_("Only show what would be removed"), NULL },
    { "keep-links", 0, 0, G_OPTION_ARG_NONE, &request.keep_links,
      N_("Leave the symbolic links in the session’s folder"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *session = NULL;
  g_autofree char *object = NULL;
  g_autoptr (Answer) answer = NULL;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  session = lf_cli_decode (arguments[1]);
  object = lf_cli_decode (arguments[2]);
  request.path = arguments[0];
  request.session = session;
  request.object = object;
  answer = lf_cli_run_job (self,
                           request.dry_run ? _("Looking what would go")
                                           : _("Removing the object"),
                           remove_object, &request, &status);
  if (answer == NULL)
    return status;

  return json ? write_json (self, answer, &request) : write_text (self, answer, &request);
}

const LfCliCommand lf_cli_remove_object_command = {
  .name = "remove-object",
  .arguments = "CATALOG SESSION OBJECT",
  .n_arguments = 3,
  .summary = N_("Remove an object from a session"),
  .description = N_("SESSION is the id of a session, or its name if no other has it. OBJECT is the "
                    "name of an object, or UNKNOWN for lights without one. The object’s lights go, "
                    "and the calibration frames that no remaining light can need. Frames stay in "
                    "the catalog, and files where they are."),
  .run = run,
};
