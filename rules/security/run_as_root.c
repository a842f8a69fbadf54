/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/process/users.h"
#include "yaml/scalar.h"

#define RELATED_MAX 8

/* A field that cannot be read, such as `runAsUser: ${UID}`, is not a missing one. */
static bool is_unreadable(const struct pf_node *node, bool set)
{
	return node && !set && !pf_node_is_null(node);
}

/* The same of all its fields: `securityContext: ${CONTEXT}`. */
static bool is_opaque(const struct pf_node *holder)
{
	const struct pf_node *context = pf_node_get(holder, PF_STR("securityContext"));

	return context && context->kind == PF_SCALAR && !pf_node_is_null(context);
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

/* Of what every build sets nothing is known. */
static bool is_filled(const struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	pf_str paths = PF_STR("securityContext/runAsNonRoot|securityContext/runAsUser");

	return pf_container_is_filled(pf_world_of(ctx), c, paths) ||
		pf_pod_is_filled(pf_world_of(ctx), c->pod, paths);
}

static bool is_exempt(const struct pf_ctx *ctx, const struct pf_pod *pod)
{
	return pod->windows || pod->patch ||
		(pf_option_bool(ctx, "user-namespaces") && pod->spec->host_users.is == PF_FALSE);
}

/* Nothing on the Pod forbids root, and nothing known of the image rules it out. */
static bool may_be_root(const struct pf_pod_container *c)
{
	struct pf_image_user image = pf_image_user(c->facts);
	pf_int_field user = pf_effective_run_as_user(c);

	if (c->class == PF_EPHEMERAL || pf_effective_run_as_non_root(c).is == PF_TRUE ||
		has_unreadable(c) || is_opaque(c->spec->node) || is_opaque(c->pod->spec_node))
		return false;
	if (user.set)
		return user.is == 0;
	return image.class != PF_USER_NUMERIC &&
		(image.class != PF_USER_NAMED || pf_str_eq(image.user, PF_STR("root")));
}

/* Does the container itself say what lets it be root? */
static bool says_so(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;

	return own && (own->run_as_user.set || own->run_as_non_root.is == PF_FALSE);
}

/* The settings of `c` stand for those of all that the finding is about. */
static void explain(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c)
{
	pf_int_field user = pf_effective_run_as_user(c);

	if (user.set) {
		pf_relate(ctx, f, pf_object_in(ctx)->document, user.node, "user 0 is chosen here");
		pf_help(ctx, f, "set `runAsUser` to a user other than 0 that the image can run as");
		return;
	}
	if (pf_effective_run_as_non_root(c).is == PF_FALSE)
		pf_label(ctx, f, "`runAsNonRoot` is false and no `runAsUser` is set");
	else
		pf_label(ctx, f,
			"`securityContext.runAsNonRoot` is set neither here nor on a container");
	pf_help(ctx, f,
		"set `runAsNonRoot: true` on the pod and `runAsUser` to a number that the image can "
		"run as: the kubelet refuses an image whose USER is root, unset or a name");
}

static void report_alone(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_finding *f = pf_report(ctx, c->spec->node, "%.*s %s as root",
		PF_STR_ARG(pf_container_title(ctx, c)),
		pf_effective_run_as_user(c).set ? "runs" : "may run");

	explain(ctx, f, c);
}

/* What the Pod does not say, once for all of its containers. */
static void report_together(struct pf_ctx *ctx, const struct pf_pod *pod,
	const struct pf_pod_container *const *which, size_t n)
{
	const char *verb = pf_effective_run_as_user(which[0]).set ? "run" : "may run";
	struct pf_finding *f;

	if (n == 1) {
		f = pf_report(ctx, pod->spec_node, "%.*s %s as root",
			PF_STR_ARG(pf_container_title(ctx, which[0])),
			pf_effective_run_as_user(which[0]).set ? "runs" : verb);
	} else {
		f = pf_report(ctx, pod->spec_node, "%zu containers %s as root", n, verb);
		for (size_t i = 0; i < n && i < RELATED_MAX; i++)
			pf_relate(ctx, f, pod->object->document, which[i]->spec->node, "%.*s",
				PF_STR_ARG(pf_container_title(ctx, which[i])));
	}
	explain(ctx, f, which[0]);
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_pod_container **together;
	size_t n = 0;

	if (is_exempt(ctx, pod))
		return;
	together =
		PF_NEWN(pf_scratch(ctx), const struct pf_pod_container *, pod->containers.len + 1);
	PF_EACH(struct pf_pod_container, c, pod->containers) {
		if (!may_be_root(c) || is_filled(ctx, c) ||
			(!c->spec->image.node && pf_in_fragment(ctx)))
			continue;
		if (says_so(c))
			report_alone(ctx, c);
		else
			together[n++] = c;
	}
	if (n)
		report_together(ctx, pod, together, n);
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
		"numeric `USER` (or set `runAsUser`): the kubelet cannot tell a user name from root. Many "
		"images have a variant that runs so, such as the `nonroot` tags of distroless.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.options = options,
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
