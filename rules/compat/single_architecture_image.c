/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/platforms.h"
#include "runtime/placement/architectures.h"

/* The one architecture that all platforms are of, or empty. */
static pf_str only_architecture(const struct pf_platforms *platforms)
{
	for (size_t i = 1; i < platforms->len; i++) {
		if (!pf_str_eq(platforms->ptr[i].architecture, platforms->ptr[0].architecture))
			return PF_STR_EMPTY;
	}
	return platforms->len ? platforms->ptr[0].architecture : PF_STR_EMPTY;
}

/* A named node, or a class that brings selectors of its own, restricts the Pod too. */
static bool is_free(const struct pf_pod *pod, const struct pf_admitted *nodes)
{
	return !nodes->restricted && !nodes->unsure && !pod->spec->node_name.set &&
		!pod->spec->runtime_class_name.set;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_admitted nodes =
		pf_admitted_nodes(pf_scratch(ctx), c->pod, PF_STR("kubernetes.io/arch"));
	struct pf_platforms offered = pf_offered_platforms(pf_scratch(ctx), c);
	pf_str only = only_architecture(&offered);
	uint32_t bit = pf_admitted_bit(nodes.label, only);
	struct pf_finding *f;

	if (c->pod->patch || !is_free(c->pod, &nodes) || !offered.known || offered.partial ||
		!bit || pf_cluster_architectures(pf_cluster_of(ctx)) == bit)
		return;
	f = pf_report(ctx, c->spec->image.node,
		"the image of %.*s is built for `%.*s` alone, and nothing keeps the Pod off nodes of "
		"other architectures, where it cannot start",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(only));
	pf_label(ctx, f, "for `%.*s` alone", PF_STR_ARG(only));
	pf_relate_platforms(ctx, f, c, &offered);
	pf_help(ctx, f,
		"add `nodeSelector: {kubernetes.io/arch: %.*s}`, or build the image for more; "
		"`--arch %.*s` says that the cluster has no other nodes",
		PF_STR_ARG(only), PF_STR_ARG(only));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch",
	"https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
	NULL,
};

static const char *const yields_to[] = {
	"architecture-pinned-by-digest",
	"partial-architecture-coverage",
	NULL,
};

PF_RULE(single_architecture_image) = {
	.name = "single-architecture-image",
	.title = "Image of one architecture may land on any node",
	.why = "The scheduler does not look into images. As soon as the cluster has a node of "
	       "another architecture, the Pod may be put there, and its container dies with \"exec "
	       "format error\".",
	.help = "Restrict the Pod by `nodeSelector` to the architecture of its image, or build the "
		"image for all that the cluster has.",
	.ignore = "Where all nodes are of that architecture: set `cluster.architectures` in the "
		  "configuration instead.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
