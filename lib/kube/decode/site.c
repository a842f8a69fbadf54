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

void pf_decode_wrong_type(struct pf_decoder *d, const struct pf_site *site)
{
	if (site->node->kind == PF_SCALAR && pf_is_placeholder(pf_node_text(site->node)))
		return;
	(void)pf_decode_problem(d, PF_WRONG_TYPE, site);
}
