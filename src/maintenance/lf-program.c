/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-program.h"

#include <sqlite3.h>

/* EXPLAIN shows the program that SQLite made of a statement. Which instructions there are differs a
 * little from version to version, and nothing depends on it but how well a progress bar keeps its
 * time: what is not understood counts as one instruction. */

typedef struct
{
  char   *name;
  int     p1;
  int     p2;
} Instruction;

static void
instruction_clear (Instruction *self)
{
  g_free (self->name);
}

static gboolean
is_one_of (const Instruction *self,
           const char *const *names)
{
  return g_strv_contains (names, self->name);
}

static gboolean
is_jump (const Instruction *self)
{
  static const char *const jumps[] = {
    "Found", "NotFound", "NoConflict", "NotExists", "SeekRowid", "IsType", "NotNull", "Eq", "Ne",
    "Lt", "Le", "Gt", "Ge", "If", "IfNot", "IfPos", "IfNotZero", "IdxGT", "IdxGE", "IdxLT",
    "IdxLE", "Once", "SorterCompare", NULL
  };

  return is_one_of (self, jumps);
}

static gboolean
is_loop_end (const Instruction *self,
             guint              address)
{
  static const char *const nexts[] = { "Next", "Prev", "SorterNext", "VNext", NULL };

  return is_one_of (self, nexts) && self->p2 >= 0 && (guint) self->p2 < address;
}

static gboolean
is_seek (const Instruction *self)
{
  static const char *const seeks[] = { "Found", "NotFound", "NoConflict", "NotExists", "IdxInsert",
                                       "Insert", "SorterInsert", "SeekRowid", "SeekGE", NULL };

  return is_one_of (self, seeks);
}

static GArray *
read_program (LfConnection *connection,
              const char   *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN ", sql, NULL);
  GArray *program = g_array_new (FALSE, FALSE, sizeof (Instruction));
  sqlite3_stmt *stmt = NULL;

  g_array_set_clear_func (program, (GDestroyNotify) instruction_clear);
  sqlite3_prepare_v2 (lf_connection_get_db (connection), explain, -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      Instruction instruction = {
        .name = g_strdup ((const char *) sqlite3_column_text (stmt, 1)),
        .p1 = sqlite3_column_int (stmt, 2),
        .p2 = sqlite3_column_int (stmt, 3),
      };

      g_array_append_val (program, instruction);
    }
  sqlite3_finalize (stmt);
  return program;
}

/* Whether a jump leads past the report of something that is not in order. As a rule everything is,
 * and a value that may be NULL is not. */
static gboolean
skips_report (GArray *program,
              guint   address,
              guint   target)
{
  static const char *const reports[] = { "Halt", "ResultRow", NULL };

  for (guint i = address + 1; i < target; i++)
    if (is_one_of (&g_array_index (program, Instruction, i), reports))
      return TRUE;
  return FALSE;
}

static guint
get_next_address (GArray *program,
                  guint   address,
                  guint   end)
{
  const Instruction *instruction = &g_array_index (program, Instruction, address);
  guint target = (guint) MAX (instruction->p2, 0);

  if (target <= address || target > end)
    return address + 1;
  if (g_str_equal (instruction->name, "Goto") ||
      (is_jump (instruction) && skips_report (program, address, target)))
    return target;
  return address + 1;
}

static gint64
find_root_page (GArray *program,
                guint   end,
                int     cursor)
{
  static const char *const opens[] = { "OpenRead", "OpenWrite", "ReopenIdx", NULL };

  for (guint i = end; i > 0; i--)
    {
      const Instruction *instruction = &g_array_index (program, Instruction, i - 1);

      if (is_one_of (instruction, opens) && instruction->p1 == cursor)
        return instruction->p2;
    }
  return 0;
}

static LfProgramLoop
walk_loop (GArray *program,
           guint   end)
{
  const Instruction *last = &g_array_index (program, Instruction, end);
  LfProgramLoop loop = { .root_page = find_root_page (program, end, last->p1), .steps = 1 };

  for (guint i = (guint) last->p2; i < end; i = get_next_address (program, i, end))
    {
      loop.steps++;
      loop.seeks += is_seek (&g_array_index (program, Instruction, i));
    }
  return loop;
}

/**
 * lf_program_list_loops:
 * @connection: a connection
 * @sql: a statement; it is not run
 *
 * Looks what SQLite will do for a statement.
 *
 * Returns: (transfer full) (element-type LfProgramLoop): its loops over rows, in the order they run
 */
GArray *
lf_program_list_loops (LfConnection *connection,
                       const char   *sql)
{
  g_autoptr (GArray) program = read_program (connection, sql);
  GArray *loops = g_array_new (FALSE, FALSE, sizeof (LfProgramLoop));

  for (guint i = 0; i < program->len; i++)
    if (is_loop_end (&g_array_index (program, Instruction, i), i))
      {
        LfProgramLoop loop = walk_loop (program, i);

        g_array_append_val (loops, loop);
      }
  return loops;
}
