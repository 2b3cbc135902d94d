/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-calibration-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-card-box.h"
#include "app/lf-coverage-row.h"
#include "app/lf-damage-bar.h"
#include "catalog/lf-addition.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-shot-list.h"

struct _LfCalibrationPage
{
  LfSessionPage   parent_instance;

  GtkStack       *stack;
  LfDamageBar    *damage;
  GtkWidget      *scroller;
  LfCardBox      *matrix;
  GtkCheckButton *stage;
  GtkWidget      *shots_card;
  GtkLabel       *shots;

  LfCalibration  *calibration;  /* what is shown */
  char           *shown_id;     /* of which session */
  LfPageTabs     *tabs;         /* weak; tell how many gaps there are */
  guint           gaps;
  gboolean        damaged;
  gboolean        adding;
};

G_DEFINE_FINAL_TYPE (LfCalibrationPage, lf_calibration_page, LF_TYPE_SESSION_PAGE)

/* What was read for the page */
typedef struct
{
  LfCalibration *calibration;
  GError        *damage;        /* why nothing can be added */
} Content;

static void
content_free (Content *content)
{
  g_clear_pointer (&content->calibration, lf_calibration_free);
  g_clear_error (&content->damage);
  g_free (content);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Content, content_free)

static gpointer
do_load (LfConnection  *connection,
         gpointer       data,
         GError       **error)
{
  g_autoptr (Content) content = g_new0 (Content, 1);

  content->calibration = lf_calibration_load (connection, data, error);
  if (content->calibration == NULL ||
      !lf_calibration_add_offers (content->calibration, connection, data, error))
    return NULL;

  lf_edit_check_structure (connection, LF_EDIT_LINKS, &content->damage);
  return g_steal_pointer (&content);
}

static gpointer
do_look (LfConnection  *connection,
         gpointer       data,
         GError       **error)
{
  return lf_calibration_load (connection, data, error);
}

static guint
count_gaps (LfCalibration *calibration)
{
  guint n = 0;

  for (guint i = 0; i < calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        n += group->cells[type].coverage >= LF_COVERAGE_OLD;
    }
  return n;
}

/* Whether there is something of which it cannot be told if it fits */
static gboolean
has_unknown (LfCalibration *calibration)
{
  for (guint i = 0; i < calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        if (group->cells[type].coverage == LF_COVERAGE_UNKNOWN)
          return TRUE;
    }
  return FALSE;
}

static void
set_gaps (LfCalibrationPage *self,
          guint              gaps)
{
  g_autofree char *count = lf_format_count (gaps);
  g_autofree char *tooltip = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s gap in the calibration", "%s gaps in the calibration", gaps),
    count);

  self->gaps = gaps;
  if (self->tabs != NULL)
    lf_page_tabs_set_badge (self->tabs, "calibration", gaps > 0 ? count : NULL,
                            gaps > 0 ? tooltip : NULL);
}

static GtkWidget *
make_row (guint    position,
          gpointer data)
{
  LfCalibrationPage *self = data;

  if (position == 0)
    return lf_coverage_row_new_titles ();
  return lf_coverage_row_new (g_ptr_array_index (self->calibration->groups, position - 1),
                              position - 1, !self->damaged);
}

/* The lines are the list's, whatever is in the names */
static char *
dup_shots (LfCalibrationPage *self)
{
  g_autoptr (GPtrArray) shots = lf_shot_list_new (self->calibration, lf_night_get_tonight ());
  g_autofree char *text = lf_shot_list_to_text (shots);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = lines[i];
      g_autofree char *plain = lf_format_one_line (line);
      gsize indent = strspn (line, " ");

      lines[i] = g_strdup_printf ("%.*s%s", (int) indent, line, plain);
    }
  return g_strjoinv ("\n", lines);
}

static gboolean
has_offers (LfCalibration *calibration)
{
  for (guint i = 0; i < calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        if (group->cells[type].offer != NULL && group->cells[type].offer->ids->len > 0)
          return TRUE;
    }
  return FALSE;
}

