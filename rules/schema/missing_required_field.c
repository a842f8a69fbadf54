/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"
#include "runtime/fragments.h"
#include "text/nearest.h"
#include "world/fills.h"
#include "yaml/quote.h"
#include "yaml/scalar.h"

/* What to write, for the fields that people leave out; others by their type. */
static const struct {
	pf_str type;
	pf_str field;
	const char *form;
} forms[] = {
	{PF_STR_INIT("core.v1.Container"), PF_STR_INIT("image"), "image: REGISTRY/NAME:VERSION"},
	{PF_STR_INIT("core.v1.Container"), PF_STR_INIT("name"), "name: NAME"},
	{PF_STR_INIT("core.v1.PodSpec"), PF_STR_INIT("containers"),
		"containers: [{name: NAME, image: REGISTRY/NAME:VERSION}]"},
	{PF_STR_INIT("batch.v1.CronJobSpec"), PF_STR_INIT("schedule"),
		"schedule: \"30 4 * * *\"`: minute, hour, day of month, month, day of week; or "
		"`schedule: \"@daily\""},
	{PF_STR_INIT("core.v1.ContainerPort"), PF_STR_INIT("containerPort"),
		"containerPort: NUMBER"},
	{PF_STR_INIT("core.v1.ServicePort"), PF_STR_INIT("port"), "port: NUMBER"},
	{PF_STR_INIT("core.v1.ServiceSpec"), PF_STR_INIT("ports"), "ports: [{port: NUMBER}]"},
	{PF_STR_INIT("core.v1.VolumeMount"), PF_STR_INIT("mountPath"), "mountPath: /PATH"},
	{PF_STR_INIT("core.v1.VolumeMount"), PF_STR_INIT("name"),
		"name: VOLUME`, as one of the Pod's `volumes"},
	{PF_STR_INIT("core.v1.Volume"), PF_STR_INIT("name"), "name: NAME"},
	{PF_STR_INIT("core.v1.EnvVar"), PF_STR_INIT("name"), "name: NAME"},
	{PF_STR_INIT("networking.v1.HTTPIngressPath"), PF_STR_INIT("pathType"),
		"pathType: Prefix`, `Exact` or `ImplementationSpecific"},
	{PF_STR_INIT("rbac.v1.RoleRef"), PF_STR_INIT("apiGroup"),
		"apiGroup: rbac.authorization.k8s.io"},
};

/* A selector of a workload is to match what its Pod template is labelled with. */
static pf_str selector_form(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_node *labels =
		pf_node_get(pf_node_get(pf_node_get(p->node, PF_STR("template")),
				    PF_STR("metadata")),
			PF_STR("labels"));
	struct pf_kids kids = pf_kids(labels && labels->kind == PF_MAP ? labels : NULL);

	if (!pf_kids_next(&kids) || kids.value->kind != PF_SCALAR)
		return PF_STR("selector: {matchLabels: {app: NAME}}`, with labels that the Pod "
			      "template has, too, as `app: NAME");
	return pf_arena_fmt(pf_scratch(ctx), "selector: {matchLabels: {%.*s: %.*s}}",
		PF_STR_ARG(pf_node_text(kids.key)),
		PF_STR_ARG(pf_yaml_string(pf_scratch(ctx), pf_node_text(kids.value))));
}

static const char *form_of_value(const struct pf_field *field)
{
	if (field->shape == PF_SHAPE_LIST)
		return "[…]";
	if (field->shape != PF_SHAPE_ONE || field->value == PF_V_OBJECT)
		return "{…}";
	return field->value == PF_V_INT32 || field->value == PF_V_INT64 ? "NUMBER" : "TEXT";
}

static void help_missing(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_problem *p)
{
	pf_str name = p->field->name;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (pf_str_eq(forms[i].type, p->owner->name) && pf_str_eq(forms[i].field, name)) {
			pf_help(ctx, f, "write `%s`", forms[i].form);
			return;
		}
	}
	if (pf_str_eq(name, PF_STR("selector")))
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(selector_form(ctx, p)));
	else
		pf_help(ctx, f, "write `%.*s: %s`", PF_STR_ARG(name), form_of_value(p->field));
}

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
	help_missing(ctx, f, p);
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

