/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "world/members.h"
#include "yaml/scalar.h"

/* A claim wherever it stands, for messages and places. */
struct claim {
	pf_str title;
	const struct pf_node *node; /* of what holds the spec */
	const struct pf_persistent_volume_claim_spec *spec;
};

/* Written as something that cannot be read here: not for us to judge. */
static bool is_other(const struct pf_node *node, enum pf_node_kind kind)
{
	return node && node->kind != kind && !pf_node_is_null(node);
}

static void report(struct pf_ctx *ctx, const struct claim *claim, const struct pf_node *node,
	const char *what, const char *help)
{
	struct pf_finding *f =
		pf_report(ctx, node, "%.*s has no %s, and the API server refuses such a claim",
			PF_STR_ARG(claim->title), what);

	pf_subject(f, pf_str_from(what));
	pf_label(ctx, f, "no `%s`", what);
	pf_help(ctx, f, "%s", help);
}

static void check_modes(struct pf_ctx *ctx, const struct claim *claim)
{
	const struct pf_str_list *modes = claim->spec ? &claim->spec->access_modes : NULL;
	const struct pf_node *place = claim->spec ? claim->spec->node : claim->node;

	if (modes && (modes->len || is_other(modes->node, PF_SEQ)))
		return;
	report(ctx, claim, modes && modes->node ? modes->node : place, "accessModes",
		"write `accessModes: [ReadWriteOnce]`, or the mode that the volume is used in");
}

static void check_storage(struct pf_ctx *ctx, const struct claim *claim)
{
	const struct pf_node *spec = claim->spec ? claim->spec->node : NULL;
	const struct pf_node *resources = pf_node_get(spec, PF_STR("resources"));
	const struct pf_node *requests = pf_node_get(resources, PF_STR("requests"));
	const struct pf_node *storage = pf_node_get(requests, PF_STR("storage"));
	const struct pf_node *place = spec ? spec : claim->node;

	if (is_other(resources, PF_MAP) || is_other(requests, PF_MAP) ||
		(storage && !pf_node_is_null(storage)))
		return;
	if (resources)
		place = requests ? requests : resources;
	report(ctx, claim, place, "resources.requests.storage",
		"write the size under `resources.requests`: `storage: 10Gi`");
}

static void check_claim(struct pf_ctx *ctx, const struct claim *claim)
{
	if (!claim->spec && is_other(pf_node_get(claim->node, PF_STR("spec")), PF_MAP))
		return;
	check_modes(ctx, claim);
	check_storage(ctx, claim);
}

static pf_str named(struct pf_ctx *ctx, const char *what, pf_str name)
{
	return pf_arena_fmt(pf_scratch(ctx), "%s `%.*s`", what, PF_STR_ARG(name));
}

static void check_object(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_persistent_volume_claim *claim = PF_TYPED(ctx, pf_persistent_volume_claim);
	const struct pf_stateful_set *set = PF_TYPED(ctx, pf_stateful_set);

	if (pf_world_is_patch(pf_world_of(ctx), object))
		return;
	if (claim)
		check_claim(ctx,
			&(struct claim){
				named(ctx, "claim", object->name), object->root, claim->spec});
	if (!set || !set->spec)
		return;
	PF_EACH(struct pf_persistent_volume_claim, template, set->spec->volume_claim_templates) {
		pf_str name = template->metadata ? template->metadata->name.is : PF_STR_EMPTY;

		check_claim(ctx,
			&(struct claim){named(ctx, "claim template", name), template->node,
				template->spec});
	}
}

static void check_pod(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		const struct pf_persistent_volume_claim_template *template =
			v->ephemeral ? v->ephemeral->volume_claim_template : NULL;

		if (template && !pod->patch)
			check_claim(ctx,
				&(struct claim){named(ctx, "claim template of volume", v->name.is),
					template->node, template->spec});
	}
}

static const char *const aliases[] = {
	"kubesec/VolumeClaimAccessModeReadWriteOnce",
	"kubesec/VolumeClaimRequestsStorage",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims",
	NULL,
};

PF_RULE(incomplete_volume_claim) = {
	.name = "incomplete-volume-claim",
	.title = "Volume claim asks for no access mode or size",
	.why = "A claim must say how the volume is used and how large it is, even where `volumeName` "
	       "already picks one. The API server refuses it otherwise; a StatefulSet with such a "
	       "template may be accepted and then makes no Pods.",
	.help = "Write `accessModes` and `resources.requests.storage` in the claim's `spec`.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.on_object = check_object,
	.on_pod = check_pod,
};
