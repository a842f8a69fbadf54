/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"
#include "yaml/scalar.h"

static void say_missing(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str name = p->field->name, owner = pf_type_title(p->owner);
	const struct pf_node *null = pf_node_get(p->node, name);
	struct pf_finding *f;

	if (null) {
		f = pf_report(ctx, null, "`%.*s` of %.*s is empty; the API server refuses the %.*s",
			PF_STR_ARG(name), PF_STR_ARG(owner), PF_STR_ARG(pf_object_in(ctx)->kind));
	} else {
		f = pf_report(ctx, p->node, "%.*s has no `%.*s`; the API server refuses the %.*s",
			PF_STR_ARG(owner), PF_STR_ARG(name), PF_STR_ARG(pf_object_in(ctx)->kind));
		pf_label(ctx, f, "`%.*s` is missing here", PF_STR_ARG(name));
	}
	pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(name));
	pf_subject(f, name);
}

static void say_empty(struct pf_ctx *ctx, const struct pf_problem *p)
{
	struct pf_finding *f;

	f = pf_report(ctx, p->node, "%.*s of %.*s is empty; the API server refuses the %.*s",
		PF_STR_ARG(pf_problem_title(ctx, p)), PF_STR_ARG(pf_type_title(p->owner)),
		PF_STR_ARG(pf_object_in(ctx)->kind));
	pf_help(ctx, f, "give `%.*s` a value", PF_STR_ARG(p->field->name));
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	if (pf_in_fragment(ctx))
		return;
	if (p->kind == PF_EMPTY_FIELD)
		say_empty(ctx, p);
	else if (!pf_has_unknown_key(p, p->field->name))
		say_missing(ctx, p);
}

static void check_version(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_kind *kind = pf_kind_elsewhere(o->kind, pf_release(ctx));
	const struct pf_node *version = pf_node_get(o->root, PF_STR("apiVersion"));
	struct pf_finding *f = pf_report(ctx,
		version ? version : pf_node_get(o->root, PF_STR("kind")),
		version ? "`apiVersion` of the %.*s is no API version; kubectl cannot apply it"
			: "%.*s without `apiVersion`; kubectl cannot apply it",
		PF_STR_ARG(o->kind));

	if (kind)
		pf_help(ctx, f, "write `apiVersion: %.*s`", PF_STR_ARG(kind->api_version));
	else
		pf_help(ctx, f, "write the `apiVersion` that serves this kind");
}

static void check_kind(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_node *kind = pf_node_get(o->root, PF_STR("kind"));
	struct pf_finding *f = pf_report(ctx,
		kind ? kind : pf_node_get(o->root, PF_STR("apiVersion")),
		kind ? "`kind` beside `apiVersion: %.*s` names nothing; kubectl cannot apply it"
		     : "`apiVersion: %.*s` without `kind`; kubectl cannot apply it",
		PF_STR_ARG(o->api_version));

	pf_help(ctx, f, "write `kind`");
}

static bool is_absent(const struct pf_node *value)
{
	return !value || pf_node_is_null(value) || (value->kind == PF_SCALAR && value->len == 0);
}

/* Reviews are asked, not kept: what cannot be read back needs no name. */
static void check_name(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_node *metadata = o->metadata;
	const struct pf_node *name = pf_node_get(metadata, PF_STR("name"));
	struct pf_finding *f;

	if (!o->api || !pf_str_contains(o->api->verbs, PF_STR("create")) ||
		!pf_str_contains(o->api->verbs, PF_STR("get")) || pf_in_fragment(ctx) ||
		o->root != o->document->root)
		return;
	if (metadata && metadata->kind != PF_MAP && !pf_node_is_null(metadata))
		return;
	if (!is_absent(name) || !is_absent(pf_node_get(metadata, PF_STR("generateName"))))
		return;
	f = pf_report(ctx,
		name               ? name
			: metadata ? metadata
				   : o->root,
		"%.*s has neither `metadata.name` nor `generateName`; the API server refuses it",
		PF_STR_ARG(o->kind));
	pf_help(ctx, f, "write `metadata.name`");
	pf_subject(f, PF_STR("name"));
}

static void check_identity(struct pf_ctx *ctx, const struct pf_object *o)
{
	if (!o->kind.len)
		check_kind(ctx, o);
	else if (!o->api_version.len)
		check_version(ctx, o);
	else
		check_name(ctx, o);
}

static const char *const aliases[] = {
	"kube-linter/schema-validation",
	"kubeconform/schema",
	"kubeconform/missing-kind",
	NULL,
};

static const char *const yields_to[] = {"invalid-probe-handler", "selector-mismatch", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields",
	NULL,
};

PF_RULE(missing_required_field) = {
	.name = "missing-required-field",
	.title = "Required field is missing or empty",
	.why = "The API server refuses an object that lacks what its kind cannot do "
	       "without: a container without an image, a workload without a selector, "
	       "an object without a name, or one that does not say what it is.",
	.help = "Write the field. If the file is a fragment that a tool completes, list"
		" it as a patch in the Kustomization.",
	.ignore = "When another program completes the file before it is applied, such as "
		  "a Pod template of a CI system.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_MISSING_FIELD) | PF_PROBLEM_BIT(PF_EMPTY_FIELD),
	.on_problem = check,
	.on_object = check_identity,
};
