/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests need not wait for a disk: what is written is there for every program as soon as it is
 * written, and no test cuts the power. Being in the program, these take the place of those in the C
 * library, for SQLite's library, too. Not for benchmarks, which measure the disk as well. */

#include <unistd.h>

int
fsync (int file)
{
  return 0;
}

int
fdatasync (int file)
{
  return 0;
}
