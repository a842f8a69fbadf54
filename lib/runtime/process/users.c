/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/users.h"

#include "image/facts/tables.h"
#include "runtime/process/accounts.h"
#include "runtime/process/bases.h"
#include "yaml/scalar.h"

static struct pf_image_user user_of_base(const struct pf_image_facts *facts)
{
	const struct pf_known_user *known = pf_base_user(facts);
	pf_str_fact user = {.is = PF_KNOWN};

	if (!known)
		return (struct pf_image_user){.class = PF_USER_UNKNOWN};
	user.value = known->user;
	return (struct pf_image_user){
		.class = pf_image_user_class(&(struct pf_image_facts){.user = user}),
		.user = known->user,
		.known = known,
	};
}

struct pf_image_user pf_image_user(const struct pf_image_facts *facts)
{
	struct pf_image_user user = {.class = pf_image_user_class(facts)};
	size_t colon;

	/* Where a USER stands whose value is not known, the base has no say. */
	if (facts && facts->user.is == PF_INHERITED && !facts->user.from.source)
		return user_of_base(facts);
	if (!facts || facts->user.is != PF_KNOWN)
		return user;
	colon = pf_str_find_char(facts->user.value, ':');
	user.user = pf_str_sub(facts->user.value, 0, colon);
	if (colon < facts->user.value.len)
		user.group = pf_str_from_offset(facts->user.value, colon + 1);
	if (pf_str_eq(user.user, PF_STR("root")))
		user.class = PF_USER_NAMED;
	return user;
}

/* Written where it counts, and nothing that can be read: `${UID}`. */
static bool is_unreadable(pf_int_field field)
{
	return field.node && !field.set && !pf_node_is_null(field.node);
}

bool pf_has_run_as_user(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_pod_security_context *pods = c->pod->spec->security_context;

	return pf_effective_run_as_user(c).set || (own && is_unreadable(own->run_as_user)) ||
		(pods && is_unreadable(pods->run_as_user));
}

bool pf_has_run_as_group(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_pod_security_context *pods = c->pod->spec->security_context;

	return (own && (own->run_as_group.set || is_unreadable(own->run_as_group))) ||
		(pods && (pods->run_as_group.set || is_unreadable(pods->run_as_group)));
}

bool pf_must_be_non_root(const struct pf_pod_container *c)
{
	return pf_effective_run_as_non_root(c).is == PF_TRUE;
}

static bool user_is_set(const struct pf_pod_container *c, struct pf_non_root *out)
{
	const struct pf_security_context *own = c->spec->security_context;
	pf_int_field user = pf_effective_run_as_user(c);

	if (!user.set || user.is <= 0 || (own && is_unreadable(own->run_as_user)))
		return false;
	*out = (struct pf_non_root){.uid = user.is, .node = user.node};
	return true;
}

static bool image_has_user(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_non_root *out)
{
	struct pf_image_user user = pf_image_user(c->facts);
	struct pf_account account;

	*out = (struct pf_non_root){.uid = -1, .name = user.user};
	if (user.class == PF_USER_NUMERIC)
		return pf_str_to_int(user.user, &out->uid) && out->uid > 0;
	if (user.class != PF_USER_NAMED || pf_str_eq(user.user, PF_STR("root")))
		return false;
	if (pf_image_user_named(arena, c->facts, user.user, &account))
		out->uid = account.id;
	return out->uid != 0;
}

bool pf_known_non_root(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_non_root *out)
{
	struct pf_non_root who;

	if (!out)
		out = &who;
	if (c->pod->windows)
		return false;
	if (pf_has_run_as_user(c))
		return user_is_set(c, out);
	return image_has_user(arena, c, out);
}

pf_str pf_non_root_title(struct pf_arena *arena, const struct pf_non_root *who)
{
	if (who->node)
		return pf_arena_fmt(arena, "user %lld", (long long)who->uid);
	return pf_arena_fmt(arena, "user `%.*s` of its image", PF_STR_ARG(who->name));
}
