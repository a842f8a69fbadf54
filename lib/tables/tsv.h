/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Tab-separated tables, for the programs that make C of them when podfit is
 * built; podfit itself reads none.  Everything belongs to the arena that is
 * given and lives as long as the program.
 */

#ifndef PF_TABLES_TSV_H
#define PF_TABLES_TSV_H

#include "base/arena.h"
#include "base/attr.h"

#define ROW_MAX 12 /* columns */

struct row {
	pf_str column[ROW_MAX]; /* empty where the line has fewer */
	size_t len;             /* columns that the line has */
	size_t line;
	struct row *next;
};

struct table {
	const char *path;
	struct row *rows;
};

/* Read one file; `#` lines are comments.  Exits on failure. */
struct table table_read(struct pf_arena *arena, const char *path);

/* Say what is wrong with a row and exit. */
PF_NORETURN void row_fail(const struct table *table, const struct row *row, const char *what);

#endif
