/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/security_context.h"

static const pf_str_field *find_capability(const struct pf_security_context *own, pf_str name)
{
	if (!own->capabilities)
		return NULL;
	PF_EACH(pf_str_field, added, own->capabilities->add) {
		if (pf_str_eq(added->is, name))
			return added;
	}
	return NULL;
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c, const char *what,
	const struct pf_node *at, bool refused)
{
	const struct pf_security_context *own = c->spec->security_context;
	struct pf_finding *f = pf_report(ctx, own->allow_privilege_escalation.node,
		"%.*s has `allowPrivilegeEscalation: false` and %s: %s",
		PF_STR_ARG(pf_container_title(ctx, c)), what,
		refused ? "the API server refuses the object"
			: "it can gain any right all the same");

	if (!refused)
		pf_grade(f, PF_WARNING);
	pf_relate(ctx, f, pf_object_in(ctx)->document, at, "%s is given here", what);
	if (own->privileged.is == PF_TRUE && pf_hands_mounts_on(c))
		pf_help(ctx, f,
			"remove this line: `mountPropagation: Bidirectional` is for privileged "
			"containers only");
	else
		pf_help(ctx, f, "remove %s, or this line", what);
}

/* The server knows only the spelling CAP_SYS_ADMIN, the runtimes both. */
static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const pf_str_field *refused, *passed;

	if (!own || own->allow_privilege_escalation.is != PF_FALSE)
		return;
	refused = find_capability(own, PF_STR("CAP_SYS_ADMIN"));
	passed = find_capability(own, PF_STR("SYS_ADMIN"));
	if (own->privileged.is == PF_TRUE)
		report(ctx, c, "`privileged: true`", own->privileged.node, true);
	else if (refused)
		report(ctx, c, "the capability CAP_SYS_ADMIN", refused->node, true);
	else if (passed)
		report(ctx, c, "the capability SYS_ADMIN", passed->node, false);
}

static const char *const aliases[] = {"kube-linter/privilege-escalation-container", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

PF_RULE(contradictory_privilege_escalation) = {
	.name = "contradictory-privilege-escalation",
	.title = "Privilege escalation both forbidden and granted",
	.why = "A privileged container, and one that holds CAP_SYS_ADMIN, can always give itself "
	       "more rights, so that `allowPrivilegeEscalation: false` cannot hold. The API server "
	       "refuses the pair; it overlooks the capability where it is spelled SYS_ADMIN, and "
	       "the Pod then runs with a promise that nobody keeps.",
	.help = "Remove `privileged: true` or the capability; where the container needs them, remove "
		"`allowPrivilegeEscalation: false`.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
