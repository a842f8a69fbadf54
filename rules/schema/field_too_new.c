/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/level.h"
#include "rule/advice/problems.h"

/* The release that lacks it, in words: it came later, or went before. */
static pf_str life(struct pf_ctx *ctx, const struct pf_problem *p)
{
	unsigned target = pf_release(ctx);

	if (p->since > target)
		return pf_arena_fmt(pf_scratch(ctx),
			"is new in Kubernetes 1.%u, and the target version is 1.%u", p->since,
			target);
	return pf_arena_fmt(pf_scratch(ctx),
		"was last in Kubernetes 1.%u, and the target version is 1.%u", p->until, target);
}

static void say_field(struct pf_ctx *ctx, const struct pf_problem *p)
{
	struct pf_level level = pf_level_of(ctx, p);
	struct pf_finding *f =
		pf_report(ctx, p->key, "`%.*s` of %.*s %.*s: the API server refuses or drops it",
			PF_STR_ARG(p->field->name), PF_STR_ARG(pf_type_title(p->owner)),
			PF_STR_ARG(life(ctx, p)));

	if (level.name.len)
		pf_help(ctx, f, "move `%.*s` %s to %.*s, which has it in the target version",
			PF_STR_ARG(p->field->name), level.way, PF_STR_ARG(level.name));
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_field *field = p->field;

	if (p->since == field->since && p->until == field->until) {
		say_field(ctx, p);
		return;
	}
	/* What is wrong with the field says enough. */
	if (!pf_served(field->since, field->until, pf_release(ctx)))
		return;
	(void)pf_report(ctx, p->node, "value `%.*s` of %.*s %.*s: the API server refuses the %.*s",
		PF_STR_ARG(pf_node_text(p->node)), PF_STR_ARG(pf_problem_title(ctx, p)),
		PF_STR_ARG(life(ctx, p)), PF_STR_ARG(pf_object_in(ctx)->kind));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
	"https://kubernetes.io/releases/version-skew-policy/",
	NULL,
};

PF_RULE(field_too_new) = {
	.name = "field-too-new",
	.title = "Field or value is not in the target version",
	.why = "The API server of the target version does not know the field yet, or "
	       "no longer: strict clients are refused, and for others it is dropped in"
	       " silence. A value that the version lacks is always refused.",
	.help = "Leave the field out, raise the target version with `--kubernetes-"
		"version` if the cluster is newer, or wait for the upgrade.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_OTHER_RELEASE),
	.on_problem = check,
};
