/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/plan_internal.h"

static void start(struct pf_arena *arena, struct pf_plan *plan, size_t nrules)
{
	plan->file = PF_NEWN(arena, size_t, nrules);
	plan->document = PF_NEWN(arena, size_t, nrules);
	plan->object = PF_NEWN(arena, size_t, nrules);
	plan->pod = PF_NEWN(arena, size_t, nrules);
	plan->container = PF_NEWN(arena, size_t, nrules);
	plan->build = PF_NEWN(arena, size_t, nrules);
	plan->suppression = PF_NEWN(arena, size_t, nrules);
	for (size_t kind = 0; kind < PF_PROBLEM_KINDS; kind++)
		plan->problem[kind] = PF_NEWN(arena, size_t, nrules);
}

static void add_rule(struct pf_plan *plan, const struct pf_rule *rule, size_t i)
{
	if (rule->on_file)
		plan->file[plan->nfile++] = i;
	if (rule->on_document)
		plan->document[plan->ndocument++] = i;
	if (rule->on_object)
		plan->object[plan->nobject++] = i;
	if (rule->on_pod)
		plan->pod[plan->npod++] = i;
	if (rule->on_container)
		plan->container[plan->ncontainer++] = i;
	if (rule->on_build)
		plan->build[plan->nbuild++] = i;
	if (rule->on_suppression)
		plan->suppression[plan->nsuppression++] = i;
	for (size_t kind = 0; kind < PF_PROBLEM_KINDS; kind++) {
		if (rule->on_problem && (rule->problems & PF_PROBLEM_BIT(kind)))
			plan->problem[kind][plan->nproblem[kind]++] = i;
	}
}

const struct pf_plan *pf_plan_of(struct pf_arena *arena, struct pf_plan **plans,
	const struct pf_ruleset *rules, const struct pf_profile *profile)
{
	struct pf_plan *plan = *plans;

	while (plan && plan->profile != profile)
		plan = plan->next;
	if (plan)
		return plan;
	plan = PF_NEW(arena, struct pf_plan);
	plan->profile = profile;
	start(arena, plan, rules->len);
	for (size_t i = 0; i < rules->len; i++) {
		if (profile->enabled[i])
			add_rule(plan, rules->ptr[i], i);
	}
	plan->next = *plans;
	*plans = plan;
	return plan;
}
