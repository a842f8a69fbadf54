/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"

static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_object *o)
{
	const struct pf_kind *now = pf_kind_elsewhere(o->kind, pf_release(ctx));
	const struct pf_kind *next = pf_api_life_successor(o->life);
	pf_str moves = o->life->moves;

	if (next && pf_served(next->since, next->until, pf_release(ctx))) {
		pf_help_api(ctx, f, o, next);
	} else if (now) {
		pf_help(ctx, f, "write `apiVersion: %.*s`", PF_STR_ARG(now->api_version));
	} else if (moves.len) {
		pf_help(ctx, f, "nothing of this kind is left: %.*s", PF_STR_ARG(moves));
	} else {
		pf_help(ctx, f, "nothing takes its place in Kubernetes itself");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_api_life *life = o->life;
	const struct pf_node *version = pf_node_get(o->root, PF_STR("apiVersion"));
	struct pf_finding *f;

	if (!life || !life->removed || pf_release(ctx) < life->removed)
		return;
	f = pf_report(ctx, o->implied || !version ? o->root : version,
		"`%.*s` %.*s is gone since Kubernetes 1.%u, and the target version is 1.%u: kubectl "
		"finds no match for it",
		PF_STR_ARG(o->api_version), PF_STR_ARG(o->kind), life->removed, pf_release(ctx));
	pf_label(ctx, f, "1.%u was the last to serve it", life->removed - 1U);
	advise(ctx, f, o);
}

static const char *const aliases[] = {
	"kube-linter/no-extensions-v1beta",
	"kube-score/stable-version",
	"trivy/KSV-0107",
	"kubeconform/unknown-kind",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
	NULL,
};

PF_RULE(removed_api) = {
	.name = "removed-api",
	.title = "API version is no longer served",
	.why = "The API server of the target version does not serve this apiVersion "
	       "and kind any more. kubectl finds no match for it and applies nothing, "
	       "and a running deployment pipeline breaks with the upgrade of the "
	       "cluster.",
	.help = "Move to the API that replaces it, with the fields that move.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_SAFE,
	.sets = PF_DEFAULT,
	.on_object = check,
};
