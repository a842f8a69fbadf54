/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/official.h"
#include "rule/advice/compose.h"
#include "runtime/compose/service.h"
#include "world/binding/binding.h"
#include "world/binding/tag_words.h"
#include "world/members.h"

static pf_str tag_of(const struct pf_image_reference *image)
{
	return image->tag.len ? image->tag : PF_STR("latest");
}

/* "16" and "16.3-alpine": a tag and one that says more. */
static bool says_more(pf_str shorter, pf_str longer)
{
	return pf_str_starts_with(longer, shorter) && longer.len > shorter.len &&
		pf_str_find_char(PF_STR(".-"), longer.ptr[shorter.len]) < 2;
}

static bool is_same_version(const struct pf_image_reference *a, const struct pf_image_reference *b)
{
	if (a->digest.len && b->digest.len)
		return pf_str_eq(a->digest, b->digest);
	/* What a digest stands for is only known by the tag beside it. */
	if ((a->digest.len && !a->tag.len) || (b->digest.len && !b->tag.len))
		return true;
	return pf_str_eq(tag_of(a), tag_of(b)) || says_more(tag_of(a), tag_of(b)) ||
		says_more(tag_of(b), tag_of(a));
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = c->binding->service;
	struct pf_finding *f;

	f = pf_report(ctx, c->spec->image.node,
		"%.*s runs `%.*s`, but %.*s runs `%.*s`: what was tried with compose is not what "
		"runs here",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(c->image.text),
		PF_STR_ARG(pf_service_title(pf_scratch(ctx), s)), PF_STR_ARG(s->image.value));
	pf_label(ctx, f, "another version than compose's");
	pf_help(ctx, f, "run the same version in both");
	pf_relate_setting(ctx, f, c, &s->image, "the other side");
}

/* Docker Hub's short names are those of official images: nobody else can push there. */
static bool is_nowhere_to_pull(const struct pf_pod_container *c)
{
	return pf_str_eq(c->image.domain, PF_STR("docker.io")) &&
		pf_str_starts_with(c->image.path, PF_STR("library/")) &&
		!pf_image_is_official(&c->image) && !c->image.digest.len &&
		!pf_str_eq(c->spec->image_pull_policy.is, PF_STR("Never"));
}

/*
 * The service builds its image: that should be one that nodes can get.  Names
 * in a Kustomization are often there to be replaced by whoever deploys it.
 */
static void check_build(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_compose_service *s)
{
	struct pf_finding *f;

	if (is_nowhere_to_pull(c) && !pf_world_is_kustomized(pf_world_of(ctx), c->pod->object)) {
		f = pf_report(ctx, c->spec->image.node,
			"image `%.*s` of %.*s is only built, by %.*s: nodes look for it in Docker Hub as "
			"`%.*s`, where nobody can push it",
			PF_STR_ARG(c->image.text), PF_STR_ARG(pf_container_title(ctx, c)),
			PF_STR_ARG(pf_service_title(pf_scratch(ctx), s)),
			PF_STR_ARG(c->image.path));
		pf_label(ctx, f, "in no registry");
		pf_help(ctx, f,
			"push the image to a registry and name it by that, as in "
			"`registry.example.com/%.*s:1.0.0`; for an image that is loaded into the "
			"nodes set `imagePullPolicy: Never`",
			PF_STR_ARG(pf_image_base_name(&c->image)));
	} else if (pf_image_is_official(&c->image)) {
		f = pf_report(ctx, c->spec->image.node,
			"%.*s runs the stock image `%.*s`, but %.*s builds its own: what that adds is "
			"missing here",
			PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(c->image.text),
			PF_STR_ARG(pf_service_title(pf_scratch(ctx), s)));
		pf_label(ctx, f, "not the image that is built");
		pf_help(ctx, f, "push the image that compose builds, and name it here");
	} else {
		return;
	}
	pf_relate_compose(ctx, f, c, s->build.node, "built here");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = pf_service_of(c);
	struct pf_image_reference theirs;

	if (!s || !c->image.valid || c->image_rewritten)
		return;
	if (s->build.node) {
		check_build(ctx, c, s);
		return;
	}
	if (!s->image.known || s->image.varies || s->incomplete)
		return;
	theirs = pf_image_reference_parse(pf_scratch(ctx), s->image.value);
	if (theirs.valid && !is_same_version(&c->image, &theirs) &&
		!(pf_tag_is_passing(tag_of(&theirs)) && !theirs.digest.len))
		report(ctx, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/containers/images/",
	NULL,
};

PF_RULE(compose_image_differs) = {
	.name = "compose-image-differs",
	.title = "Image is not that of the compose file",
	.why = "Whoever runs the compose file believes that it shows what production does. With "
	       "another version of a database or broker in the cluster it does not, and the first "
	       "to find out are the users. An image that only `docker compose build` makes is on "
	       "the developer's machine and nowhere else: a node cannot pull it.",
	.help = "Run one version in both. Push images that are built to a registry, and name them by "
		"it in the manifest and under `image:` of the service.",
	.ignore = "A test cluster whose images are loaded into its nodes (kind, minikube).",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
