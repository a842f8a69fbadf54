/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/resources.h"

#define RESOURCES_MAX 64 /* that are looked up; of more than that something is given */

static bool gives_any(const struct pf_quantity_map *map)
{
	if (map->len > RESOURCES_MAX)
		return true;
	PF_EACH(struct pf_quantity_entry, entry, *map) {
		if (pf_resource_is_given(map, entry->key))
			return true;
	}
	return false;
}

static bool asks_for_any(const struct pf_resource_requirements *r)
{
	return r && (gives_any(&r->requests) || gives_any(&r->limits));
}

/* These three can come from a LimitRange, and cannot be missing when they cannot be read. */
static bool is_given_any(const struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	return pf_has_request(pf_world_of(ctx), c, PF_STR("memory")) ||
		pf_has_request(pf_world_of(ctx), c, PF_STR("cpu")) ||
		pf_has_request(pf_world_of(ctx), c, PF_STR("ephemeral-storage"));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		asks_for_any(c->spec->resources) || asks_for_any(c->pod->spec->resources) ||
		is_given_any(ctx, c))
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s has no resource requests or limits: it is scheduled as if it needed nothing, "
		"and may take all of its node",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no `resources`");
	pf_help(ctx, f,
		"add `resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 128Mi}}`, "
		"with what it was seen to use");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
	NULL,
};

PF_RULE(missing_resources) = {
	.name = "missing-resources",
	.title = "Container has no resource requests or limits",
	.why = "The scheduler counts such a container as nothing, so that nodes are filled beyond what "
	       "they can carry, and nothing keeps one leak or one busy loop from starving its "
	       "neighbours. A Pod with only such containers is the first to be evicted.",
	.help = "Say what the container needs: requests for cpu and memory, and a limit for memory. A "
		"LimitRange can give defaults to a whole namespace.",
	.refs = refs,
	.options = pf_resource_options,
	.sums_up = true,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
