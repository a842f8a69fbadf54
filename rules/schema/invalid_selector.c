/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"
#include "kube/requirement.h"
#include "text/nearest.h"

static bool has_owner(const struct pf_problem *p, const char *type)
{
	return pf_str_eq(p->owner->name, pf_str_from(type));
}

static void advise_values(struct pf_ctx *ctx, struct pf_finding *f, bool negative)
{
	pf_label(ctx, f, "no `values`");
	pf_help(ctx, f, "list the values, or write `%s` to ask for the label alone",
		negative ? "DoesNotExist" : "Exists");
}

static void check_values(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_node *values = pf_node_get(p->node, PF_STR("values"));
	const struct pf_node *place = values ? values : pf_node_get(p->node, PF_STR("operator"));
	pf_str op = pf_node_get_text(p->node, PF_STR("operator"));
	pf_str what = pf_arena_fmt(pf_scratch(ctx), "%.*s %.*s",
		PF_STR_ARG(pf_node_get_text(p->node, PF_STR("key"))), PF_STR_ARG(op));
	struct pf_kids kids = pf_kids(values);

	switch (pf_requirement_fault(p->node)) {
	case PF_REQUIREMENT_OK:
		break;
	case PF_REQUIREMENT_WANTS_VALUES:
		advise_values(ctx,
			pf_report(ctx, place,
				"selector expression `%.*s` names no values, so that it cannot be "
				"evaluated; the API server refuses it",
				PF_STR_ARG(what)),
			pf_str_eq(op, PF_STR("NotIn")));
		break;
	case PF_REQUIREMENT_WANTS_NONE:
		pf_help(ctx,
			pf_report(ctx, place,
				"selector expression `%.*s` takes no values; the API server refuses it",
				PF_STR_ARG(what)),
			"take `values` away, or write `%s`",
			pf_str_eq(op, PF_STR("Exists")) ? "In" : "NotIn");
		break;
	case PF_REQUIREMENT_WANTS_ONE:
		pf_help(ctx,
			pf_report(ctx, place,
				"selector expression `%.*s` takes exactly one value; the API server "
				"refuses it",
				PF_STR_ARG(what)),
			"write one integer as a string: `values: [\"4\"]`");
		break;
	case PF_REQUIREMENT_WANTS_INTEGER:
		(void)pf_kids_next(&kids);
		pf_help(ctx,
			pf_report(ctx, kids.value,
				"selector expression `%.*s` compares with `%.*s`, which is no integer, "
				"so that the Pod fits no node",
				PF_STR_ARG(what), PF_STR_ARG(pf_node_text(kids.value))),
			"write an integer as a string, without a unit");
		break;
	}
}

static void check_operator(struct pf_ctx *ctx, const struct pf_problem *p)
{
	struct pf_nearest near = pf_nearest_start(pf_node_text(p->node));
	struct pf_finding *f = pf_report(ctx, p->node,
		"`%.*s` is no operator of a selector, which therefore cannot be evaluated",
		PF_STR_ARG(near.word));

	for (size_t i = 0; i < p->field->values->n; i++)
		pf_nearest_offer(&near, p->field->values->values[i].name);
	if (near.best.len) {
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(near.best));
		pf_fix_replace(ctx, f, false, p->node, near.best);
	} else {
		pf_help(ctx, f, "write `In`, `NotIn`, `Exists` or `DoesNotExist`");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	if (p->kind == PF_BAD_VALUES)
		check_values(ctx, p);
	else if (p->kind == PF_BAD_ENUM &&
		(has_owner(p, "meta.v1.LabelSelectorRequirement") ||
			has_owner(p, "core.v1.NodeSelectorRequirement")))
		check_operator(ctx, p);
	else if (p->kind == PF_BAD_FORMAT && !p->in_key && has_owner(p, "meta.v1.LabelSelector"))
		pf_report(ctx, p->node, "selector value `%.*s` %s, so that it matches no label",
			PF_STR_ARG(pf_node_text(p->node)),
			pf_name_fault((enum pf_format)p->format, pf_node_text(p->node),
				pf_release(ctx)));
}

static const char *const yields_to[] = {"invalid-enum-value", "invalid-label", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors",
	NULL,
};

PF_RULE(invalid_selector) = {
	.name = "invalid-selector",
	.title = "Selector expression cannot be evaluated",
	.why = "`In` and `NotIn` compare with values and need some, `Exists` and `DoesNotExist` ask "
	       "for the label alone and take none, `Gt` and `Lt` of node selectors compare with one "
	       "integer. Anything else is refused, or matches nothing for ever.",
	.help = "Give each expression the values that its operator takes.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_VALUES) | PF_PROBLEM_BIT(PF_BAD_ENUM) |
		PF_PROBLEM_BIT(PF_BAD_FORMAT),
	.on_problem = check,
};
