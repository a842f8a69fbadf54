/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/resources.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		pf_has_limit(pf_world_of(ctx), c, PF_STR("cpu")))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s has no CPU limit: it may take all CPU time that its node has to spare",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no `resources.limits.cpu`");
	pf_help(ctx, f,
		"add `resources.limits.cpu` if what it takes from the spare time must be bounded, "
		"as where tenants share nodes");
}

static const char *const aliases[] = {
	"kube-score/container-resources",
	"polaris/cpuLimitsMissing",
	"kubesec/LimitsCPU",
	"checkov/CKV_K8S_11",
	"trivy/KSV-0011",
	NULL,
};

static const char *const yields_to[] = {"missing-resources", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
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
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.options = pf_resource_options,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_INFO,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
