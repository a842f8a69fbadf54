/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "yaml/scalar.h"

static bool is(pf_str_field policy, const char *value)
{
	return pf_str_eq(policy.is, pf_str_from(value));
}

/* Not written, null or empty; what has a wrong type is another rule's. */
static bool is_unset(pf_str_field policy)
{
	return policy.set ? policy.is.len == 0 : !policy.node || pf_node_is_null(policy.node);
}

static void check_endless(struct pf_ctx *ctx, pf_str_field policy)
{
	struct pf_finding *f;

	if (!is(policy, "Never") && !is(policy, "OnFailure"))
		return;
	f = pf_report(ctx, policy.node,
		"restartPolicy `%.*s` is refused in a %.*s, whose Pods always restart",
		PF_STR_ARG(policy.is), PF_STR_ARG(pf_object_in(ctx)->kind));
	pf_help(ctx, f, "write `Always`, or take the line away; for a task that ends use a Job");
	pf_fix_replace(ctx, f, true, policy.node, PF_STR("Always"));
}

static void check_ending(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	pf_str_field policy = pod->spec->restart_policy;
	pf_str kind = pf_object_in(ctx)->kind;
	struct pf_finding *f;

	if (is(policy, "Always")) {
		f = pf_report(ctx, policy.node,
			"restartPolicy `Always` is refused in a %.*s, whose Pods must end",
			PF_STR_ARG(kind));
		pf_fix_replace(ctx, f, false, policy.node, PF_STR("OnFailure"));
	} else if (is_unset(policy) && !pod->patch &&
		!pf_pod_is_filled(pf_world_of(ctx), pod, PF_STR("restartPolicy"))) {
		f = pf_report(ctx, pod->spec_node,
			"the Pod template of this %.*s sets no restartPolicy, which means `Always`, "
			"and that is refused",
			PF_STR_ARG(kind));
		pf_label(ctx, f, "no `restartPolicy`");
	} else {
		return;
	}
	pf_help(ctx, f,
		"write `restartPolicy: OnFailure` to restart the container in its Pod, or `Never` "
		"to let the Job start another Pod");
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	if (pf_workload_is_endless(pod->kind))
		check_endless(ctx, pod->spec->restart_policy);
	else if (pod->kind == PF_JOB || pod->kind == PF_CRON_JOB)
		check_ending(ctx, pod);
}

static const char *const aliases[] = {
	"kube-linter/restart-policy",
	"kube-score/cronjob-restartpolicy",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy",
	NULL,
};

PF_RULE(restart_policy_mismatch) = {
	.name = "restart-policy-mismatch",
	.title = "Restart policy does not suit the workload",
	.why = "The Pods of a Deployment, StatefulSet or DaemonSet are meant to run for ever, and only "
	       "`Always` is accepted there. Those of a Job are meant to end, and `Always`, which is "
	       "also what leaving it out means, is refused.",
	.help = "Leave restartPolicy out of a Deployment, ReplicaSet, StatefulSet, DaemonSet or "
		"ReplicationController; write `OnFailure` or `Never` in a Job or CronJob.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_WORKLOAD,
	.fix = PF_FIX_MIXED,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
