/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "project/compose/text.h"
#include "rule/advice/security_context.h"
#include "runtime/process/accounts.h"
#include "runtime/process/users.h"
#include "world/binding/binding.h"

/* Who it is that runs: numbers where they are known, else -1. */
struct identity {
	const pf_compose_text *compose; /* what says so; NULL: the image's USER */
	pf_str user;
	pf_str group;
	int64_t uid;
	int64_t gid;
	bool made; /* the Dockerfile makes the user */
	pf_str first_group;
};

static int64_t number_of(pf_str text)
{
	int64_t id;

	return text.len && pf_is_digit(text.ptr[0]) && pf_str_to_int(text, &id) ? id : -1;
}

static int64_t gid_of(struct pf_ctx *ctx, const struct pf_image_facts *facts, pf_str group)
{
	struct pf_account account;

	if (number_of(group) >= 0)
		return number_of(group);
	if (pf_str_eq(group, PF_STR("root")))
		return 0;
	return pf_image_group_named(pf_scratch(ctx), facts, group, &account) ? account.id : -1;
}

/* "1000:1000" of the compose service, which beats the image's. */
static struct identity read_user(const struct pf_pod_container *c)
{
	const struct pf_compose_service *service = c->binding ? c->binding->service : NULL;
	struct pf_image_user user = pf_image_user(c->facts);
	size_t colon;

	if (!service || !service->security.user.known)
		return (struct identity){.user = user.user, .group = user.group};
	colon = pf_str_find_char(service->security.user.value, ':');
	return (struct identity){.compose = &service->security.user,
		.user = pf_str_sub(service->security.user.value, 0, colon),
		.group = colon < service->security.user.value.len
			? pf_str_from_offset(service->security.user.value, colon + 1)
			: PF_STR_EMPTY};
}

static void identify(struct pf_ctx *ctx, const struct pf_image_facts *facts, struct identity *who)
{
	struct pf_account account;

	who->uid = number_of(who->user);
	who->gid = gid_of(ctx, facts, who->group);
	if (who->uid >= 0)
		who->made = pf_image_user_numbered(pf_scratch(ctx), facts, who->uid, &account);
	else
		who->made = pf_image_user_named(pf_scratch(ctx), facts, who->user, &account) &&
			account.from.source;
	if (!who->made)
		return;
	if (who->uid < 0)
		who->uid = account.id;
	/* useradd and adduser make a group of the user's own name. */
	who->first_group = account.group.len ? account.group : account.name;
}

/* Will /etc/passwd say the same group, or the container run with group 0 as it is meant to? */
static bool gets_group_anyway(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct identity *who)
{
	if (who->made && !pf_str_eq(who->first_group, who->group)) {
		int64_t gid = gid_of(ctx, c->facts, who->first_group);

		/* Groups of unknown number may well be the same. */
		return gid < 0 || who->gid < 0 || gid == who->gid;
	}
	return who->made || who->gid <= 0 || number_of(who->user) < 0 ||
		!pf_image_lacks_user(pf_scratch(ctx), c->facts, who->uid);
}

/* The group has to do with nobody else. */
static bool runs_as(const struct pf_pod_container *c, const struct identity *who)
{
	pf_int_field user = pf_effective_run_as_user(c);

	return pf_has_run_as_user(c) ? user.set && user.is > 0 && user.is == who->uid
				     : pf_str_eq(who->user, pf_image_user(c->facts).user);
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c, const struct identity *who)
{
	struct pf_finding *f = pf_report(ctx, c->spec->node,
		"%.*s loses group `%.*s` of its %s: it runs with the group that /etc/passwd of the "
		"image gives user `%.*s`, or else with group 0",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(who->group),
		who->compose ? "compose service" : "image's USER", PF_STR_ARG(who->user));
	const char *text = "only Docker takes the group from here";

	pf_label(ctx, f, "no `runAsGroup` is set");
	if (who->compose)
		pf_relate_compose(ctx, f, c, who->compose->node, "%s", text);
	else
		pf_relate_image(ctx, f, c, &c->facts->user.from, "%s", text);
	if (who->gid < 0)
		return;
	pf_help(ctx, f, "set `runAsGroup: %lld` beside `runAsUser`", (long long)who->gid);
	pf_fix_security_context(ctx, f, c, "runAsGroup", who->gid);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct identity who;

	if (!c->facts || c->pod->windows || c->pod->patch || pf_has_run_as_group(c))
		return;
	who = read_user(c);
	if (!who.group.len)
		return;
	identify(ctx, c->facts, &who);
	if (runs_as(c, &who) && !gets_group_anyway(ctx, c, &who))
		report(ctx, c, &who);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	"https://github.com/kubernetes/kubernetes/issues/61967",
	NULL,
};

PF_RULE(dropped_image_group) = {
	.name = "dropped-image-group",
	.title = "Group of the image's or compose service's user gets lost",
	.why = "Of `USER 1000:1000` the kubelet hands only the user to the container runtime, which "
	       "takes the group from the image's /etc/passwd and, where the user is not in there, "
	       "group 0. Docker runs the same image with the group that is written. Files made or "
	       "read by group then belong to root's group in the cluster.",
	.help = "Set `runAsGroup` to the number of the group.",
	.ignore = "The image's /etc/passwd has the user with the same group.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
