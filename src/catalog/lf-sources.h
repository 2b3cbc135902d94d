/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-moon.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfSource:
 * @id: (nullable): of the imaging session; %NULL for frames that belong to none
 * @night: when; %LF_NIGHT_UNKNOWN if that is not known
 * @date: (nullable): the same as the catalog has it, which need be no date
 * @camera: (nullable): the camera
 * @telescope: (nullable): the telescope
 * @site: (nullable): the place
 * @seeing: (nan if not known): mean, in arc seconds
 * @sky_quality: (nan if not known): mean, in magnitudes a square arc second
 * @cloud_cover: (nan if not known): mean, in percent
 * @has_moon: whether @moon is known, because @night is
 * @moon: the moon in the middle of the night
 * @counts: frames of the session by type
 * @seconds: integration of its lights
 * @objects: of its lights, by name
 *
 * A night that frames of a session come from.
 */
typedef struct
{
  char     *id;
  LfNight   night;
  char     *date;
  char     *camera;
  char     *telescope;
  char     *site;
  double    seeing;
  double    sky_quality;
  double    cloud_cover;
  gboolean  has_moon;
  LfMoon    moon;
  guint     counts[LF_N_FRAME_TYPES];
  double    seconds;
  GStrv     objects;
} LfSource;

/**
 * LfResult:
 * @id: number of the row
 * @path: (nullable): the file, as the catalog has it: not checked, and not to be trusted
 * @name: (nullable): its name
 * @type: (nullable): such as `jpg` or `xisf`
 * @subfolder: (nullable): of the session's folder
 * @size: in bytes; -1 if it is not known
 * @created: (nullable): time, UTC in text
 * @modified: (nullable): time, UTC in text
 * @stage: (nullable): such as `final`
 * @width: in pixels; 0 if it is not known
 * @height: in pixels; 0 if it is not known
 * @bit_depth: of a pixel; 0 if it is not known
 * @color_space: (nullable): such as `RGB`
 * @object: (nullable): what is on it
 * @companion: (nullable): path of a file or folder that belongs to it
 * @notes: (nullable): notes
 *
 * A file that processing a session has made.
 */
typedef struct
{
  gint64  id;
  char   *path;
  char   *name;
  char   *type;
  char   *subfolder;
  gint64  size;
  char   *created;
  char   *modified;
  char   *stage;
  guint   width;
  guint   height;
  guint   bit_depth;
  char   *color_space;
  char   *object;
  char   *companion;
  char   *notes;
} LfResult;

GPtrArray *lf_sources_load (LfConnection   *connection,
                            const char     *session,
                            GError        **error);
GPtrArray *lf_results_load (LfConnection   *connection,
                            const char     *session,
                            GError        **error);

G_END_DECLS
