/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "world/images.h"

static void report(struct pf_ctx *ctx, const struct pf_node *node,
	const struct pf_image_reference *image, pf_str what)
{
	pf_str name = pf_str_sub(image->text, 0, image->tag_at - (image->tag.len > 0));
	struct pf_finding *f = pf_report(ctx, node, "image `%.*s` of %.*s uses a moving tag",
		PF_STR_ARG(image->text), PF_STR_ARG(what));

	pf_label(ctx, f,
		image->tag.len ? "no digest, tag is `latest`" : "no tag and no digest: `latest`");
	pf_help(ctx, f, "pin a version tag (`%.*s:VERSION`) or, better, a digest",
		PF_STR_ARG(name));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	if (!c->image_rewritten && pf_image_is_latest(&c->image))
		report(ctx, c->spec->image.node, &c->image, pf_container_title(ctx, c));
}

static void check_volumes(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		struct pf_image_reference image;

		if (!v->image || !v->image->reference.set)
			continue;
		image = pf_image_reference_parse(pf_scratch(ctx), v->image->reference.is);
		if (pf_image_is_latest(&image) &&
			!pf_world_image_is_rewritten(pf_world_of(ctx), pf_object_in(ctx), &image))
			report(ctx, v->image->reference.node, &image,
				pf_arena_fmt(pf_scratch(ctx), "volume `%.*s`",
					PF_STR_ARG(v->name.is)));
	}
}

static const char *const aliases[] = {
	"kube-linter/latest-tag",
	"kube-score/container-image-tag",
	"polaris/tagNotSpecified",
	"checkov/CKV_K8S_14",
	"trivy/KSV-0013",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/containers/images/#image-names",
	NULL,
};

PF_RULE(latest_tag) = {
	.name = "latest-tag",
	.title = "Image uses a moving tag",
	.why = "`latest`, written or implied by leaving the tag out, names whatever was pushed last. "
	       "Two replicas of one manifest may run different code, a restart may be an upgrade, "
	       "and a rollback brings nothing back.",
	.help = "Write the version that was tested, or pin the image by its digest "
		"(`name@sha256:...`), which cannot move at all.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_IMAGE,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
	.on_pod = check_volumes,
};
