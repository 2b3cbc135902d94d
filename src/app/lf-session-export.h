/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog/lf-connection.h"
#include "catalog/lf-export-astrobin.h"

G_BEGIN_DECLS

/**
 * LfSessionFormat:
 * @LF_SESSION_FORMAT_ASTROBIN: acquisitions, as AstroBin's importer takes them
 * @LF_SESSION_FORMAT_MARKDOWN: for forums and sites
 * @LF_SESSION_FORMAT_BBCODE: for older forums
 * @LF_SESSION_FORMAT_CSV: the frames, for spreadsheets
 * @LF_SESSION_FORMAT_JSON: for programs
 *
 * How a session can be exported.
 */
typedef enum
{
  LF_SESSION_FORMAT_ASTROBIN,
  LF_SESSION_FORMAT_MARKDOWN,
  LF_SESSION_FORMAT_BBCODE,
  LF_SESSION_FORMAT_CSV,
  LF_SESSION_FORMAT_JSON,
} LfSessionFormat;

#define LF_N_SESSION_FORMATS 5

/**
 * LfSessionExport:
 * @session: a session's id
 * @format: how
 * @filters: (element-type utf8 guint): AstroBin's numbers of filters, by their names
 * @bortle: the darkness of the sky, or %LF_BORTLE_UNKNOWN
 * @columns: of frames, by their names in layout 2
 *
 * What is to be exported.
 */
typedef struct
{
  char            *session;
  LfSessionFormat  format;
  GHashTable      *filters;
  double           bortle;
  GStrv            columns;
} LfSessionExport;

/**
 * LfSessionDocument:
 * @text: the file
 * @preview: its beginning
 * @is_cut: whether @preview is not all of it
 * @astrobin: (nullable): what AstroBin would not take
 *
 * What came of it.
 */
typedef struct
{
  char             *text;
  char             *preview;
  gboolean          is_cut;
  LfAstrobinExport *astrobin;
} LfSessionDocument;

LfSessionExport *lf_session_export_new  (const char         *session,
                                         LfSessionFormat     format);
void             lf_session_export_free (LfSessionExport    *self);
void             lf_session_export_load (LfSessionExport    *self,
                                         GSettings          *settings);
char            *lf_session_export_suggest_name (const char      *session,
                                                 LfSessionFormat  format);
gpointer         lf_session_export_run  (LfConnection       *connection,
                                         gpointer            export,
                                         GError            **error);
void             lf_session_document_free (LfSessionDocument *self);
const char      *lf_session_format_get_title  (LfSessionFormat format);
const char      *lf_session_format_get_suffix (LfSessionFormat format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSessionExport, lf_session_export_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSessionDocument, lf_session_document_free)

G_END_DECLS
