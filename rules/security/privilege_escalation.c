/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/security_context.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	struct pf_finding *f;

	if (!own || own->allow_privilege_escalation.is != PF_TRUE || c->pod->windows)
		return;
	f = pf_report(ctx, own->allow_privilege_escalation.node,
		"%.*s lets its processes gain more rights than they were started with",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "setuid programs such as `sudo` work");
	if (own->privileged.is == PF_TRUE && pf_hands_mounts_on(c))
		pf_help(ctx, f,
			"take this line away: only a privileged container may have "
			"`mountPropagation: Bidirectional`, and the API server refuses `false` beside it");
	else if (own->privileged.is == PF_TRUE)
		pf_help(ctx, f,
			"remove `privileged: true` first, then write "
			"`allowPrivilegeEscalation: false`");
	else if (pf_must_escalate(c))
		pf_help(ctx, f,
			"drop the capability `CAP_SYS_ADMIN` first, beside which the API server "
			"refuses `false`, then write `allowPrivilegeEscalation: false`");
	else
		pf_help(ctx, f, "write `allowPrivilegeEscalation: false`");
}

static const char *const aliases[] = {
	"kube-linter/privilege-escalation-container",
	"polaris/privilegeEscalationAllowed",
	"kubesec/AllowPrivilegeEscalation",
	"checkov/CKV_K8S_20",
	"trivy/KSV-0001",
	"pss/allowPrivilegeEscalation",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

PF_RULE(privilege_escalation) = {
	.name = "privilege-escalation",
	.title = "Container may gain privileges",
	.why = "With `allowPrivilegeEscalation: true` the kernel's no_new_privs flag stays off, and "
	       "an attacker who runs as an ordinary user becomes root with any setuid program or "
	       "file capability of the image. Namespaces that enforce the restricted Pod Security "
	       "Standard refuse the Pod.",
	.help = "Write `allowPrivilegeEscalation: false` in the container's `securityContext`.",
	.ignore = "Images that start as an ordinary user and need `sudo` or a program with file "
		  "capabilities, such as some CI runners.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT | PF_PSS_RESTRICTED,
	.on_container = check,
};
