/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/mismatch.h"
#include "world/fills.h"
#include "world/members.h"
#include "yaml/scalar.h"

/* Labels that the server gives a Job's Pods and its selector. */
static bool is_generated(const struct pf_pod *pod, const struct pf_mismatch *m)
{
	pf_str key = m->pair ? m->pair->key : m->expression->key.is;

	return (pod->kind == PF_JOB || pod->kind == PF_CRON_JOB) && !m->label &&
		(pf_str_ends_with(key, PF_STR("controller-uid")) ||
			pf_str_ends_with(key, PF_STR("job-name")));
}

static void report(struct pf_ctx *ctx, const struct pf_pod *pod, const struct pf_node *node,
	const struct pf_mismatch *m)
{
	const struct pf_node *labels = pod->labels->node ? pod->labels->node : pod->spec_node;
	struct pf_arena *arena = pf_scratch(ctx);
	pf_str want, have = PF_STR("which the Pod template lacks");
	struct pf_finding *f;

	if (m->pair)
		want = pf_arena_fmt(arena, "wants label `%.*s: %.*s`", PF_STR_ARG(m->pair->key),
			PF_STR_ARG(m->pair->value.is));
	else
		want = pf_arena_fmt(arena, "has the expression `%.*s %.*s`",
			PF_STR_ARG(m->expression->key.is), PF_STR_ARG(m->expression->operator.is));
	if (m->label)
		have = pf_arena_fmt(arena, "but the Pod template has `%.*s: %.*s`",
			PF_STR_ARG(m->label->key), PF_STR_ARG(m->label->value.is));
	f = pf_report(ctx, node, "selector %.*s, %.*s; the API server refuses the %.*s",
		PF_STR_ARG(want), PF_STR_ARG(have), PF_STR_ARG(pod->object->kind));
	pf_relate(ctx, f, pod->object->document, m->label ? m->label->value.node : labels,
		pod->labels->node ? "labels of the Pod template"
				  : "the Pod template has no labels");
	pf_help(ctx, f, "give the selector and the Pod template's labels the same values");
}

static bool holds_nothing(const struct pf_node *node)
{
	return !node || pf_node_is_null(node) || (node->kind != PF_SCALAR && node->len == 0);
}

/* A label that every build gives to the Pods, and to the selector where that goes along. */
static bool is_label_filled(struct pf_ctx *ctx, const struct pf_pod *pod,
	const struct pf_mismatch *m)
{
	const struct pf_node *spec = pf_node_get(pod->object->root, PF_STR("spec"));
	pf_str key = m->pair ? m->pair->key : m->expression->key.is;

	return pf_world_label_is_filled(pf_world_of(ctx), pod->object, key) ||
		pf_world_is_filled(pf_world_of(ctx), pod->object, spec,
			PF_STR("template/metadata/labels"));
}

/* Every build may fill it in. */
static void report_empty(struct pf_ctx *ctx, const struct pf_pod *pod, const struct pf_node *node)
{
	const struct pf_node *spec = pf_node_get(pod->object->root, PF_STR("spec"));
	struct pf_finding *f;

	/* Who empties both sides in the set of a Kustomization has them filled from elsewhere. */
	if (pf_world_is_filled(pf_world_of(ctx), pod->object, spec, PF_STR("selector")) ||
		(holds_nothing(pod->labels->node) &&
			pf_world_is_kustomized(pf_world_of(ctx), pod->object)))
		return;
	f = pf_report(ctx, node,
		pod->kind == PF_JOB
			? "selector of this %.*s is empty and matches every Pod of its namespace"
			: "selector of this %.*s is empty, and the API server refuses it",
		PF_STR_ARG(pod->object->kind));
	pf_help(ctx, f, "write labels of the Pod template under `matchLabels`");
}

/* `*may_be_empty`: the server fills it in. */
static const struct pf_label_selector *selector_of(struct pf_ctx *ctx, const struct pf_pod *pod,
	bool *may_be_empty)
{
	const struct pf_job_spec *job;

	*may_be_empty = false;
	switch (pod->kind) {
	case PF_DEPLOYMENT:
		return PF_TYPED(ctx, pf_deployment)->spec->selector;
	case PF_REPLICA_SET:
		return PF_TYPED(ctx, pf_replica_set)->spec->selector;
	case PF_STATEFUL_SET:
		return PF_TYPED(ctx, pf_stateful_set)->spec->selector;
	case PF_DAEMON_SET:
		return PF_TYPED(ctx, pf_daemon_set)->spec->selector;
	case PF_JOB:
		job = PF_TYPED(ctx, pf_job)->spec;
		*may_be_empty = job->manual_selector.is != PF_TRUE;
		return job->selector;
	case PF_CRON_JOB:
		*may_be_empty = true;
		return PF_TYPED(ctx, pf_cron_job)->spec->job_template->spec->selector;
	case PF_REPLICATION_CONTROLLER:
	case PF_POD:
	case PF_POD_TEMPLATE:
	case PF_OTHER_WORKLOAD:
		break;
	}
	return NULL;
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_label_selector *selector;
	const struct pf_str_map *map;
	struct pf_mismatch found;
	bool may_be_empty;

	if (pod->patch || !pf_is_typed(ctx))
		return;
	selector = selector_of(ctx, pod, &may_be_empty);
	if (pod->kind == PF_REPLICATION_CONTROLLER) {
		map = &PF_TYPED(ctx, pf_replication_controller)->spec->selector;
		if (pf_mismatch_of_map(map, pod->labels, &found) &&
			!is_label_filled(ctx, pod, &found))
			report(ctx, pod, map->node, &found);
	} else if (selector && !may_be_empty && holds_nothing(selector->match_labels.node) &&
		holds_nothing(selector->match_expressions.node)) {
		report_empty(ctx, pod, selector->node);
	} else if (selector && pf_mismatch_of_selector(selector, pod->labels, &found) &&
		!is_generated(pod, &found) && !is_label_filled(ctx, pod, &found)) {
		report(ctx, pod, selector->node, &found);
	}
}

static const char *const aliases[] = {
	"kube-linter/mismatching-selector",
	"kube-score/deployment-pod-selector-labels-match-template-metadata-labels",
	"kube-score/statefulset-pod-selector-labels-match-template-metadata-labels",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector",
	NULL,
};

PF_RULE(selector_mismatch) = {
	.name = "selector-mismatch",
	.title = "Selector does not match its own Pods",
	.why = "A workload finds its Pods by their labels. One whose selector does not match the Pods "
	       "it makes would make new ones for ever, so the API server refuses it.",
	.help = "Give the selector and `template.metadata.labels` the same values. The selector of a "
		"workload that exists cannot be changed: there, mend the labels.",
	.refs = refs,
	.aliases = aliases,
	.refers = true,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_WORKLOAD,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
