/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo-plan.h"

G_BEGIN_DECLS

/* Where the sessions of a demonstration catalog pretend to be */
#define LF_DEMO_PROCESSING "/mnt/astro/Processing"

typedef enum
{
  LF_DEMO_NOT_STARTED,
  LF_DEMO_IN_PROGRESS,
  LF_DEMO_COMPLETE,
} LfDemoStatus;

/* What can be told of a processing session: @target is an index of the sky, times are in seconds
 * since 1970, @integration is the lights' exposures in seconds, @objects and @social_urls are JSON
 * arrays. Texts are %NULL if there are none */
typedef struct
{
  LfDemoStatus status;
  guint        target;
  double       integration;
  gint64       first_light;
  gint64       last_light;
  gint64       started;
  gint64       completed;
  char        *name;
  char        *folder;
  char        *objects;
  const char  *notes;
  char        *astrobin_url;
  char        *social_urls;
} LfDemoStory;

LfDemoStory *lf_demo_story_new   (const LfDemoPlan    *plan,
                                  const LfDemoSession *session);
void         lf_demo_story_free  (LfDemoStory         *story);
const char  *lf_demo_status_name (LfDemoStatus         status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoStory, lf_demo_story_free)

G_END_DECLS
