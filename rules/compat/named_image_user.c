/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/security_context.h"
#include "runtime/process/accounts.h"
#include "runtime/process/users.h"

/* What to write, and why that number; offered as a fix where it is known. */
static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	pf_str user)
{
	struct pf_account account;

	if (pf_str_eq(user, PF_STR("root"))) {
		pf_help(ctx, f,
			"end the Dockerfile with a numeric user, such as `USER 10001`, or set "
			"`runAsUser` to a uid that the image can run as");
		return;
	}
	if (!pf_image_user_named(pf_scratch(ctx), c->facts, user, &account) || account.id <= 0) {
		pf_help(ctx, f,
			"set the number of `%.*s` (`id -u` in the image shows it) as `runAsUser`, "
			"or write it into the Dockerfile's USER",
			PF_STR_ARG(user));
		return;
	}
	if (c->facts->build && !c->facts->build->dockerfile) {
		pf_help(ctx, f, "set `runAsUser: %lld` here, the number of `%.*s`",
			(long long)account.id, PF_STR_ARG(user));
		pf_fix_security_context(ctx, f, c, "runAsUser", account.id);
		return;
	}
	if (account.from.source)
		pf_relate_image(ctx, f, c, &account.from, "`%.*s` is user %lld", PF_STR_ARG(user),
			(long long)account.id);
	pf_help(ctx, f, "write `USER %lld` in the Dockerfile, or set `runAsUser: %lld` here",
		(long long)account.id, (long long)account.id);
	pf_fix_security_context(ctx, f, c, "runAsUser", account.id);
}

/* Of Windows images, whose kubelet has no trouble with names. */
static bool is_of_windows(pf_str user)
{
	return pf_str_eq_nocase(user, PF_STR("ContainerUser")) ||
		pf_str_eq_nocase(user, PF_STR("ContainerAdministrator"));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_image_user user = pf_image_user(c->facts);
	struct pf_finding *f;

	if (c->pod->windows || c->pod->patch || !pf_must_be_non_root(c) || pf_has_run_as_user(c) ||
		user.class != PF_USER_NAMED || is_of_windows(user.user))
		return;
	f = pf_report(ctx, c->spec->node,
		"the image of %.*s names its user, and the kubelet refuses it: \"container has "
		"runAsNonRoot and image has non-numeric user (%.*s), cannot verify user is "
		"non-root\"",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(user.user));
	pf_label(ctx, f, "`runAsNonRoot` is true and no `runAsUser` is set");
	pf_relate(ctx, f, c->pod->object->document, pf_effective_run_as_non_root(c).node,
		"root is ruled out here");
	pf_relate_image(ctx, f, c, &c->facts->user.from,
		"the kubelet does not look names up in the image");
	if (user.known)
		pf_rests_on(f, PF_EVIDENCE);
	advise(ctx, f, c, user.user);
}

static const char *const aliases[] = {"hadolint/DL3066", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	"https://kubernetes.io/docs/concepts/security/pod-security-standards/",
	NULL,
};

PF_RULE(named_image_user) = {
	.name = "named-image-user",
	.title = "Image names its user where root is ruled out",
	.why = "With `runAsNonRoot: true` and no `runAsUser` the kubelet has to see from the image's "
	       "USER that it is not root. It can compare numbers, but cannot look a name up in the "
	       "image's /etc/passwd. So it refuses every name, and the container waits in "
	       "CreateContainerConfigError for ever. The users of well-known images count without "
	       "these being read.",
	.help = "Write the uid in the Dockerfile (`USER 1000`), or set `runAsUser` to it.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
