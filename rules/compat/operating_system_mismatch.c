/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/platforms.h"
#include "runtime/placement/architectures.h"

/* Bits of what is asked for by spec.os.name and by selectors; `*node` is one that asks. */
static uint32_t asked_systems(const struct pf_pod *pod, const struct pf_admitted *nodes,
	const struct pf_node **node)
{
	const struct pf_pod_os *os = pod->spec->os;

	*node = nodes->restricted ? nodes->node : NULL;
	if (!os || !os->name.set || !pf_admitted_bit(nodes->label, os->name.is))
		return nodes->set;
	if (!*node)
		*node = os->name.node;
	return nodes->set & pf_admitted_bit(nodes->label, os->name.is);
}

/* Those that the image, or the one platform it is pinned to, is built for. */
static uint32_t built_systems(const struct pf_pod_container *c, const struct pf_node_label *label)
{
	const struct pf_platform *pinned = pf_pinned_platform(c);
	uint32_t set = 0;

	for (size_t i = 0; i < c->facts->platforms.len; i++) {
		const struct pf_platform *platform = &c->facts->platforms.ptr[i];

		if (!pinned || platform == pinned)
			set |= pf_admitted_bit(label, platform->os);
	}
	return set;
}

static void report_asked(struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str built,
	pf_str asked, const struct pf_node *node)
{
	struct pf_finding *f = pf_report(ctx, c->spec->image.node,
		"the image of %.*s is built for %.*s, but the Pod asks for %.*s nodes, which cannot "
		"start it",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(built), PF_STR_ARG(asked));

	pf_label(ctx, f, "has nothing for %.*s", PF_STR_ARG(asked));
	pf_relate(ctx, f, c->pod->object->document, node, "the operating system is chosen here");
	pf_relate_platforms(ctx, f, c, &c->facts->platforms);
}

static void report_unasked(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f = pf_report(ctx, c->spec->image.node,
		"the image of %.*s is built for `windows`, and nothing keeps the Pod off Linux "
		"nodes, which cannot start it",
		PF_STR_ARG(pf_container_title(ctx, c)));

	pf_label(ctx, f, "for Windows alone");
	pf_grade(f, PF_WARNING);
	pf_relate_platforms(ctx, f, c, &c->facts->platforms);
	pf_help(ctx, f,
		"set `os: {name: windows}` and `nodeSelector: {kubernetes.io/os: windows}` in the "
		"Pod");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_admitted nodes =
		pf_admitted_nodes(pf_scratch(ctx), c->pod, PF_STR("kubernetes.io/os"));
	const struct pf_node *node;
	uint32_t asked, built;

	if (c->pod->patch || !c->facts || !c->facts->platforms.known || nodes.unsure)
		return;
	asked = asked_systems(c->pod, &nodes, &node);
	built = built_systems(c, nodes.label);
	if (!asked || !built)
		return;
	if (!(asked & built))
		report_asked(ctx, c, pf_admitted_names(pf_scratch(ctx), nodes.label, built),
			pf_admitted_names(pf_scratch(ctx), nodes.label, asked), node);
	else if (!node && built == pf_admitted_bit(nodes.label, PF_STR("windows")))
		report_unasked(ctx, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/windows/user-guide/",
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-os",
	NULL,
};

PF_RULE(operating_system_mismatch) = {
	.name = "operating-system-mismatch",
	.title = "Image is built for another operating system",
	.why = "A Linux node cannot run Windows programs, nor the other way round, and the "
	       "scheduler does not look into images: the Pod is put on a node that `nodeSelector` "
	       "admits, and its image cannot be pulled or started there. `spec.os.name` alone does "
	       "not keep it off the wrong nodes.",
	.help = "Let `kubernetes.io/os` in `nodeSelector`, and `spec.os.name`, name the operating "
		"system that the image is built for.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
