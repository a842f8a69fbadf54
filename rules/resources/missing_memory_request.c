/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"

static const struct pf_missing_resource missing = {
	.resource = PF_STR_INIT("memory"),
	.message =
		"requests no memory: it may be put on a node that has none left, and is among the "
		"first to go when memory runs short",
	.help = "add `resources.requests.memory`, about what it was seen to use, as `128Mi`",
};

static const char *const aliases[] = {
	"kube-score/container-resources",
	"polaris/memoryRequestsMissing",
	"kubesec/RequestsMemory",
	"checkov/CKV_K8S_12",
	"trivy/KSV-0016",
	NULL,
};

PF_RULE(missing_memory_request) = {
	.name = "missing-memory-request",
	.title = "Container has no memory request",
	.why = "The scheduler places Pods by what they request, so that a container without a request "
	       "may land on a node whose memory is taken. When that node runs short, the kubelet evicts "
	       "first, and the kernel kills first, what uses more than it requested.",
	.help = "Set `resources.requests.memory` on the container, or a default for the namespace in a "
		"LimitRange. A memory limit alone is enough: the request is then as large.",
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
