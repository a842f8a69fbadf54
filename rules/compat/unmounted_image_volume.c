/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/storage/mounts.h"
#include "source/path.h"

/* A mount above is another rule's, one below it is somebody's choice. */
static bool is_mounted(struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str path)
{
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		pf_str at = pf_mount_path(pf_scratch(ctx), mount);

		if (pf_path_is_within(path, at) || pf_path_is_below(at, path))
			return true;
	}
	return false;
}

static bool has_devices(const struct pf_pod_container *c)
{
	return c->spec->volume_devices.len > 0;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_image_facts *facts = c->facts;

	if (!facts || c->pod->patch || c->pod->windows || !pf_container_is_long_lived(c) ||
		pf_pod_runs_to_completion(c->pod) || pf_has_unknown_mounts(c) || has_devices(c))
		return;
	for (size_t i = 0; i < pf_nimage_volumes(facts); i++) {
		const struct pf_image_entry *volume = &facts->volumes.ptr[i];
		pf_str path = pf_image_path(pf_scratch(ctx), volume->name);
		struct pf_finding *f;

		if (!path.len || pf_path_is_for_scratch(path) || is_mounted(ctx, c, path))
			continue;
		f = pf_report(ctx, c->spec->node,
			"nothing is mounted at `%.*s`, a volume of %.*s's image: what is written "
			"there is lost when the container restarts",
			PF_STR_ARG(path), PF_STR_ARG(pf_container_title(ctx, c)));
		pf_subject(f, path);
		pf_relate_image(ctx, f, c, &volume->from, "meant to be kept");
		pf_help(ctx, f,
			"mount a persistentVolumeClaim at `%.*s`, or an emptyDir where the data "
			"only has to outlive the container",
			PF_STR_ARG(path));
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/",
	NULL,
};

PF_RULE(unmounted_image_volume) = {
	.name = "unmounted-image-volume",
	.title = "Nothing is mounted at a volume of the image",
	.why = "VOLUME marks a path whose data is worth keeping, and Docker keeps it in a volume that "
	       "outlives the container. Kubernetes makes nothing of it: the runtime gives the path "
	       "a directory that is deleted with the container, at every restart.",
	.help = "Mount a persistentVolumeClaim at the path, or an emptyDir where losing the data with "
		"the Pod is right.",
	.ignore = "The data can be lost at any time.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_INFO,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
