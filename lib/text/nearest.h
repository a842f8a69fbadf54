/* SPDX-License-Identifier: Apache-2.0 */

/*
 * "Did you mean …?": the candidate nearest to a misspelt word.
 *
 * Distance is Damerau-Levenshtein (optimal string alignment) without regard
 * to ASCII case.  Call pf_nearest_start(), offer every candidate, and
 * read `best`: a candidate at most a third of the word's length away (at least
 * one, at most four edits), or empty.  Of equals the first offered wins.
 */

#ifndef PF_TEXT_NEAREST_H
#define PF_TEXT_NEAREST_H

#include "base/str.h"

struct pf_nearest {
	pf_str word;
	pf_str best;
	size_t distance; /* of `best`; when there is none, one more than is accepted */
};

struct pf_nearest pf_nearest_start(pf_str word);
void pf_nearest_offer(struct pf_nearest *nearest, pf_str candidate);

/* Edits between two words, or `limit + 1` when it takes more than `limit`. */
size_t pf_edit_distance(pf_str a, pf_str b, size_t limit);

#endif
