/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/resources.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		pf_has_request(pf_world_of(ctx), c, PF_STR("cpu")))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s requests no CPU: it is scheduled as if it needed none and gets next to none when "
		"its node is busy",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no `resources.requests.cpu`");
	pf_help(ctx, f,
		"add `resources.requests.cpu`, about what it uses under usual load, as `100m`");
}

static const char *const aliases[] = {
	"kube-linter/unset-cpu-requirements",
	"kube-score/container-resources",
	"polaris/cpuRequestsMissing",
	"kubesec/RequestsCPU",
	"checkov/CKV_K8S_10",
	"trivy/KSV-0015",
	NULL,
};

static const char *const yields_to[] = {"missing-resources", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
	NULL,
};

PF_RULE(missing_cpu_request) = {
	.name = "missing-cpu-request",
	.title = "Container has no CPU request",
	.why = "The scheduler places Pods by what they request. A container that requests nothing fits "
	       "anywhere, nodes fill up beyond what they can do, and when CPU time is short it gets "
	       "the smallest share. A HorizontalPodAutoscaler cannot count its usage either.",
	.help = "Set `resources.requests.cpu` on the container, or a default for the namespace in a "
		"LimitRange. Start from what the container was seen to use.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.options = pf_resource_options,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
