/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfCliStyle:
 *
 * How a text looks on a terminal with colours.
 */
typedef enum
{
  LF_CLI_STYLE_PLAIN,
  LF_CLI_STYLE_BOLD,
  LF_CLI_STYLE_DIM,
  LF_CLI_STYLE_GOOD,
  LF_CLI_STYLE_WARNING,
  LF_CLI_STYLE_ERROR,
} LfCliStyle;

/**
 * LfCliTerminal:
 * @columns: its width; 0 if it is no terminal
 * @has_color: whether colours are wanted
 * @can_rewrite: whether a line can be written over
 *
 * What a file descriptor is written to.
 */
typedef struct
{
  guint    columns;
  gboolean has_color;
  gboolean can_rewrite;
} LfCliTerminal;

void   lf_cli_terminal_init    (LfCliTerminal       *self,
                                int                  fd);
void   lf_cli_terminal_append  (const LfCliTerminal *self,
                                GString             *text,
                                LfCliStyle           style,
                                const char          *part);

char  *lf_cli_text_clean       (const char          *text);
guint  lf_cli_text_get_width   (const char          *text);
char  *lf_cli_text_ellipsize   (const char          *text,
                                guint                width);
GStrv  lf_cli_text_wrap        (const char          *text,
                                guint                width);

G_END_DECLS
