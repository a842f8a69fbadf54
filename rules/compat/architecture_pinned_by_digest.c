/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/platforms.h"
#include "runtime/placement/architectures.h"

/* Can the Pod only run where the pinned platform does? */
static bool is_meant(const struct pf_ctx *ctx, const struct pf_admitted *nodes,
	const struct pf_platform *pinned)
{
	struct pf_platforms one = {.ptr = pinned, .len = 1, .known = true};
	uint32_t cluster = pf_cluster_architectures(pf_cluster_of(ctx));
	uint32_t set = cluster ? nodes->set & cluster : nodes->set;

	return nodes->unsure || pf_served_architectures(&one, nodes->label, set) == set;
}

static bool is_only_one(const struct pf_platforms *platforms)
{
	for (size_t i = 1; i < platforms->len; i++) {
		if (!pf_str_eq(platforms->ptr[i].architecture, platforms->ptr[0].architecture))
			return false;
	}
	return true;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_platform *pinned = pf_pinned_platform(c);
	struct pf_admitted nodes;
	struct pf_finding *f;
	pf_str title;

	if (!pinned || c->pod->patch || is_only_one(&c->facts->platforms))
		return;
	nodes = pf_admitted_nodes(pf_scratch(ctx), c->pod, PF_STR("kubernetes.io/arch"));
	if (is_meant(ctx, &nodes, pinned))
		return;
	title = pf_container_title(ctx, c);
	f = pf_report(ctx, c->spec->image.node,
		"the digest of %.*s's image is that of its `%.*s` build, so that nodes of other "
		"architectures get that one too and cannot start it",
		PF_STR_ARG(title), PF_STR_ARG(pinned->architecture));
	pf_label(ctx, f, "the digest of `%.*s/%.*s` alone", PF_STR_ARG(pinned->os),
		PF_STR_ARG(pinned->architecture));
	pf_relate_platforms(ctx, f, c, &c->facts->platforms);
	pf_help(ctx, f,
		"write the digest of the index, which `docker buildx imagetools inspect` shows first");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/containers/images/#image-names",
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch",
	NULL,
};

static const char *const yields_to[] = {"architecture-mismatch", NULL};

PF_RULE(architecture_pinned_by_digest) = {
	.name = "architecture-pinned-by-digest",
	.title = "Digest pins one architecture of the image",
	.why = "An image for several platforms has a digest for its index and one for each "
	       "platform's manifest. With the latter there is nothing left to choose from: every "
	       "node pulls that platform, and on others the container dies with \"exec format "
	       "error\".",
	.help = "Pin the digest of the index instead.",
	.ignore = "Where only one architecture is wanted, say so by `nodeSelector`.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
