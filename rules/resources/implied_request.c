/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/resources.h"
#include "yaml/scalar.h"

static bool is_implied(const struct pf_resource_requirements *r, pf_str resource)
{
	return pf_resource_is_given(&r->limits, resource) &&
		!pf_quantity_map_get(&r->requests, resource);
}

/* Requests that are there but cannot be read are not missing. */
static bool is_readable(const struct pf_node *requests)
{
	return !requests || requests->kind == PF_MAP || pf_node_is_null(requests);
}

static void relate(struct pf_ctx *ctx, struct pf_finding *f,
	const struct pf_resource_requirements *r, pf_str resource)
{
	const struct pf_quantity_entry *limit = pf_quantity_map_get(&r->limits, resource);

	pf_relate(ctx, f, pf_object_in(ctx)->document, limit->value.node,
		"this becomes the request for %.*s", PF_STR_ARG(resource));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_resource_requirements *r = c->spec->resources;
	pf_str cpu_name = PF_STR("cpu"), memory_name = PF_STR("memory");
	const char *names;
	struct pf_finding *f;
	bool cpu, memory;

	if (!r || !pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		!is_readable(r->requests.node))
		return;
	cpu = is_implied(r, cpu_name);
	memory = is_implied(r, memory_name);
	if (!cpu && !memory)
		return;
	names = cpu && memory ? "cpu and memory" : cpu ? "cpu" : "memory";
	f = pf_report(ctx, c->spec->node,
		"%.*s has a limit but no request for %s: the API server reserves the whole limit",
		PF_STR_ARG(pf_container_title(ctx, c)), names);
	if (cpu)
		relate(ctx, f, r, cpu_name);
	if (memory)
		relate(ctx, f, r, memory_name);
	pf_help(ctx, f,
		"write `resources.requests` for %s: what it usually needs, or the limit if it is "
		"meant to have all of it",
		names);
}

static const char *const aliases[] = {
	"kube-score/container-resources",
	"polaris/cpuRequestsMissing",
	"polaris/memoryRequestsMissing",
	"kubesec/RequestsCPU",
	"kubesec/RequestsMemory",
	"checkov/CKV_K8S_10",
	"checkov/CKV_K8S_12",
	"trivy/KSV-0015",
	"trivy/KSV-0016",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"
	"#requests-and-limits",
	NULL,
};

PF_RULE(implied_request) = {
	.name = "implied-request",
	.title = "Request is left to the limit",
	.why = "Where a container has a limit and no request for a resource, the API server fills in a "
	       "request as large as the limit. Limits are set for the worst case, so that nodes look "
	       "full while they idle, and nobody sees why from the manifest.",
	.help = "Write the request beside the limit, also where both are equal.",
	.ignore = "When a request as large as the limit is what you want, as for a Guaranteed Pod.",
	.refs = refs,
	.aliases = aliases,
	.options = pf_resource_options,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_INFO,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_STRICT,
	.on_container = check,
};
