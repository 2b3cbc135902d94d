/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-notes-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-damage-bar.h"
#include "app/lf-edit-conflict.h"
#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-session-edit.h"
#include "catalog/lf-url.h"

struct _LfNotesPage
{
  LfSessionPage    parent_instance;

  GtkStack        *stack;
  LfDamageBar     *damage;
  GtkWidget       *form;
  GtkDropDown     *status;
  GtkEditable     *target;
  GtkEditable     *target_type;
  GtkEditable     *astrobin;
  GtkWidget       *no_link;
  GtkTextView     *notes;
  GtkWidget       *buttons;

  char            *shown_id;    /* the session that the form shows */
  LfSessionRecord *read;        /* what the catalog had when it was read */
  LfEditConflict  *conflict;    /* weak */
  GtkWidget       *focus;       /* weak; where the keyboard was when saving began */
  gboolean         filling;
  gboolean         saving;
  gboolean         damaged;
  gboolean         outdated;    /* there is something newer, but what was typed stays */
  gboolean         changed_here; /* and whoever typed knows of it */
};

enum
{
  PROP_0,
  PROP_DIRTY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (LfNotesPage, lf_notes_page, LF_TYPE_SESSION_PAGE)

static const char *const words[] = {
  [LF_STATUS_NOT_STARTED] = "not_started",
  [LF_STATUS_IN_PROGRESS] = "in_progress",
  [LF_STATUS_COMPLETE] = "complete",
};

/* What was read for the page */
typedef struct
{
  LfSessionRecord *record;
  GError          *damage;      /* why it must not be changed */
} Content;

static void
content_free (Content *content)
{
  g_clear_pointer (&content->record, lf_session_record_free);
  g_clear_error (&content->damage);
  g_free (content);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Content, content_free)

static gpointer
do_load (LfConnection  *connection,
         gpointer       data,
         GError       **error)
{
  Content *content = g_new0 (Content, 1);

  content->record = lf_session_record_load (connection, data, error);
  if (content->record == NULL)
    {
      content_free (content);
      return NULL;
    }

  lf_edit_check_structure (connection, LF_EDIT_SESSION, &content->damage);
  return content;
}

static char *
dup_notes (LfNotesPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static char *
dup_status (LfNotesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->status);

  /* The last entry is there only for a word that the cataloger does not use, which stays */
  return g_strdup (selected < G_N_ELEMENTS (words) ? words[selected] : self->read->status);
}

/* What the form says */
static LfSessionRecord *
dup_form (LfNotesPage *self)
{
  LfSessionRecord *record = g_new0 (LfSessionRecord, 1);

  record->notes = dup_notes (self);
  record->status = dup_status (self);
  /* Nothing is not_started, and stays nothing as long as nobody changes it */
  if (self->read->status == NULL && g_strcmp0 (record->status, words[0]) == 0)
    g_clear_pointer (&record->status, g_free);
  record->target = g_strdup (gtk_editable_get_text (self->target));
  record->target_type = g_strdup (gtk_editable_get_text (self->target_type));
  record->astrobin_url = g_strdup (gtk_editable_get_text (self->astrobin));
  record->started = g_strdup (self->read->started);
  record->completed = g_strdup (self->read->completed);
  return record;
}

static void
update_link (LfNotesPage *self)
{
  const char *url = gtk_editable_get_text (self->astrobin);

  gtk_widget_set_visible (self->no_link, *url != '\0' && !lf_url_is_safe (url));
}

static void
update (LfNotesPage *self)
{
  gboolean dirty = lf_notes_page_is_dirty (self);

  update_link (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notes.save", dirty && !self->saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notes.revert", dirty && !self->saving);
  gtk_widget_set_sensitive (self->form, !self->damaged && !self->saving);
  if (self->read == NULL)
    lf_session_page_set_footer (LF_SESSION_PAGE (self), "");
  else if (self->saving)
    lf_session_page_set_footer (LF_SESSION_PAGE (self), _("Saving…"));
  else
    lf_session_page_set_footer (LF_SESSION_PAGE (self),
                                dirty ? _("Not saved yet") : _("Saved in the catalog"));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DIRTY]);
}

/* What was held back for what was typed, as soon as nothing is */
static void
catch_up (LfNotesPage *self)
{
  if (self->outdated && !self->saving && !lf_notes_page_is_dirty (self))
    lf_session_page_reload (LF_SESSION_PAGE (self));
}

