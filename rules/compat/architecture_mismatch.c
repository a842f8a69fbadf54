/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/platforms.h"
#include "runtime/placement/architectures.h"

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_platforms *offered, const struct pf_admitted *nodes)
{
	pf_str title = pf_container_title(ctx, c);
	pf_str built = pf_platform_names(pf_scratch(ctx), offered);
	pf_str names = pf_admitted_names(pf_scratch(ctx), nodes->label, nodes->set);
	const char *is =
		offered->partial ? "is not known to be built for more than" : "is built for";
	struct pf_finding *f;

	/* What is left by ruling others out is a long list, and not one that anybody wrote. */
	if (!nodes->listed)
		return pf_report(ctx, c->spec->image.node,
			"the image of %.*s %s %.*s, but the Pod rules out all nodes that could "
			"start it",
			PF_STR_ARG(title), is, PF_STR_ARG(built));
	f = pf_report(ctx, c->spec->image.node,
		"the image of %.*s %s %.*s, but the Pod only runs on %.*s nodes, which cannot start "
		"it",
		PF_STR_ARG(title), is, PF_STR_ARG(built), PF_STR_ARG(names));
	pf_label(ctx, f, "has nothing for %.*s", PF_STR_ARG(names));
	pf_help(ctx, f,
		"build the image for %.*s too (`docker buildx build --platform`), or select nodes "
		"that it is built for",
		PF_STR_ARG(names));
	return f;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_admitted nodes =
		pf_admitted_nodes(pf_scratch(ctx), c->pod, PF_STR("kubernetes.io/arch"));
	struct pf_platforms offered = pf_offered_platforms(pf_scratch(ctx), c);
	struct pf_finding *f;

	/* A selector that matches no node at all is another rule's. */
	if (c->pod->patch || !nodes.restricted || nodes.unsure || !nodes.set || !offered.known ||
		pf_served_architectures(&offered, nodes.label, nodes.set))
		return;
	f = report(ctx, c, &offered, &nodes);
	pf_relate(ctx, f, c->pod->object->document, nodes.node, "the architecture is chosen here");
	pf_relate_platforms(ctx, f, c, &offered);
	if (offered.partial)
		pf_grade(f, PF_WARNING);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch",
	"https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
	NULL,
};

PF_RULE(architecture_mismatch) = {
	.name = "architecture-mismatch",
	.title = "Image has no build for the selected architecture",
	.why = "The scheduler does not look into images. It puts the Pod on a node of the selected "
	       "architecture, and there the pull of a multi-platform image fails with \"no match for "
	       "platform in manifest\" (ErrImagePull), while a single-platform image is pulled and "
	       "crashes with \"exec format error\".",
	.help = "Build and push the image for the architecture that the Pod selects, or select "
		"another.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
