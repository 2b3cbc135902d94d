/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-words.h"

#include <glib/gi18n-lib.h>

#define NOT_STARTED "not_started"

/**
 * lf_cli_get_frame_type_key:
 * @type: a frame type
 *
 * Returns: (transfer none): its key in JSON
 */
const char *
lf_cli_get_frame_type_key (LfFrameType type)
{
  static const char *const keys[LF_N_FRAME_TYPES] = {
    [LF_FRAME_LIGHT] = "light", [LF_FRAME_DARK] = "dark",   [LF_FRAME_FLAT] = "flat",
    [LF_FRAME_BIAS] = "bias",   [LF_FRAME_OTHER] = "other",
  };

  return keys[type];
}

/**
 * lf_cli_get_frame_type:
 * @type: a frame type
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_cli_get_frame_type (LfFrameType type)
{
  switch (type)
    {
    case LF_FRAME_LIGHT:
      return _("Light");
    case LF_FRAME_DARK:
      return _("Dark");
    case LF_FRAME_FLAT:
      return _("Flat");
    case LF_FRAME_BIAS:
      return _("Bias");
    case LF_FRAME_OTHER:
    default:
      return _("Other");
    }
}

/**
 * lf_cli_get_status_word:
 * @word: (nullable): a session's status as the catalog has it
 *
 * Returns: (transfer none): the same for programs; none at all is `not_started`
 */
const char *
lf_cli_get_status_word (const char *word)
{
  return word != NULL ? word : NOT_STARTED;
}

/**
 * lf_cli_get_status:
 * @word: (nullable): a session's status as the catalog has it
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_cli_get_status (const char *word)
{
  const char *title = lf_status_get_title (lf_status_from_text (word));

  return title != NULL ? title : word;
}

/**
 * lf_cli_get_status_style:
 * @word: (nullable): a session's status as the catalog has it
 *
 * Returns: how it looks
 */
LfCliStyle
lf_cli_get_status_style (const char *word)
{
  switch (lf_status_from_text (word))
    {
    case LF_STATUS_NOT_STARTED:
      return LF_CLI_STYLE_DIM;
    case LF_STATUS_IN_PROGRESS:
      return LF_CLI_STYLE_WARNING;
    case LF_STATUS_COMPLETE:
      return LF_CLI_STYLE_GOOD;
    case LF_STATUS_UNKNOWN:
    default:
      return LF_CLI_STYLE_PLAIN;
    }
}

/**
 * lf_cli_fold_status:
 * @text: a status, such as `in_progress`, `in-progress` or `In progress`
 *
 * Makes different spellings of a status the same.
 *
 * Returns: (transfer full): the folded text
 */
char *
lf_cli_fold_status (const char *text)
{
  char *folded = lf_search_fold (text);

  return g_strdelimit (folded, " -", '_');
}
