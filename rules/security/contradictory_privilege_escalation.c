/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

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

/* The server knows only the spelling CAP_SYS_ADMIN, the runtimes both. */
static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_document *document = pf_object_in(ctx)->document;
	const pf_str_field *refused, *passed;
	struct pf_finding *f;

	if (!own || own->allow_privilege_escalation.is != PF_FALSE)
		return;
	refused = find_capability(own, PF_STR("CAP_SYS_ADMIN"));
	passed = find_capability(own, PF_STR("SYS_ADMIN"));
	if (own->privileged.is != PF_TRUE && !refused && !passed)
		return;
	if (own->privileged.is == PF_TRUE || refused) {
		f = pf_report(ctx, own->allow_privilege_escalation.node,
			"%.*s forbids privilege escalation and is given all of it: the API server "
			"refuses the object",
			PF_STR_ARG(pf_container_title(ctx, c)));
	} else {
		f = pf_report(ctx, own->allow_privilege_escalation.node,
			"%.*s forbids privilege escalation but holds SYS_ADMIN, which is nearly root "
			"on the node",
			PF_STR_ARG(pf_container_title(ctx, c)));
		pf_grade(ctx, f, PF_WARNING);
	}
	if (own->privileged.is == PF_TRUE)
		pf_relate(ctx, f, document, own->privileged.node, "made privileged here");
	if (refused || passed)
		pf_relate(ctx, f, document, refused ? refused->node : passed->node,
			"the capability is added here");
	pf_help(ctx, f, "remove %s, or this line",
		own->privileged.is == PF_TRUE ? "`privileged: true`" : "the capability");
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
