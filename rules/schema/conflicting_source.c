/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"
#include "world/fills.h"
#include "yaml/scalar.h"

#define LIST_MAX 5

/* Probes and lifecycle hooks are invalid-probe-handler's. */
static bool is_handler(const struct pf_type *type)
{
	return pf_str_eq(type->name, PF_STR("core.v1.Probe")) ||
		pf_str_eq(type->name, PF_STR("core.v1.LifecycleHandler"));
}

static bool is_member(const struct pf_union *members, pf_str name)
{
	for (size_t i = 0; i < members->n; i++) {
		if (pf_str_eq(members->fields[i], name))
			return true;
	}
	return false;
}

/* The member that stands before `key`. */
static const struct pf_node *first_member(const struct pf_problem *p)
{
	struct pf_kids kids = pf_kids(p->node);

	while (pf_kids_next(&kids) && kids.key != p->key) {
		if (is_member(p->members, pf_node_text(kids.key)) && !pf_node_is_null(kids.value) &&
			(kids.value->kind != PF_SCALAR || kids.value->len))
			return kids.key;
	}
	return p->key;
}

static void say_conflict(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_node *first = first_member(p);
	pf_str other = pf_node_text(first);
	struct pf_finding *f = pf_report(ctx, p->key,
		"`%.*s` beside `%.*s`: %.*s takes one of them, and the API server "
		"refuses the two together",
		PF_STR_ARG(pf_node_text(p->key)), PF_STR_ARG(other),
		PF_STR_ARG(pf_type_title(p->owner)));

	pf_relate(ctx, f, pf_object_in(ctx)->document, first, "`%.*s` is set here",
		PF_STR_ARG(other));
	pf_help(ctx, f, "keep one of the two");
}

/* Of a volume and of a PersistentVolume, the only ones with so many. */
static const char *usual_source(const struct pf_union *members)
{
	return is_member(members, PF_STR("emptyDir")) ? "emptyDir: {}" : "csi";
}

static void say_missing(struct pf_ctx *ctx, const struct pf_problem *p)
{
	struct pf_finding *f;

	if (p->members->n > LIST_MAX) {
		f = pf_report(ctx, p->node, "%.*s has no source; the API server refuses the %.*s",
			PF_STR_ARG(pf_type_title(p->owner)), PF_STR_ARG(pf_object_in(ctx)->kind));
		pf_help(ctx, f, "name one, as `%s`", usual_source(p->members));
		return;
	}
	f = pf_report(ctx, p->node, "%.*s sets none of %.*s; the API server refuses the %.*s",
		PF_STR_ARG(pf_type_title(p->owner)),
		PF_STR_ARG(pf_alternatives(ctx, p->members->fields, p->members->n)),
		PF_STR_ARG(pf_object_in(ctx)->kind));
	pf_help(ctx, f, "set one of %.*s",
		PF_STR_ARG(pf_alternatives(ctx, p->members->fields, p->members->n)));
}

/* Does every build add one of them? */
static bool is_filled(struct pf_ctx *ctx, const struct pf_problem *p)
{
	for (size_t i = 0; i < p->members->n; i++) {
		if (pf_world_is_filled(pf_world_of(ctx), pf_object_in(ctx), p->node,
			    p->members->fields[i]))
			return true;
	}
	return false;
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	if (is_handler(p->owner))
		return;
	if (p->kind == PF_UNION_CONFLICT)
		say_conflict(ctx, p);
	/* A source that is misspelt, or of an older API, is unknown-field's. */
	else if (!pf_has_unknown_key(p, PF_STR_EMPTY) && !is_filled(ctx, p))
		say_missing(ctx, p);
}

static void check_volumes(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	if (pod->patch)
		return;
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		struct pf_finding *f;

		if (!v->name.set || !v->node || v->node->kind != PF_MAP || v->node->len != 1)
			continue;
		f = pf_report(ctx, v->node,
			"volume `%.*s` has no source, so that it becomes an empty directory",
			PF_STR_ARG(v->name.is));
		pf_grade(f, PF_WARNING);
		pf_help(ctx, f, "name the source, or write `emptyDir: {}` if that is meant");
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
	"https://kubernetes.io/docs/concepts/storage/volumes/",
	NULL,
};

PF_RULE(conflicting_source) = {
	.name = "conflicting-source",
	.title = "Not just one of several alternatives is set",
	.why = "Where the API offers alternatives, such as `value` and `valueFrom` or "
	       "the sources of a volume, it takes one. With two the API server refuses"
	       " the object, as it does with none where one is needed; a volume "
	       "without a source becomes an empty directory in silence.",
	.help = "Keep the one that is meant. For an empty volume write `emptyDir: {}`.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_UNION_CONFLICT) | PF_PROBLEM_BIT(PF_UNION_MISSING),
	.on_problem = check,
	.on_pod = check_volumes,
};
