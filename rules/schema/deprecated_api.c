/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"

static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_object *o)
{
	const struct pf_kind *next = pf_api_life_successor(o->life);
	pf_str moves = o->life->moves;

	if (!next) {
		pf_help(ctx, f, "%.*s",
			PF_STR_ARG(moves.len ? moves
					     : PF_STR("plan without it: nothing replaces it yet")));
	} else if (pf_served(next->since, next->until, pf_release(ctx))) {
		pf_help_api(ctx, f, o, next);
	} else {
		pf_help(ctx, f, "move to `%.*s` with Kubernetes 1.%u, which serves it first",
			PF_STR_ARG(next->api_version), next->since);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_api_life *life = o->life;
	const struct pf_node *version = pf_node_get(o->root, PF_STR("apiVersion"));
	uint8_t release = pf_release(ctx);
	struct pf_finding *f;

	if (!life || !life->deprecated || release < life->deprecated ||
		(life->removed && release >= life->removed) || !o->api)
		return;
	if (o->implied || !version)
		version = o->root;
	if (life->removed)
		f = pf_report(ctx, version,
			"`%.*s` %.*s is deprecated since Kubernetes 1.%u and gone from 1.%u on",
			PF_STR_ARG(o->api_version), PF_STR_ARG(o->kind), life->deprecated,
			life->removed);
	else
		f = pf_report(ctx, version, "`%.*s` %.*s is deprecated since Kubernetes 1.%u",
			PF_STR_ARG(o->api_version), PF_STR_ARG(o->kind), life->deprecated);
	advise(ctx, f, o);
}

static const char *const aliases[] = {"kube-score/stable-version", "trivy/KSV-0107", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/using-api/deprecation-policy/",
	"https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
	NULL,
};

PF_RULE(deprecated_api) = {
	.name = "deprecated-api",
	.title = "API version is deprecated",
	.why = "The target version still serves this apiVersion and kind, and warns "
	       "about it: a later version will not. What is applied from this file "
	       "then breaks with the upgrade of the cluster.",
	.help = "Move to the API that replaces it while both are served.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_SAFE,
	.sets = PF_DEFAULT,
	.on_object = check,
};
