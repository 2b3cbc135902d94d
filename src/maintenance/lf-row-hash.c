/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-row-hash.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

/* Rows have no order, so their digests are added up modulo 2¹²⁸: MSet-Add-Hash of D. Clarke,
 * S. Devadas, M. van Dijk, B. Gassend, G. E. Suh: Incremental Multiset Hash Functions and Their
 * Application to Memory Integrity Checking, ASIACRYPT 2003. MD5, the quickest of GLib's, does for
 * accidents.
 *
 * Each value goes into the digest of its row as a byte for its type, which also tells how long the
 * number behind it is: the value itself, or the length of the text or blob that follows. So no two
 * rows have the same bytes. A real without a fraction goes as the integer: SQLite itself stores the
 * one for the other, depending on what the column is declared to be. */

enum
{
  TYPE_NULL = 0x00,
  TYPE_INTEGER = 0x10,
  TYPE_REAL = 0x20,
  TYPE_TEXT = 0x30,
  TYPE_BLOB = 0x40,
};

/* Longer ones need not be copied */
#define LONG_BYTES 4096

/* A type and a number, at most */
#define NUMBER_BYTES (1 + sizeof (guint64))

/* 2⁶³, the first real that is no 64-bit integer any more */
#define END_OF_INTEGERS 9223372036854775808.0

struct _LfRowHash
{
  GChecksum *checksum;
  guint64    high;
  guint64    low;
  gsize      size;              /* of what is yet to go into the checksum */
  guint8     bytes[4 * LONG_BYTES];
};

/**
 * lf_row_hash_new:
 *
 * Returns: (transfer full): the hash of no rows
 */
LfRowHash *
lf_row_hash_new (void)
{
  LfRowHash *self = g_new0 (LfRowHash, 1);

  self->checksum = g_checksum_new (G_CHECKSUM_MD5);
  return self;
}

/**
 * lf_row_hash_free:
 * @self: (transfer full): a hash
 *
 * Frees it.
 */
void
lf_row_hash_free (LfRowHash *self)
{
  g_checksum_free (self->checksum);
  g_free (self);
}

static void
flush (LfRowHash *self)
{
  g_checksum_update (self->checksum, self->bytes, (gssize) self->size);
  self->size = 0;
}

static void
add_number (LfRowHash *self,
            guint      type,
            guint64    bits)
{
  guint64 bytes = GUINT64_TO_LE (bits);
  guint n = 0;

  memcpy (self->bytes + self->size + 1, &bytes, sizeof bytes);
  for (; bits != 0; bits >>= 8)
    n++;
  self->bytes[self->size] = (guint8) (type + n);
  self->size += 1 + n;
}

static void
add_integer (LfRowHash *self,
             gint64     value)
{
  guint64 bits = (guint64) value << 1;

  /* The sign last, so that small numbers of either sign are short */
  add_number (self, TYPE_INTEGER, value < 0 ? ~bits : bits);
}

static void
add_real (LfRowHash *self,
          double     value)
{
  guint64 bits;

  if (value >= -END_OF_INTEGERS && value < END_OF_INTEGERS && trunc (value) == value)
    {
      add_integer (self, (gint64) value);
      return;
    }

  memcpy (&bits, &value, sizeof bits);
  add_number (self, TYPE_REAL, bits);
}

static void
add_bytes (LfRowHash     *self,
           guint          type,
           gconstpointer  bytes,
           int            size)
{
  add_number (self, type, (guint64) size);
  if (size <= LONG_BYTES)
    {
      if (size > 0)
        memcpy (self->bytes + self->size, bytes, (gsize) size);
      self->size += (gsize) size;
      return;
    }

  flush (self);
  g_checksum_update (self->checksum, bytes, size);
}

static void
add_value (LfRowHash     *self,
           sqlite3_value *value)
{
  gconstpointer bytes;

  if (self->size + NUMBER_BYTES + LONG_BYTES > sizeof self->bytes)
    flush (self);

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      add_integer (self, sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      add_real (self, sqlite3_value_double (value));
      break;
    case SQLITE_TEXT:
      /* As UTF-8 whatever the file has; its length only after that */
      bytes = sqlite3_value_text (value);
      add_bytes (self, TYPE_TEXT, bytes, sqlite3_value_bytes (value));
      break;
    case SQLITE_BLOB:
      bytes = sqlite3_value_blob (value);
      add_bytes (self, TYPE_BLOB, bytes, sqlite3_value_bytes (value));
      break;
    default:
      self->bytes[self->size++] = TYPE_NULL;
      break;
    }
}

static guint64
read_be64 (const guint8 *bytes)
{
  guint64 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_BE (value);
}

/**
 * lf_row_hash_add:
 * @self: a hash
 * @stmt: a statement with a row
 *
 * Adds the row, with all columns of the statement in their order. Texts may be converted to UTF-8
 * in the statement. On the thread that uses @stmt.
 */
void
lf_row_hash_add (LfRowHash    *self,
                 sqlite3_stmt *stmt)
{
  guint8 digest[LF_ROW_HASH_BYTES];
  gsize size = sizeof digest;
  int n_columns = sqlite3_column_count (stmt);
  guint64 low;

  g_checksum_reset (self->checksum);
  /* Connections have no lock of their own and stay on one thread, so that the values may be asked
   * themselves: asking the statement for each takes half as long again */
  for (int i = 0; i < n_columns; i++)
    add_value (self, sqlite3_column_value (stmt, i));
  flush (self);
  g_checksum_get_digest (self->checksum, digest, &size);

  low = self->low + read_be64 (digest + sizeof (guint64));
  self->high += read_be64 (digest) + (low < self->low ? 1 : 0);
  self->low = low;
}

/**
 * lf_row_hash_get_sum:
 * @self: a hash
 * @sum: (out): the checksum of the rows so far
 *
 * Any thread, while no row is added.
 */
void
lf_row_hash_get_sum (LfRowHash *self,
                     guint8     sum[LF_ROW_HASH_BYTES])
{
  guint64 high = GUINT64_TO_BE (self->high);
  guint64 low = GUINT64_TO_BE (self->low);

  memcpy (sum, &high, sizeof high);
  memcpy (sum + sizeof high, &low, sizeof low);
}
