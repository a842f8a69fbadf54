/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/resources.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		pf_has_limit(pf_world_of(ctx), c, PF_STR("memory")))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s has no memory limit: it may take all of its node's memory",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no `resources.limits.memory`");
	pf_help(ctx, f,
		"add `resources.limits.memory`, somewhat above the most it was seen to use");
}

static const char *const aliases[] = {
	"kube-linter/unset-memory-requirements",
	"kube-score/container-resources",
	"polaris/memoryLimitsMissing",
	"kubesec/LimitsMemory",
	"checkov/CKV_K8S_13",
	"trivy/KSV-0018",
	NULL,
};

static const char *const yields_to[] = {"missing-resources", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
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
