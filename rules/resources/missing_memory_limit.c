/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"

static const struct pf_missing_resource missing = {
	.resource = PF_STR_INIT("memory"),
	.limit = true,
	.message = "has no memory limit: it may take all of its node's memory",
	.help = "add `resources.limits.memory`, somewhat above the most it was seen to use",
};

static const char *const aliases[] = {
	"kube-linter/unset-memory-requirements",
	"kube-score/container-resources",
	"polaris/memoryLimitsMissing",
	"kubesec/LimitsMemory",
	"checkov/CKV_K8S_13",
	"trivy/KSV-0018",
	NULL,
};

PF_RULE(missing_memory_limit) = {
	.name = "missing-memory-limit",
	.title = "Container has no memory limit",
	.why = "Without a limit a leak grows until the node runs out of memory, and the kernel then "
	       "kills whatever it finds biggest, often another Pod. `docker run --memory` does not "
	       "travel with the image.",
	.help = "Set `resources.limits.memory` on the container, or a default for the namespace in a "
		"LimitRange.",
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
