/* SPDX-License-Identifier: Apache-2.0 */

#include "differences.h"

#include "runtime/process/capabilities.h"
#include "runtime/process/users.h"

struct comparison {
	struct pf_arena *arena;
	const struct pf_pod_container *container;
	const struct pf_security_context *own; /* the container's, or NULL */
	const struct pf_compose_service *service;
	struct pf_compose_difference *out;
	size_t n;
};

static struct pf_compose_difference *add(struct comparison *to, const pf_compose_text *compose,
	const char *subject, const struct pf_node *node)
{
	struct pf_compose_difference *d;

	pf_assert(to->n < PF_COMPOSE_DIFFERENCES);
	d = &to->out[to->n++];
	*d = (struct pf_compose_difference){
		.compose = compose, .node = node, .subject = pf_str_from(subject)};
	return d;
}

static void compare_privileged(struct comparison *to)
{
	const pf_compose_text *theirs = &to->service->security.privileged;
	bool is = pf_compose_is_true(*theirs);
	bool ours = to->own && to->own->privileged.is == PF_TRUE;
	struct pf_compose_difference *d;

	if (!theirs->known || ours == is)
		return;
	d = add(to, theirs, "privileged", to->own ? to->own->privileged.node : NULL);
	d->ours = ours ? PF_STR("is privileged") : PF_STR("is not privileged");
	d->theirs = is ? PF_STR("is") : PF_STR("is not");
	d->stricter = !is;
}

static void compare_read_only(struct comparison *to)
{
	const pf_compose_text *theirs = &to->service->security.read_only;
	bool is = pf_compose_is_true(*theirs);
	bool ours = to->own && to->own->read_only_root_filesystem.is == PF_TRUE;
	struct pf_compose_difference *d;

	if (!theirs->known || ours == is)
		return;
	d = add(to, theirs, "read_only", to->own ? to->own->read_only_root_filesystem.node : NULL);
	d->ours = ours ? PF_STR("has a read-only root file system")
		       : PF_STR("may write to its root file system");
	d->theirs = is ? PF_STR("may not") : PF_STR("may write to it");
	d->stricter = is;
}

static pf_capabilities_set set_of_texts(const struct pf_compose_texts *texts)
{
	pf_capabilities_set set = 0;

	for (size_t i = 0; i < texts->len; i++)
		set |= pf_capability_named(texts->ptr[i].value);
	return set;
}

static pf_capabilities_set set_of_list(const struct pf_str_list *list)
{
	pf_capabilities_set set = 0;

	PF_EACH(pf_str_field, name, *list)
		set |= pf_capability_named(name->is);
	return set;
}

static pf_str name_capabilities(struct comparison *to, const char *intro, pf_capabilities_set set)
{
	return pf_arena_fmt(to->arena, "%s %.*s", intro,
		PF_STR_ARG(pf_capabilities_text(to->arena, set)));
}

static void compare_capabilities(struct comparison *to)
{
	const struct pf_capabilities *caps = to->own ? to->own->capabilities : NULL;
	const struct pf_compose_texts *added = &to->service->security.cap_add;
	const struct pf_compose_texts *dropped = &to->service->security.cap_drop;
	pf_capabilities_set base = pf_capabilities_default();
	pf_capabilities_set theirs =
		pf_capabilities_apply(base, set_of_texts(dropped), set_of_texts(added));
	pf_capabilities_set ours = caps
		? pf_capabilities_apply(base, set_of_list(&caps->drop), set_of_list(&caps->add))
		: base;
	pf_capabilities_set lacks = theirs & ~ours & set_of_texts(added);
	pf_capabilities_set keeps = ours & ~theirs & set_of_texts(dropped);
	struct pf_compose_difference *d;

	/* A privileged container has them all. */
	if (pf_compose_is_true(to->service->security.privileged) ||
		(to->own && to->own->privileged.is == PF_TRUE))
		return;
	if (lacks) {
		d = add(to, &added->ptr[0], "cap_add", caps ? caps->node : NULL);
		d->ours = name_capabilities(to, "is not given", lacks);
		d->theirs = PF_STR("is");
	}
	if (keeps) {
		d = add(to, &dropped->ptr[0], "cap_drop", caps ? caps->node : NULL);
		d->ours = name_capabilities(to, "keeps", keeps);
		d->theirs = PF_STR("drops what it does not need");
		d->stricter = true;
	}
}

/* NAME:VALUE or NAME=VALUE of security_opt; the value of a name alone is "true". */
static bool is_option(const pf_compose_text *option, pf_str name, pf_str *value)
{
	pf_str text = option->value;

	if (!option->known || !pf_str_starts_with(text, name))
		return false;
	*value = PF_STR("true");
	if (text.len == name.len)
		return true;
	*value = pf_str_from_offset(text, name.len + 1);
	return pf_str_find_char(PF_STR(":="), text.ptr[name.len]) < 2;
}

