/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "differences.h"
#include "rule/advice/compose.h"
#include "rule/advice/security_context.h"
#include "runtime/compose/service.h"
#include "world/binding/binding.h"

/* What carries the setting over, where that is one line and the API server takes it. */
static void help(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_compose_difference *d)
{
	const char *line = NULL;

	if (d->stricter && pf_str_eq(d->subject, PF_STR("read_only")))
		line = "readOnlyRootFilesystem: true";
	else if (pf_str_eq(d->subject, PF_STR("no-new-privileges")) && !pf_must_escalate(c))
		line = "allowPrivilegeEscalation: false";
	if (line)
		pf_help(ctx, f,
			"write `%s` in the container's `securityContext`, or drop the setting from "
			"the compose file",
			line);
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_compose_difference *d)
{
	struct pf_finding *f;

	f = pf_report(ctx, d->node ? d->node : c->spec->node, "%.*s %.*s, but %.*s %.*s: %s",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(d->ours),
		PF_STR_ARG(pf_service_title(pf_scratch(ctx), c->binding->service)),
		PF_STR_ARG(d->theirs), d->follows);
	pf_label(ctx, f, "%s",
		d->differs            ? "compose says something else"
			: d->stricter ? "compose is stricter"
				      : "compose is laxer");
	pf_subject(f, d->subject);
	help(ctx, f, c, d);
	pf_relate_setting(ctx, f, c, d->compose, "the other side");
	if (d->guess)
		pf_rests_on(f, PF_EVIDENCE);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = pf_service_of(c);
	struct pf_compose_difference found[PF_COMPOSE_DIFFERENCES];
	size_t n = s ? pf_compose_compare_security(pf_scratch(ctx), c, s, found) : 0;

	for (size_t i = 0; i < n; i++)
		report(ctx, c, &found[i]);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

PF_RULE(compose_security_differs) = {
	.name = "compose-security-differs",
	.title = "Security settings are not those of the compose file",
	.why = "What a service is granted or refused in its compose file was found out by running "
	       "it. A container that lacks a capability, a user or a writable root file system "
	       "which it has there fails at the first call that needs it; one that is held less "
	       "tightly gives away what somebody took the trouble to close.",
	.help = "Carry the setting over to the `securityContext` of the container, or drop it from "
		"the compose file.",
	.ignore = "The compose file is for a developer's machine and laxer on purpose.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
