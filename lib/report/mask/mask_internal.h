/* SPDX-License-Identifier: Apache-2.0 */

/* What the files that look for secrets share: mask.c for manifests, mask_image.c for the rest. */

#ifndef PF_REPORT_MASK_MASK_INTERNAL_H
#define PF_REPORT_MASK_MASK_INTERNAL_H

#include "report/mask/mask.h"

struct pf_mask_pieces {
	struct pf_arena *arena;
	struct pf_piece *ptr;
	size_t len;
	size_t cap;
};

/* Nothing where `start` is not before `end`. */
void pf_mask_hide(struct pf_mask_pieces *pieces, size_t start, size_t end);

/* Values of ENV, ARG and LABEL by their names. */
void pf_mask_dockerfile(struct pf_mask_pieces *pieces, const struct pf_dockerfile *file);

/* `NAME: value` and `NAME=value` of a mapping or list called environment or args. */
void pf_mask_compose(struct pf_mask_pieces *pieces, const struct pf_node *root);

/* The same in text that cannot be parsed, from `start` to `end`, by the look of names. */
void pf_mask_broken_variables(struct pf_mask_pieces *pieces, pf_str text, size_t start, size_t end);

#endif
