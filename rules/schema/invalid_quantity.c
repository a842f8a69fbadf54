/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/quantity.h"
#include "rule/advice/problems.h"

/* "m", "Ki": the server reads a number that is not there as 0. */
static bool lacks_number(struct pf_ctx *ctx, pf_str text)
{
	pf_quantity quantity;

	return pf_quantity_parse(pf_arena_fmt(pf_scratch(ctx), "0%.*s", PF_STR_ARG(text)),
		&quantity);
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str text = pf_node_text(p->node);
	pf_str legal = pf_quantity_suggest(pf_scratch(ctx), text);
	struct pf_finding *f = pf_report(ctx, p->node,
		lacks_number(ctx, text)
			? "%.*s is `%.*s`, a quantity without a number, which the API server takes for 0"
			: "%.*s is `%.*s`, which is no quantity; the API server refuses it",
		PF_STR_ARG(pf_problem_title(ctx, p)), PF_STR_ARG(text));

	if (legal.len) {
		pf_label(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(legal));
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(legal));
		pf_fix_string(ctx, f, false, p->node, legal);
	} else {
		pf_help(ctx, f,
			"write a number, then nothing or one of `m`, `k`, `M`, `G`, `T`, `Ki`, `Mi`, `Gi`, `Ti`");
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
	NULL,
};

PF_RULE(invalid_quantity) = {
	.name = "invalid-quantity",
	.title = "Resource quantity cannot be read",
	.why = "Quantities have a strict grammar: `512Mi`, `1.5Gi`, `250m`. The units "
	       "`MB`, `mi`, `g` and a capital `K` do not exist, nor does a blank "
	       "before the unit, and the API server refuses the object.",
	.help = "Write binary units as `Ki`, `Mi`, `Gi`, decimal ones as `k`, `M`, `G`,"
		" and thousandths of a CPU as `m`.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_QUANTITY),
	.on_problem = check,
};
