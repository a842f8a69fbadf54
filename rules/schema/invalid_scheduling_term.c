/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/placement/scheduling.h"
#include "world/members.h"
#include "yaml/scalar.h"

#define HIGHEST_WEIGHT 100
#define EMPTY_TERM "the node affinity term is empty: it "

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_node *node,
	const char *message, const char *help)
{
	struct pf_finding *f = pf_report(ctx, node, "%s", message);

	pf_help(ctx, f, "%s", help);
	return f;
}

static void report_number(struct pf_ctx *ctx, pf_int_field number, const char *what,
	const char *fault, const char *help)
{
	struct pf_finding *f = pf_report(ctx, number.node, "%s `%lld` %s and is refused", what,
		(long long)number.is, fault);

	pf_help(ctx, f, "%s", help);
}

/* What a term that goes by Pods' labels and nodes' topology must have. */
static void check_term(struct pf_ctx *ctx, const struct pf_node *term, pf_str_field key,
	const char *what, const char *effect)
{
	const struct pf_node *selector = pf_node_get(term, PF_STR("labelSelector"));
	struct pf_finding *f;

	if (key.set && !key.is.len) {
		f = pf_report(ctx, key.node, "the topologyKey of a %s is empty, which is refused",
			what);
		pf_help(ctx, f,
			"write the node label to group nodes by: `kubernetes.io/hostname` or "
			"`topology.kubernetes.io/zone`");
	}
	if (pf_world_is_patch(pf_world_of(ctx), pf_object_in(ctx)) ||
		(selector && !pf_node_is_null(selector)))
		return;
	f = pf_report(ctx, term, "the %s has no labelSelector, so that it matches no Pod and %s",
		what, effect);
	pf_label(ctx, f, "no `labelSelector`");
	pf_help(ctx, f,
		"add a labelSelector with the Pods' labels; `labelSelector: {}` matches all of "
		"the namespace");
}

static void check_affinity(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_weights weights = pf_preferred_weights(pf_scratch(ctx), pod);
	struct pf_node_terms nodes = pf_node_terms(pf_scratch(ctx), pod);
	struct pf_pod_terms pods = pf_pod_terms(pf_scratch(ctx), pod);

	PF_EACH(pf_int_field, weight, weights)
		if (weight->set && (weight->is < 1 || weight->is > HIGHEST_WEIGHT))
			report_number(ctx, *weight, "weight",
				"of a preferred affinity term is outside 1 to 100",
				"write a weight from 1 (least) to 100 (most)");
	for (size_t i = 0; i < nodes.len; i++) {
		const struct pf_node_selector_term *term = nodes.ptr[i];

		/* Unlike an empty label selector, which matches all. */
		if (!pod->patch && !term->match_expressions.node && !term->match_fields.node)
			(void)report(ctx, term->node,
				i < nodes.nrequired ? EMPTY_TERM "matches no node"
						    : EMPTY_TERM "prefers no node to another",
				"write matchExpressions, or take the term away");
	}
	for (size_t i = 0; i < pods.len; i++) {
		bool away = i >= pods.naffinity;

		check_term(ctx, pods.ptr[i]->node, pods.ptr[i]->topology_key,
			away ? "Pod anti-affinity term" : "Pod affinity term",
			away ? "keeps none apart" : "is never met");
	}
}

static void check_spread(struct pf_ctx *ctx, const struct pf_topology_spread_constraint *c)
{
	if (c->max_skew.set && c->max_skew.is < 1)
		report_number(ctx, c->max_skew, "maxSkew", "is below 1",
			"write `1` to spread the Pods as evenly as can be");
	if (c->min_domains.set && pf_str_eq(c->when_unsatisfiable.is, PF_STR("ScheduleAnyway")))
		(void)report(ctx, c->min_domains.node,
			"minDomains is refused beside whenUnsatisfiable `ScheduleAnyway`",
			"write `whenUnsatisfiable: DoNotSchedule`, or take minDomains away");
	check_term(ctx, c->node, c->topology_key, "spread constraint", "spreads none");
}

static void check_toleration(struct pf_ctx *ctx, const struct pf_toleration *t)
{
	bool patch = pf_world_is_patch(pf_world_of(ctx), pf_object_in(ctx));

	if (pf_str_eq(t->operator.is, PF_STR("Exists")) && t->value.is.len)
		(void)report(ctx, t->value.node,
			"a toleration with operator `Exists` takes no value and is refused",
			"take the value away, or write `operator: Equal`");
	if (t->toleration_seconds.set && !patch && !pf_may_be_no_execute(t))
		(void)report(ctx, t->toleration_seconds.node,
			"tolerationSeconds is refused in a toleration whose effect is not `NoExecute`",
			"write `effect: NoExecute`, or take tolerationSeconds away");
	if (!patch && pf_lacks_taint_key(t))
		pf_label(ctx,
			report(ctx, t->node,
				"a toleration without key is refused unless its operator is `Exists`",
				"name the taint's key, or write `operator: Exists` to tolerate all taints"),
			"no `key`");
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	check_affinity(ctx, pod);
	PF_EACH(struct pf_topology_spread_constraint, c, pod->spec->topology_spread_constraints)
		check_spread(ctx, c);
	PF_EACH(struct pf_toleration, t, pod->spec->tolerations)
		check_toleration(ctx, t);
}

static const char *const aliases[] = {"kube-score/pod-topology-spread-constraints", NULL};

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
