/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "text/nearest.h"
#include "yaml/separator.h"

/* Read by clients and older OpenShift tools; never meant for the API server. */
static bool is_client_side(const struct pf_object *o)
{
	static const pf_str kinds[] = {PF_STR_INIT("Config"), PF_STR_INIT("Policy"),
		PF_STR_INIT("Template"), PF_STR_INIT("Route"), PF_STR_INIT("BuildConfig"),
		PF_STR_INIT("DeploymentConfig"), PF_STR_INIT("ImageStream"),
		PF_STR_INIT("SecurityContextConstraints"), PF_STR_INIT("Project"),
		PF_STR_INIT("ProjectRequest"), PF_STR_INIT("OAuthClient")};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (pf_str_eq(o->kind, kinds[i]))
			return pf_str_eq(o->api_version, PF_STR("v1"));
	}
	return false;
}

/* "v1", "v1beta1", but not "builtin": does it name the core group at all? */
static bool is_version(pf_str api_version)
{
	return api_version.len > 1 && api_version.ptr[0] == 'v' && pf_is_digit(api_version.ptr[1]);
}

static pf_str nearest_kind(const struct pf_object *o, uint8_t release)
{
	struct pf_nearest near = pf_nearest_start(o->kind);

	for (size_t i = 0; i < pf_nkinds; i++) {
		const struct pf_kind *k = &pf_kinds[i];

		if (k->scope != PF_NO_RESOURCE && pf_served(k->since, k->until, release))
			pf_nearest_offer(&near, k->kind);
	}
	return near.best;
}

static void say_other_version(struct pf_ctx *ctx, const struct pf_object *o,
	const struct pf_kind *right)
{
	const struct pf_node *version = pf_node_get(o->root, PF_STR("apiVersion"));
	struct pf_finding *f = pf_report(ctx, version ? version : o->root,
		"`%.*s` has no %.*s; kubectl finds no match for it", PF_STR_ARG(o->api_version),
		PF_STR_ARG(o->kind));

	pf_label(ctx, f, "%.*s is in `%.*s`", PF_STR_ARG(o->kind), PF_STR_ARG(right->api_version));
	pf_help(ctx, f, "write `apiVersion: %.*s`", PF_STR_ARG(right->api_version));
	if (version)
		pf_fix_string(ctx, f, false, version, right->api_version);
}

static void say_too_new(struct pf_ctx *ctx, const struct pf_object *o, const struct pf_kind *right)
{
	const struct pf_node *version = pf_node_get(o->root, PF_STR("apiVersion"));
	struct pf_finding *f = pf_report(ctx, version ? version : o->root,
		"`%.*s` %.*s is new in Kubernetes 1.%u, and the target version is 1.%u: kubectl "
		"finds no match for it",
		PF_STR_ARG(o->api_version), PF_STR_ARG(o->kind), o->api->since, pf_release(ctx));

	if (right)
		pf_help(ctx, f, "write `apiVersion: %.*s`, or raise `--kubernetes-version`",
			PF_STR_ARG(right->api_version));
	else
		pf_help(ctx, f, "raise `--kubernetes-version` if the cluster is newer");
}

static void say_no_kind(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_node *kind = pf_node_get(o->root, PF_STR("kind"));
	pf_str near = nearest_kind(o, pf_release(ctx));
	struct pf_finding *f = pf_report(ctx, kind ? kind : o->root,
		"Kubernetes 1.%u has no kind `%.*s` in `%.*s`; kubectl finds no match for it",
		pf_release(ctx), PF_STR_ARG(o->kind), PF_STR_ARG(o->api_version));

	if (near.len && kind) {
		pf_label(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(near));
		pf_help(ctx, f, "write `kind: %.*s`", PF_STR_ARG(near));
		pf_fix_string(ctx, f, false, kind, near);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_kind *right;
	uint8_t release = pf_release(ctx);

	if (!o->kind.len || !o->api_version.len || !pf_group_is_builtin(o->group) ||
		pf_document_is_glued(o->document, NULL) ||
		(o->api && pf_served(o->api->since, o->api->until, release)) ||
		(o->life && o->life->removed && release >= o->life->removed) ||
		pf_is_placeholder(o->kind) || pf_is_placeholder(o->api_version) ||
		is_client_side(o))
		return;
	right = pf_kind_elsewhere(o->kind, release);
	if (!right && !o->group.len && !is_version(o->api_version))
		return;
	if (o->api && o->api->since > release)
		say_too_new(ctx, o, right);
	else if (right)
		say_other_version(ctx, o, right);
	else
		say_no_kind(ctx, o);
}

static const char *const aliases[] = {"kubeconform/unknown-kind", NULL};

static const char *const refs[] = {"https://kubernetes.io/docs/reference/kubernetes-api/", NULL};

PF_RULE(unknown_kind) = {
	.name = "unknown-kind",
	.title = "Kind does not exist in this API version",
	.why = "The apiVersion belongs to Kubernetes itself, and in the target version"
	       " it has no such kind. kubectl finds no match for it and applies "
	       "nothing.",
	.help = "Write the apiVersion and kind as the API reference has them.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_object = check,
};
