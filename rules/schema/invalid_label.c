/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"

/* Also the fields that name a label: keys and values of selector terms, taints. */
static bool is_label(uint8_t format)
{
	return format == PF_FORMAT_LABEL_KEY || format == PF_FORMAT_LABEL_VALUE ||
		format == PF_FORMAT_ANNOTATION_KEY;
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_node *node = p->in_key ? p->key : p->node;
	pf_str text = pf_node_text(node), legal;
	struct pf_finding *f;

	if (!is_label(p->format))
		return;
	f = pf_report(ctx, node, "%s `%.*s` %s; the API server refuses the %.*s",
		pf_format_name(p->format), PF_STR_ARG(text),
		pf_name_fault(p->format, text, pf_release(ctx)),
		PF_STR_ARG(pf_object_in(ctx)->kind));
	legal = pf_name_suggest(pf_scratch(ctx), p->format, text, pf_release(ctx));
	if (p->format == PF_FORMAT_LABEL_VALUE && legal.len)
		pf_help(ctx, f, "write `%.*s`, or use an annotation, which takes any text",
			PF_STR_ARG(legal));
	else if (p->format == PF_FORMAT_LABEL_VALUE)
		pf_help(ctx, f,
			"write at most 63 letters, digits, `-`, `_` and `.`, or use an annotation, "
			"which takes any text");
	else
		pf_help(ctx, f,
			"write `name` or `example.com/name`, the name with at most 63 characters");
}

static const char *const aliases[] = {"kube-score/label-values", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set",
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set",
	NULL,
};

PF_RULE(invalid_label) = {
	.name = "invalid-label",
	.title = "Label or annotation breaks its grammar",
	.why = "Label keys and values and annotation keys have a grammar and a length,"
	       " because selectors and other tools rely on them. The API server "
	       "refuses an object that breaks it, and a workload whose template does.",
	.help = "Keep label values to 63 letters, digits, `-`, `_` and `.` that begin "
		"and end with a letter or digit, and put free text into annotations.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_FORMAT),
	.on_problem = check,
};
