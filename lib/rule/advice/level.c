/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/level.h"

#include "rule/advice/problems.h"

#define DESCENT_MAX 4

bool pf_field_fits(const struct pf_field *f, const struct pf_node *value)
{
	if (f->shape == PF_SHAPE_LIST)
		return value->kind == PF_SEQ;
	if (f->shape != PF_SHAPE_ONE || f->value == PF_V_OBJECT)
		return value->kind == PF_MAP;
	return value->kind == PF_SCALAR || f->value == PF_V_ANY;
}

static bool has(const struct pf_type *type, const struct pf_problem *p, uint8_t release)
{
	const struct pf_field *f = pf_type_field(type, pf_node_text(p->key), p->key->hash);

	return f && pf_field_fits(f, p->node) && pf_served(f->since, f->until, release);
}

/* A type above the field's owner that has the field. */
static const struct pf_type *level_above(const struct pf_problem *p, uint8_t release)
{
	for (size_t i = 0; i < PF_PROBLEM_PARENTS && p->parents[i]; i++) {
		if (has(p->parents[i], p, release))
			return p->parents[i];
	}
	return NULL;
}

/* The field of `type` under which it stands; of several the one that must be there. */
static const struct pf_field *level_below(const struct pf_type *type, const struct pf_problem *p,
	uint8_t release)
{
	const struct pf_field *best = NULL;

	for (size_t i = 0; i < type->nfields; i++) {
		const struct pf_field *f = &type->fields[i];

		if (f->value != PF_V_OBJECT || f->shape > PF_SHAPE_LIST ||
			!pf_served(f->since, f->until, release) ||
			pf_str_eq(f->name, PF_STR("status")) ||
			!has(&pf_types[f->type], p, release))
			continue;
		if (!best || f->required || pf_str_eq(f->name, PF_STR("spec")))
			best = f;
	}
	return best;
}

/* The way from a workload to its Pods leads through these. */
static const struct pf_field *way_down(const struct pf_type *type)
{
	static const pf_str names[] = {
		PF_STR_INIT("template"), PF_STR_INIT("jobTemplate"), PF_STR_INIT("spec")};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct pf_field *f = pf_type_field(type, names[i], pf_str_hash(names[i]));

		if (f && f->value == PF_V_OBJECT && f->shape == PF_SHAPE_ONE)
			return f;
	}
	return NULL;
}

static pf_str path_below(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_type *type = p->owner;
	pf_str path = PF_STR_EMPTY;

	for (unsigned depth = 0; depth < DESCENT_MAX; depth++) {
		const struct pf_field *f = level_below(type, p, pf_release(ctx));

		if (f)
			return pf_arena_fmt(pf_scratch(ctx), "%.*s%.*s%s", PF_STR_ARG(path),
				PF_STR_ARG(f->name), f->shape == PF_SHAPE_LIST ? "[]" : "");
		f = way_down(type);
		if (!f)
			break;
		path = pf_arena_fmt(pf_scratch(ctx), "%.*s%.*s.", PF_STR_ARG(path),
			PF_STR_ARG(f->name));
		type = &pf_types[f->type];
	}
	return PF_STR_EMPTY;
}

/* The other of the two security contexts. */
static const char *other_context(const struct pf_problem *p, uint8_t release)
{
	bool pod = pf_str_eq(p->owner->name, PF_STR("core.v1.PodSecurityContext"));

	if (!pod && !pf_str_eq(p->owner->name, PF_STR("core.v1.SecurityContext")))
		return NULL;
	for (size_t i = 0; i < pf_ntypes; i++) {
		const pf_str name = pf_types[i].name;

		if (pf_str_eq(name,
			    pod ? PF_STR("core.v1.SecurityContext")
				: PF_STR("core.v1.PodSecurityContext")) &&
			has(&pf_types[i], p, release))
			return pod ? "the `securityContext` of each container"
				   : "the `securityContext` of the Pod";
	}
	return NULL;
}

struct pf_level pf_level_of(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_type *above = level_above(p, pf_release(ctx));
	const char *other = other_context(p, pf_release(ctx));
	pf_str below;

	if (other)
		return (struct pf_level){pf_str_from(other), "over"};
	if (above)
		return (struct pf_level){pf_arena_fmt(pf_scratch(ctx), "the %.*s around it",
						 PF_STR_ARG(pf_type_title(above))),
			"up"};
	below = path_below(ctx, p);
	if (!below.len)
		return (struct pf_level){PF_STR_EMPTY, ""};
	return (struct pf_level){
		pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(below)), "down"};
}
