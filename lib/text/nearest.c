/* SPDX-License-Identifier: Apache-2.0 */

#include "text/nearest.h"

#define WORD_MAX 64
#define EDITS_MAX 4

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

static bool swapped(pf_str a, pf_str b, size_t i, size_t j)
{
	return i > 1 && j > 1 && pf_to_lower(a.ptr[i - 1]) == pf_to_lower(b.ptr[j - 2]) &&
		pf_to_lower(a.ptr[i - 2]) == pf_to_lower(b.ptr[j - 1]);
}

size_t pf_edit_distance(pf_str a, pf_str b, size_t limit)
{
	size_t rows[3][WORD_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	if (a.len > WORD_MAX || b.len > WORD_MAX)
		return pf_str_eq(a, b) ? 0 : limit + 1;
	if ((a.len > b.len ? a.len - b.len : b.len - a.len) > limit)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++) {
		before[j] = j;
		last[j] = j;
	}
	for (size_t i = 1; i <= a.len; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t same =
				pf_to_lower(a.ptr[i - 1]) == pf_to_lower(b.ptr[j - 1]) ? 0 : 1;

			row[j] = min3(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
			if (swapped(a, b, i, j) && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
		before = last;
		last = row;
		row = spare;
	}
	return last[b.len] <= limit ? last[b.len] : limit + 1;
}

struct pf_nearest pf_nearest_start(pf_str word)
{
	size_t accept = word.len / 3;

	if (accept < 1)
		accept = 1;
	if (accept > EDITS_MAX)
		accept = EDITS_MAX;
	return (struct pf_nearest){word, PF_STR_EMPTY, accept + 1};
}

void pf_nearest_offer(struct pf_nearest *nearest, pf_str candidate)
{
	size_t distance;

	if (nearest->distance == 0)
		return;
	distance = pf_edit_distance(nearest->word, candidate, nearest->distance - 1);
	if (distance < nearest->distance) {
		nearest->best = candidate;
		nearest->distance = distance;
	}
}
