/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/select.h"

/* The word on each rule so far, while the selections are gone through. */
struct election {
	const struct pf_selection *selections;
	size_t at; /* the one that is being looked at */
	size_t *decides;
	enum pf_rank *best;
};

/* One and the same name both selected and ignored is a tie, which the ignore wins. */
static bool is_tie_for_ignore(const struct pf_selection *before, const struct pf_selection *now)
{
	return before->op == PF_IGNORE && now->op != PF_IGNORE &&
		pf_str_eq(before->name, now->name);
}

static void elect(void *arg, size_t rule, enum pf_rank rank)
{
	struct election *e = arg;

	if (rank < e->best[rule])
		return;
	if (rank == e->best[rule] && e->decides[rule] != e->at &&
		is_tie_for_ignore(&e->selections[e->decides[rule]], &e->selections[e->at]))
		return;
	e->best[rule] = rank;
	e->decides[rule] = e->at;
}

const size_t *pf_deciding_selections(struct pf_arena *arena, const struct pf_ruleset *set,
	const struct pf_selection *selections, size_t n)
{
	struct election e = {
		.selections = selections,
		.decides = PF_NEWN(arena, size_t, set->len + 1),
		.best = PF_NEWN(arena, enum pf_rank, set->len + 1),
	};

	for (size_t i = 0; i < set->len; i++)
		e.decides[i] = n;
	for (e.at = 0; e.at < n; e.at++)
		(void)pf_rule_ranks(set, selections[e.at].name, elect, &e);
	return e.decides;
}

bool pf_select_rules(struct pf_arena *arena, const struct pf_ruleset *set,
	const struct pf_selection *selections, size_t n, bool *enabled, struct pf_error *err)
{
	const size_t *decides = pf_deciding_selections(arena, set, selections, n);
	bool replaced = false;

	for (size_t i = 0; i < n; i++) {
		if (!pf_ruleset_knows(set, selections[i].name))
			return pf_fail_unknown_rule(set, selections[i].name, err);
		replaced = replaced || selections[i].op == PF_SELECT;
	}
	for (size_t i = 0; i < set->len; i++)
		enabled[i] = decides[i] < n ? selections[decides[i]].op != PF_IGNORE
					    : !replaced && (set->ptr[i]->sets & PF_DEFAULT);
	return true;
}
