/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"
#include "text/nearest.h"

#define LIST_MAX 6

struct choice {
	pf_str allowed[LIST_MAX];
	size_t n;    /* may exceed LIST_MAX */
	pf_str same; /* differs in letter case alone */
	pf_str near;
};

static struct choice choices(const struct pf_enum *values, pf_str text, uint8_t release)
{
	struct pf_nearest near = pf_nearest_start(text);
	struct choice c = {.same = PF_STR_EMPTY};

	for (size_t i = 0; i < values->n; i++) {
		const struct pf_enum_value *value = &values->values[i];

		if (!value->name.len || !pf_served(value->since, value->until, release))
			continue;
		if (c.n < LIST_MAX)
			c.allowed[c.n] = value->name;
		c.n++;
		if (pf_str_eq_nocase(value->name, text))
			c.same = value->name;
		pf_nearest_offer(&near, value->name);
	}
	c.near = near.best;
	return c;
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str text = pf_node_text(p->node);
	struct choice c = choices(p->field->values, text, pf_release(ctx));
	struct pf_finding *f =
		pf_report(ctx, p->node, "%.*s cannot be `%.*s`; the API server refuses the %.*s",
			PF_STR_ARG(pf_problem_title(ctx, p)), PF_STR_ARG(text),
			PF_STR_ARG(pf_object_in(ctx)->kind));

	if (c.n <= LIST_MAX)
		pf_help(ctx, f, "write %.*s", PF_STR_ARG(pf_alternatives(ctx, c.allowed, c.n)));
	else if (c.near.len)
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(c.near));
	if (c.same.len) {
		pf_label(ctx, f, "letter case counts: `%.*s`", PF_STR_ARG(c.same));
		pf_fix_string(ctx, f, true, p->node, c.same);
	} else if (c.near.len) {
		pf_label(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(c.near));
		pf_fix_string(ctx, f, false, p->node, c.near);
	}
}

static const char *const yields_to[] = {"field-too-new", NULL};

static const char *const refs[] = {"https://kubernetes.io/docs/reference/kubernetes-api/", NULL};

PF_RULE(invalid_enum_value) = {
	.name = "invalid-enum-value",
	.title = "Value is not one of those the field takes",
	.why = "The field takes a closed list of values, letter case included, and the"
	       " API server refuses an object with any other one.",
	.help = "Write one of the values that the API of the target version has.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_MIXED,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_ENUM),
	.on_problem = check,
};
