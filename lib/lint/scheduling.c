/* SPDX-License-Identifier: Apache-2.0 */

/* The terms of a Pod's affinities in one list: several rules ask. */

#include "lint/rule.h"

struct pf_node_terms pf_node_terms(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_affinity *affinity = pod->spec->affinity;
	const struct pf_node_affinity *node = affinity ? affinity->node_affinity : NULL;
	const struct pf_node_selector *required;
	const struct pf_preferred_scheduling_term_list *preferred;
	struct pf_node_terms out = {0};

	if (!node)
		return out;
	required = node->required_during_scheduling_ignored_during_execution;
	preferred = &node->preferred_during_scheduling_ignored_during_execution;
	out.ptr = PF_NEWN(pf_scratch(ctx), const struct pf_node_selector_term *,
		preferred->len + (required ? required->node_selector_terms.len : 0));
	if (required)
		PF_EACH(struct pf_node_selector_term, term, required->node_selector_terms)
			out.ptr[out.len++] = term;
	PF_EACH(struct pf_preferred_scheduling_term, weighted, *preferred)
		if (weighted->preference)
			out.ptr[out.len++] = weighted->preference;
	return out;
}

static void append(struct pf_pod_terms *out, const struct pf_pod_affinity_term_list *required,
	const struct pf_weighted_pod_affinity_term_list *preferred)
{
	PF_EACH(struct pf_pod_affinity_term, term, *required)
		out->ptr[out->len++] = term;
	PF_EACH(struct pf_weighted_pod_affinity_term, weighted, *preferred)
		if (weighted->pod_affinity_term)
			out->ptr[out->len++] = weighted->pod_affinity_term;
}

struct pf_pod_terms pf_pod_terms(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	static const struct pf_pod_affinity no_with;
	static const struct pf_pod_anti_affinity no_away;
	const struct pf_affinity *affinity = pod->spec->affinity;
	const struct pf_pod_affinity *with = &no_with;
	const struct pf_pod_anti_affinity *away = &no_away;
	struct pf_pod_terms out = {0};

	if (!affinity)
		return out;
	if (affinity->pod_affinity)
		with = affinity->pod_affinity;
	if (affinity->pod_anti_affinity)
		away = affinity->pod_anti_affinity;
	out.ptr = PF_NEWN(pf_scratch(ctx), const struct pf_pod_affinity_term *,
		with->required_during_scheduling_ignored_during_execution.len +
			with->preferred_during_scheduling_ignored_during_execution.len +
			away->required_during_scheduling_ignored_during_execution.len +
			away->preferred_during_scheduling_ignored_during_execution.len);
	append(&out, &with->required_during_scheduling_ignored_during_execution,
		&with->preferred_during_scheduling_ignored_during_execution);
	append(&out, &away->required_during_scheduling_ignored_during_execution,
		&away->preferred_during_scheduling_ignored_during_execution);
	return out;
}
