/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-undo-key.h"

#include <glib/gi18n-lib.h>

/* What Ctrl+Z does, in the list as in the session dialog */

static void
offer_changes (LfMessageBar *message,
               const char   *action)
{
  lf_message_bar_set_action (message, _("Show _Changes"), action);
}

static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) ||
         (GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)));
}

/**
 * lf_undo_key_press:
 * @window: the window in which it is pressed
 * @writer: (nullable): what makes its changes
 * @message: where it is told
 * @changes_action: the action of @window that shows the Changes window
 *
 * Takes the last change back that was made since the catalog was opened. A key that is pressed by
 * mistake, or too often, never reaches further: what was changed before, and may be out of sight,
 * is taken back in the Changes window, where one sees what it is; that is offered instead.
 *
 * Returns: whether the key was meant
 */
gboolean
lf_undo_key_press (GtkWindow       *window,
                   LfSessionWriter *writer,
                   LfMessageBar    *message,
                   const char      *changes_action)
{
  LfUndoStack *stack = writer != NULL ? lf_session_writer_get_stack (writer) : NULL;

  /* There it takes back what was typed, and is not meant for the catalog when that is at its end */
  if (stack == NULL || is_text (gtk_window_get_focus (window)))
    return FALSE;

  if (lf_undo_stack_can_undo (stack))
    lf_session_writer_undo (writer);
  else if (!lf_undo_stack_is_busy (stack))
    {
      lf_message_bar_hint (message, _("There is nothing to undo since the catalog was opened."));
      offer_changes (message, changes_action);
    }
  return TRUE;
}

/**
 * lf_undo_key_failed:
 * @message: where it is told
 * @text: why something could not be undone
 * @changes_action: the action that shows the Changes window
 *
 * Tells it, and offers to show what can be undone.
 */
void
lf_undo_key_failed (LfMessageBar *message,
                    const char   *text,
                    const char   *changes_action)
{
  lf_message_bar_show (message, text, TRUE);
  offer_changes (message, changes_action);
}
