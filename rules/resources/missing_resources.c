/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/resources.h"
#include "runtime/fragments.h"
#include "runtime/resources.h"

#define RESOURCES_MAX 64 /* that are looked up; of more than that something is given */

/* What is missing of the three that the scheduler and the node ask for. */
struct gaps {
	bool cpu_request;
	bool memory_request;
	bool memory_limit;
};

static struct gaps gaps_of(const struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_world *world = pf_world_of(ctx);

	return (struct gaps){
		.cpu_request = !pf_has_request(world, c, PF_STR("cpu")),
		.memory_request = !pf_has_request(world, c, PF_STR("memory")),
		.memory_limit = !pf_has_limit(world, c, PF_STR("memory")),
	};
}

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

/* What is missing and what comes of it, and what to write. */
struct words {
	const char *message;
	const char *label;
	const char *help;
};

/* A limit gives the request, so that a memory request is never missing alone of the two. */
static struct words words_for(const struct gaps *gaps, bool nothing)
{
	if (gaps->cpu_request && gaps->memory_request)
		return (struct words){nothing
				? "has no resource requests or limits: it is "
				  "scheduled as if it needed nothing, and may take "
				  "all of its node"
				: "has no CPU request, memory request or memory limit: "
				  "it is scheduled as if it needed neither, and may "
				  "take all memory of its node",
			nothing ? "no `resources`" : "neither for `cpu` nor for `memory`",
			"add `resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: "
			"128Mi}}`, with what it was seen to use"};
	if (gaps->cpu_request)
		return (struct words){
			"has no CPU request and no memory limit: it is scheduled as if it needed "
			"no CPU, and may take all memory of its node",
			"no `resources.requests.cpu` and no `resources.limits.memory`",
			"add `resources: {requests: {cpu: 100m}, limits: {memory: 128Mi}}`, with "
			"what it was seen to use"};
	return (struct words){
		"has no memory request and no memory limit: it is scheduled as if it needed no "
		"memory, and may take all that its node has",
		"no `memory` in `resources`",
		"add `resources: {requests: {memory: 128Mi}, limits: {memory: 128Mi}}`, with what "
		"it was seen to use"};
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct words words;
	struct pf_finding *f;
	struct gaps gaps;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		pf_container_is_filled(pf_world_of(ctx), c, PF_STR("resources")))
		return;
	gaps = gaps_of(ctx, c);
	if (gaps.cpu_request + gaps.memory_request + gaps.memory_limit < 2)
		return;
	words = words_for(&gaps,
		!asks_for_any(c->spec->resources) && !asks_for_any(c->pod->spec->resources));
	f = pf_report(ctx, c->spec->node, "%.*s %s", PF_STR_ARG(pf_container_title(ctx, c)),
		words.message);
	pf_label(ctx, f, "%s", words.label);
	pf_help(ctx, f, "%s", words.help);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
	NULL,
};

PF_RULE(missing_resources) = {
	.name = "missing-resources",
	.title = "Container lacks several requests or limits",
	.why = "What a container does not request the scheduler counts as nothing, so that nodes are "
	       "filled beyond what they can carry, and without a memory limit nothing keeps one "
	       "leak from starving its neighbours. A Pod whose containers say nothing at all is the "
	       "first to be evicted. Where one of the three is missing, the rule for that one "
	       "speaks.",
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
