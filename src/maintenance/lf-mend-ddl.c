/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-ddl.h"

#include <sqlite3.h>
#include <string.h>

#include "maintenance/lf-names.h"

/* Composes definitions. A table that is made anew has the columns of the reference in its order,
 * then the user's, then the constraints. What the old definition says stays word for word, also of
 * columns that the reference knows: a CHECK, a COLLATE, a DEFAULT; only where it differs from what
 * the reference asks for, that takes its place. */

static gboolean
needs_quotes (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return TRUE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '_')
      return TRUE;
  return sqlite3_keyword_check (name, (int) strlen (name)) != 0;
}

static void
append_name (GString    *sql,
             const char *name)
{
  char *quoted = needs_quotes (name) ? sqlite3_mprintf ("\"%w\"", name) : NULL;

  g_string_append (sql, quoted != NULL ? quoted : name);
  sqlite3_free (quoted);
}

static void
append_names (GString   *sql,
              GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      append_name (sql, g_ptr_array_index (names, i));
    }
}

/* The types that a STRICT table knows */
static const char *
get_strict_type (LfAffinity affinity)
{
  switch (affinity)
    {
    case LF_AFFINITY_INTEGER:
      return "INTEGER";
    case LF_AFFINITY_TEXT:
      return "TEXT";
    case LF_AFFINITY_REAL:
      return "REAL";
    case LF_AFFINITY_BLOB:
      return "BLOB";
    case LF_AFFINITY_NUMERIC:
    default:
      return "ANY";
    }
}

static const char *
get_type (LfMendTable  *table,
          LfMendColumn *column)
{
  if (column->text != NULL && !column->new_type)
    return column->text->type;
  if (table->text != NULL && table->text->strict)
    return get_strict_type (column->wanted->affinity);
  return column->wanted->type;
}

static gboolean
is_among (GPtrArray  *names,
          const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the table gets a foreign key of just these columns */
static gboolean
has_new_foreign_key (LfMendTable *table,
                     GPtrArray   *from)
{
  for (guint i = 0; i < table->foreign_keys->len; i++)
    {
      LfShapeForeignKey *key = g_ptr_array_index (table->foreign_keys, i);

      if (lf_shape_names_equal (key->from, from))
        return TRUE;
    }
  return FALSE;
}

/* A table has one primary key. What the user had for one still may not repeat. */
static const char *
get_key_clause (LfMendTable  *table,
                LfMendColumn *column,
                LfClauseText *clause)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (table->wanted);

  if (!table->new_key)
    return clause->text;
  return key->len == 1 && is_among (key, column->text->name) ? NULL : "UNIQUE";
}

/* What stays of a constraint of a column; NULL for nothing */
static const char *
filter_clause (LfMendTable  *table,
               LfMendColumn *column,
               LfClauseText *clause)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, column->text->name);
  switch (clause->kind)
    {
    case LF_CLAUSE_PRIMARY_KEY:
      return get_key_clause (table, column, clause);
    case LF_CLAUSE_NULL:
      return column->add_not_null ? NULL : clause->text;
    case LF_CLAUSE_DEFAULT:
      return column->new_default ? NULL : clause->text;
    case LF_CLAUSE_REFERENCES:
      return has_new_foreign_key (table, names) ? NULL : clause->text;
    case LF_CLAUSE_NOT_NULL:
    case LF_CLAUSE_UNIQUE:
    case LF_CLAUSE_CHECK:
    case LF_CLAUSE_COLLATE:
    case LF_CLAUSE_GENERATED:
    case LF_CLAUSE_FOREIGN_KEY:
    case LF_CLAUSE_OTHER:
    default:
      return clause->text;
    }
}

static void
append_default (GString    *sql,
                const char *expression)
{
  /* As the pragma tells it, an expression has lost its parentheses */
  g_string_append_printf (sql, " DEFAULT (%s)", expression);
}

/**
 * lf_mend_ddl_compose_column:
 * @table: a table
 * @column: a column that it has or gets
 *
 * Returns: (transfer full): its definition, without what the table says of it. Any thread, as
 *   everything here.
 */
char *
lf_mend_ddl_compose_column (LfMendTable  *table,
                            LfMendColumn *column)
{
  GString *sql = g_string_new (NULL);
  const char *type = get_type (table, column);

  append_name (sql, column->wanted != NULL ? column->wanted->name : column->text->name);
  if (*type != '\0')
    g_string_append_printf (sql, " %s", type);

  for (guint i = 0; column->text != NULL && i < column->text->clauses->len; i++)
    {
      const char *clause = filter_clause (table, column,
                                          g_ptr_array_index (column->text->clauses, i));

      if (clause != NULL)
        g_string_append_printf (sql, " %s", clause);
    }

  if (column->add_not_null)
    g_string_append (sql, " NOT NULL");
  if (column->new_default)
    append_default (sql, column->wanted->default_text);
  return g_string_free (sql, FALSE);
}

/* The user's own column word for word, with the comments in it. One at its end would swallow the
 * comma, but for a new line. */