static void
changed_cb (LfNotesPage *self)
{
  if (self->filling || self->read == NULL)
    return;

  update (self);
  catch_up (self);
}

static void
fill_status (LfNotesPage *self)
{
  const char *word = self->read->status != NULL ? self->read->status : words[0];
  LfStatus status = lf_status_from_text (word);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_string_list_append (names, lf_text_get_status ((LfStatus) i, NULL));
  if (status == LF_STATUS_UNKNOWN)
    {
      g_autofree char *line = lf_format_one_line (word);

      gtk_string_list_append (names, line);
    }
  gtk_drop_down_set_model (self->status, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->status, status);
}

static void
set_text (GtkEditable *entry,
          const char  *text)
{
  gtk_editable_set_text (entry, text != NULL ? text : "");
}

/* What was read cannot be undone by typing Ctrl+Z in the text */
static void
fill_notes (LfNotesPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, self->read->notes != NULL ? self->read->notes : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* What the form shows of a record */
typedef enum
{
  ENTRY_STATUS,
  ENTRY_TARGET,
  ENTRY_TARGET_TYPE,
  ENTRY_ASTROBIN,
  ENTRY_NOTES,
} Entry;

#define N_ENTRIES 5

static const char *
peek (const LfSessionRecord *record,
      guint                  entry)
{
  const char *const texts[N_ENTRIES] = {
    [ENTRY_STATUS] = record->status,           [ENTRY_TARGET] = record->target,
    [ENTRY_TARGET_TYPE] = record->target_type, [ENTRY_ASTROBIN] = record->astrobin_url,
    [ENTRY_NOTES] = record->notes,
  };

  return texts[entry] != NULL ? texts[entry] : "";
}

static void
fill_entry (LfNotesPage *self,
            guint        entry)
{
  if (entry == ENTRY_STATUS)
    fill_status (self);
  else if (entry == ENTRY_TARGET)
    set_text (self->target, self->read->target);
  else if (entry == ENTRY_TARGET_TYPE)
    set_text (self->target_type, self->read->target_type);
  else if (entry == ENTRY_ASTROBIN)
    set_text (self->astrobin, self->read->astrobin_url);
  else
    fill_notes (self);
}

/* Shows what was read */
static void
fill (LfNotesPage *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_ENTRIES; i++)
    fill_entry (self, i);
  self->filling = FALSE;
  update (self);
}

/* Takes @record over */
static void
set_read (LfNotesPage     *self,
          LfSessionRecord *record)
{
  g_clear_pointer (&self->read, lf_session_record_free);
  self->read = record;
}

static void
show_error (LfNotesPage  *self,
            const GError *error)
{
  if (!lf_session_page_show_error (LF_SESSION_PAGE (self), error))
    return;

  set_read (self, NULL);
  update (self);
}

/* What was typed stays, and the rest becomes as it is now */
static void
adopt (LfNotesPage           *self,
       const LfSessionRecord *now)
{
  g_autoptr (LfSessionRecord) form = dup_form (self);
  g_autoptr (LfSessionRecord) read = lf_session_record_copy (self->read);

  set_read (self, lf_session_record_copy (now));
  self->filling = TRUE;
  for (guint i = 0; i < N_ENTRIES; i++)
    if (g_str_equal (peek (form, i), peek (read, i)) &&
        !g_str_equal (peek (form, i), peek (now, i)))
      fill_entry (self, i);
  self->filling = FALSE;
  self->outdated = FALSE;
  update (self);
}

/* The session was changed here while something was typed. What both have changed is asked about when
 * it is saved, so then nothing is done. */
static void
merge (LfNotesPage           *self,
       const LfSessionRecord *now)
{
  g_autoptr (LfSessionRecord) form = dup_form (self);

  for (guint i = 0; i < N_ENTRIES; i++)
    if (!g_str_equal (peek (form, i), peek (self->read, i)) &&
        !g_str_equal (peek (now, i), peek (self->read, i)))
      return;

  adopt (self, now);
}

/* What was typed while it was being read stays, and so does what it is compared with */
static void
keep_typed (LfNotesPage *self,
            Content     *content)
{
  lf_session_page_settle (LF_SESSION_PAGE (self));
  self->outdated = TRUE;
  if (self->changed_here && content != NULL)
    merge (self, content->record);
  self->changed_here = FALSE;
}

