/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/probes.h"
#include "runtime/fragments.h"
#include "runtime/health/probes.h"
#include "world/services.h"

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_world_service *service)
{
	pf_str title = pf_container_title(ctx, c);
	struct pf_finding *f;

	if (service) {
		f = pf_report(ctx, c->spec->node,
			"%.*s has no probes: Service `%.*s` sends it traffic before it can answer, "
			"and nothing restarts it when it hangs",
			PF_STR_ARG(title), PF_STR_ARG(service->object->name));
		pf_relate(ctx, f, service->object->document, service->service->spec->selector.node,
			"the Service selects this Pod");
	} else if (c->spec->ports.len) {
		f = pf_report(ctx, c->spec->node,
			"%.*s has no probes: it counts as ready before it can answer, and nothing "
			"restarts it when it hangs",
			PF_STR_ARG(title));
	} else {
		f = pf_report(ctx, c->spec->node,
			"%.*s has no probes: nothing restarts it unless its process ends",
			PF_STR_ARG(title));
		pf_grade(f, PF_INFO);
	}
	return f;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_world_service *service;
	struct pf_finding *f;

	if (!pf_wants_probes(c) || pf_has_probe(pf_world_of(ctx), c, PF_STR("livenessProbe")) ||
		pf_has_probe(pf_world_of(ctx), c, PF_STR("readinessProbe")) ||
		pf_has_probe(pf_world_of(ctx), c, PF_STR("startupProbe")) ||
		pf_container_is_filled(pf_world_of(ctx), c,
			PF_STR("livenessProbe|readinessProbe|startupProbe")))
		return;
	service = pf_world_service_to(pf_world_of(ctx), c);
	if (!service && c->spec->ports.len == 0 && !pf_option_bool(ctx, "all"))
		return;
	f = report(ctx, c, service);
	pf_label(ctx, f, "no livenessProbe, readinessProbe or startupProbe");
	pf_help_probe(ctx, f, c,
		service || c->spec->ports.len ? "readinessProbe" : "livenessProbe");
}

static const struct pf_option options[] = {
	{"all", PF_OPTION_BOOL, "false", "containers without ports that no Service reaches, too"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};

static const char *const yields_to[] = {"healthcheck-ignored", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(missing_probes) = {
	.name = "missing-probes",
	.title = "Container that serves has no probes",
	.why = "Without probes Kubernetes knows only whether the process runs. A Pod takes traffic "
	       "from the moment its containers have started, so each roll-out drops requests, and a "
	       "program that hangs stays in service until somebody notices. A `HEALTHCHECK` of the "
	       "image does not help: Kubernetes ignores it.",
	.help = "Add a `readinessProbe` that asks whether the program can do its work. Add a "
		"`livenessProbe` where a restart mends a hanging program, and a `startupProbe` where "
		"starting takes long. Do not let liveness depend on other services.",
	.ignore = "When nobody waits for the port, as with one that serves only metrics.",
	.refs = refs,
	.yields_to = yields_to,
	.looks_around = true,
	.options = options,
	.sums_up = true,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