/* An empty list or text stands at its node; a field that is missing below it. */
static bool is_filled(struct pf_ctx *ctx, const struct pf_problem *p)
{
	return pf_world_is_filled(pf_world_of(ctx), pf_object_in(ctx), p->node,
		p->kind == PF_EMPTY_FIELD ? PF_STR_EMPTY : p->field->name);
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	if (pf_in_fragment(ctx) || is_filled(ctx, p))
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

	pf_help(ctx, f,
		"write `kind: KIND`, the kind of object that this is, as `kind: Deployment`");
}

static bool is_absent(const struct pf_node *value)
{
	return !value || pf_node_is_null(value) || (value->kind == PF_SCALAR && value->len == 0);
}

/*
 * Reviews are asked, not kept: what cannot be read back needs no name.  A LimitRange
 * that comes without one is given a name of its own.
 */
static bool needs_name(const struct pf_object *o)
{
	return o->api && pf_str_contains(o->api->verbs, PF_STR("create")) &&
		pf_str_contains(o->api->verbs, PF_STR("get")) &&
		!pf_object_is_core(o, PF_STR("LimitRange"));
}

static void check_name(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_node *metadata = o->metadata;
	const struct pf_node *name = pf_node_get(metadata, PF_STR("name"));
	struct pf_finding *f;

	if (!needs_name(o) || pf_in_fragment(ctx) || o->root != o->document->root)
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
	if (metadata && metadata->kind == PF_MAP)
		pf_help(ctx, f, "write `name: NAME` in its `metadata`");
	else
		pf_help(ctx, f, "write `metadata: {name: NAME}`");
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

static const struct pf_node *list_of(const struct pf_object *o, const struct pf_pod_container *c)
{
	return pf_node_get(pf_pod_spec_node(o),
		c->class == PF_MAIN ? PF_STR("containers") : PF_STR("initContainers"));
}

/* Whether the list has it; the nearest name if not. */
static bool has_container(const struct pf_node *list, struct pf_nearest *near)
{
	struct pf_kids kids = pf_kids(list);

	while (pf_kids_next(&kids)) {
		pf_str name = pf_node_get_text(kids.value, PF_STR("name"));

		if (pf_str_eq(name, near->word))
			return true;
		pf_nearest_offer(near, name);
	}
	return false;
}

/*
 * Containers are merged by name: one that the object does not have is added as it
 * stands in the patch, and is no whole one without an image.
 */
static void check_added(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_object *patch = c->pod->object;
	struct pf_nearest near = pf_nearest_start(c->spec->name.is);
	const struct pf_object *into;
	struct pf_finding *f;

	if (!c->pod->patch || c->class == PF_EPHEMERAL || !near.word.len || c->spec->image.node ||
		pf_is_patch_step(c->spec->node))
		return;
	into = pf_world_merged_into(pf_world_of(ctx), patch);
	if (!into || has_container(list_of(into, c), &near) ||
		pf_world_is_filled(pf_world_of(ctx), patch, c->spec->node, PF_STR("image")))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s is not in the %.*s that this patch is merged into, so that it is added, and "
		"without `image` the API server refuses the result",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(into->kind));
	pf_label(ctx, f, "`image` is missing here");
	pf_relate(ctx, f, into->document, list_of(into, c) ? list_of(into, c) : into->root,
		"the %.*s without it", PF_STR_ARG(into->kind));
	if (near.best.len)
		pf_help(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(near.best));
	else
		pf_help(ctx, f, "write its `image`, or the name of a container that is there");
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
	.looks_around = true,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_MISSING_FIELD) | PF_PROBLEM_BIT(PF_EMPTY_FIELD),
	.on_problem = check,
	.on_object = check_identity,
	.on_container = check_added,
};
