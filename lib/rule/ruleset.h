/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A set of rules, and the names by which its rules are known: ids, aliases
 * ("peer/check", and the check alone), categories, tags, `all` and `default`.
 *
 * Places of rules in the set, from 0, are what tells them apart in arrays: such
 * an array has `len` places.
 */

#ifndef PF_RULE_RULESET_H
#define PF_RULE_RULESET_H

#include "base/error.h"
#include "rule/rule.h"

#define PF_EDITION "2026" /* the newest set of default rules and severities, and the only one */

/* A name that a rule answers to. */
struct pf_rule_name {
	pf_str name;
	uint32_t rule; /* place in the set */
	bool is_id;
};

struct pf_rule_names {
	const struct pf_rule_name *ptr;
	size_t len;
};

struct pf_ruleset {
	const struct pf_rule *const *ptr;
	size_t len;
	struct pf_rule_names names; /* sorted without regard to letter case, then by place */
	size_t *nlookups;           /* counts look-ups of names, for tests of one thread; or NULL */
};

/* The set of the `n` rules, whose ids differ; the index of their names is in `arena`. */
struct pf_ruleset pf_ruleset_make(struct pf_arena *arena, const struct pf_rule *const *rules,
	size_t n);

/* All that answer to `name`, in whatever letter case; ids and aliases. */
struct pf_rule_names pf_ruleset_find(const struct pf_ruleset *set, pf_str name);

/* The rule with that very id, or NULL. */
const struct pf_rule *pf_rule_find(const struct pf_ruleset *set, pf_str id);

/* The place of a rule that is in the set. */
size_t pf_rule_index(const struct pf_ruleset *set, const struct pf_rule *rule);

/* May other files make it speak?  Then nobody knows on a part what it says on the whole. */
bool pf_rule_needs_others(const struct pf_rule *rule);

const char *pf_category_name(enum pf_category category);
const char *pf_scope_name(enum pf_scope scope);
const char *pf_fix_kind_name(enum pf_fix_kind kind);

/* The sets as tags: "default", "strict", "pss-baseline", "pss-restricted". */
extern const struct pf_tag {
	const char *name;
	unsigned bit;
} pf_tags[];
extern const size_t pf_ntags;

/* How specific a name is that stands for a rule; the higher wins. */
enum pf_rank {
	PF_RANK_NONE, /* it does not stand for it */
	PF_RANK_ALL,
	PF_RANK_TAG,
	PF_RANK_CATEGORY,
	PF_RANK_ALIAS,
	PF_RANK_NAME,
};

/*
 * Tell what `name` is to each rule that it stands for, of a rule twice where it is a
 * set and an alias.  False: no rule, no alias, and none of the sets,
 * which are right even where no rule is in them.
 */
typedef void (*pf_rank_fn)(void *arg, size_t rule, enum pf_rank rank);
bool pf_rule_ranks(const struct pf_ruleset *set, pf_str name, pf_rank_fn say, void *arg);

/* The same: `hit`, which has a place for each rule, is whether it stands for it. */
bool pf_rules_named(const struct pf_ruleset *set, pf_str name, bool *hit);

/* A rule, an alias, or a set. */
bool pf_ruleset_knows(const struct pf_ruleset *set, pf_str name);

/* A category, a tag or `all`: no rule and no alias of one. */
bool pf_is_rule_set(pf_str name);

/*
 * The rule or alias (or set, where `sets`) that a misspelt name may be meant for: the nearest,
 * else a rule that the name is whole words of; or empty.
 */
pf_str pf_rule_nearest(const struct pf_ruleset *set, pf_str name, bool sets);

/* Error text for an unknown name, with did-you-mean; always false. */
bool pf_fail_unknown_rule(const struct pf_ruleset *set, pf_str name, struct pf_error *err);

#endif
