/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-values.h"

#include <sqlite3.h>
#include <string.h>

/* One after the other: what it is, in a byte; then of a number eight bytes, of a text or a blob
 * their length, four bytes, and they themselves. The least byte of a number is first: a file may be
 * moved to another computer. */
enum
{
  IS_NULL = 'n',
  IS_WHOLE = 'i',
  IS_REAL = 'r',
  IS_TEXT = 't',
  IS_BLOB = 'b',
};

#define N_NUMBER 8
#define N_LENGTH 4

typedef struct
{
  const guint8 *bytes;          /* of the whole value */
  gsize         size;
  int           type;
  const guint8 *data;           /* of the number, the text or the blob */
  gsize         n_data;
} Value;

static void
put_number (GByteArray *bytes,
            guint64     number,
            guint       n)
{
  guint64 little = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, n);
}

static guint64
take_number (const guint8 *data,
             guint         n)
{
  guint64 little = 0;

  memcpy (&little, data, n);
  return GUINT64_FROM_LE (little);
}

static void
put_data (GByteArray   *bytes,
          int           type,
          gconstpointer data,
          gsize         size)
{
  guint8 head = (guint8) type;

  g_byte_array_append (bytes, &head, 1);
  put_number (bytes, size, N_LENGTH);
  if (size > 0)
    g_byte_array_append (bytes, data, (guint) size);
}

static void
put_column (GByteArray   *bytes,
            sqlite3_stmt *stmt,
            int           column)
{
  guint8 head;
  double real;
  guint64 number;

  switch (sqlite3_column_type (stmt, column))
    {
    case SQLITE_INTEGER:
      head = IS_WHOLE;
      g_byte_array_append (bytes, &head, 1);
      put_number (bytes, (guint64) sqlite3_column_int64 (stmt, column), N_NUMBER);
      break;
    case SQLITE_FLOAT:
      head = IS_REAL;
      real = sqlite3_column_double (stmt, column);
      memcpy (&number, &real, sizeof number);
      g_byte_array_append (bytes, &head, 1);
      put_number (bytes, number, N_NUMBER);
      break;
    case SQLITE_TEXT:
      {
        const guchar *text = sqlite3_column_text (stmt, column);

        put_data (bytes, IS_TEXT, text, (gsize) sqlite3_column_bytes (stmt, column));
      }
      break;
    case SQLITE_BLOB:
      {
        const void *blob = sqlite3_column_blob (stmt, column);

        put_data (bytes, IS_BLOB, blob, (gsize) sqlite3_column_bytes (stmt, column));
      }
      break;
    default:
      head = IS_NULL;
      g_byte_array_append (bytes, &head, 1);
      break;
    }
}

/**
 * lf_values_read: (skip)
 * @stmt: a statement with a row
 * @first: the first column of it
 * @n: how many columns
 *
 * Copies values as they are.
 *
 * Returns: (transfer full): the values
 */
LfValues *
lf_values_read (sqlite3_stmt *stmt,
                guint         first,
                guint         n)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    put_column (bytes, stmt, (int) (first + i));
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * lf_values_from_number: (skip)
 * @number: a whole number
 *
 * Returns: (transfer full): this one value
 */
LfValues *
lf_values_from_number (gint64 number)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 head = IS_WHOLE;

  g_byte_array_append (bytes, &head, 1);
  put_number (bytes, (guint64) number, N_NUMBER);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * lf_values_from_text: (skip)
 * @text: a text
 *
 * Returns: (transfer full): this one value
 */
LfValues *
lf_values_from_text (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  put_data (bytes, IS_TEXT, text, strlen (text));
  return g_byte_array_free_to_bytes (bytes);
}

/* What is next at @offset; %FALSE at the end, and where the bytes make no sense */
static gboolean
next (LfValues *self,
      gsize    *offset,
      Value    *value)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self, &size);
  gsize left = size - *offset;
  gsize head = 1;

  if (left < 1)
    return FALSE;

  value->bytes = bytes + *offset;
  value->type = value->bytes[0];
  value->n_data = 0;
  if (value->type == IS_WHOLE || value->type == IS_REAL)
    value->n_data = N_NUMBER;
  else if (value->type == IS_TEXT || value->type == IS_BLOB)
    {
      head += N_LENGTH;
      if (left < head)
        return FALSE;
      value->n_data = (gsize) take_number (value->bytes + 1, N_LENGTH);
    }
  else if (value->type != IS_NULL)
    return FALSE;

  if (left - head < value->n_data || value->n_data > G_MAXINT)
    return FALSE;

  value->data = value->bytes + head;
  value->size = head + value->n_data;
  *offset += value->size;
  return TRUE;
}

