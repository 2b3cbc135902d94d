/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-text.h"

#include "maintenance/lf-mend-token.h"

/* Takes a CREATE TABLE apart, so that what a user said of columns and of the table stays word for
 * word when the table is made anew. See https://www.sqlite.org/lang_createtable.html. */

/* A run of tokens: @last is the one behind it */
typedef struct
{
  const LfToken *first;
  const LfToken *last;
} Range;

static void
clause_free (LfClauseText *clause)
{
  g_ptr_array_unref (clause->columns);
  g_free (clause->text);
  g_free (clause);
}

static void
column_free (LfColumnText *column)
{
  g_ptr_array_unref (column->clauses);
  g_free (column->name);
  g_free (column->type);
  g_free (column->text);
  g_free (column);
}

static char *
dup_range (const LfToken *first,
           const LfToken *last)
{
  if (first == last)
    return g_strdup ("");
  return g_strndup (first->start, (gsize) (last[-1].start - first->start) + last[-1].length);
}

static gboolean
is_name (const LfToken *token)
{
  return token->kind == LF_TOKEN_WORD || token->kind == LF_TOKEN_NAME ||
         token->kind == LF_TOKEN_STRING;
}

/* The kind of constraint that begins at a token; LF_CLAUSE_OTHER if none does */
static LfClauseKind
find_kind (const LfToken *token,
           Range          all,
           gboolean       of_table)
{
  static const struct
  {
    const char   *word;
    const char   *not_behind;   /* the word belongs to what is said before, then */
    LfClauseKind  kind;
    gboolean      of_table;
  } words[] = {
    { "PRIMARY", NULL, LF_CLAUSE_PRIMARY_KEY, TRUE },
    { "UNIQUE", NULL, LF_CLAUSE_UNIQUE, TRUE },
    { "CHECK", NULL, LF_CLAUSE_CHECK, TRUE },
    { "FOREIGN", NULL, LF_CLAUSE_FOREIGN_KEY, TRUE },
    { "COLLATE", NULL, LF_CLAUSE_COLLATE, FALSE },
    { "REFERENCES", NULL, LF_CLAUSE_REFERENCES, FALSE },
    { "GENERATED", NULL, LF_CLAUSE_GENERATED, FALSE },
    { "AS", "ALWAYS", LF_CLAUSE_GENERATED, FALSE },
    { "DEFAULT", "SET", LF_CLAUSE_DEFAULT, FALSE },
  };
  const LfToken *before = token > all.first ? token - 1 : NULL;
  gboolean is_value = before != NULL && lf_token_is_word (before, "DEFAULT");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (lf_token_is_word (token, words[i].word) && (words[i].of_table || !of_table) &&
        (before == NULL || words[i].not_behind == NULL ||
         !lf_token_is_word (before, words[i].not_behind)))
      return words[i].kind;

  /* NOT DEFERRABLE and SET NULL belong to a foreign key, DEFAULT NULL is what it says */
  if (of_table || is_value)
    return LF_CLAUSE_OTHER;
  if (lf_token_is_word (token, "NOT") && token + 1 < all.last &&
      lf_token_is_word (token + 1, "NULL"))
    return LF_CLAUSE_NOT_NULL;
  if (lf_token_is_word (token, "NULL") &&
      (before == NULL || (!lf_token_is_word (before, "NOT") && !lf_token_is_word (before, "SET"))))
    return LF_CLAUSE_NULL;
  return LF_CLAUSE_OTHER;
}

/* The names that begin what stands between the commas of the first parentheses */
static GPtrArray *
list_names (const LfToken *first,
            const LfToken *last)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const LfToken *open = first;

  while (open < last && open->kind != LF_TOKEN_OPEN)
    open++;

  for (const LfToken *token = open + 1; token < last && token->depth > open->depth; token++)
    if (token->depth == open->depth + 1 && is_name (token) &&
        (token[-1].kind == LF_TOKEN_OPEN || token[-1].kind == LF_TOKEN_COMMA))
      g_ptr_array_add (names, lf_token_dup_name (token));
  return names;
}

static void
add_clause (GPtrArray     *clauses,
            LfClauseKind   kind,
            const LfToken *first,
            const LfToken *last)
{
  LfClauseText *clause;

  if (first == last)
    return;

  clause = g_new0 (LfClauseText, 1);
  clause->kind = kind;
  clause->text = dup_range (first, last);
  clause->columns = list_names (first, last);
  g_ptr_array_add (clauses, clause);
}

