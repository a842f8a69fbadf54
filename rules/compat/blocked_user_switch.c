/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/process/user_switch.h"
#include "runtime/process/users.h"

/* The field that keeps it from happening, and the rest of the sentence; `node` NULL: none. */
struct block {
	const struct pf_node *node;
	const char *why;
};

static bool names_capability(const struct pf_str_list *list, pf_str name)
{
	PF_EACH(pf_str_field, word, *list) {
		pf_str capability = word->is;

		if (pf_str_eq_nocase(pf_str_sub(capability, 0, capability.len < 4 ? 0 : 4),
			    PF_STR("CAP_")))
			capability = pf_str_from_offset(capability, 4);
		if (pf_str_eq_nocase(capability, PF_STR("ALL")) ||
			pf_str_eq_nocase(capability, name))
			return true;
	}
	return false;
}

static bool lacks_capability(const struct pf_capabilities *capabilities, pf_str name)
{
	return names_capability(&capabilities->drop, name) &&
		!names_capability(&capabilities->add, name);
}

static struct block by_capabilities(const struct pf_security_context *own)
{
	if (!own || !own->capabilities || own->privileged.is == PF_TRUE ||
		(!lacks_capability(own->capabilities, PF_STR("SETUID")) &&
			!lacks_capability(own->capabilities, PF_STR("SETGID"))))
		return (struct block){0};
	return (struct block){own->capabilities->drop.node,
		"the capabilities SETUID and SETGID that it takes are dropped"};
}

/* sudo is for users other than root; what it needs is that its set-uid bit counts. */
static struct block find_block(const struct pf_pod_container *c,
	const struct pf_user_switch *change)
{
	const struct pf_security_context *own = c->spec->security_context;
	pf_int_field user = pf_effective_run_as_user(c);
	pf_bool_field non_root = pf_effective_run_as_non_root(c);

	if (pf_str_eq(change->program, PF_STR("sudo"))) {
		if (own && own->allow_privilege_escalation.is == PF_FALSE &&
			!(user.set && user.is == 0))
			return (struct block){own->allow_privilege_escalation.node,
				"without privilege escalation its set-uid bit has no effect"};
		return by_capabilities(own);
	}
	/* Scripts usually ask first whether they are root. */
	if (change->likely && ((user.set && user.is > 0) || non_root.is == PF_TRUE))
		return (struct block){0};
	if (user.set && user.is > 0)
		return (struct block){user.node, "only root can, and `runAsUser` is another user"};
	if (non_root.is == PF_TRUE)
		return (struct block){
			non_root.node, "only root can, and `runAsNonRoot` rules root out"};
	return by_capabilities(own);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_user_switch change;
	struct block block;
	struct pf_finding *f;

	if (!c->facts || c->pod->windows)
		return;
	change = pf_user_switch_of(pf_scratch(ctx), c);
	if (!change.program.len)
		return;
	block = find_block(c, &change);
	if (!block.node || (change.likely && pf_known_non_root(pf_scratch(ctx), c, NULL)))
		return;
	f = pf_report(ctx, block.node,
		"%.*s starts its program as another user by `%.*s`, which fails: %s",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(change.program), block.why);
	if (change.likely) {
		pf_rests_on(f, PF_EVIDENCE);
		pf_relate_image(ctx, f, c, change.from,
			"`%.*s` comes in here, for the entrypoint to call",
			PF_STR_ARG(change.program));
	} else if (change.from) {
		pf_relate_image(ctx, f, c, change.from, "the user is changed here");
	}
	pf_help(ctx, f,
		"start the program itself, and choose its user by `runAsUser` or the image's USER");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

PF_RULE(blocked_user_switch) = {
	.name = "blocked-user-switch",
	.title = "Entrypoint changes the user, but the Pod forbids it",
	.why = "gosu, su-exec and setpriv start as root and turn into another user, for which the "
	       "kernel asks for the capabilities SETUID and SETGID. A Pod that runs as another user "
	       "from the start, or drops these capabilities, makes them end with \"operation not "
	       "permitted\". sudo needs them as well, and privilege escalation.",
	.help = "Start the program without the change of user and set `runAsUser` instead; or let "
		"the container start as root and add SETUID and SETGID back.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
