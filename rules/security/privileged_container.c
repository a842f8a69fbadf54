/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/security_context.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_volume_mount *mount;
	struct pf_finding *f;

	if (!own || own->privileged.is != PF_TRUE)
		return;
	f = pf_report(ctx, own->privileged.node, "%.*s is privileged: it is root on its node",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "all capabilities, all devices of the node");
	mount = pf_hands_mounts_on(c);
	if (!mount) {
		pf_help(ctx, f,
			"remove `privileged: true`, and grant the rights of the kernel that are "
			"needed under `securityContext.capabilities.add`");
		return;
	}
	pf_relate(ctx, f, pf_object_in(ctx)->document, mount->mount_propagation.node,
		"only a privileged container may have this");
	pf_help(ctx, f,
		"leave it as long as `%.*s` is mounted with `mountPropagation: Bidirectional`, "
		"which the API server accepts in privileged containers only; keep the Pod in a "
		"namespace of its own",
		PF_STR_ARG(mount->name.is));
}

static const char *const aliases[] = {
	"kube-linter/privileged-container",
	"kube-score/container-security-context-privileged",
	"polaris/runAsPrivileged",
	"kubesec/Privileged",
	"checkov/CKV_K8S_16",
	"trivy/KSV-0017",
	"pss/privileged",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/security/pod-security-standards/",
	NULL,
};

PF_RULE(privileged_container) = {
	.name = "privileged-container",
	.title = "Container runs in privileged mode",
	.why = "A privileged container holds every capability, sees all devices of its node and is "
	       "held by no seccomp or AppArmor profile. Whoever takes over the container has taken "
	       "over the node and every Pod on it.",
	.help = "Remove `privileged: true`. If the process needs one right of the kernel, grant that "
		"one under `securityContext.capabilities.add`.",
	.ignore =
		"Node agents that load kernel modules or manage devices (CNI, CSI and GPU plug-ins) "
		"need it; keep them in a namespace of their own.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT | PF_PSS_BASELINE | PF_PSS_RESTRICTED,
	.on_container = check,
};
