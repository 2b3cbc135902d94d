/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-question.h"

#include "catalog/lf-resources.h"

struct _LfQuestion
{
  GtkWindow  parent_instance;

  GtkLabel  *title;
  GtkLabel  *text;
  GtkButton *refuse;
  GtkButton *confirm;
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfQuestion, lf_question, GTK_TYPE_WINDOW)

static void
confirm_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (LfQuestion) self = g_object_ref (LF_QUESTION (widget));

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static void
lf_question_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_QUESTION);

  G_OBJECT_CLASS (lf_question_parent_class)->dispose (object);
}

static void
lf_question_class_init (LfQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_question_dispose;

  /**
   * LfQuestion::confirmed:
   * @self: the question
   *
   * What was asked about is to be done.
   */
  signals[CONFIRMED] = g_signal_new ("confirmed", LF_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "question.confirm", NULL, confirm_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-question.ui");
  gtk_widget_class_bind_template_child (widget_class, LfQuestion, title);
  gtk_widget_class_bind_template_child (widget_class, LfQuestion, text);
  gtk_widget_class_bind_template_child (widget_class, LfQuestion, refuse);
  gtk_widget_class_bind_template_child (widget_class, LfQuestion, confirm);
}

static void
lf_question_init (LfQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_question_new:
 * @parent: the window that asks
 * @title: what is asked, in a few words
 * @text: what will happen, in a few sentences
 * @refuse: label of the button that does nothing, with a mnemonic
 * @confirm: (nullable): label of the button that does it, with a mnemonic; %NULL where there is
 *   nothing to be done
 *
 * Returns: (transfer none): the window, not shown yet
 */
LfQuestion *
lf_question_new (GtkWindow  *parent,
                 const char *title,
                 const char *text,
                 const char *refuse,
                 const char *confirm)
{
  LfQuestion *self = g_object_new (LF_TYPE_QUESTION,
                                   "transient-for", parent,
                                   "modal", TRUE,
                                   "title", title,
                                   NULL);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text);
  gtk_button_set_label (self->refuse, refuse);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), confirm != NULL);
  if (confirm != NULL)
    gtk_button_set_label (self->confirm, confirm);
  gtk_widget_grab_focus (GTK_WIDGET (self->refuse));
  return self;
}
