/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "yaml/scalar.h"

/* A field that cannot be read, such as `runAsUser: ${UID}`, is not a missing one. */
static bool is_unreadable(const struct pf_node *node, bool set)
{
	return node && !set && !pf_node_is_null(node);
}

static bool has_unreadable(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_pod_security_context *pods = c->pod->spec->security_context;

	return (own &&
		       (is_unreadable(own->run_as_non_root.node, own->run_as_non_root.is) ||
			       is_unreadable(own->run_as_user.node, own->run_as_user.set))) ||
		(pods &&
			(is_unreadable(pods->run_as_non_root.node, pods->run_as_non_root.is) ||
				is_unreadable(pods->run_as_user.node, pods->run_as_user.set)));
}

static bool is_exempt(const struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_pod *pod = c->pod;

	return c->class == PF_EPHEMERAL || pod->windows || pod->patch ||
		(pf_option_bool(ctx, "user-namespaces") && pod->spec->host_users.is == PF_FALSE);
}

/* Nothing on the Pod forbids root, and nothing known of the image rules it out. */
static bool may_be_root(const struct pf_pod_container *c, pf_int_field user)
{
	enum pf_user_class image = pf_image_user_class(c->facts);

	if (user.set)
		return user.is == 0;
	return image != PF_USER_NUMERIC && image != PF_USER_NAMED;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	pf_bool_field non_root = pf_effective_run_as_non_root(c);
	pf_int_field user = pf_effective_run_as_user(c);
	struct pf_finding *f;

	if (is_exempt(ctx, c) || non_root.is == PF_TRUE || !may_be_root(c, user) ||
		has_unreadable(c))
		return;
	if (user.set) {
		f = pf_report(ctx, c->spec->node, "%.*s runs as root",
			PF_STR_ARG(pf_container_title(ctx, c)));
		pf_relate(ctx, f, pf_object_in(ctx)->document, user.node, "user 0 is chosen here");
		pf_help(ctx, f, "set `runAsUser` to a user other than 0 that the image can run as");
		return;
	}
	f = pf_report(ctx, c->spec->node, "%.*s may run as root",
		PF_STR_ARG(pf_container_title(ctx, c)));
	if (non_root.is == PF_FALSE)
		pf_label(ctx, f, "`runAsNonRoot` is false and no `runAsUser` is set");
	else
		pf_label(ctx, f,
			"`securityContext.runAsNonRoot` is set neither here nor on the pod");
	pf_help(ctx, f,
		"set `runAsNonRoot: true` on the pod, after making sure that the image can run so");
}

static const char *const aliases[] = {
	"kube-linter/run-as-non-root",
	"polaris/runAsRootAllowed",
	"kubesec/RunAsNonRoot",
	"checkov/CKV_K8S_23",
	"trivy/KSV-0012",
	"hadolint/DL3002",
	NULL,
};

static const char *const yields_to[] = {"root-image-under-non-root", "named-image-user", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

static const struct pf_option options[] = {
	{"user-namespaces", PF_OPTION_BOOL, "false",
		"leave out Pods with `hostUsers: false`, whose root is nobody on the node"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};

PF_RULE(run_as_root) = {
	.name = "run-as-root",
	.title = "Container may run as root",
	.why = "Root in the container is root on the node as soon as one bug of the kernel or the "
	       "runtime lets it out, and most images start as root unless they are told not to.",
	.help = "Set `securityContext.runAsNonRoot: true` on the pod, and build the image with a "
		"numeric `USER` (or set `runAsUser`): the kubelet cannot tell a user name from root.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.options = options,
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
