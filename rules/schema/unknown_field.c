/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

/* The type below `owner`, or above it, that has the field: where it belongs. */
static const struct pf_type *level_above(const struct pf_problem *p, pf_str name, uint32_t hash)
{
	for (size_t i = 0; i < PF_PROBLEM_PARENTS && p->parents[i]; i++) {
		if (pf_type_field(p->parents[i], name, hash))
			return p->parents[i];
	}
	return NULL;
}

static const struct pf_field *level_below(const struct pf_problem *p, pf_str name, uint32_t hash)
{
	for (size_t i = 0; i < p->owner->nfields; i++) {
		const struct pf_field *f = &p->owner->fields[i];

		if (f->value == PF_V_OBJECT && f->shape == PF_SHAPE_ONE &&
			pf_type_field(&pf_types[f->type], name, hash))
			return f;
	}
	return NULL;
}

static pf_str nearest(const struct pf_problem *p, pf_str name, uint8_t release)
{
	struct pf_nearest near = pf_nearest_start(name);

	for (size_t i = 0; i < p->owner->nfields; i++) {
		const struct pf_field *f = &p->owner->fields[i];

		if (pf_served(f->since, f->until, release))
			pf_nearest_offer(&near, f->name);
	}
	return near.best;
}

/* "core.v1.Container" is "Container" to people. */
static pf_str short_name(const struct pf_type *type)
{
	return pf_str_from_offset(type->name, pf_str_rfind_char(type->name, '.') + 1);
}

static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_problem *p,
	pf_str name)
{
	const struct pf_type *above = level_above(p, name, p->key->hash);
	const struct pf_field *below = level_below(p, name, p->key->hash);
	pf_str near = nearest(p, name, pf_release(ctx));

	if (near.len) {
		pf_label(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(near));
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(near));
		pf_fix_replace(ctx, f, false, p->key, near);
	} else if (above) {
		pf_label(ctx, f, "belongs to the %.*s above", PF_STR_ARG(short_name(above)));
		pf_help(ctx, f, "move `%.*s` up, out of this %.*s into the %.*s around it",
			PF_STR_ARG(name), PF_STR_ARG(short_name(p->owner)),
			PF_STR_ARG(short_name(above)));
	} else if (below) {
		pf_label(ctx, f, "belongs under `%.*s`", PF_STR_ARG(below->name));
		pf_help(ctx, f, "move `%.*s` below `%.*s`", PF_STR_ARG(name),
			PF_STR_ARG(below->name));
	}
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str name = pf_node_text(p->key);
	struct pf_finding *f = pf_report(ctx, p->key,
		"%.*s has no field `%.*s`; the API server refuses or drops it",
		PF_STR_ARG(short_name(p->owner)), PF_STR_ARG(name));

	advise(ctx, f, p, name);
}

static const char *const aliases[] = {
	"kube-linter/schema-validation",
	"kubeconform/strict",
	NULL,
};

static const char *const yields_to[] = {"field-too-new", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
	NULL,
};

PF_RULE(unknown_field) = {
	.name = "unknown-field",
	.title = "Field is not in the Kubernetes API",
	.why = "kubectl asks the server for strict validation, which refuses unknown fields; other "
	       "clients let the server drop them in silence. Either way what the field was meant to "
	       "do does not happen.",
	.help = "Correct the spelling, or move the field to the level where the API has it.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_UNKNOWN_FIELD),
	.on_problem = check,
};
