/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfGiveFunc:
 * @figures: figures by session id
 * @session: a session
 *
 * Gives a session its figures.
 */
typedef void (*LfGiveFunc) (GHashTable *figures,
                            LfSession  *session);

/**
 * LfGivenFunc:
 * @data: what was given with it
 *
 * Called when all sessions have their figures.
 */
typedef void (*LfGivenFunc) (gpointer data);

/**
 * LfLateGiver:
 *
 * Gives the sessions of a list something that was read after it, little by little, so that the
 * window never waits. Main thread.
 */
typedef struct _LfLateGiver LfLateGiver;

LfLateGiver *lf_late_giver_new  (GListModel   *sessions,
                                 LfGiveFunc    give,
                                 LfGivenFunc   given,
                                 gpointer      data);
void         lf_late_giver_run  (LfLateGiver  *self,
                                 GHashTable   *figures);
void         lf_late_giver_stop (LfLateGiver  *self);
void         lf_late_giver_free (LfLateGiver  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLateGiver, lf_late_giver_free)

G_END_DECLS
