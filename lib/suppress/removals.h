/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What removed lines belonged to.
 *
 * The new tree tells by place and indentation what a line stood in: the
 * innermost mapping or list that goes on across the gap, with entries no deeper
 * than the line was.
 *
 * A key that is gone, and a plain item of a list, count as a change of the
 * thing they were said of: that mapping and those around it up to an item of a
 * list, `spec`, `template`, `metadata`, or the object, with all mappings and
 * lists in it.  An item of a list that is a mapping itself counts as a change of
 * the list alone.  In a Dockerfile, lines of an instruction count as a change of
 * it, and whole instructions as one of their stage.  What is there in the lines
 * that came instead is not gone; a document that went as a whole changes none
 * of the others.
 */

#ifndef PF_SUPPRESS_REMOVALS_H
#define PF_SUPPRESS_REMOVALS_H

#include "rule/finding.h"
#include "source/diff.h"

struct pf_change_pieces {
	struct pf_piece *ptr;
	size_t len;
	size_t cap;
};

struct pf_removals {
	struct pf_change_pieces around; /* mappings and lists here are changed */
	struct pf_change_pieces exact;  /* nodes that are exactly this are */
	struct pf_change_pieces whole;  /* all that is found here is */
};

/* Add what `blocks`, which are in the order of the file, were part of. */
void pf_removals_add(struct pf_arena *arena, const struct pf_file *file,
	const struct pf_diff_block *blocks, size_t nblocks, struct pf_removals *out);

void pf_change_pieces_add(struct pf_arena *arena, struct pf_change_pieces *pieces, uint32_t start,
	uint32_t end);

#endif
