/* SPDX-License-Identifier: Apache-2.0 */

/* A value on its way into a field, and the problems that are noted there. */

#ifndef PF_KUBE_DECODE_SITE_H
#define PF_KUBE_DECODE_SITE_H

#include "kube/decode/problem.h"

struct pf_site {
	const struct pf_type *owner;
	const struct pf_field *field;
	const struct pf_node *key; /* NULL for an item of a list */
	const struct pf_node *node;
	enum pf_problem_part part;
};

/* A new problem at `site`, to be refined; a dummy when nobody wants to know. */
struct pf_problem *pf_decode_problem(struct pf_decoder *decoder, enum pf_problem_kind kind,
	const struct pf_site *site);

/* The value has the wrong type, unless a tool fills it in later. */
/* Is the value one that is yet to be filled in?  What it will be is not known. */
bool pf_decode_is_placeholder(const struct pf_site *site);

void pf_decode_wrong_type(struct pf_decoder *decoder, const struct pf_site *site);

#endif
