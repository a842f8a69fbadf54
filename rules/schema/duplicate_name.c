/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/repeats.h"

static void report(struct pf_ctx *ctx, struct pf_repeats *list, pf_str owner, const char *things,
	const char *field)
{
	pf_mark_repeats(list);
	PF_EACH(struct pf_repeat, repeat, *list) {
		struct pf_finding *f;

		if (!repeat->first)
			continue;
		f = pf_report(ctx, repeat->node,
			"two %s of %.*s have the %s `%.*s`, and the API server refuses the Pod",
			things, PF_STR_ARG(owner), field, PF_STR_ARG(repeat->key));
		pf_relate(ctx, f, pf_object_in(ctx)->document, repeat->first->node,
			"the first one");
		pf_help(ctx, f, "give one of them another %s, or take it out", field);
	}
}

static void check_mounts(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_volume_mount_list *mounts = &c->spec->volume_mounts;
	const struct pf_volume_device_list *devices = &c->spec->volume_devices;
	struct pf_repeats list;

	if (mounts->len > 1) {
		list = pf_repeats_start(pf_scratch(ctx), mounts->len);
		PF_EACH(struct pf_volume_mount, mount, *mounts)
			if (!pf_is_patch_step(mount->node))
				pf_repeats_add(&list, mount->mount_path.is, mount->mount_path.node,
					mount);
		report(ctx, &list, pf_container_title(ctx, c), "volume mounts", "mountPath");
	}
	if (devices->len > 1) {
		list = pf_repeats_start(pf_scratch(ctx), devices->len);
		PF_EACH(struct pf_volume_device, device, *devices)
			if (!pf_is_patch_step(device->node))
				pf_repeats_add(&list, device->device_path.is,
					device->device_path.node, device);
		report(ctx, &list, pf_container_title(ctx, c), "volume devices", "devicePath");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_volume_list *volumes = &pod->spec->volumes;
	struct pf_repeats list = pf_repeats_start(pf_scratch(ctx), pod->containers.len);

	PF_EACH(struct pf_pod_container, c, pod->containers) {
		check_mounts(ctx, c);
		if (!pf_is_patch_step(c->spec->node))
			pf_repeats_add(&list, c->spec->name.is, c->spec->name.node, c);
	}
	report(ctx, &list, PF_STR("the Pod"), "containers", "name");

	list = pf_repeats_start(pf_scratch(ctx), volumes->len);
	PF_EACH(struct pf_volume, volume, *volumes)
		if (!pf_is_patch_step(volume->node))
			pf_repeats_add(&list, volume->name.is, volume->name.node, volume);
	report(ctx, &list, PF_STR("the Pod"), "volumes", "name");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/init-containers/",
	"https://kubernetes.io/docs/concepts/storage/volumes/",
	NULL,
};

PF_RULE(duplicate_name) = {
	.name = "duplicate-name",
	.title = "Name or mount path is used twice in a Pod",
	.why = "Names of containers are shared by regular, init and ephemeral containers of a Pod. "
	       "Volumes have names of their own, and each container can mount one volume at a "
	       "path. The API server refuses the object where one of them occurs twice.",
	.help = "Rename one of the two, or take out the one that was copied by mistake.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
