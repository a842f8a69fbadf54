/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/changes.h"

#include <stdlib.h>

#include "base/search.h"
#include "rule/rule.h"
#include "suppress/removals.h"

struct pf_change_map {
	struct pf_change_pieces added; /* whole lines */
	struct pf_removals removals;
};

/* Files. */

static int by_path(const void *a, const void *b)
{
	const struct pf_diff_file *l = a, *r = b;

	return pf_str_cmp(l->path, r->path);
}

void pf_changes_sort(struct pf_changes *changes)
{
	if (changes->n)
		qsort(changes->files, changes->n, sizeof(*changes->files), by_path);
}

static bool is_before(const void *item, const void *path)
{
	return pf_str_cmp(((const struct pf_diff_file *)item)->path, *(const pf_str *)path) < 0;
}

/* The first file of that path, or where it would be. */
static size_t find_path(const struct pf_changes *changes, pf_str path)
{
	return pf_search(changes->files, changes->n, sizeof(*changes->files), &path, is_before);
}

bool pf_changes_know(const struct pf_changes *changes, pf_str path)
{
	size_t i = find_path(changes, path);

	return i < changes->n && pf_str_eq(changes->files[i].path, path);
}

/* Pieces of a text. */

static int by_start(const void *a, const void *b)
{
	const struct pf_piece *l = a, *r = b;

	if (l->start != r->start)
		return l->start < r->start ? -1 : 1;
	return l->end < r->end ? -1 : l->end > r->end;
}

static void sort(struct pf_change_pieces *pieces)
{
	if (pieces->len)
		qsort(pieces->ptr, pieces->len, sizeof(*pieces->ptr), by_start);
}

/* Sort, and make one of those that overlap. */
static void unite(struct pf_change_pieces *pieces)
{
	size_t n = 0;

	sort(pieces);
	for (size_t i = 0; i < pieces->len; i++) {
		struct pf_piece piece = pieces->ptr[i];

		if (n && piece.start < pieces->ptr[n - 1].end) {
			if (piece.end > pieces->ptr[n - 1].end)
				pieces->ptr[n - 1].end = piece.end;
		} else {
			pieces->ptr[n++] = piece;
		}
	}
	pieces->len = n;
}

static bool begins_up_to(const void *item, const void *offset)
{
	return ((const struct pf_piece *)item)->start <= *(const uint32_t *)offset;
}

/* The last piece that begins at `offset` or before it, or NULL. */
static const struct pf_piece *piece_before(const struct pf_change_pieces *pieces, uint32_t offset)
{
	size_t behind =
		pf_search(pieces->ptr, pieces->len, sizeof(*pieces->ptr), &offset, begins_up_to);

	return behind ? &pieces->ptr[behind - 1] : NULL;
}

static bool overlaps(const struct pf_change_pieces *pieces, uint32_t start, uint32_t end)
{
	const struct pf_piece *piece = piece_before(pieces, end > start ? end - 1 : start);

	return piece && piece->end > start;
}

static bool holds(const struct pf_change_pieces *pieces, uint32_t start, uint32_t end)
{
	const struct pf_piece *piece = piece_before(pieces, start);

	return piece && end <= piece->end;
}

static bool has(const struct pf_change_pieces *pieces, uint32_t start, uint32_t end)
{
	struct pf_piece piece = {start, end};

	return pieces->len &&
		bsearch(&piece, pieces->ptr, pieces->len, sizeof(piece), by_start) != NULL;
}

/* The map. */

/* Where a line begins; past the last one, behind the end of the text. */
static uint32_t line_start(const struct pf_file *file, uint64_t line)
{
	return line <= file->lines.n ? file->lines.start[line - 1]
				     : (uint32_t)file->source.text.len + 1;
}

static void add_lines(struct pf_arena *arena, struct pf_change_map *map, const struct pf_file *file,
	const struct pf_diff_file *diff)
{
	for (size_t i = 0; i < diff->nadded; i++) {
		const struct pf_diff_lines *lines = &diff->added[i];

		/* Of an older state of the file, perhaps. */
		if (lines->first <= file->lines.n)
			pf_change_pieces_add(arena, &map->added, line_start(file, lines->first),
				line_start(file, (uint64_t)lines->last + 1));
	}
}

/* Whatever changed in a broken document may have broken it. */
static void add_broken(struct pf_arena *arena, struct pf_change_map *map,
	const struct pf_documents *documents)
{
	for (size_t i = 0; i < documents->len; i++) {
		const struct pf_document *d = &documents->ptr[i];

		if (d->fault && overlaps(&map->added, d->start, d->end))
			pf_change_pieces_add(arena, &map->removals.whole, d->start, d->end + 1);
	}
}

const struct pf_change_map *pf_change_map_of(struct pf_arena *arena,
	const struct pf_changes *changes, const struct pf_file *file)
{
	struct pf_change_map *map = NULL;
	pf_str path = file->source.path;

	for (size_t i = find_path(changes, path);
		i < changes->n && pf_str_eq(changes->files[i].path, path); i++) {
		const struct pf_diff_file *diff = &changes->files[i];

		if (!map)
			map = PF_NEW(arena, struct pf_change_map);
		add_lines(arena, map, file, diff);
		pf_removals_add(arena, file, diff->blocks, diff->nblocks, &map->removals);
	}
	if (!map)
		return NULL;
	unite(&map->added);
	for (size_t i = 0; i < file->nparts; i++)
		add_broken(arena, map, &file->parts[i]);
	unite(&map->removals.around);
	unite(&map->removals.whole);
	sort(&map->removals.exact);
	return map;
}

/* Findings. */

bool pf_change_adds(const struct pf_change_map *map, struct pf_place at)
{
	return map && overlaps(&map->added, at.start, at.end);
}

/* What is named and not there may be gone from anywhere in the object. */
static bool may_be_broken(const struct pf_change_map *map, const struct pf_finding *finding)
{
	const struct pf_node *root = finding->object ? finding->object->root : NULL;

	if (!root || !finding->rule->refers)
		return false;
	return overlaps(&map->added, root->start, root->end) ||
		overlaps(&map->removals.around, root->start, root->end) ||
		overlaps(&map->removals.exact, root->start, root->end);
}

bool pf_change_touches(const struct pf_change_map *map, const struct pf_finding *finding)
{
	const struct pf_node *node = finding->node;

	if (!map)
		return false;
	if (pf_change_adds(map, finding->at) || may_be_broken(map, finding) ||
		overlaps(&map->removals.whole, finding->at.start, finding->at.end))
		return true;
	if (!node)
		return false;
	if (has(&map->removals.exact, node->start, node->end))
		return true;
	return node->kind != PF_SCALAR && holds(&map->removals.around, node->start, node->end);
}
