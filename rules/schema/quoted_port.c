/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str text = pf_node_text(p->node);
	struct pf_finding *f;
	int64_t port;

	if (p->field->format != PF_FORMAT_PORT_NAME)
		return;
	f = pf_report(ctx, p->node,
		"%.*s is the text `\"%.*s\"`, which the API server takes for a port name and refuses",
		PF_STR_ARG(pf_problem_title(ctx, p)), PF_STR_ARG(text));
	pf_label(ctx, f, "the quotes make it a name");
	if (!pf_str_to_int(text, &port))
		return;
	pf_help(ctx, f, "write %lld without quotes", (long long)port);
	pf_fix_replace(ctx, f, true, p->node,
		pf_arena_fmt(pf_scratch(ctx), "%lld", (long long)port));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
	NULL,
};

PF_RULE(quoted_port) = {
	.name = "quoted-port",
	.title = "Port number is quoted",
	.why = "Where a port may be given by number or by name, quotes decide which it"
	       " is: a quoted number is a name, and a port name must hold a letter, so"
	       " the API server refuses it.",
	.help = "Write the number without quotes.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_SAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_QUOTED_NUMBER),
	.on_problem = check,
};
