/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfTokenKind:
 * @LF_TOKEN_WORD: a keyword or a name without quotes
 * @LF_TOKEN_NAME: a name in `""`, `[]` or backquotes
 * @LF_TOKEN_STRING: a text in `''`, which may stand for a name, too
 * @LF_TOKEN_OPEN: an opening parenthesis
 * @LF_TOKEN_CLOSE: a closing one
 * @LF_TOKEN_COMMA: a comma
 * @LF_TOKEN_OTHER: a number or an operator
 */
typedef enum
{
  LF_TOKEN_WORD,
  LF_TOKEN_NAME,
  LF_TOKEN_STRING,
  LF_TOKEN_OPEN,
  LF_TOKEN_CLOSE,
  LF_TOKEN_COMMA,
  LF_TOKEN_OTHER,
} LfTokenKind;

/**
 * LfToken:
 * @kind: what it is
 * @start: where it begins in the text
 * @length: its bytes
 * @depth: how many parentheses are around it; one of them is not around itself
 *
 * A word or sign of SQL.
 */
typedef struct
{
  LfTokenKind  kind;
  const char  *start;
  gsize        length;
  guint        depth;
} LfToken;

GArray   *lf_tokens_read      (const char    *sql);
gboolean  lf_token_is_word    (const LfToken *self,
                               const char    *word);
char     *lf_token_dup_name   (const LfToken *self);

G_END_DECLS
