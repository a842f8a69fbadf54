/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

#define HIGHEST_WEIGHT 100

static void check_weight(struct pf_ctx *ctx, pf_int_field weight)
{
	struct pf_finding *f;

	if (!weight.set || (weight.is >= 1 && weight.is <= HIGHEST_WEIGHT))
		return;
	f = pf_report(ctx, weight.node,
		"weight `%lld` of a preferred affinity term is outside 1 to 100 and is refused",
		(long long)weight.is);
	pf_help(ctx, f, "write a weight from 1 (least) to 100 (most)");
}

static void check_topology_key(struct pf_ctx *ctx, pf_str_field key, const char *what)
{
	struct pf_finding *f;

	if (!key.set || key.is.len)
		return;
	f = pf_report(ctx, key.node, "the topologyKey of %s is empty, which is refused", what);
	pf_help(ctx, f,
		"write the node label to group nodes by: `kubernetes.io/hostname` or "
		"`topology.kubernetes.io/zone`");
}

/* Not written or null: what has a wrong type is another rule's. */
static bool is_absent(const struct pf_node *map, pf_str key)
{
	const struct pf_node *value = pf_node_get(map, key);

	return !value || pf_node_is_null(value);
}

static void check_selector(struct pf_ctx *ctx, const struct pf_node *term, const char *what,
	const char *effect)
{
	struct pf_finding *f;

	if (!is_absent(term, PF_STR("labelSelector")))
		return;
	f = pf_report(ctx, term, "%s has no labelSelector, so that it matches no Pod and %s", what,
		effect);
	pf_label(ctx, f, "no `labelSelector`");
	pf_help(ctx, f,
		"add a labelSelector with the Pods' labels; `labelSelector: {}` matches all of "
		"the namespace");
}

static void check_pod_term(struct pf_ctx *ctx, const struct pf_pod_affinity_term *term, bool away,
	bool patch)
{
	check_topology_key(ctx, term->topology_key,
		away ? "a Pod anti-affinity term" : "a Pod affinity term");
	if (!patch)
		check_selector(ctx, term->node,
			away ? "the Pod anti-affinity term" : "the Pod affinity term",
			away ? "keeps none apart" : "is never met");
}

static void check_pod_terms(struct pf_ctx *ctx, const struct pf_pod_affinity_term_list *required,
	const struct pf_weighted_pod_affinity_term_list *preferred, bool away, bool patch)
{
	PF_EACH(struct pf_pod_affinity_term, term, *required)
		check_pod_term(ctx, term, away, patch);
	PF_EACH(struct pf_weighted_pod_affinity_term, weighted, *preferred) {
		check_weight(ctx, weighted->weight);
		if (weighted->pod_affinity_term)
			check_pod_term(ctx, weighted->pod_affinity_term, away, patch);
	}
}

static void check_node_term(struct pf_ctx *ctx, const struct pf_node_selector_term *term,
	const char *effect)
{
	struct pf_finding *f;

	/* Unlike an empty label selector, which matches all. */
	if (term->match_expressions.len || term->match_fields.len || term->match_expressions.node ||
		term->match_fields.node)
		return;
	f = pf_report(ctx, term->node, "the node affinity term is empty: %s", effect);
	pf_help(ctx, f, "write matchExpressions, or take the term away");
}

static void check_node_affinity(struct pf_ctx *ctx, const struct pf_node_affinity *affinity,
	bool patch)
{
	const struct pf_node_selector *required =
		affinity->required_during_scheduling_ignored_during_execution;

	if (required && !patch)
		PF_EACH(struct pf_node_selector_term, term, required->node_selector_terms)
			check_node_term(ctx, term, "it matches no node");
	PF_EACH(struct pf_preferred_scheduling_term, weighted,
		affinity->preferred_during_scheduling_ignored_during_execution) {
		check_weight(ctx, weighted->weight);
		if (weighted->preference && !patch)
			check_node_term(ctx, weighted->preference, "it prefers no node to another");
	}
}

