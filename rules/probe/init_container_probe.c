/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c, const struct pf_node *node,
	const char *field)
{
	struct pf_finding *f =
		pf_report(ctx, node, "%.*s must not have a `%s`; the API server refuses the Pod",
			PF_STR_ARG(pf_container_title(ctx, c)), field);

	if (c->class == PF_EPHEMERAL) {
		pf_label(ctx, f, "not for ephemeral containers");
		pf_help(ctx, f, "remove the `%s`", field);
	} else {
		pf_label(ctx, f, "only with `restartPolicy: Always`");
		pf_help(ctx, f,
			"remove the `%s`, or add `restartPolicy: Always` to the container if it is a "
			"sidecar that runs beside the others",
			field);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_container *spec = c->spec;

	if (pf_container_is_long_lived(c))
		return;
	if (spec->startup_probe)
		report(ctx, c, spec->startup_probe->node, "startupProbe");
	if (spec->liveness_probe)
		report(ctx, c, spec->liveness_probe->node, "livenessProbe");
	if (spec->readiness_probe)
		report(ctx, c, spec->readiness_probe->node, "readinessProbe");
	if (spec->lifecycle)
		report(ctx, c, spec->lifecycle->node, "lifecycle");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior",
	"https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
	NULL,
};

PF_RULE(init_container_probe) = {
	.name = "init-container-probe",
	.title = "Init or ephemeral container has a probe or lifecycle hook",
	.why = "An init container has done its work when it ends, and an ephemeral one is there for "
	       "debugging: neither is ever ready or restarted for its health. The API server refuses "
	       "Pods whose init or ephemeral containers have probes or hooks. Sidecars, which are "
	       "init containers with `restartPolicy: Always`, may have them.",
	.help = "Remove the probe or hook, or make the container a sidecar with "
		"`restartPolicy: Always` if it is meant to run beside the others.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
