/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/probes.h"
#include "runtime/health/probes.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (!pf_wants_probes(c) || pf_has_probe(pf_world_of(ctx), c, PF_STR("livenessProbe")))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s has no livenessProbe: when it hangs without ending, nothing restarts it",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no livenessProbe");
	pf_help_probe(ctx, f, c, "livenessProbe");
}

static const char *const aliases[] = {
	"kube-linter/no-liveness-probe",
	"kube-score/pod-probes",
	"polaris/livenessProbeMissing",
	"checkov/CKV_K8S_8",
	NULL,
};

static const char *const yields_to[] = {"missing-probes", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(missing_liveness_probe) = {
	.name = "missing-liveness-probe",
	.title = "Container has no liveness probe",
	.why = "The kubelet restarts a container whose process ends. One that deadlocks, or waits "
	       "for ever, it leaves alone unless a livenessProbe tells it to restart that too.",
	.help = "Add a `livenessProbe` that fails only when a restart is the remedy: it should ask "
		"the program itself, never its database or another service, and give it more time "
		"than the readinessProbe does.",
	.ignore =
		"When the program ends by itself as soon as it cannot go on. A liveness probe that "
		"asks the wrong thing does more harm than none.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_INFO,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_STRICT,
	.on_container = check,
};
