/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/quantity.h"

#define RESOURCES_MAX 64 /* that are looked up, so that a huge list stays cheap */

static bool read(const struct pf_quantity_map *map, pf_str resource, pf_quantity *out)
{
	const struct pf_quantity_entry *entry = pf_quantity_map_get(map, resource);

	return entry && entry->value.set && pf_quantity_parse(entry->value.is, out);
}

/* A limit that is no whole number of bytes is what is wrong, if it is one of bytes. */
static bool is_fraction(const struct pf_quantity_entry *limit)
{
	pf_quantity q;

	return !pf_str_eq(limit->key, PF_STR("cpu")) && pf_quantity_parse(limit->value.is, &q) &&
		!pf_quantity_is_whole(q);
}

static void report(struct pf_ctx *ctx, pf_str who, const struct pf_quantity_entry *request,
	const struct pf_quantity_entry *limit)
{
	pf_str name = request->key, much = request->value.is, bound = limit->value.is;
	bool fraction = is_fraction(limit);
	struct pf_finding *f = pf_report(ctx, fraction ? limit->value.node : request->value.node,
		"%.*s requests %.*s of %.*s, more than its limit of %.*s; the API server refuses the "
		"Pod",
		PF_STR_ARG(who), PF_STR_ARG(much), PF_STR_ARG(name), PF_STR_ARG(bound));

	pf_relate(ctx, f, pf_object_in(ctx)->document,
		fraction ? request->value.node : limit->value.node,
		fraction ? "the request" : "the limit");
	if (fraction)
		pf_help(ctx, f, "raise the limit to `%.*s` or more", PF_STR_ARG(much));
	else
		pf_help(ctx, f, "lower the request to `%.*s`, or raise the limit to `%.*s` or more",
			PF_STR_ARG(bound), PF_STR_ARG(much));
}

static void compare(struct pf_ctx *ctx, pf_str who, const struct pf_resource_requirements *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->requests.len && i < RESOURCES_MAX; i++) {
		const struct pf_quantity_entry *request = &r->requests.ptr[i];
		pf_quantity requested, limit;

		/* Of an entry written twice the last one counts. */
		if (pf_quantity_map_get(&r->requests, request->key) == request &&
			read(&r->requests, request->key, &requested) &&
			read(&r->limits, request->key, &limit) &&
			pf_quantity_cmp(requested, limit) > 0)
			report(ctx, who, request, pf_quantity_map_get(&r->limits, request->key));
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	compare(ctx, pf_container_title(ctx, c), c->spec->resources);
}

static void check_pod(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	compare(ctx, PF_STR("the Pod as a whole"), pod->spec->resources);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"
	"#requests-and-limits",
	"https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
	NULL,
};

static const char *const yields_to[] = {"memory-millibytes", NULL};

PF_RULE(request_exceeds_limit) = {
	.name = "request-exceeds-limit",
	.title = "Request is larger than the limit",
	.why = "A request is what a container is sure to get, a limit what it may use at most. The API "
	       "server refuses Pods that ask to be sure of more than they may use. In a Deployment "
	       "the object is refused as well. Mixed units hide it: `1G` is less than `1Gi`, and a "
	       "bare `1` of memory is one byte.",
	.help = "Lower the request or raise the limit.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_pod = check_pod,
	.on_container = check,
};
