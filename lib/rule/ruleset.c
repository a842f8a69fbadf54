/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/ruleset.h"

#include <stdlib.h>

#include "base/search.h"
#include "base/vec.h"
#include "rule/peers.h"
#include "text/nearest.h"

static const char *const category_names[] = {
	[PF_AVAILABILITY] = "availability",
	[PF_COMPAT] = "compat",
	[PF_HYGIENE] = "hygiene",
	[PF_IMAGE] = "image",
	[PF_PROBE] = "probe",
	[PF_RBAC] = "rbac",
	[PF_REFERENCE] = "reference",
	[PF_RESOURCES] = "resources",
	[PF_SCHEMA] = "schema",
	[PF_SECURITY] = "security",
};

static const char *const scope_names[] = {
	[PF_SCOPE_FILE] = "file",
	[PF_SCOPE_OBJECT] = "object",
	[PF_SCOPE_WORKLOAD] = "workload",
	[PF_SCOPE_POD] = "pod",
	[PF_SCOPE_CONTAINER] = "container",
	[PF_SCOPE_IMAGE] = "image",
	[PF_SCOPE_RUN] = "run",
};

static const char *const fix_names[] = {
	[PF_FIX_NONE] = "none",
	[PF_FIX_SAFE] = "safe",
	[PF_FIX_UNSAFE] = "unsafe",
	[PF_FIX_MIXED] = "mixed",
};

const struct pf_tag pf_tags[] = {
	{"default", PF_DEFAULT},
	{"strict", PF_STRICT},
	{"pss-baseline", PF_PSS_BASELINE},
	{"pss-restricted", PF_PSS_RESTRICTED},
};

const size_t pf_ntags = sizeof(pf_tags) / sizeof(pf_tags[0]);

const char *pf_category_name(enum pf_category category)
{
	return category_names[category];
}

const char *pf_scope_name(enum pf_scope scope)
{
	return scope_names[scope];
}

const char *pf_fix_kind_name(enum pf_fix_kind kind)
{
	return fix_names[kind];
}

/* Names. */

static int compare_nocase(pf_str a, pf_str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		char x = pf_to_lower(a.ptr[i]), y = pf_to_lower(b.ptr[i]);

		if (x != y)
			return (unsigned char)x < (unsigned char)y ? -1 : 1;
	}
	return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

static int by_name(const void *a, const void *b)
{
	const struct pf_rule_name *l = a, *r = b;
	int order = compare_nocase(l->name, r->name);

	if (order)
		return order;
	return l->rule < r->rule ? -1 : l->rule > r->rule;
}

static bool is_before(const void *item, const void *name)
{
	return compare_nocase(((const struct pf_rule_name *)item)->name, *(const pf_str *)name) < 0;
}

static bool is_up_to(const void *item, const void *name)
{
	return compare_nocase(((const struct pf_rule_name *)item)->name, *(const pf_str *)name) <=
		0;
}

static struct pf_rule_names find(const struct pf_rule_names *all, pf_str name)
{
	size_t from = pf_search(all->ptr, all->len, sizeof(*all->ptr), &name, is_before);
	size_t to = pf_search(all->ptr, all->len, sizeof(*all->ptr), &name, is_up_to);

	if (from == to)
		return (struct pf_rule_names){NULL, 0};
	return (struct pf_rule_names){all->ptr + from, to - from};
}

struct pf_rule_names pf_ruleset_find(const struct pf_ruleset *set, pf_str name)
{
	if (set->nlookups)
		++*set->nlookups;
	return find(&set->names, name);
}

/* The check of "peer/check" stands for its rule where it is no rule's id. */
static struct pf_rule_names collect_names(struct pf_arena *arena, const struct pf_ruleset *set)
{
	struct pf_rule_names ids;
	PF_VEC(struct pf_rule_name) all = {0};

	for (size_t i = 0; i < set->len; i++)
		PF_VEC_ADD(arena, &all) =
			(struct pf_rule_name){pf_str_from(set->ptr[i]->name), (uint32_t)i, true};
	if (all.len)
		qsort(all.ptr, all.len, sizeof(*all.ptr), by_name);
	ids = (struct pf_rule_names){all.ptr, all.len};
	for (size_t i = 0; i < set->len; i++) {
		for (const char *const *a = set->ptr[i]->aliases; a && *a; a++) {
			pf_str alias = pf_str_from(*a);
			pf_str check = pf_str_from_offset(alias, pf_str_find_char(alias, '/') + 1);

			PF_VEC_ADD(arena, &all) = (struct pf_rule_name){alias, (uint32_t)i, false};
			if (find(&ids, check).len == 0)
				PF_VEC_ADD(arena, &all) =
					(struct pf_rule_name){check, (uint32_t)i, false};
		}
	}
	if (all.len)
		qsort(all.ptr, all.len, sizeof(*all.ptr), by_name);
	return (struct pf_rule_names){all.ptr, all.len};
}

struct pf_ruleset pf_ruleset_make(struct pf_arena *arena, const struct pf_rule *const *rules,
	size_t n)
{
	struct pf_ruleset set = {.ptr = rules, .len = n};

	set.names = collect_names(arena, &set);
	return set;
}

const struct pf_rule *pf_rule_find(const struct pf_ruleset *set, pf_str id)
{
	struct pf_rule_names names = pf_ruleset_find(set, id);

	for (size_t i = 0; i < names.len; i++) {
		if (names.ptr[i].is_id && pf_str_eq(names.ptr[i].name, id))
			return set->ptr[names.ptr[i].rule];
	}
	return NULL;
}