static void
update_footer (LfCalibrationPage *self)
{
  g_autofree char *count = lf_format_count (self->gaps);
  g_autofree char *text = NULL;

  if (self->calibration->groups->len == 0)
    text = g_strdup ("");
  else if (self->gaps == 0 && has_unknown (self->calibration))
    text = g_strdup (_("No gaps; of some frames it is not known whether they fit"));
  else if (self->gaps == 0)
    text = g_strdup (_("All lights have what calibrates them"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s gap", "%s gaps", self->gaps), count);
  lf_session_page_set_footer (LF_SESSION_PAGE (self), text);
}

static void
append_cell (GString                 *text,
             const LfCalibrationCell *cell)
{
  const LfCalibrationOffer *offer = cell->offer;

  g_string_append_printf (text, "|%d,%u,%u,%u,%u,%d,%u,%u", cell->coverage, cell->frames,
                          cell->mismatched, cell->unusable, cell->possible, cell->days,
                          (guint) cell->differing, (guint) cell->unknown);
  if (offer != NULL)
    {
      g_autofree char *setup = lf_frame_setup_to_text (&offer->setup);

      g_string_append_printf (text, ":%d,%u,%d,%d,%u,%s", offer->coverage, offer->frames,
                              (int) offer->night, offer->days, offer->ids->len, setup);
    }
}

/* All that the rows say, so that they are made anew only if they would say something else */
static char *
dup_signature (LfCalibrationPage *self)
{
  GString *text = g_string_new (self->damaged ? "damaged " : "");

  g_string_append (text, self->shown_id);
  for (guint i = 0; i < self->calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (self->calibration->groups, i);
      g_autofree char *setup = lf_frame_setup_to_text (&group->setup);

      g_string_append_printf (text, "\n%s,%u", setup, group->frames);
      for (guint j = 0; j < group->nights->len; j++)
        g_string_append_printf (text, ",%d", (int) g_array_index (group->nights, LfNight, j));
      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        append_cell (text, &group->cells[type]);
    }
  return g_string_free (text, FALSE);
}

static void
show_calibration (LfCalibrationPage *self)
{
  g_autofree char *shots = dup_shots (self);
  g_autofree char *signature = dup_signature (self);

  gtk_widget_set_visible (GTK_WIDGET (self->stage),
                          !self->damaged && has_offers (self->calibration));
  gtk_label_set_text (self->shots, shots);
  gtk_widget_set_visible (self->shots_card, *shots != '\0');
  lf_card_box_fill (self->matrix, signature, self->calibration->groups->len + 1, make_row, self,
                    NULL);
  set_gaps (self, count_gaps (self->calibration));
  gtk_stack_set_visible_child_name (self->stack,
                                    self->calibration->groups->len > 0 ? "matrix" : "none");
  update_footer (self);
}

static gboolean
let_shrink_cb (GtkWidget     *matrix,
               GdkFrameClock *clock,
               gpointer       data)
{
  if (!lf_card_box_is_filled (LF_CARD_BOX (matrix)))
    return G_SOURCE_CONTINUE;

  gtk_widget_set_size_request (matrix, -1, -1);
  return G_SOURCE_REMOVE;
}

/* What is looked at stays where it is while rows are made anew: they take as much room as before */
static void
keep_room (LfCalibrationPage *self)
{
  GtkWidget *matrix = GTK_WIDGET (self->matrix);

  gtk_widget_set_size_request (matrix, -1, gtk_widget_get_height (matrix));
  gtk_widget_add_tick_callback (matrix, let_shrink_cb, NULL, NULL);
}

static void
loaded_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  LfCalibrationPage *self = LF_CALIBRATION_PAGE (page);
  g_autoptr (Content) content = result;

  if (content == NULL)
    {
      lf_session_page_show_error (page, error);
      return;
    }

  if (lf_session_page_is_shown (page))
    keep_room (self);
  lf_session_page_settle (page);

  /* The rows that are still being made are of what goes */
  if (!lf_card_box_is_filled (self->matrix))
    lf_card_box_fill (self->matrix, "", 0, make_row, self, NULL);
  g_clear_pointer (&self->calibration, lf_calibration_free);
  self->calibration = g_steal_pointer (&content->calibration);
  self->damaged = content->damage != NULL;
  lf_damage_bar_set_damage (self->damage, content->damage);
  show_calibration (self);
}

static void
lf_calibration_page_load (LfSessionPage *page)
{
  LfCalibrationPage *self = LF_CALIBRATION_PAGE (page);
  const char *id = lf_session_page_get_id (page);

  if (g_strcmp0 (self->shown_id, id) != 0)
    {
      GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);

      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
    }
  g_free (self->shown_id);
  self->shown_id = g_strdup (id);
  if (!lf_session_page_is_shown (page))
    lf_session_page_wait (page);
  lf_session_page_read (page, FALSE, do_load, g_strdup (id), g_free,
                        (GDestroyNotify) content_free, loaded_cb);
}

static void
looked_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  g_autoptr (LfCalibration) calibration = result;

  /* If it cannot be read, the page says why as soon as it is seen */
  set_gaps (LF_CALIBRATION_PAGE (page), calibration != NULL ? count_gaps (calibration) : 0);
}

/* What is to be added */
typedef struct
{
  char       *id;
  GArray     *frames;
  gboolean    stage;
  LfAddition  addition;
} Adding;

static void
adding_free (Adding *adding)
{
  g_free (adding->id);
  g_array_unref (adding->frames);
  g_free (adding);
}