static void
loaded_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  LfNotesPage *self = LF_NOTES_PAGE (page);
  g_autoptr (Content) content = result;
  gboolean same;

  if (lf_notes_page_is_dirty (self))
    {
      keep_typed (self, content);
      return;
    }

  self->changed_here = FALSE;
  if (content == NULL)
    {
      show_error (self, error);
      return;
    }

  lf_session_page_settle (page);
  same = self->read != NULL && lf_session_record_is_same (self->read, content->record);
  self->damaged = content->damage != NULL;
  lf_damage_bar_set_damage (self->damage, content->damage);
  set_read (self, g_steal_pointer (&content->record));
  gtk_stack_set_visible_child_name (self->stack, "form");
  /* Whoever stands in the form with the cursor stays there */
  if (same)
    update (self);
  else
    fill (self);
}

static void
lf_notes_page_load (LfSessionPage *page)
{
  LfNotesPage *self = LF_NOTES_PAGE (page);
  const char *id = lf_session_page_get_id (page);
  gboolean same = g_strcmp0 (self->shown_id, id) == 0;

  /* What is being edited stays; if another program has changed the session meanwhile, that comes out
   * when it is saved */
  self->outdated = same && !self->changed_here && lf_notes_page_is_dirty (self);
  if (self->outdated)
    {
      lf_session_page_settle (page);
      return;
    }

  if (!same)
    {
      self->changed_here = FALSE;
      set_read (self, NULL);
      gtk_stack_set_visible_child_name (self->stack, "blank");
      update (self);
    }
  g_free (self->shown_id);
  self->shown_id = g_strdup (id);
  if (!lf_session_page_is_shown (page))
    lf_session_page_wait (page);
  lf_session_page_read (page, FALSE, do_load, g_strdup (id), g_free,
                        (GDestroyNotify) content_free, loaded_cb);
}

/* What is to be saved, and what came of it */
typedef struct
{
  char            *id;
  LfSessionRecord *read;
  LfSessionRecord *wanted;
  LfSessionRecord *theirs;
  LfSessionRecord *written;     /* with the times that follow from the status */
} Saving;

static void
saving_free (Saving *saving)
{
  g_free (saving->id);
  lf_session_record_free (saving->read);
  lf_session_record_free (saving->wanted);
  g_clear_pointer (&saving->theirs, lf_session_record_free);
  g_clear_pointer (&saving->written, lf_session_record_free);
  g_free (saving);
}

static gboolean
do_save (LfConnection  *connection,
         gpointer       data,
         LfUndo       **undo,
         GError       **error)
{
  Saving *saving = data;

  if (!lf_session_edit (connection, saving->id, saving->read, saving->wanted, &saving->theirs,
                        undo, error))
    return FALSE;

  saving->written = lf_session_record_load (connection, saving->id, NULL);
  return TRUE;
}

static void
keep_mine_cb (LfNotesPage *self)
{
  /* From now on it is known what is overwritten; what was not typed stays theirs */
  adopt (self, g_object_get_data (G_OBJECT (self->conflict), "lf-theirs"));
  gtk_widget_activate_action (GTK_WIDGET (self), "notes.save", NULL);
}

static void
use_theirs_cb (LfNotesPage *self)
{
  set_read (self, g_object_steal_data (G_OBJECT (self->conflict), "lf-theirs"));
  lf_notes_page_discard (self);
}

static void
ask (LfNotesPage *self,
     Saving      *saving)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (LfSessionRecord) mine =
    lf_session_record_rebase (saving->wanted, saving->read, saving->theirs);
  LfEditConflict *conflict = lf_edit_conflict_new (window, mine, saving->theirs, saving->read);

  g_object_set_data_full (G_OBJECT (conflict), "lf-theirs", g_steal_pointer (&saving->theirs),
                          (GDestroyNotify) lf_session_record_free);
  g_signal_connect_object (conflict, "keep-mine", G_CALLBACK (keep_mine_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conflict, "use-theirs", G_CALLBACK (use_theirs_cb), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->conflict, conflict);
  gtk_window_present (GTK_WINDOW (conflict));
}

