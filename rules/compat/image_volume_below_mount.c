/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/storage/mounts.h"

/* Something that outlives the container: its loss is what matters. */
static bool is_lasting(enum pf_volume_sort sort)
{
	return sort == PF_VOLUME_CLAIM || sort == PF_VOLUME_HOST || sort == PF_VOLUME_OTHER;
}

static void check_volume(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_image_entry *volume)
{
	pf_str path = pf_image_path(pf_scratch(ctx), volume->name);
	const struct pf_volume_mount *over = pf_mount_over(pf_scratch(ctx), c, path);
	struct pf_finding *f;

	if (!path.len || !over || !is_lasting(pf_volume_sort_of(c->pod, over->name.is)) ||
		pf_str_eq(pf_mount_path(pf_scratch(ctx), over), path))
		return;
	f = pf_report(ctx, over->mount_path.node,
		"the image of %.*s declares a volume at `%.*s`: containerd puts a throw-away "
		"directory there, and what is written to it does not reach the volume at `%.*s`",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(path),
		PF_STR_ARG(over->mount_path.is));
	pf_subject(f, path);
	pf_label(ctx, f, "mounted above the image's volume");
	pf_relate_image(ctx, f, c, &volume->from, "`%.*s` is a volume of its own",
		PF_STR_ARG(path));
	pf_help(ctx, f, "mount the volume at `%.*s` itself, with a `subPath` if need be",
		PF_STR_ARG(path));
	pf_fix_string(ctx, f, false, over->mount_path.node, path);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_image_facts *facts = c->facts;

	if (!facts || c->pod->patch || c->pod->windows || pf_has_unknown_mounts(c))
		return;
	for (size_t i = 0; i < pf_nimage_volumes(facts); i++)
		check_volume(ctx, c, &facts->volumes.ptr[i]);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/",
	"https://github.com/docker-library/postgres/issues/952",
	NULL,
};

PF_RULE(image_volume_below_mount) = {
	.name = "image-volume-below-mount",
	.title = "Image's volume hides part of a mounted one",
	.why = "For every VOLUME of the image at whose very path nothing is mounted, containerd makes "
	       "a fresh directory that is deleted with the container. When a persistent volume is "
	       "mounted above that path, the directory lies on top of it: the data looks saved and "
	       "is gone after the next restart. CRI-O does not do this unless told to.",
	.help = "Mount the persistent volume at the very path of the VOLUME.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