static void check_spread(struct pf_ctx *ctx, const struct pf_topology_spread_constraint *c,
	bool patch)
{
	struct pf_finding *f;

	check_topology_key(ctx, c->topology_key, "a spread constraint");
	if (c->max_skew.set && c->max_skew.is < 1) {
		f = pf_report(ctx, c->max_skew.node, "maxSkew `%lld` is below 1 and is refused",
			(long long)c->max_skew.is);
		pf_help(ctx, f, "write `1` to spread the Pods as evenly as can be");
	}
	if (c->min_domains.set && pf_str_eq(c->when_unsatisfiable.is, PF_STR("ScheduleAnyway"))) {
		f = pf_report(ctx, c->min_domains.node,
			"minDomains is refused beside whenUnsatisfiable `ScheduleAnyway`");
		pf_help(ctx, f,
			"write `whenUnsatisfiable: DoNotSchedule`, or take minDomains away");
	}
	if (!patch)
		check_selector(ctx, c->node, "the spread constraint", "spreads none");
}

static void check_toleration(struct pf_ctx *ctx, const struct pf_toleration *t, bool patch)
{
	bool exists = pf_str_eq(t->operator.is, PF_STR("Exists"));
	bool equal = pf_str_eq(t->operator.is, PF_STR("Equal")) ||
		is_absent(t->node, PF_STR("operator"));
	struct pf_finding *f;

	if (exists && t->value.is.len) {
		f = pf_report(ctx, t->value.node,
			"a toleration with operator `Exists` takes no value and is refused");
		pf_help(ctx, f, "take the value away, or write `operator: Equal`");
	}
	if (t->toleration_seconds.set && !patch &&
		(is_absent(t->node, PF_STR("effect")) ||
			(t->effect.set && !pf_str_eq(t->effect.is, PF_STR("NoExecute")) &&
				!pf_is_placeholder(t->effect.is)))) {
		f = pf_report(ctx, t->toleration_seconds.node,
			"tolerationSeconds is refused in a toleration whose effect is not `NoExecute`");
		pf_help(ctx, f, "write `effect: NoExecute`, or take tolerationSeconds away");
	}
	if (equal && !patch && !t->key.is.len &&
		(t->key.set || is_absent(t->node, PF_STR("key")))) {
		f = pf_report(ctx, t->node,
			"a toleration without key is refused unless its operator is `Exists`");
		pf_label(ctx, f, "no `key`");
		pf_help(ctx, f,
			"name the taint's key, or write `operator: Exists` to tolerate all taints");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_affinity *affinity = pod->spec->affinity;
	const struct pf_pod_affinity *with = affinity ? affinity->pod_affinity : NULL;
	const struct pf_pod_anti_affinity *away = affinity ? affinity->pod_anti_affinity : NULL;

	PF_EACH(struct pf_topology_spread_constraint, c, pod->spec->topology_spread_constraints)
		check_spread(ctx, c, pod->patch);
	PF_EACH(struct pf_toleration, t, pod->spec->tolerations)
		check_toleration(ctx, t, pod->patch);
	if (affinity && affinity->node_affinity)
		check_node_affinity(ctx, affinity->node_affinity, pod->patch);
	if (with)
		check_pod_terms(ctx, &with->required_during_scheduling_ignored_during_execution,
			&with->preferred_during_scheduling_ignored_during_execution, false,
			pod->patch);
	if (away)
		check_pod_terms(ctx, &away->required_during_scheduling_ignored_during_execution,
			&away->preferred_during_scheduling_ignored_during_execution, true,
			pod->patch);
}

static const char *const aliases[] = {
	"kube-score/pod-topology-spread-constraints",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
	"https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
	"https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
	NULL,
};

PF_RULE(invalid_scheduling_term) = {
	.name = "invalid-scheduling-term",
	.title = "Scheduling term is refused or can never act",
	.why = "Affinities, tolerations and spread constraints have rules that no schema shows. Some "
	       "mistakes make the API server refuse the object; worse are those it takes: a term "
	       "without labelSelector or an empty node term matches nothing, so that the Pods are "
	       "not spread, or never scheduled.",
	.help = "Give weights from 1 to 100, a topologyKey and a labelSelector to each term; a value "
		"only to tolerations with operator Equal, tolerationSeconds only to those with "
		"effect NoExecute; a maxSkew of at least 1, minDomains only beside DoNotSchedule.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
