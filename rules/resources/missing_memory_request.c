/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/resources.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		pf_has_request(pf_world_of(ctx), c, PF_STR("memory")))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s requests no memory: it may be put on a node that has none left, and is among the "
		"first to go when memory runs short",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no `resources.requests.memory`");
	pf_help(ctx, f,
		"add `resources.requests.memory`, about what it was seen to use, as `128Mi`");
}

static const char *const aliases[] = {
	"kube-score/container-resources",
	"polaris/memoryRequestsMissing",
	"kubesec/RequestsMemory",
	"checkov/CKV_K8S_12",
	"trivy/KSV-0016",
	NULL,
};

static const char *const yields_to[] = {"missing-resources", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
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
