/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-text.h"

#include <time.h>

/* Where the frames of a demonstration catalog pretend to be */
#define LIBRARY "/mnt/astro/Library"

/* What stands for the object of frames that show none */
#define CALIBRATION "CALIBRATION"

static struct tm
break_down (gint64 time)
{
  time_t seconds = (time_t) time;
  struct tm parts;

  gmtime_r (&seconds, &parts);
  return parts;
}

/**
 * lf_demo_text_day: (skip)
 * @text: (out caller-allocates): where to write
 * @date: seconds since 1970
 *
 * Writes a date in UTC as catalogs have it, YYYY-MM-DD.
 */
void
lf_demo_text_day (char   text[11],
                  gint64 date)
{
  struct tm parts = break_down (date);

  strftime (text, 11, "%Y-%m-%d", &parts);
}

/**
 * lf_demo_text_time: (skip)
 * @text: (out caller-allocates): where to write
 * @time: seconds since 1970
 *
 * Writes a time in UTC as catalogs have it, with six decimals and no zone.
 */
void
lf_demo_text_time (char   text[LF_DEMO_TIME_SIZE],
                   gint64 time)
{
  struct tm parts = break_down (time);

  strftime (text, LF_DEMO_TIME_SIZE, "%Y-%m-%d %H:%M:%S.000000", &parts);
}

/* An id in the cataloger's form: the day's digits, and eight hexadecimal digits of a checksum */
static void
write_id (char        text[18],
          const char *day,
          const char *of)
{
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_MD5, of, -1);
  g_autofree char *upper = g_ascii_strup (checksum, 8);

  g_snprintf (text, 18, "%.4s%.2s%.2s_%s", day, day + 5, day + 8, upper);
}

/**
 * lf_demo_text_night_id: (skip)
 * @text: (out caller-allocates): where to write
 * @day: the date of the evening, YYYY-MM-DD
 * @rig: telescope and camera
 *
 * Writes the id of an imaging session.
 */
void
lf_demo_text_night_id (char        text[18],
                       const char *day,
                       guint       rig)
{
  g_autofree char *of = g_strdup_printf ("%s_%u", day, rig);

  write_id (text, day, of);
}

/**
 * lf_demo_text_session_id: (skip)
 * @text: (out caller-allocates): where to write
 * @created: seconds since 1970
 * @number: a number that no other session has
 *
 * Writes the id of a processing session.
 */
void
lf_demo_text_session_id (char   text[18],
                         gint64 created,
                         guint  number)
{
  g_autofree char *of = g_strdup_printf ("%u", number);
  char day[11];

  lf_demo_text_day (day, created);
  write_id (text, day, of);
}

/**
 * lf_demo_text_object: (skip)
 * @run: a run
 *
 * Returns: (transfer none): what stands in the object column of its frames
 */
const char *
lf_demo_text_object (const LfDemoRun *run)
{
  return run->object < 0 ? CALIBRATION : lf_demo_sky_get ((guint) run->object)->name;
}

/**
 * lf_demo_text_frame_type: (skip)
 * @type: a type of frame
 *
 * Returns: (transfer none): what stands in the frame_type column
 */
const char *
lf_demo_text_frame_type (LfDemoFrameType type)
{
  static const char *const names[] = {
    [LF_DEMO_LIGHT] = "LIGHT",
    [LF_DEMO_DARK] = "DARK",
    [LF_DEMO_FLAT] = "FLAT",
    [LF_DEMO_BIAS] = "BIAS",
  };

  g_assert ((guint) type < G_N_ELEMENTS (names));

  return names[type];
}

/**
 * lf_demo_text_file: (skip)
 * @text: (out caller-allocates): where to write
 * @run: the run that the frame is in
 * @frame: the frame's id
 *
 * Writes the name of a frame's file.
 */
void
lf_demo_text_file (char             text[LF_DEMO_FILE_SIZE],
                   const LfDemoRun *run,
                   guint            frame)
{
  const char *filter = lf_demo_gear_filter_name (run->filter);
  char object[16];
  gsize length = 0;

  for (const char *p = lf_demo_text_object (run); *p != '\0'; p++)
    if (*p != ' ' && length < sizeof object - 1)
      object[length++] = *p;
  object[length] = '\0';

  g_snprintf (text, LF_DEMO_FILE_SIZE, "%s_%s_%s_%ds_%06u.fits", object,
              lf_demo_text_frame_type (run->type), filter != NULL ? filter : "NOFILTER",
              (int) run->exposure, frame);
}

/**
 * lf_demo_text_folder: (skip)
 * @text: (out caller-allocates): where to write
 * @plan: a plan
 * @run: a run of it
 *
 * Writes the folder that the frames of a run are in.
 */
void
lf_demo_text_folder (char              text[LF_DEMO_FOLDER_SIZE],
                     const LfDemoPlan *plan,
                     const LfDemoRun  *run)
{
  const LfDemoNight *night = lf_demo_plan_get_night (plan, run);
  guint camera = lf_demo_gear_get_rig (night->rig)->camera;

  g_snprintf (text, LF_DEMO_FOLDER_SIZE, LIBRARY "/%s/%s/%s",
              lf_demo_gear_get_camera (camera)->folder, lf_demo_text_object (run), night->day);
}
