/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which bytes of a file are secret: values of a Secret's `data`, `stringData`
 * and what may be meant for them, of the annotation in which kubectl keeps a
 * copy, and the
 * `value` of every mapping whose `name` looks like that of a secret; values of
 * variables so called in Dockerfiles and compose files.  What
 * cannot be parsed is judged by the look of its lines, with a bias to hide.
 */

#ifndef PF_REPORT_MASK_MASK_H
#define PF_REPORT_MASK_MASK_H

#include "base/arena.h"
#include "rule/finding.h"
#include "text/secrets.h"

struct pf_mask {
	const struct pf_piece *ptr; /* sorted, disjoint */
	size_t len;
};

#define PF_MASK_BUCKETS 512

/* Masks of files, made when first asked for.  Start with PF_MASKER_INIT. */
struct pf_masker {
	struct pf_arena arena;
	struct pf_masked_file *files[PF_MASK_BUCKETS];
};

#define PF_MASKER_INIT ((struct pf_masker){0})

void pf_masker_release(struct pf_masker *masker);

/* Valid until the masker is released. */
const struct pf_mask *pf_mask_of(struct pf_masker *masker, const struct pf_file *file);

/* The first piece that ends after `offset`, or NULL. */
const struct pf_piece *pf_mask_from(const struct pf_mask *mask, uint32_t offset);

/* Would the edits of `fix` show, or tell by what they write, a secret? */
bool pf_mask_hides_fix(struct pf_masker *masker, const struct pf_fix *fix);

#endif
