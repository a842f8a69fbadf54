/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	pf_bool_field non_root = pf_effective_run_as_non_root(c);
	pf_int_field user = pf_effective_run_as_user(c);
	struct pf_finding *f;

	/* Where Windows runs, user numbers mean nothing. */
	if (c->pod->windows || non_root.is != PF_TRUE || !user.set || user.is != 0)
		return;
	f = pf_report(ctx, user.node,
		"%.*s has `runAsNonRoot: true` and `runAsUser: 0`: the kubelet refuses to start it",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_subject(f, c->spec->name.is);
	pf_label(ctx, f, "user 0 is root");
	pf_relate(ctx, f, pf_object_in(ctx)->document, non_root.node, "root is ruled out here");
	pf_help(ctx, f,
		"write the number of a user that the image can run as, or, where it needs root, "
		"`runAsNonRoot: false` on the container");
}

static const char *const aliases[] = {"kube-linter/run-as-non-root", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

PF_RULE(contradictory_non_root) = {
	.name = "contradictory-non-root",
	.title = "User 0 under runAsNonRoot",
	.why = "The kubelet compares the two before it starts a container: with `runAsNonRoot: true` "
	       "and `runAsUser: 0` it refuses, and the Pod stays in CreateContainerConfigError. "
	       "Each field may stand on the Pod or on the container; the container's wins, one "
	       "field at a time.",
	.help = "Decide: another `runAsUser` than 0, or `runAsNonRoot: false` where root is needed.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
