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
	pf_str text, field;

	if (site->node->kind != PF_SCALAR)
		return false;
	text = pf_node_text(site->node);
	field = site->part == PF_PART_ENTRY && site->key ? pf_node_text(site->key)
							 : site->field->name;
	if (pf_is_placeholder(text) || pf_names_its_field(field, text))
		return true;
	switch ((enum pf_value)site->field->value) {
	case PF_V_BYTES:
		return pf_is_capital_words(text);
	case PF_V_BOOL:
	case PF_V_INT32:
	case PF_V_INT64:
	case PF_V_DOUBLE:
	case PF_V_QUANTITY:
		return pf_is_capitals(text);
	case PF_V_STRING:
	case PF_V_TIME:
	case PF_V_INT_OR_STRING:
	case PF_V_ANY:
	case PF_V_OBJECT:
		break;
	}
	return false;
}

void pf_decode_wrong_type(struct pf_decoder *d, const struct pf_site *site)
{
	if (pf_decode_is_placeholder(site))
		return;
	(void)pf_decode_problem(d, PF_WRONG_TYPE, site);
}