/* Constraints follow each other without a sign between them, and even those of a table may */
static void
split_clauses (GPtrArray *clauses,
               Range      all,
               gboolean   of_table)
{
  const LfToken *first = all.first;
  LfClauseKind kind = LF_CLAUSE_OTHER;
  gboolean is_named = FALSE;

  for (const LfToken *token = all.first; token < all.last; token++)
    {
      LfClauseKind next = LF_CLAUSE_OTHER;
      gboolean begins_name = FALSE;

      if (token->depth == all.first->depth)
        {
          begins_name = lf_token_is_word (token, "CONSTRAINT");
          next = find_kind (token, all, of_table);
        }
      if (!begins_name && next == LF_CLAUSE_OTHER)
        continue;

      /* CONSTRAINT and a name belong to what follows them */
      if (!is_named)
        {
          add_clause (clauses, kind, first, token);
          first = token;
        }
      kind = next;
      is_named = begins_name;
      if (begins_name && token + 1 < all.last)
        token++;
    }
  add_clause (clauses, kind, first, all.last);
}

static gboolean
begins_clause (const LfToken *token,
               Range          all)
{
  return lf_token_is_word (token, "CONSTRAINT") ||
         find_kind (token, all, FALSE) != LF_CLAUSE_OTHER;
}

static void
add_column (LfTableText *self,
            Range        all,
            char        *text)
{
  LfColumnText *column = g_new0 (LfColumnText, 1);
  const LfToken *type = all.first + 1;
  const LfToken *token = type;

  while (token < all.last && (token->depth > all.first->depth || !begins_clause (token, all)))
    token++;

  column->name = lf_token_dup_name (all.first);
  column->type = dup_range (type, token);
  column->text = text;
  column->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);
  if (token < all.last)
    split_clauses (column->clauses, (Range) { token, all.last }, FALSE);
  g_ptr_array_add (self->columns, column);
}

static gboolean
begins_table_clause (const LfToken *token)
{
  static const char *words[] = { "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (lf_token_is_word (token, words[i]))
      return TRUE;
  return FALSE;
}

/* What stands between two commas. @text, which is taken over, has the comments, too. */
static gboolean
add_item (LfTableText *self,
          Range        all,
          char        *text)
{
  g_autofree char *owned = g_strstrip (text);

  if (all.first == all.last || !is_name (all.first))
    return FALSE;

  if (begins_table_clause (all.first))
    split_clauses (self->clauses, all, TRUE);
  else
    add_column (self, all, g_steal_pointer (&owned));
  return TRUE;
}

static void
read_options (LfTableText   *self,
              const LfToken *first,
              const LfToken *last)
{
  for (const LfToken *token = first; token < last; token++)
    {
      self->strict |= lf_token_is_word (token, "STRICT");
      self->without_rowid |= lf_token_is_word (token, "ROWID");
    }
}

static gboolean
read_items (LfTableText *self,
            Range        all)
{
  const LfToken *open = all.first;
  const LfToken *item;

  while (open < all.last && open->kind != LF_TOKEN_OPEN)
    open++;

  item = open + 1;
  for (const LfToken *token = item; token < all.last; token++)
    {
      gboolean ends = token->kind == LF_TOKEN_CLOSE && token->depth == open->depth;
      const char *behind = item[-1].start + item[-1].length;

      if (!ends && (token->kind != LF_TOKEN_COMMA || token->depth != open->depth + 1))
        continue;
      if (!add_item (self, (Range) { item, token },
                     g_strndup (behind, (gsize) (token->start - behind))))
        return FALSE;
      item = token + 1;
      if (ends)
        {
          read_options (self, item, all.last);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * lf_table_text_parse:
 * @sql: a CREATE TABLE as SQLite keeps it
 *
 * Takes a definition apart. Any thread.
 *
 * Returns: (transfer full) (nullable): its parts; %NULL if it is not understood
 */
LfTableText *
lf_table_text_parse (const char *sql)
{
  g_autoptr (LfTableText) self = g_new0 (LfTableText, 1);
  g_autoptr (GArray) tokens = lf_tokens_read (sql);
  const LfToken *first = (const LfToken *) (gpointer) tokens->data;

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  self->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);
  if (tokens->len == 0 || !read_items (self, (Range) { first, first + tokens->len }))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lf_table_text_free:
 * @self: (transfer full): the parts of a definition
 *
 * Frees them.
 */
void
lf_table_text_free (LfTableText *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->clauses);
  g_free (self);
}

/**
 * lf_table_text_find_column:
 * @self: the parts of a definition
 * @name: the name of a column
 *
 * Returns: (transfer none) (nullable): what is said of the column. Any thread.
 */
LfColumnText *
lf_table_text_find_column (LfTableText *self,
                           const char  *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      LfColumnText *column = g_ptr_array_index (self->columns, i);

      if (g_ascii_strcasecmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

/**
 * lf_column_text_find:
 * @self: what is said of a column
 * @kind: a kind of constraint
 *
 * Returns: (transfer none) (nullable): the first constraint of that kind. Any thread.
 */
LfClauseText *
lf_column_text_find (LfColumnText *self,
                     LfClauseKind  kind)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      LfClauseText *clause = g_ptr_array_index (self->clauses, i);

      if (clause->kind == kind)
        return clause;
    }
  return NULL;
}
