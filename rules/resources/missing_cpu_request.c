/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"

static const struct pf_missing_resource missing = {
	.resource = PF_STR_INIT("cpu"),
	.message =
		"requests no CPU: it is scheduled as if it needed none and gets next to none when "
		"its node is busy",
	.help = "add `resources.requests.cpu`, about what it uses under usual load, as `100m`",
};

static const char *const aliases[] = {
	"kube-linter/unset-cpu-requirements",
	"kube-score/container-resources",
	"polaris/cpuRequestsMissing",
	"kubesec/RequestsCPU",
	"checkov/CKV_K8S_10",
	"trivy/KSV-0015",
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
	.refs = pf_missing_resource_refs,
	.aliases = aliases,
	.yields_to = pf_missing_resource_yields_to,
	.options = pf_resource_options,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.data = &missing,
	.on_container = pf_check_missing_resource,
};