static gboolean
do_add (LfConnection  *connection,
        gpointer       data,
        LfUndo       **undo,
        GError       **error)
{
  Adding *adding = data;

  return lf_session_add_frames (connection, adding->id,
                                (const gint64 *) (gpointer) adding->frames->data,
                                adding->frames->len, adding->stage, &adding->addition, undo,
                                error);
}

static void
added_cb (gpointer      owner,
          gpointer      data,
          const GError *error)
{
  LfCalibrationPage *self = owner;
  Adding *adding = data;

  self->adding = FALSE;
  if (error != NULL)
    lf_session_page_tell (LF_SESSION_PAGE (self), error->message, TRUE);
  else if (adding->addition.n_frames == 0)
    lf_session_page_tell (LF_SESSION_PAGE (self), _("The session has these frames already."),
                          FALSE);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LfCalibrationPage *self = LF_CALIBRATION_PAGE (widget);
  guint group;
  guint type;
  const LfCalibrationOffer *offer;
  Adding *adding;

  g_variant_get (parameter, "(uu)", &group, &type);
  if (self->adding || self->calibration == NULL || group >= self->calibration->groups->len ||
      type >= LF_N_CALIBRATION_TYPES)
    return;

  offer =
    ((LfLightGroup *) g_ptr_array_index (self->calibration->groups, group))->cells[type].offer;
  if (offer == NULL)
    return;

  adding = g_new0 (Adding, 1);
  adding->id = g_strdup (self->shown_id);
  adding->frames = g_array_ref (offer->ids);
  adding->stage = gtk_check_button_get_active (self->stage);
  self->adding = TRUE;
  lf_session_writer_run (lf_session_page_get_writer (LF_SESSION_PAGE (self)), do_add, adding,
                         (GDestroyNotify) adding_free, self, added_cb);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfCalibrationPage *self = LF_CALIBRATION_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (self->shots));
  lf_session_page_tell (LF_SESSION_PAGE (self), _("The shot list was copied."), FALSE);
}

static void
lf_calibration_page_dispose (GObject *object)
{
  LfCalibrationPage *self = LF_CALIBRATION_PAGE (object);

  g_clear_weak_pointer (&self->tabs);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_CALIBRATION_PAGE);
  g_clear_pointer (&self->calibration, lf_calibration_free);
  g_clear_pointer (&self->shown_id, g_free);

  G_OBJECT_CLASS (lf_calibration_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (LF_TYPE_CARD_BOX);
  g_type_ensure (LF_TYPE_DAMAGE_BAR);
  gtk_widget_class_set_template_from_resource (klass,
                                               LF_RESOURCE_PATH "/ui/lf-calibration-page.ui");
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, stack);
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, damage);
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, scroller);
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, matrix);
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, stage);
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, shots_card);
  gtk_widget_class_bind_template_child (klass, LfCalibrationPage, shots);
}

static void
lf_calibration_page_class_init (LfCalibrationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_calibration_page_dispose;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_calibration_page_load;

  gtk_widget_class_install_action (widget_class, "calibration.add", "(uu)", add_action);
  gtk_widget_class_install_action (widget_class, "calibration.copy", NULL, copy_action);
  gtk_widget_class_set_css_name (widget_class, "calibrationpage");
  bind_template (widget_class);
}

static void
lf_calibration_page_init (LfCalibrationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_session_page_set_stack (LF_SESSION_PAGE (self), self->stack,
                             _("Looking for calibration frames…"));
}

/**
 * lf_calibration_page_set_tabs:
 * @self: a page
 * @tabs: tabs with a page `calibration`
 *
 * Lets the badge there tell how many gaps there are.
 */
void
lf_calibration_page_set_tabs (LfCalibrationPage *self,
                              LfPageTabs        *tabs)
{
  g_set_weak_pointer (&self->tabs, tabs);
}

/**
 * lf_calibration_page_look:
 * @self: a page with a session
 *
 * Finds out in the background how many gaps there are, for those who do not look at the page.
 */
void
lf_calibration_page_look (LfCalibrationPage *self)
{
  LfSessionPage *page = LF_SESSION_PAGE (self);

  lf_session_page_read (page, TRUE, do_look, g_strdup (lf_session_page_get_id (page)), g_free,
                        (GDestroyNotify) lf_calibration_free, looked_cb);
}

/**
 * lf_calibration_page_get_gaps:
 * @self: a page
 *
 * Returns: how many gaps are known
 */
guint
lf_calibration_page_get_gaps (LfCalibrationPage *self)
{
  return self->gaps;
}

/**
 * lf_calibration_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows what was read, and nothing is being added
 */
gboolean
lf_calibration_page_is_ready (LfCalibrationPage *self)
{
  return self->calibration != NULL && !self->adding &&
         !lf_session_page_is_waiting (LF_SESSION_PAGE (self)) &&
         lf_card_box_is_filled (self->matrix);
}
