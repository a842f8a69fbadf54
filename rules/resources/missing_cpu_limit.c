/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"

static const struct pf_missing_resource missing = {
	.resource = PF_STR_INIT("cpu"),
	.limit = true,
	.message = "has no CPU limit: it may take all CPU time that its node has to spare",
	.help = "add `resources.limits.cpu` if what it takes from the spare time must be bounded, "
		"as where tenants share nodes",
};

static const char *const aliases[] = {
	"kube-score/container-resources",
	"polaris/cpuLimitsMissing",
	"kubesec/LimitsCPU",
	"checkov/CKV_K8S_11",
	"trivy/KSV-0011",
	NULL,
};

PF_RULE(missing_cpu_limit) = {
	.name = "missing-cpu-limit",
	.title = "Container has no CPU limit",
	.why = "What a container may use beyond its request depends on its neighbours, and without a "
	       "limit so does its speed: it is fast on an idle node and slow on a busy one. Where "
	       "nodes are shared with others, a runaway loop is paid for by all.",
	.help = "Set `resources.limits.cpu` on the container, or a default for the namespace in a "
		"LimitRange.",
	.ignore =
		"When requests alone are meant to share out the CPU. A limit throttles a container even "
		"while its node idles, and many clusters do without on purpose.",
	.refs = pf_missing_resource_refs,
	.aliases = aliases,
	.yields_to = pf_missing_resource_yields_to,
	.options = pf_resource_options,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_INFO,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_STRICT,
	.data = &missing,
	.on_container = pf_check_missing_resource,
};
