/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/level.h"
#include "rule/advice/problems.h"
#include "text/nearest.h"

#define DESCENT_MAX 4

/* Fields of older API versions that people carry over to the current one. */
static const struct {
	pf_str type;
	pf_str field;
	const char *instead;
} moved[] = {
	{PF_STR_INIT("networking.v1.IngressBackend"), PF_STR_INIT("serviceName"), "service.name"},
	{PF_STR_INIT("networking.v1.IngressBackend"), PF_STR_INIT("servicePort"),
		"service.port.number` or `service.port.name"},
	{PF_STR_INIT("networking.v1.IngressSpec"), PF_STR_INIT("backend"), "defaultBackend"},
	{PF_STR_INIT("autoscaling.v2.ResourceMetricSource"),
		PF_STR_INIT("targetAverageUtilization"), "target.averageUtilization"},
	{PF_STR_INIT("autoscaling.v2.ResourceMetricSource"), PF_STR_INIT("targetAverageValue"),
		"target.averageValue"},
	{PF_STR_INIT("apiextensions.v1.CustomResourceDefinitionSpec"), PF_STR_INIT("version"),
		"versions"},
	{PF_STR_INIT("apiextensions.v1.CustomResourceDefinitionSpec"), PF_STR_INIT("validation"),
		"versions[].schema"},
};

static const char *moved_to(const struct pf_problem *p, pf_str name)
{
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++) {
		if (pf_str_eq(moved[i].type, p->owner->name) && pf_str_eq(moved[i].field, name))
			return moved[i].instead;
	}
	return NULL;
}

static const struct pf_field *nearest(const struct pf_problem *p, uint8_t release)
{
	struct pf_nearest near = pf_nearest_start(pf_node_text(p->key));

	for (size_t i = 0; i < p->owner->nfields; i++) {
		const struct pf_field *f = &p->owner->fields[i];

		if (pf_served(f->since, f->until, release))
			pf_nearest_offer(&near, f->name);
	}
	return near.best.len ? pf_type_field(p->owner, near.best, pf_str_hash(near.best)) : NULL;
}

/* Where the field would be right as it is written; false when nowhere near. */
static bool say_level(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_problem *p)
{
	struct pf_level level = pf_level_of(ctx, p);

	if (!level.name.len)
		return false;
	pf_label(ctx, f, "belongs to %.*s", PF_STR_ARG(level.name));
	pf_help(ctx, f, "move `%.*s` %s to %.*s", PF_STR_ARG(pf_node_text(p->key)), level.way,
		PF_STR_ARG(level.name));
	return true;
}

static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_problem *p)
{
	const struct pf_field *near = nearest(p, pf_release(ctx));
	pf_str name = pf_node_text(p->key);
	const char *instead = moved_to(p, name);
	bool typing_slip =
		near && pf_field_fits(near, p->node) && pf_edit_distance(name, near->name, 2) < 2;

	if (instead) {
		pf_label(ctx, f, "of an older API version");
		pf_help(ctx, f, "write `%s`", instead);
		return;
	}
	if (!typing_slip && say_level(ctx, f, p))
		return;
	if (!near) {
		pf_help(ctx, f, "take `%.*s` away, or move it to where the API has it",
			PF_STR_ARG(name));
		return;
	}
	pf_label(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(near->name));
	pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(near->name));
	pf_fix_string(ctx, f, false, p->key, near->name);
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str name = pf_node_text(p->key);
	struct pf_finding *f;

	/* What SOPS writes goes when it decrypts the file. */
	if (!p->parents[0] && pf_str_eq(name, PF_STR("sops")))
		return;
	f = pf_report(ctx, p->key,
		"%.*s has no field `%.*s`; kubectl refuses it, and other clients drop it",
		PF_STR_ARG(pf_type_title(p->owner)), PF_STR_ARG(name));

	advise(ctx, f, p);
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
