/* SPDX-License-Identifier: Apache-2.0 */

/* Shared by the files that decode; nothing else includes it. */

#ifndef PF_KUBE_DECODE_DECODE_INTERNAL_H
#define PF_KUBE_DECODE_DECODE_INTERNAL_H

#include "kube/decode/decode.h"

/* One value on its way into a field. */
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

/*
 * Check one scalar by the field's type, bounds, list of values and format, and
 * store it as the field struct of that type at `out`, which may be NULL.
 */
void pf_decode_scalar(struct pf_decoder *decoder, const struct pf_site *site, void *out);

/* The value has the wrong type, unless a tool fills it in later. */
void pf_decode_wrong_type(struct pf_decoder *decoder, const struct pf_site *site);

/* After a mapping of `type`: if it is a selector's requirement, can that be evaluated? */
void pf_decode_check_requirement(struct pf_decoder *decoder, const struct pf_type *type,
	const struct pf_node *node);

#endif
