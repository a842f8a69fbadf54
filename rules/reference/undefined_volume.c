/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include <stdlib.h>

#include "runtime/fragments.h"
#include "text/nearest.h"
#include "world/members.h"
#include "yaml/scalar.h"

#define TOLD_MAX 16        /* missing volumes of one Pod that are told apart */
#define MAX_CANDIDATES 200 /* more volumes than anybody misspells one of */

/* The names that mounts can refer to, sorted. */
struct told {
	pf_str name;
	struct pf_finding *finding;
};

struct names {
	struct told told[TOLD_MAX]; /* the missing ones */
	size_t ntold;
	pf_str *ptr;
	size_t len;
	bool unsure; /* some cannot be read */
};

/* Controllers of other kinds may add volumes of their own. */
static bool shows_all_volumes(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	/* Rollout, DeploymentConfig, Knative's Service */
	static const pf_str groups[] = {
		PF_STR_INIT("argoproj.io"),
		PF_STR_INIT("apps.openshift.io"),
		PF_STR_INIT("serving.knative.dev"),
	};

	if (pod->patch || pf_in_fragment(ctx) ||
		pf_world_is_among_patches(pf_world_of(ctx), pod->object) ||
		pf_pod_is_filled(pf_world_of(ctx), pod, PF_STR("volumes")))
		return false;
	return pod->kind != PF_OTHER_WORKLOAD || pf_is_one_of(pod->object->group, groups, 3);
}

/* Items that are no mappings drop out of a list. */
static bool is_unreadable(const struct pf_node *list, size_t len)
{
	if (!list || pf_node_is_null(list))
		return false;
	return list->kind != PF_SEQ || list->len != len;
}

static void add(struct names *names, pf_str name)
{
	if (name.len == 0 || pf_is_placeholder(name))
		names->unsure = true;
	else
		names->ptr[names->len++] = name;
}

static int by_text(const void *a, const void *b)
{
	return pf_str_cmp(*(const pf_str *)a, *(const pf_str *)b);
}

static struct names collect(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_node *spec = pf_node_get(pod->object->root, PF_STR("spec"));
	const struct pf_volume_list *volumes = &pod->spec->volumes;
	const struct pf_node *claims = NULL;
	struct names names = {0};
	struct pf_kids kids;

	/* By node: the versions of StatefulSet that are gone have claims too. */
	if (pod->kind == PF_STATEFUL_SET)
		claims = pf_node_get(spec, PF_STR("volumeClaimTemplates"));
	kids = pf_kids(claims);
	names.ptr = PF_NEWN(pf_scratch(ctx), pf_str, volumes->len + kids.n);
	names.unsure = is_unreadable(volumes->node, volumes->len) || is_unreadable(claims, kids.n);
	PF_EACH(struct pf_volume, volume, *volumes)
		add(&names, volume->name.is);
	while (pf_kids_next(&kids)) {
		const struct pf_node *meta = pf_node_get(kids.value, PF_STR("metadata"));

		add(&names, pf_node_get_text(meta, PF_STR("name")));
	}
	if (names.len)
		qsort(names.ptr, names.len, sizeof(*names.ptr), by_text);
	return names;
}

/* One volume is missing once, however many mount it. */
static bool is_told(struct pf_ctx *ctx, const struct names *names, pf_str_field name)
{
	for (size_t i = 0; i < names->ntold; i++) {
		if (!pf_str_eq(names->told[i].name, name.is))
			continue;
		pf_relate(ctx, names->told[i].finding, pf_object_in(ctx)->document, name.node,
			"mounted here as well");
		return true;
	}
	return false;
}

static void check_name(struct pf_ctx *ctx, const struct pf_pod_container *c, const char *what,
	pf_str_field name, struct names *names)
{
	struct pf_nearest near = pf_nearest_start(name.is);
	struct pf_finding *f;

	if (name.is.len == 0 || pf_is_placeholder(name.is) ||
		(names->len &&
			bsearch(&name.is, names->ptr, names->len, sizeof(*names->ptr), by_text)) ||
		is_told(ctx, names, name))
		return;
	f = pf_report(ctx, name.node,
		"%.*s %s `%.*s`, but the Pod has no volume of that name, and the API server refuses it",
		PF_STR_ARG(pf_container_title(ctx, c)), what, PF_STR_ARG(name.is));
	if (names->ntold < TOLD_MAX)
		names->told[names->ntold++] = (struct told){name.is, f};
	for (size_t i = 0; i < names->len && i < MAX_CANDIDATES; i++)
		pf_nearest_offer(&near, names->ptr[i]);
	pf_label(ctx, f, "no such volume");
	if (near.best.len) {
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(near.best));
		pf_fix_replace(ctx, f, false, name.node, near.best);
	} else {
		pf_help(ctx, f, "add `%.*s` to the Pod's `volumes`, or take the entry out",
			PF_STR_ARG(name.is));
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct names names;

	if (!shows_all_volumes(ctx, pod))
		return;
	names = collect(ctx, pod);
	if (names.unsure)
		return;
	PF_EACH(struct pf_pod_container, c, pod->containers) {
		if (pf_container_is_fragment(c))
			continue;
		PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts)
			check_name(ctx, c, "mounts volume", mount->name, &names);
		PF_EACH(struct pf_volume_device, device, c->spec->volume_devices)
			check_name(ctx, c, "uses volume device", device->name, &names);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/",
	"https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/"
	"#volume-claim-templates",
	NULL,
};

PF_RULE(undefined_volume) = {
	.name = "undefined-volume",
	.title = "Mount names a volume that the Pod does not have",
	.why = "Every entry of `volumeMounts` and `volumeDevices` must name a volume of its Pod or, in "
	       "a StatefulSet, one of `volumeClaimTemplates`. The API server refuses the object, "
	       "or accepts a StatefulSet that can then make no Pods.",
	.help = "Add the volume to `volumes`, or write the name of one that is there.",
	.ignore = "A manifest may count on something else to add the volume before it reaches the "
		  "API server.",
	.refs = refs,
	.refers = true,
	.since = "0.1.0",
	.category = PF_REFERENCE,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
