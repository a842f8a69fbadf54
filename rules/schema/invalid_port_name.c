/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_node *node = p->in_key ? p->key : p->node;
	pf_str text = pf_node_text(node), legal;
	struct pf_finding *f;

	if (p->format != PF_FORMAT_PORT_NAME)
		return;
	f = pf_report(ctx, node, "port name `%.*s` %s; the API server refuses the %.*s",
		PF_STR_ARG(text), pf_name_fault(p->format, text, pf_release(ctx)),
		PF_STR_ARG(pf_object_in(ctx)->kind));
	legal = pf_name_suggest(pf_scratch(ctx), p->format, text, pf_release(ctx));
	if (!legal.len)
		return;
	pf_help(ctx, f, "write `%.*s`, here and wherever the port is named", PF_STR_ARG(legal));
	pf_fix_string(ctx, f, false, node, legal);
}

static const char *const aliases[] = {
	"kube-linter/invalid-target-ports",
	"kube-score/container-ports-check",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports",
	NULL,
};

PF_RULE(invalid_port_name) = {
	.name = "invalid-port-name",
	.title = "Port name breaks the grammar of port names",
	.why = "Names of container ports, and what a probe, Service, Ingress or "
	       "NetworkPolicy calls them by, are service names after RFC 6335: the API"
	       " server refuses any other.",
	.help = "Write 1 to 15 lower-case letters, digits and single inner hyphens, "
		"with at least one letter.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_FORMAT),
	.on_problem = check,
};
