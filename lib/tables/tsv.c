/* SPDX-License-Identifier: Apache-2.0 */

#include "tables/tsv.h"

#include <stdio.h>
#include <stdlib.h>

static void file_close(FILE **file)
{
	if (*file)
		(void)fclose(*file);
}

static pf_str slurp(struct pf_arena *arena, const char *path)
{
	PF_CLEANUP(file_close) FILE *file = fopen(path, "rb");
	size_t cap = (size_t)4 << 20;
	char *bytes = pf_arena_alloc(arena, cap, 1);
	size_t len = file ? fread(bytes, 1, cap, file) : 0;

	if (!file || ferror(file) || len == cap) {
		(void)fprintf(stderr, "%s: cannot be read\n", path);
		exit(EXIT_FAILURE);
	}
	return (pf_str){bytes, len};
}

void row_fail(const struct table *table, const struct row *row, const char *what)
{
	(void)fprintf(stderr, "%s:%zu: %s\n", table->path, row->line, what);
	exit(EXIT_FAILURE);
}

static struct row *row_read(struct pf_arena *arena, pf_str line)
{
	struct row *row = PF_NEW(arena, struct row);
	pf_str rest = line, part;

	for (size_t i = 0; i < ROW_MAX; i++)
		row->column[i] = PF_STR_EMPTY;
	for (; pf_str_split(&rest, '\t', &part); row->len++) {
		if (row->len < ROW_MAX)
			row->column[row->len] = part;
	}
	return row;
}

struct table table_read(struct pf_arena *arena, const char *path)
{
	struct table table = {.path = path};
	struct row **tail = &table.rows;
	pf_str rest = slurp(arena, path), line;

	for (size_t number = 1; pf_str_split(&rest, '\n', &line); number++) {
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		*tail = row_read(arena, line);
		(*tail)->line = number;
		tail = &(*tail)->next;
	}
	return table;
}