/* A form that is not to be changed loses the keyboard */
static void
give_focus_back (LfNotesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->focus != NULL && root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

static void
saved_cb (gpointer      owner,
          gpointer      data,
          const GError *error)
{
  LfNotesPage *self = owner;
  Saving *saving = data;

  self->saving = FALSE;

  /* Stepped on meanwhile */
  if (g_strcmp0 (saving->id, self->shown_id) != 0 || self->read == NULL)
    {
      if (error != NULL)
        lf_session_page_tell (LF_SESSION_PAGE (self), error->message, TRUE);
      return;
    }

  if (error == NULL)
    set_read (self, lf_session_record_copy (saving->written != NULL ? saving->written
                                                                    : saving->wanted));
  else if (saving->theirs != NULL)
    ask (self, saving);
  else
    lf_session_page_tell (LF_SESSION_PAGE (self), error->message, TRUE);
  update (self);
  give_focus_back (self);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfNotesPage *self = LF_NOTES_PAGE (widget);
  Saving *saving;

  if (!lf_notes_page_is_dirty (self) || self->saving)
    {
      update (self);
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->id = g_strdup (self->shown_id);
  saving->read = lf_session_record_copy (self->read);
  saving->wanted = dup_form (self);
  self->saving = TRUE;
  g_set_weak_pointer (&self->focus, gtk_root_get_focus (gtk_widget_get_root (widget)));
  update (self);
  lf_session_writer_run (lf_session_page_get_writer (LF_SESSION_PAGE (self)), do_save, saving,
                         (GDestroyNotify) saving_free, self, saved_cb);
}

static void
revert_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lf_notes_page_discard (LF_NOTES_PAGE (widget));
}

static void
lf_notes_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DIRTY:
      g_value_set_boolean (value, lf_notes_page_is_dirty (LF_NOTES_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_notes_page_dispose (GObject *object)
{
  LfNotesPage *self = LF_NOTES_PAGE (object);

  self->filling = TRUE;
  set_read (self, NULL);
  g_clear_weak_pointer (&self->conflict);
  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_NOTES_PAGE);
  g_clear_pointer (&self->shown_id, g_free);

  G_OBJECT_CLASS (lf_notes_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (LF_TYPE_DAMAGE_BAR);
  gtk_widget_class_set_template_from_resource (klass, LF_RESOURCE_PATH "/ui/lf-notes-page.ui");
  gtk_widget_class_bind_template_child (klass, LfNotesPage, stack);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, damage);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, form);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, status);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, target);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, target_type);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, astrobin);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, no_link);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, notes);
  gtk_widget_class_bind_template_child (klass, LfNotesPage, buttons);
  gtk_widget_class_bind_template_callback (klass, changed_cb);
}

static void
lf_notes_page_class_init (LfNotesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lf_notes_page_dispose;
  object_class->get_property = lf_notes_page_get_property;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_notes_page_load;

  props[PROP_DIRTY] =
    g_param_spec_boolean ("dirty", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "notes.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "notes.revert", NULL, revert_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "notes.save",
                                       NULL);
  gtk_widget_class_set_css_name (widget_class, "notespage");
  bind_template (widget_class);
}

static void
lf_notes_page_init (LfNotesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_session_page_set_stack (LF_SESSION_PAGE (self), self->stack, _("Reading the notes…"));
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * lf_notes_page_is_dirty:
 * @self: a page
 *
 * Returns: whether the form says something else than what was read
 */
gboolean
lf_notes_page_is_dirty (LfNotesPage *self)
{
  g_autoptr (LfSessionRecord) form = NULL;

  if (self->read == NULL)
    return FALSE;

  form = dup_form (self);
  return !lf_session_record_is_same (self->read, form);
}

/**
 * lf_notes_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows a session and nothing is being saved
 */
gboolean
lf_notes_page_is_ready (LfNotesPage *self)
{
  return self->read != NULL && !self->saving &&
         !lf_session_page_is_waiting (LF_SESSION_PAGE (self));
}

/**
 * lf_notes_page_discard:
 * @self: a page
 *
 * Takes back what is not saved.
 */
void
lf_notes_page_discard (LfNotesPage *self)
{
  if (self->read == NULL)
    return;

  fill (self);
  catch_up (self);
}

/**
 * lf_notes_page_set_changed_here:
 * @self: a page
 *
 * Says that the session was just changed by whoever looks at the page, elsewhere than in it. What was
 * typed stays when the page is read again, and saving it does not ask about what is known.
 */
void
lf_notes_page_set_changed_here (LfNotesPage *self)
{
  self->changed_here = lf_notes_page_is_dirty (self);
}
