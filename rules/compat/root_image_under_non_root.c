/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/facts/tables.h"
#include "runtime/process/bases.h"
#include "runtime/process/users.h"

static void point_at_image(struct pf_ctx *ctx, struct pf_finding *f,
	const struct pf_pod_container *c)
{
	const pf_str_fact *user = &c->facts->user;
	const struct pf_known_user *known = pf_image_user(c->facts).known;

	if (known)
		pf_relate_image(ctx, f, c, pf_base_origin(c->facts),
			"the base runs as root, and no `USER` follows");
	else if (user->is == PF_ABSENT && !user->from.source)
		pf_relate_image(ctx, f, c, &c->facts->origin,
			"no `USER` follows, so that the image runs as root");
	else if (pf_image_user(c->facts).user.len == 0)
		pf_relate_image(ctx, f, c, &user->from,
			"this comes out without a user, which is root");
	else
		pf_relate_image(ctx, f, c, &user->from, "the image runs as root");
}

static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c)
{
	const struct pf_known_user *known = pf_image_user(c->facts).known;

	if (known)
		pf_rests_on(f, PF_EVIDENCE);
	if (known && known->variant.len)
		pf_help(ctx, f,
			"take a variant that does not run as root (%.*s), or set `runAsUser` to a "
			"uid that the image can run as",
			PF_STR_ARG(known->variant));
	else if (c->facts->build && !c->facts->build->dockerfile)
		pf_help(ctx, f,
			"set `runAsUser` to a uid that the image can run as, or take an image with "
			"a numeric USER");
	else
		pf_help(ctx, f,
			"end the Dockerfile with a numeric user, such as `USER 10001`, or set "
			"`runAsUser` to a uid that the image can run as");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f;

	if (c->pod->windows || c->pod->patch || !pf_must_be_non_root(c) || pf_has_run_as_user(c) ||
		pf_image_user(c->facts).class != PF_USER_ROOT)
		return;
	f = pf_report(ctx, c->spec->node,
		"the image of %.*s runs as root, and the kubelet refuses it: \"container has "
		"runAsNonRoot and image will run as root\"",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "`runAsNonRoot` is true and no `runAsUser` is set");
	pf_relate(ctx, f, c->pod->object->document, pf_effective_run_as_non_root(c).node,
		"root is ruled out here");
	point_at_image(ctx, f, c);
	advise(ctx, f, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	"https://kubernetes.io/docs/concepts/security/pod-security-standards/",
	NULL,
};

PF_RULE(root_image_under_non_root) = {
	.name = "root-image-under-non-root",
	.title = "Image runs as root where root is ruled out",
	.why = "With `runAsNonRoot: true` and no `runAsUser` the kubelet looks at the USER of the "
	       "image. Without one, with `USER 0`, or where a variable leaves it empty, that is "
	       "root, and the container waits in CreateContainerConfigError for ever. Well-known "
	       "images, such as `nginx`, count without being read, as images and as bases, where "
	       "their tags tell what user they have.",
	.help = "Give the image a numeric `USER` other than 0, or set `runAsUser` to a uid that the "
		"image can run as.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
