/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/platforms.h"
#include "runtime/placement/architectures.h"

/* The architectures that the image is sure to meet; 0 where that is not said. */
static uint32_t wanted_of(const struct pf_ctx *ctx, const struct pf_admitted *nodes)
{
	uint32_t cluster = pf_cluster_architectures(pf_cluster_of(ctx));

	if (nodes->unsure)
		return 0;
	if (cluster)
		return cluster & nodes->set;
	return nodes->restricted && nodes->listed ? nodes->set : 0;
}

static void point_at_reason(struct pf_ctx *ctx, struct pf_finding *f,
	const struct pf_pod_container *c, const struct pf_admitted *nodes)
{
	if (nodes->restricted && nodes->node)
		pf_relate(ctx, f, c->pod->object->document, nodes->node,
			"the Pod may run on any of these");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_admitted nodes =
		pf_admitted_nodes(pf_scratch(ctx), c->pod, PF_STR("kubernetes.io/arch"));
	struct pf_platforms offered = pf_offered_platforms(pf_scratch(ctx), c);
	uint32_t wanted = wanted_of(ctx, &nodes);
	uint32_t served = pf_served_architectures(&offered, nodes.label, wanted);
	struct pf_finding *f;
	pf_str missing;

	if (c->pod->patch || !offered.known || served == wanted)
		return;
	/* Where the selectors alone rule it out, that is a mismatch. */
	if (!served && nodes.restricted)
		return;
	if (served && offered.partial)
		return;
	missing = pf_admitted_names(pf_scratch(ctx), nodes.label, wanted & ~served);
	f = pf_report(ctx, c->spec->image.node,
		"the image of %.*s is built for %.*s and fails on the %.*s nodes that %s",
		PF_STR_ARG(pf_container_title(ctx, c)),
		PF_STR_ARG(pf_platform_names(pf_scratch(ctx), &offered)), PF_STR_ARG(missing),
		nodes.restricted ? "the Pod selects as well" : "the cluster has");
	pf_label(ctx, f, "has nothing for %.*s", PF_STR_ARG(missing));
	if (!served)
		pf_grade(f, PF_ERROR);
	point_at_reason(ctx, f, c, &nodes);
	pf_relate_platforms(ctx, f, c, &offered);
	if (served)
		pf_help(ctx, f,
			"build the image for %.*s too, or keep the Pod to %.*s by `nodeSelector`",
			PF_STR_ARG(missing),
			PF_STR_ARG(pf_admitted_names(pf_scratch(ctx), nodes.label, served)));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch",
	"https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
	NULL,
};

static const char *const yields_to[] = {"architecture-pinned-by-digest", NULL};

PF_RULE(partial_architecture_coverage) = {
	.name = "partial-architecture-coverage",
	.title = "Image lacks an architecture that the Pod may land on",
	.why = "The scheduler takes any node that the Pod admits, whatever its image is built for. "
	       "On the nodes of an architecture that the image lacks, the Pod ends in ErrImagePull "
	       "or \"exec format error\", and it may do so only after the next rescheduling.",
	.help = "Build the image for all architectures that the Pod admits, or let it admit fewer.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
