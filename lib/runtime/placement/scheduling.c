/* SPDX-License-Identifier: Apache-2.0 */

/* The terms of a Pod's affinities in one list. */

#include "runtime/placement/scheduling.h"

#include "yaml/scalar.h"

struct pf_node_terms pf_node_terms(struct pf_arena *arena, const struct pf_pod *pod)
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
	out.ptr = PF_NEWN(arena, const struct pf_node_selector_term *,
		preferred->len + (required ? required->node_selector_terms.len : 0));
	if (required)
		PF_EACH(struct pf_node_selector_term, term, required->node_selector_terms)
			out.ptr[out.len++] = term;
	out.nrequired = out.len;
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

/* Both kinds of Pod affinity, empty where nothing is written. */
struct pod_affinities {
	const struct pf_pod_affinity *with;
	const struct pf_pod_anti_affinity *away;
};

static struct pod_affinities pod_affinities(const struct pf_pod *pod)
{
	static const struct pf_pod_affinity no_with;
	static const struct pf_pod_anti_affinity no_away;
	const struct pf_affinity *affinity = pod->spec->affinity;
	struct pod_affinities out = {&no_with, &no_away};

	if (affinity && affinity->pod_affinity)
		out.with = affinity->pod_affinity;
	if (affinity && affinity->pod_anti_affinity)
		out.away = affinity->pod_anti_affinity;
	return out;
}

struct pf_pod_terms pf_pod_terms(struct pf_arena *arena, const struct pf_pod *pod)
{
	struct pod_affinities both = pod_affinities(pod);
	struct pf_pod_terms out = {0};

	if (!pod->spec->affinity)
		return out;
	out.ptr = PF_NEWN(arena, const struct pf_pod_affinity_term *,
		both.with->required_during_scheduling_ignored_during_execution.len +
			both.with->preferred_during_scheduling_ignored_during_execution.len +
			both.away->required_during_scheduling_ignored_during_execution.len +
			both.away->preferred_during_scheduling_ignored_during_execution.len);
	append(&out, &both.with->required_during_scheduling_ignored_during_execution,
		&both.with->preferred_during_scheduling_ignored_during_execution);
	out.naffinity = out.len;
	append(&out, &both.away->required_during_scheduling_ignored_during_execution,
		&both.away->preferred_during_scheduling_ignored_during_execution);
	return out;
}

struct pf_weights pf_preferred_weights(struct pf_arena *arena, const struct pf_pod *pod)
{
	static const struct pf_preferred_scheduling_term_list none;
	struct pod_affinities both = pod_affinities(pod);
	const struct pf_affinity *affinity = pod->spec->affinity;
	const struct pf_preferred_scheduling_term_list *nodes = &none;
	const struct pf_weighted_pod_affinity_term_list *with, *away;
	struct pf_weights out = {0};

	if (!affinity)
		return out;
	if (affinity->node_affinity)
		nodes = &affinity->node_affinity
				 ->preferred_during_scheduling_ignored_during_execution;
	with = &both.with->preferred_during_scheduling_ignored_during_execution;
	away = &both.away->preferred_during_scheduling_ignored_during_execution;
	out.ptr = PF_NEWN(arena, pf_int_field, nodes->len + with->len + away->len);
	PF_EACH(struct pf_preferred_scheduling_term, term, *nodes)
		out.ptr[out.len++] = term->weight;
	PF_EACH(struct pf_weighted_pod_affinity_term, term, *with)
		out.ptr[out.len++] = term->weight;
	PF_EACH(struct pf_weighted_pod_affinity_term, term, *away)
		out.ptr[out.len++] = term->weight;
	return out;
}

/* Not written or null: what has a wrong type may be anything. */
static bool is_absent(const struct pf_node *map, pf_str key)
{
	const struct pf_node *value = pf_node_get(map, key);

	return !value || pf_node_is_null(value);
}

bool pf_may_be_no_execute(const struct pf_toleration *toleration)
{
	pf_str effect = toleration->effect.is;

	if (!toleration->effect.set)
		return !is_absent(toleration->node, PF_STR("effect"));
	return pf_str_eq(effect, PF_STR("NoExecute")) || pf_is_placeholder(effect);
}

bool pf_lacks_taint_key(const struct pf_toleration *toleration)
{
	const struct pf_node *node = toleration->node;

	if (!pf_str_eq(toleration->operator.is, PF_STR("Equal")) &&
		!is_absent(node, PF_STR("operator")))
		return false;
	return toleration->key.set ? !toleration->key.is.len : is_absent(node, PF_STR("key"));
}
