/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The values of objects that are yet to be filled in: by whom is told by the
 * field they stand in, and by their looks.
 */

#ifndef PF_KUBE_BLANKS_H
#define PF_KUBE_BLANKS_H

#include "kube/object.h"

#define PF_BLANKS_MAX 8

struct pf_blank {
	const struct pf_node *node;
	pf_str shown; /* its text; of what may be a secret, the name it has */
};

struct pf_blanks {
	struct pf_blank first[PF_BLANKS_MAX]; /* in the order of the text, no text twice */
	size_t n;                             /* of all */
};

/* Add those of `object`; `all` begins empty. */
void pf_blanks_add(struct pf_blanks *all, const struct pf_object *object);

#endif
