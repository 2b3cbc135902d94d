/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-json.h"

#include <math.h>
#include <string.h>

struct _LfJson
{
  GString  *text;
  guint     depth;
  gboolean  is_empty;           /* nothing is in the innermost object or array yet */
};

static void
begin_line (LfJson *self)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

/* Controls, those of U+0080 to U+009F too, line separators, and what changes the direction of
 * writing: JSON need not escape all of them, but a terminal or a script may act on them. */
static gboolean
must_escape (gunichar u)
{
  return u < 0x20 || (u >= 0x7f && u <= 0x9f) || u == 0x2028 || u == 0x2029 ||
         (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
}

static void
append_text (LfJson     *self,
             const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_c (self->text, '"');
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u == '"' || u == '\\')
        g_string_append_printf (self->text, "\\%c", (char) u);
      else if (u == '\n')
        g_string_append (self->text, "\\n");
      else if (u == '\t')
        g_string_append (self->text, "\\t");
      else if (must_escape (u))
        g_string_append_printf (self->text, "\\u%04x", u);
      else
        g_string_append_unichar (self->text, u);
    }
  g_string_append_c (self->text, '"');
}

/* What comes before a value: a comma, a new line, the key */
static void
begin_value (LfJson     *self,
             const char *key)
{
  if (!self->is_empty)
    g_string_append_c (self->text, ',');
  if (self->depth > 0)
    begin_line (self);
  self->is_empty = FALSE;

  if (key != NULL)
    {
      append_text (self, key);
      g_string_append (self->text, ": ");
    }
}

static void
begin (LfJson     *self,
       const char *key,
       char        bracket)
{
  begin_value (self, key);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->is_empty = TRUE;
}

static void
end (LfJson *self,
     char    bracket)
{
  g_assert (self->depth > 0);

  self->depth--;
  if (!self->is_empty)
    begin_line (self);
  g_string_append_c (self->text, bracket);
  self->is_empty = FALSE;
}

/**
 * lf_json_new:
 *
 * Returns: (transfer full): a writer that has written nothing
 */
LfJson *
lf_json_new (void)
{
  LfJson *self = g_new0 (LfJson, 1);

  self->text = g_string_new (NULL);
  self->is_empty = TRUE;
  return self;
}

/**
 * lf_json_free:
 * @self: (transfer full): a writer
 *
 * Frees it with what it has written.
 */
void
lf_json_free (LfJson *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * lf_json_to_text:
 * @self: a writer, all of whose objects and arrays are ended
 *
 * Returns: (transfer full): what was written, with a newline at its end
 */
char *
lf_json_to_text (LfJson *self)
{
  g_assert (self->depth == 0);

  return g_strconcat (self->text->str, "\n", NULL);
}

/**
 * lf_json_from_ids:
 * @ids: (element-type gint64): ids of rows
 *
 * Any thread.
 *
 * Returns: (transfer full): an array of them, for a statement that takes many
 */
char *
lf_json_from_ids (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/**
 * lf_json_begin_object:
 * @self: a writer
 * @key: (nullable): its key, if it is in an object
 *
 * Begins an object, `{`.
 */
void
lf_json_begin_object (LfJson     *self,
                      const char *key)
{
  begin (self, key, '{');
}

/**
 * lf_json_end_object:
 * @self: a writer
 *
 * Ends the innermost object.
 */
void
lf_json_end_object (LfJson *self)
{
  end (self, '}');
}

/**
 * lf_json_begin_array:
 * @self: a writer
 * @key: (nullable): its key, if it is in an object
 *
 * Begins an array, `[`.
 */
void
lf_json_begin_array (LfJson     *self,
                     const char *key)
{
  begin (self, key, '[');
}

/**
 * lf_json_end_array:
 * @self: a writer
 *
 * Ends the innermost array.
 */
void
lf_json_end_array (LfJson *self)
{
  end (self, ']');
}

/**
 * lf_json_add_text:
 * @self: a writer
 * @key: (nullable): its key, if it is in an object
 * @value: (nullable): a text; what is no UTF-8 in it becomes U+FFFD
 *
 * Writes a string, or `null` for %NULL.
 */
void
lf_json_add_text (LfJson     *self,
                  const char *key,
                  const char *value)
{
  begin_value (self, key);
  if (value != NULL)
    append_text (self, value);
  else
    g_string_append (self->text, "null");
}

/**
 * lf_json_add_count:
 * @self: a writer
 * @key: (nullable): its key, if it is in an object
 * @value: a count
 *
 * Writes an integer.
 */
void
lf_json_add_count (LfJson     *self,
                   const char *key,
                   guint64     value)
{
  begin_value (self, key);
  g_string_append_printf (self->text, "%" G_GUINT64_FORMAT, value);
}

/**
 * lf_json_add_number:
 * @self: a writer
 * @key: (nullable): its key, if it is in an object
 * @value: a number
 *
 * Writes a number with as many digits as it takes to read the same one again; `null` for NaN and
 * for infinity, which JSON does not have.
 */
void
lf_json_add_number (LfJson     *self,
                    const char *key,
                    double      value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  begin_value (self, key);
  if (!isfinite (value))
    {
      g_string_append (self->text, "null");
      return;
    }

  g_ascii_formatd (number, sizeof number, "%.15g", value);
  if (g_ascii_strtod (number, NULL) != value)
    g_ascii_formatd (number, sizeof number, "%.17g", value);
  g_string_append (self->text, number);
}

/**
 * lf_json_add_boolean:
 * @self: a writer
 * @key: (nullable): its key, if it is in an object
 * @value: true or false
 *
 * Writes `true` or `false`.
 */
void
lf_json_add_boolean (LfJson     *self,
                     const char *key,
                     gboolean    value)
{
  begin_value (self, key);
  g_string_append (self->text, value ? "true" : "false");
}
