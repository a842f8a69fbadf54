/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/decode/site.h"

#include "kube/placeholder.h"

struct pf_problem *pf_decode_problem(struct pf_decoder *d, enum pf_problem_kind kind,
	const struct pf_site *site)
{
	struct pf_problem *problem = PF_NEW(d->arena, struct pf_problem);

	problem->kind = kind;
	problem->node = site->node;
	problem->key = site->key;
	problem->owner = site->owner;
	problem->field = site->field;
	problem->part = site->part;
	for (size_t i = 0; i < PF_PROBLEM_PARENTS; i++)
		problem->parents[i] = d->stack[i + 1];
	if (d->judge) {
		*d->tail = problem;
		d->tail = &problem->next;
		d->nproblems++;
	}
	return problem;
}

bool pf_decode_is_placeholder(const struct pf_site *site)
{
	pf_str text, field = PF_STR_EMPTY;

	if (site->node->kind != PF_SCALAR)
		return false;
	text = pf_node_text(site->node);
	if (site->part == PF_PART_ENTRY && site->key)
		field = pf_node_text(site->key);
	else if (site->field)
		field = site->field->name;
	return pf_is_placeholder(text) || pf_stands_for_value(field, text);
}

void pf_decode_wrong_type(struct pf_decoder *d, const struct pf_site *site)
{
	if (pf_decode_is_placeholder(site))
		return;
	(void)pf_decode_problem(d, PF_WRONG_TYPE, site);
}