static char *
compose_column (LfMendTable  *table,
                LfMendColumn *column)
{
  gboolean loses_key = table->new_key && column->text != NULL &&
                       lf_column_text_find (column->text, LF_CLAUSE_PRIMARY_KEY) != NULL;

  if (column->wanted != NULL || loses_key)
    return lf_mend_ddl_compose_column (table, column);
  return g_strconcat (column->text->text, strstr (column->text->text, "--") != NULL ? "\n" : "",
                      NULL);
}

static void
append_primary_key (GString     *sql,
                    LfMendTable *table)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (table->wanted);
  gboolean autoincrement = table->wanted->autoincrement ||
                           (table->actual != NULL && table->actual->autoincrement);

  g_string_append (sql, ",\n  PRIMARY KEY (");
  append_names (sql, key);
  g_string_append (sql, autoincrement && table->has_numbers ? " AUTOINCREMENT)" : ")");
}

static void
append_action (GString    *sql,
               const char *event,
               const char *action)
{
  if (g_ascii_strcasecmp (action, "NO ACTION") != 0)
    g_string_append_printf (sql, " ON %s %s", event, action);
}

static void
append_foreign_key (GString           *sql,
                    LfShapeForeignKey *key)
{
  g_string_append (sql, ",\n  FOREIGN KEY (");
  append_names (sql, key->from);
  g_string_append (sql, ") REFERENCES ");
  append_name (sql, key->table);
  if (key->to->len > 0)
    {
      g_string_append (sql, " (");
      append_names (sql, key->to);
      g_string_append (sql, ")");
    }
  append_action (sql, "UPDATE", key->on_update);
  append_action (sql, "DELETE", key->on_delete);
}

static void
append_unique (GString   *sql,
               GPtrArray *columns)
{
  g_string_append (sql, ",\n  UNIQUE (");
  append_names (sql, columns);
  g_string_append (sql, ")");
}

/* What the old definition says of the table as a whole */
static void
append_old_clauses (GString     *sql,
                    LfMendTable *table)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (table->wanted);

  for (guint i = 0; table->text != NULL && i < table->text->clauses->len; i++)
    {
      LfClauseText *clause = g_ptr_array_index (table->text->clauses, i);

      if (clause->kind == LF_CLAUSE_FOREIGN_KEY && has_new_foreign_key (table, clause->columns))
        continue;
      if (clause->kind != LF_CLAUSE_PRIMARY_KEY || !table->new_key)
        g_string_append_printf (sql, ",\n  %s", clause->text);
      else if (!lf_shape_names_equal (clause->columns, key))
        append_unique (sql, clause->columns);
    }
}

static void
append_options (GString     *sql,
                LfMendTable *table)
{
  gboolean without_rowid = table->text != NULL && table->text->without_rowid && !table->new_key;
  gboolean strict = table->text != NULL && table->text->strict;

  g_string_append (sql, without_rowid ? " WITHOUT ROWID" : "");
  g_string_append (sql, strict ? (without_rowid ? ", STRICT" : " STRICT") : "");
}

/**
 * lf_mend_ddl_compose_table:
 * @table: a table that is made or rebuilt
 * @name: how it is called
 *
 * Returns: (transfer full): its definition
 */
char *
lf_mend_ddl_compose_table (LfMendTable *table,
                           const char  *name)
{
  GString *sql = g_string_new ("CREATE TABLE main.");

  append_name (sql, name);
  g_string_append (sql, " (\n");
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *column = compose_column (table, g_ptr_array_index (table->columns, i));

      g_string_append_printf (sql, "%s  %s", i > 0 ? ",\n" : "", column);
    }

  if (table->new_key)
    append_primary_key (sql, table);
  for (guint i = 0; i < table->foreign_keys->len; i++)
    append_foreign_key (sql, g_ptr_array_index (table->foreign_keys, i));
  for (guint i = 0; i < table->uniques->len; i++)
    {
      g_autoptr (GPtrArray) columns =
        lf_shape_index_list_columns (g_ptr_array_index (table->uniques, i));

      append_unique (sql, columns);
    }
  append_old_clauses (sql, table);
  g_string_append (sql, "\n)");
  append_options (sql, table);
  return g_string_free (sql, FALSE);
}

/**
 * lf_mend_ddl_compose_index:
 * @index: an index of the reference
 * @name: how it is called
 * @table: its table
 *
 * Returns: (transfer full): its definition
 */
char *
lf_mend_ddl_compose_index (LfShapeIndex *index,
                           const char   *name,
                           const char   *table)
{
  GString *sql = g_string_new (index->unique ? "CREATE UNIQUE INDEX main." : "CREATE INDEX main.");

  append_name (sql, name);
  g_string_append (sql, " ON ");
  append_name (sql, table);
  g_string_append (sql, " (");
  for (guint i = 0; i < index->parts->len; i++)
    {
      LfShapePart *part = g_ptr_array_index (index->parts, i);

      g_string_append (sql, i > 0 ? ", " : "");
      append_name (sql, part->column);
      if (g_ascii_strcasecmp (part->collation, "BINARY") != 0)
        {
          g_string_append (sql, " COLLATE ");
          append_name (sql, part->collation);
        }
      g_string_append (sql, part->descending ? " DESC" : "");
    }
  g_string_append_c (sql, ')');
  if (index->where != NULL)
    g_string_append_printf (sql, " WHERE %s", index->where);
  return g_string_free (sql, FALSE);
}