static gboolean
find (LfValues *self,
      guint     index,
      Value    *value)
{
  gsize offset = 0;

  for (guint i = 0; next (self, &offset, value); i++)
    if (i == index)
      return TRUE;
  return FALSE;
}

/**
 * lf_values_choose: (skip)
 * @self: values
 * @chosen: (array): for each, whether it is wanted
 *
 * Returns: (transfer full): those that are
 */
LfValues *
lf_values_choose (LfValues       *self,
                  const gboolean *chosen)
{
  GByteArray *bytes = g_byte_array_new ();
  Value value;
  gsize offset = 0;

  for (guint i = 0; next (self, &offset, &value); i++)
    if (chosen[i])
      g_byte_array_append (bytes, value.bytes, (guint) value.size);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * lf_values_count: (skip)
 * @self: values
 *
 * Returns: how many there are
 */
guint
lf_values_count (LfValues *self)
{
  Value value;
  gsize offset = 0;
  guint n = 0;

  while (next (self, &offset, &value))
    n++;
  return n;
}

/**
 * lf_values_is_valid: (skip)
 * @self: values that were kept in a file
 * @n: how many there must be
 *
 * Returns: whether they are that many, and nothing else
 */
gboolean
lf_values_is_valid (LfValues *self,
                    guint     n)
{
  Value value;
  gsize offset = 0;

  for (guint i = 0; i < n; i++)
    if (!next (self, &offset, &value))
      return FALSE;
  return offset == g_bytes_get_size (self);
}

/**
 * lf_values_is_same: (skip)
 * @a: values
 * @b: as many values
 * @index: one of them
 *
 * Returns: whether both have the same there, in type and in value
 */
gboolean
lf_values_is_same (LfValues *a,
                   LfValues *b,
                   guint     index)
{
  Value first;
  Value second;

  return find (a, index, &first) && find (b, index, &second) && first.size == second.size &&
         memcmp (first.bytes, second.bytes, first.size) == 0;
}

/**
 * lf_values_is_whole: (skip)
 * @self: values
 * @index: one of them
 *
 * Returns: whether it is a whole number
 */
gboolean
lf_values_is_whole (LfValues *self,
                    guint     index)
{
  Value value;

  return find (self, index, &value) && value.type == IS_WHOLE;
}

/**
 * lf_values_get_number: (skip)
 * @self: values
 * @index: one of them
 *
 * Returns: the whole number; 0 if it is none
 */
gint64
lf_values_get_number (LfValues *self,
                      guint     index)
{
  Value value;

  return find (self, index, &value) && value.type == IS_WHOLE
           ? (gint64) take_number (value.data, N_NUMBER)
           : 0;
}

/**
 * lf_values_dup_text: (skip)
 * @self: values
 * @index: one of them
 *
 * Copies a text, to be shown. What is no UTF-8 becomes U+FFFD.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if it is none
 */
char *
lf_values_dup_text (LfValues *self,
                    guint     index)
{
  Value value;

  if (!find (self, index, &value) || value.type != IS_TEXT)
    return NULL;
  return g_utf8_make_valid ((const char *) value.data, (gssize) value.n_data);
}

/**
 * lf_values_bind: (skip)
 * @self: values
 * @index: one of them
 * @stmt: a statement
 * @parameter: a parameter of it
 *
 * Gives a statement a value, exactly as it was read.
 */
void
lf_values_bind (LfValues     *self,
                guint         index,
                sqlite3_stmt *stmt,
                int           parameter)
{
  Value value;
  guint64 number;
  double real;

  if (!find (self, index, &value))
    value.type = IS_NULL;

  switch (value.type)
    {
    case IS_WHOLE:
      sqlite3_bind_int64 (stmt, parameter, (gint64) take_number (value.data, N_NUMBER));
      break;
    case IS_REAL:
      number = take_number (value.data, N_NUMBER);
      memcpy (&real, &number, sizeof real);
      sqlite3_bind_double (stmt, parameter, real);
      break;
    case IS_TEXT:
      sqlite3_bind_text (stmt, parameter, (const char *) value.data, (int) value.n_data,
                         SQLITE_TRANSIENT);
      break;
    case IS_BLOB:
      /* An empty one is no NULL */
      if (value.n_data == 0)
        sqlite3_bind_zeroblob (stmt, parameter, 0);
      else
        sqlite3_bind_blob (stmt, parameter, value.data, (int) value.n_data, SQLITE_TRANSIENT);
      break;
    default:
      sqlite3_bind_null (stmt, parameter);
      break;
    }
}
