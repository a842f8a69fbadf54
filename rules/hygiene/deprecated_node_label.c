/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/placement/scheduling.h"

struct label {
	pf_str old;
	pf_str current;
	const char *state;
	bool twins; /* the kubelet itself puts both on every node */
};

static const struct label labels[] = {
	{PF_STR_INIT("beta.kubernetes.io/arch"), PF_STR_INIT("kubernetes.io/arch"),
		"is deprecated since 1.14", true},
	{PF_STR_INIT("beta.kubernetes.io/os"), PF_STR_INIT("kubernetes.io/os"),
		"is deprecated since 1.14", true},
	{PF_STR_INIT("beta.kubernetes.io/instance-type"),
		PF_STR_INIT("node.kubernetes.io/instance-type"), "is deprecated since 1.17", false},
	{PF_STR_INIT("failure-domain.beta.kubernetes.io/region"),
		PF_STR_INIT("topology.kubernetes.io/region"), "is deprecated since 1.17", false},
	{PF_STR_INIT("failure-domain.beta.kubernetes.io/zone"),
		PF_STR_INIT("topology.kubernetes.io/zone"), "is deprecated since 1.17", false},
	{PF_STR_INIT("node-role.kubernetes.io/master"),
		PF_STR_INIT("node-role.kubernetes.io/control-plane"),
		"is no longer put on nodes by kubeadm since 1.24", false},
};

static void report(struct pf_ctx *ctx, const struct pf_node *node, const struct label *label,
	const char *where)
{
	struct pf_finding *f = pf_report(ctx, node, "node label `%.*s` in %s %s",
		PF_STR_ARG(label->old), where, label->state);

	pf_label(ctx, f, "now `%.*s`", PF_STR_ARG(label->current));
	pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(label->current));
	pf_fix_replace(ctx, f, label->twins, node, label->current);
}

static void check_selector(struct pf_ctx *ctx, const struct pf_str_map *selector,
	const struct label *label)
{
	PF_EACH(struct pf_str_entry, entry, *selector)
		if (pf_str_eq(entry->key, label->old))
			report(ctx, entry->key_node, label, "nodeSelector");
}

static bool has_key(const struct pf_node_terms *terms, pf_str key)
{
	for (size_t i = 0; i < terms->len; i++)
		PF_EACH(struct pf_node_selector_requirement, r, terms->ptr[i]->match_expressions)
			if (pf_str_eq(r->key.is, key))
				return true;
	return false;
}

static void check_terms(struct pf_ctx *ctx, const struct pf_node_terms *terms,
	const struct label *label)
{
	for (size_t i = 0; i < terms->len; i++)
		PF_EACH(struct pf_node_selector_requirement, r, terms->ptr[i]->match_expressions)
			if (pf_str_eq(r->key.is, label->old))
				report(ctx, r->key.node, label, "nodeAffinity");
}

static void check_topology_key(struct pf_ctx *ctx, pf_str_field key, const struct label *label)
{
	if (pf_str_eq(key.is, label->old))
		report(ctx, key.node, label, "topologyKey");
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_node_terms nodes = pf_node_terms(pf_scratch(ctx), pod);
	struct pf_pod_terms pods = pf_pod_terms(pf_scratch(ctx), pod);

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		const struct label *label = &labels[i];

		/* Who asks for both keeps the old one for nodes that have no other. */
		if (!pf_str_map_get(&pod->spec->node_selector, label->current))
			check_selector(ctx, &pod->spec->node_selector, label);
		if (!has_key(&nodes, label->current))
			check_terms(ctx, &nodes, label);
		PF_EACH(struct pf_topology_spread_constraint, c,
			pod->spec->topology_spread_constraints)
			check_topology_key(ctx, c->topology_key, label);
		for (size_t k = 0; k < pods.len; k++)
			check_topology_key(ctx, pods.ptr[k]->topology_key, label);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/labels-annotations-taints/",
	NULL,
};

PF_RULE(deprecated_node_label) = {
	.name = "deprecated-node-label",
	.title = "Node label is deprecated or gone",
	.why = "The beta labels of nodes have had successors for years, and the API server warns of "
	       "every use. Nodes still carry most of them, but `node-role.kubernetes.io/master` is "
	       "gone from control planes that kubeadm set up since 1.24, and a Pod that asks for a label no node "
	       "has stays Pending.",
	.help = "Use the current label of the same meaning: `kubernetes.io/arch`, `kubernetes.io/os`, "
		"`node.kubernetes.io/instance-type`, `topology.kubernetes.io/region`, "
		"`topology.kubernetes.io/zone` or `node-role.kubernetes.io/control-plane`.",
	.ignore = "Clusters whose nodes are labelled by hand with the old names only.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_HYGIENE,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_POD,
	.fix = PF_FIX_MIXED,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