size_t pf_rule_index(const struct pf_ruleset *set, const struct pf_rule *rule)
{
	struct pf_rule_names names = pf_ruleset_find(set, pf_str_from(rule->name));

	for (size_t i = 0; i < names.len; i++) {
		if (set->ptr[names.ptr[i].rule] == rule)
			return names.ptr[i].rule;
	}
	pf_assert(false); /* it is said to be in the set */
	return 0;
}

bool pf_rule_needs_others(const struct pf_rule *rule)
{
	return rule->scope == PF_SCOPE_RUN || rule->scope == PF_SCOPE_IMAGE || rule->on_build ||
		rule->looks_around;
}

static enum pf_rank rank_of_set(const struct pf_rule *rule, pf_str name)
{
	if (pf_str_eq(name, pf_str_from(pf_category_name(rule->category))))
		return PF_RANK_CATEGORY;
	for (size_t i = 0; i < pf_ntags; i++) {
		if ((rule->sets & pf_tags[i].bit) && pf_str_eq(name, pf_str_from(pf_tags[i].name)))
			return PF_RANK_TAG;
	}
	return pf_str_eq(name, PF_STR("all")) ? PF_RANK_ALL : PF_RANK_NONE;
}

bool pf_is_rule_set(pf_str name)
{
	for (size_t i = 0; i < sizeof(category_names) / sizeof(category_names[0]); i++) {
		if (pf_str_eq(name, pf_str_from(category_names[i])))
			return true;
	}
	for (size_t i = 0; i < pf_ntags; i++) {
		if (pf_str_eq(name, pf_str_from(pf_tags[i].name)))
			return true;
	}
	return pf_str_eq(name, PF_STR("all"));
}

bool pf_rule_ranks(const struct pf_ruleset *set, pf_str name, pf_rank_fn say, void *arg)
{
	struct pf_rule_names names = pf_ruleset_find(set, name);
	bool is_set = pf_is_rule_set(name), any = is_set;

	for (size_t i = 0; is_set && i < set->len; i++) {
		enum pf_rank rank = rank_of_set(set->ptr[i], name);

		if (rank != PF_RANK_NONE)
			say(arg, i, rank);
	}
	for (size_t i = 0; i < names.len; i++) {
		if (!pf_str_eq(names.ptr[i].name, name))
			continue;
		say(arg, names.ptr[i].rule, names.ptr[i].is_id ? PF_RANK_NAME : PF_RANK_ALIAS);
		any = true;
	}
	return any;
}

bool pf_ruleset_knows(const struct pf_ruleset *set, pf_str name)
{
	struct pf_rule_names names = pf_ruleset_find(set, name);

	for (size_t i = 0; i < names.len; i++) {
		if (pf_str_eq(names.ptr[i].name, name))
			return true;
	}
	return pf_is_rule_set(name);
}

static void mark(void *arg, size_t rule, enum pf_rank rank)
{
	bool *hit = arg;

	(void)rank;
	hit[rule] = true;
}

bool pf_rules_named(const struct pf_ruleset *set, pf_str name, bool *hit)
{
	for (size_t i = 0; i < set->len; i++)
		hit[i] = false;
	return pf_rule_ranks(set, name, mark, hit);
}

/* Do words of the id, which dashes part, make up `part`? */
static bool has_words(pf_str id, pf_str part)
{
	for (size_t i = 0; i + part.len <= id.len; i++) {
		if ((i == 0 || id.ptr[i - 1] == '-') &&
			(i + part.len == id.len || id.ptr[i + part.len] == '-') &&
			pf_str_eq_nocase(pf_str_sub(id, i, i + part.len), part))
			return true;
	}
	return false;
}

/* The shortest id that has the words: who writes `latest` means `latest-tag`. */
static pf_str find_longer(const struct pf_ruleset *set, pf_str part)
{
	pf_str best = PF_STR_EMPTY;

	for (size_t i = 0; part.len && i < set->len; i++) {
		pf_str id = pf_str_from(set->ptr[i]->name);

		if ((!best.len || id.len < best.len) && has_words(id, part))
			best = id;
	}
	return best;
}

static void offer_sets(struct pf_nearest *near)
{
	for (size_t i = 0; i < sizeof(category_names) / sizeof(category_names[0]); i++)
		pf_nearest_offer(near, pf_str_from(category_names[i]));
	for (size_t i = 0; i < pf_ntags; i++)
		pf_nearest_offer(near, pf_str_from(pf_tags[i].name));
	pf_nearest_offer(near, PF_STR("all"));
}

pf_str pf_rule_nearest(const struct pf_ruleset *set, pf_str name, bool sets)
{
	struct pf_nearest near = pf_nearest_start(name);

	for (size_t i = 0; i < set->len; i++)
		pf_nearest_offer(&near, pf_str_from(set->ptr[i]->name));
	if (sets)
		offer_sets(&near);
	for (size_t i = 0; i < set->names.len; i++)
		pf_nearest_offer(&near, set->names.ptr[i].name);
	return near.best.len ? near.best : find_longer(set, name);
}

bool pf_fail_unknown_rule(const struct pf_ruleset *set, pf_str name, struct pf_error *err)
{
	pf_str nearest, reason;

	if (pf_peer_find(name, &reason))
		return pf_fail(err, PF_E_USAGE, "no rule answers to '%.*s'%s%.*s", PF_STR_ARG(name),
			reason.len ? ": it " : " yet", PF_STR_ARG(reason));
	nearest = pf_rule_nearest(set, name, true);
	if (nearest.len)
		return pf_fail(err, PF_E_USAGE, "unknown rule '%.*s'; did you mean '%.*s'?",
			PF_STR_ARG(name), PF_STR_ARG(nearest));
	return pf_fail(err, PF_E_USAGE,
		"unknown rule '%.*s'; 'podfit rules' lists rules, categories and tags",
		PF_STR_ARG(name));
}
