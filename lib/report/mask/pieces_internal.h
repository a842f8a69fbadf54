/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Bytes of a file that are not shown, as they are found.
 */

#ifndef PF_REPORT_MASK_PIECES_INTERNAL_H
#define PF_REPORT_MASK_PIECES_INTERNAL_H

#include "base/vec.h"
#include "source/source.h"

struct pf_mask_pieces {
	struct pf_arena *arena;
	struct pf_piece *ptr;
	size_t len;
	size_t cap;
};

/* Nothing where `start` is not before `end`. */
static inline void pf_mask_hide(struct pf_mask_pieces *pieces, size_t start, size_t end)
{
	if (start < end)
		PF_VEC_ADD(pieces->arena, pieces) =
			(struct pf_piece){(uint32_t)start, (uint32_t)end};
}

#endif
