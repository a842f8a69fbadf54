/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "world/images.h"

/*
 * OpenShift fills in images that are written as one blank: those of a
 * DeploymentConfig, and of whatever carries its annotation for that.
 */
static bool is_filled_in(const struct pf_object *object, pf_str text)
{
	const struct pf_node *annotations = pf_node_get(object->metadata, PF_STR("annotations"));

	if (pf_str_trim(text).len > 0)
		return false;
	return pf_str_eq(object->kind, PF_STR("DeploymentConfig")) ||
		pf_node_get(annotations, PF_STR("image.openshift.io/triggers"));
}

/* "MyOrg/app" is legal: MyOrg can be no path, so that it is taken for a host. */
static bool has_shouted_host(const struct pf_image_reference *image)
{
	if (!image->valid)
		return false;
	for (size_t i = 0; i < image->domain.len; i++) {
		if (image->domain.ptr[i] == '.' || image->domain.ptr[i] == ':')
			return false;
	}
	for (size_t i = 0; i < image->domain.len; i++) {
		if (pf_is_upper(image->domain.ptr[i]))
			return true;
	}
	return false;
}

static const char *consequence(const struct pf_object *object,
	const struct pf_image_reference *image)
{
	if (pf_str_trim(image->text).len == image->text.len)
		return "no node can pull it";
	if (pf_str_eq(object->kind, PF_STR("Pod")))
		return "the API server refuses it";
	return "the API server takes it here and refuses every Pod made from it";
}

static void report(struct pf_ctx *ctx, const struct pf_node *node,
	const struct pf_image_reference *image, pf_str what)
{
	pf_str legal = pf_image_nearest_legal(pf_scratch(ctx), image->text);
	const char *fault = image->fault ? image->fault : "has upper-case letters in its path";
	struct pf_finding *f =
		pf_report(ctx, node, "image `%.*s` of %.*s %s: %s", PF_STR_ARG(image->text),
			PF_STR_ARG(what), fault, consequence(pf_object_in(ctx), image));

	pf_label(ctx, f, "%s", fault);
	if (!legal.len)
		return;
	pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(legal));
	if (node->style == PF_PLAIN || node->style == PF_SINGLE_QUOTED ||
		node->style == PF_DOUBLE_QUOTED)
		pf_fix_replace(ctx, f, pf_str_eq(legal, pf_str_trim(image->text)), node, legal);
}

static bool is_wrong(const struct pf_ctx *ctx, const struct pf_image_reference *image)
{
	if (image->text.len == 0 || image->placeholder)
		return false;
	if (!image->fault)
		return has_shouted_host(image);
	return !is_filled_in(pf_object_in(ctx), image->text);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	if (c->spec->image.set && !c->image_rewritten && is_wrong(ctx, &c->image))
		report(ctx, c->spec->image.node, &c->image, pf_container_title(ctx, c));
}

static void check_volumes(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		struct pf_image_reference image;

		if (!v->image || !v->image->reference.set)
			continue;
		image = pf_image_reference_parse(pf_scratch(ctx), v->image->reference.is);
		if (is_wrong(ctx, &image) &&
			!pf_world_image_is_rewritten(pf_world_of(ctx), pf_object_in(ctx), &image))
			report(ctx, v->image->reference.node, &image,
				pf_arena_fmt(pf_scratch(ctx), "volume `%.*s`",
					PF_STR_ARG(v->name.is)));
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/containers/images/#image-names",
	NULL,
};

PF_RULE(invalid_image_reference) = {
	.name = "invalid-image-reference",
	.title = "Image reference cannot be parsed",
	.why = "The API server takes nearly any text for an image; the kubelet does not, and the Pod "
	       "stays in InvalidImageName. Blanks around the name are refused in a Pod but let pass "
	       "in a Deployment, which then makes no Pods.",
	.help = "Write `registry/repository:tag` or `registry/repository@sha256:...`: no scheme, no "
		"blanks, the repository in lower case.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_IMAGE,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_MIXED,
	.sets = PF_DEFAULT,
	.on_container = check,
	.on_pod = check_volumes,
};
