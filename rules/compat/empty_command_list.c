/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_str_list *list, const char *field, const char *instruction)
{
	struct pf_finding *f;

	if (!list->node || list->node->kind != PF_SEQ || list->node->len > 0)
		return;
	f = pf_report(ctx, list->node,
		"empty `%s` of %.*s counts as unset: the image's %s stays in force", field,
		PF_STR_ARG(pf_container_title(ctx, c)), instruction);
	pf_help(ctx, f,
		"remove the line; to run without the image's %s, write the full command line under "
		"`command`",
		instruction);
}

/* In a patch an empty list is how to take away what the base says. */
static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	if (c->pod->patch)
		return;
	report(ctx, c, &c->spec->command, "command", "ENTRYPOINT");
	/* A command of its own has done away with the image's CMD already. */
	if (c->spec->command.len == 0)
		report(ctx, c, &c->spec->args, "args", "CMD");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	NULL,
};

PF_RULE(empty_command_list) = {
	.name = "empty-command-list",
	.title = "Empty list for command or args",
	.why = "Kubernetes cannot tell an empty list from none at all: the image's ENTRYPOINT and CMD "
	       "run as if the line were not there. `docker run --entrypoint ''` and an empty "
	       "`command:` in a compose file do clear them.",
	.help = "Remove the empty list. To start something without the image's ENTRYPOINT or CMD, "
		"set `command` to the whole command line: it replaces both.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_INFO,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
