/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/probes.h"
#include "runtime/health/probes.h"
#include "world/services.h"

#define SPEAKERS_MAX 64 /* that are asked, so that a huge Pod stays cheap */

/* With option one-per-pod: does another container already speak for the Pod? */
static bool is_spoken_for(const struct pf_ctx *ctx, const struct pf_pod *pod)
{
	if (!pf_option_bool(ctx, "one-per-pod"))
		return false;
	for (size_t i = 0; i < pod->containers.len && i < SPEAKERS_MAX; i++) {
		const struct pf_pod_container *c = &pod->containers.ptr[i];

		if (pf_container_is_long_lived(c) &&
			pf_has_probe(pf_world_of(ctx), c, PF_STR("readinessProbe")))
			return true;
	}
	return false;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_world_service *service;
	struct pf_finding *f;

	if (!pf_wants_probes(c) || pf_has_probe(pf_world_of(ctx), c, PF_STR("readinessProbe")) ||
		is_spoken_for(ctx, c->pod))
		return;
	service = pf_world_service_to(pf_world_of(ctx), c);
	if (!service && c->spec->ports.len == 0 && !pf_option_bool(ctx, "all"))
		return;
	if (service) {
		f = pf_report(ctx, c->spec->node,
			"%.*s has no readinessProbe: Service `%.*s` sends it traffic while it cannot "
			"answer yet",
			PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(service->object->name));
		pf_relate(ctx, f, service->object->document, service->service->spec->selector.node,
			"the Service selects this Pod");
	} else {
		f = pf_report(ctx, c->spec->node,
			"%.*s has no readinessProbe: it counts as ready as soon as it has started, "
			"whether it can answer or not",
			PF_STR_ARG(pf_container_title(ctx, c)));
	}
	pf_label(ctx, f, "no readinessProbe");
	pf_help_probe(ctx, f, c, "readinessProbe");
}

static const char *const aliases[] = {
	"kube-linter/no-readiness-probe",
	"kube-score/pod-probes",
	"polaris/readinessProbeMissing",
	"checkov/CKV_K8S_9",
	NULL,
};

static const char *const yields_to[] = {"missing-probes", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
	"https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes",
	NULL,
};

static const struct pf_option options[] = {
	{"all", PF_OPTION_BOOL, "false", "containers without ports that no Service reaches, too"},
	{"one-per-pod", PF_OPTION_BOOL, "false",
		"one container with a readinessProbe is enough for its whole Pod"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};

PF_RULE(missing_readiness_probe) = {
	.name = "missing-readiness-probe",
	.title = "Container that serves has no readiness probe",
	.why = "Services send traffic to Pods that are ready, and without a readinessProbe a "
	       "container is ready once its process runs. Requests fail while the program is still "
	       "loading, and a roll-out replaces working Pods by some that do not work yet.",
	.help = "Add a `readinessProbe` that succeeds once the program can answer: an HTTP path, a "
		"TCP port, a gRPC health service or a command.",
	.ignore = "When nobody waits for the port, as with one that serves only metrics.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.looks_around = true,
	.options = options,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
