/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "hiding.h"
#include "runtime/storage/mounts.h"

/* The runtime makes a directory of the volume, and finds a file in its place. */
static void report_file(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_volume_mount *mount, const struct pf_hidden *hidden)
{
	struct pf_finding *f = pf_report(ctx, mount->mount_path.node,
		"the volume at `%.*s` of %.*s is a directory, and the image has a file there: the "
		"container cannot start",
		PF_STR_ARG(mount->mount_path.is), PF_STR_ARG(pf_container_title(ctx, c)));

	pf_relate_image(ctx, f, c, hidden->from, "`%.*s` is a file of the image",
		PF_STR_ARG(hidden->path));
	pf_help(ctx, f, "mount the one file with `subPath`, the key that is to stand there");
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_volume_mount *mount, const struct pf_hidden *hidden)
{
	struct pf_finding *f = pf_report(ctx, mount->mount_path.node,
		"the volume at `%.*s` of %.*s hides %s, `%.*s`: Kubernetes does not fill volumes "
		"from the image",
		PF_STR_ARG(mount->mount_path.is), PF_STR_ARG(pf_container_title(ctx, c)),
		hidden->what, PF_STR_ARG(hidden->path));

	if (!hidden->certain)
		pf_rests_on(f, PF_GUESS);
	pf_relate_image(ctx, f, c, hidden->from, "`%.*s` is of the image",
		PF_STR_ARG(hidden->path));
	if (pf_volume_sort_of(c->pod, mount->name.is) == PF_VOLUME_CONFIG)
		pf_help(ctx, f,
			"mount each file by itself, with `subPath`, or all at a directory of their own");
	else
		pf_help(ctx, f,
			"mount the volume at a directory of its own, or fill it in an init "
			"container that runs the same image");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	if (!c->facts || c->pod->windows)
		return;
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		struct pf_hidden hidden;

		if (!pf_mount_hides(pf_scratch(ctx), pf_world_of(ctx), c, mount, &hidden))
			continue;
		if (hidden.file)
			report_file(ctx, c, mount, &hidden);
		else
			report(ctx, c, mount, &hidden);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/",
	"https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
	NULL,
};

PF_RULE(mount_hides_image_files) = {
	.name = "mount-hides-image-files",
	.title = "Volume is mounted over files of the image",
	.why = "Docker fills a new named volume from the directory of the image that it is mounted "
	       "over. Kubernetes never does: the volume's own contents are all that is seen there. "
	       "A volume over the program or over the working directory leaves the container "
	       "without what it starts, and none goes over a single file unless it is mounted with "
	       "`subPath`. A ConfigMap or Secret may bring the file that it hides: "
	       "its `items`, or its keys where it is in the input, tell.",
	.help = "Mount the volume beside the image's files, mount single files with `subPath`, or "
		"copy the files into the volume in an init container.",
	.ignore = "The volume already holds what the image has there.",
	.refs = refs,
	.looks_around = true,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