static void compare_seccomp(struct comparison *to, const pf_compose_text *option, pf_str value)
{
	const struct pf_pod_security_context *pod = to->container->pod->spec->security_context;
	const struct pf_seccomp_profile *profile = to->own ? to->own->seccomp_profile : NULL;
	bool is = !pf_str_eq(value, PF_STR("unconfined"));
	struct pf_compose_difference *d;
	bool ours;

	if (!profile && pod)
		profile = pod->seccomp_profile;
	ours = profile && profile->type.set && !pf_str_eq(profile->type.is, PF_STR("Unconfined"));
	if (ours == is)
		return;
	d = add(to, option, "seccomp", profile ? profile->node : NULL);
	d->ours = ours ? PF_STR("has a seccomp profile") : PF_STR("has no seccomp profile");
	d->theirs = is ? PF_STR("has one of its own") : PF_STR("is unconfined");
	d->stricter = is;
}

static void compare_no_new_privileges(struct comparison *to, const pf_compose_text *option)
{
	struct pf_compose_difference *d;

	if (to->own && to->own->allow_privilege_escalation.is == PF_FALSE)
		return;
	d = add(to, option, "no-new-privileges",
		to->own ? to->own->allow_privilege_escalation.node : NULL);
	d->ours = PF_STR("may gain privileges");
	d->theirs = PF_STR("may not (`no-new-privileges`)");
	d->stricter = true;
}

/* Of each kind the last one counts. */
static void compare_options(struct comparison *to)
{
	const struct pf_compose_texts *options = &to->service->security.security_opt;
	const pf_compose_text *seccomp = NULL;
	const pf_compose_text *no_new = NULL;
	pf_str profile = PF_STR_EMPTY;
	pf_str value;

	for (size_t i = 0; i < options->len; i++) {
		if (is_option(&options->ptr[i], PF_STR("seccomp"), &value)) {
			seccomp = &options->ptr[i];
			profile = value;
		} else if (is_option(&options->ptr[i], PF_STR("no-new-privileges"), &value)) {
			no_new = pf_str_eq(value, PF_STR("true")) ? &options->ptr[i] : NULL;
		}
	}
	if (seccomp)
		compare_seccomp(to, seccomp, profile);
	if (no_new)
		compare_no_new_privileges(to, no_new);
}

/* The number of a user before the colon, or -1 for another name than root. */
static int64_t uid_of(pf_str user)
{
	pf_str name = pf_str_sub(user, 0, pf_str_find_char(user, ':'));
	int64_t uid;

	if (pf_str_eq(name, PF_STR("root")))
		return 0;
	return pf_str_to_int(name, &uid) && uid >= 0 ? uid : -1;
}

static void compare_user(struct comparison *to)
{
	const pf_compose_text *theirs = &to->service->security.user;
	pf_int_field user = pf_effective_run_as_user(to->container);
	struct pf_image_user image = pf_image_user(to->container->facts);
	pf_str name = pf_str_sub(theirs->value, 0, pf_str_find_char(theirs->value, ':'));
	int64_t uid = uid_of(theirs->value);
	struct pf_compose_difference *d;

	/* A default is nearly always the developer's own uid. */
	if (!theirs->known || theirs->varies || name.len == 0)
		return;
	if (pf_has_run_as_user(to->container)) {
		if (!user.set || uid < 0 || user.is == uid)
			return;
		d = add(to, theirs, "user", user.node);
		d->ours = pf_arena_fmt(to->arena, "runs as user %lld", (long long)user.is);
	} else {
		if (image.class != PF_USER_UNKNOWN &&
			(pf_str_eq(image.user, name) || (uid >= 0 && uid_of(image.user) == uid) ||
				(uid == 0 && image.class == PF_USER_ROOT)))
			return;
		d = add(to, theirs, "user", NULL);
		d->ours = PF_STR("runs as the user of its image");
		d->guess = image.class == PF_USER_UNKNOWN;
	}
	d->theirs = pf_arena_fmt(to->arena, "runs as `%.*s`", PF_STR_ARG(theirs->value));
	d->stricter = uid != 0;
	d->differs = true;
	d->follows = "files that are one user's there are another's here";
}

size_t pf_compose_compare_security(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_compose_service *service,
	struct pf_compose_difference out[PF_COMPOSE_DIFFERENCES])
{
	struct comparison to = {arena, c, c->spec->security_context, service, out, 0};

	compare_privileged(&to);
	compare_read_only(&to);
	compare_capabilities(&to);
	compare_options(&to);
	compare_user(&to);
	for (size_t i = 0; i < to.n; i++) {
		if (!out[i].follows)
			out[i].follows = out[i].stricter
				? "it is held less tightly here than where it was tried"
				: "what it does with compose may be refused here";
	}
	return to.n;
}
