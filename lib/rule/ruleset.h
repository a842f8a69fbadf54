/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which rules run, and how grave they are: selection by name, alias, category,
 * set, `all` and `default`.
 */

#ifndef PF_RULE_RULESET_H
#define PF_RULE_RULESET_H

#include "base/error.h"
#include "rule/rule.h"

#define PF_EDITION "2026" /* the newest set of default rules and severities, and the only one */

const struct pf_rule *pf_rule_find(pf_str name); /* exact id, or NULL */
size_t pf_rule_index(const struct pf_rule *rule);
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

enum pf_select_op {
	PF_SELECT,        /* these instead of the default set */
	PF_EXTEND_SELECT, /* these too */
	PF_IGNORE,
};

/* One `--select x`, `--ignore y`, … in the order of the command line. */
struct pf_selection {
	enum pf_select_op op;
	pf_str name;  /* rule, alias with or without its peer, category, tag, all, default */
	pf_str where; /* ".podfit.yaml:7", "--select", or empty */
};

/* How specific a name is that stands for a rule; the higher wins. */
enum pf_rank {
	PF_RANK_NONE, /* it does not stand for it */
	PF_RANK_ALL,
	PF_RANK_TAG,
	PF_RANK_CATEGORY,
	PF_RANK_ALIAS,
	PF_RANK_NAME,
};

enum pf_rank pf_rule_rank(const struct pf_rule *rule, pf_str name);

/* Place of the selection that decides on the rule, or `n`. */
size_t pf_deciding_selection(const struct pf_rule *rule, const struct pf_selection *selections,
	size_t n);

/*
 * Decide for every rule.  The more specific name wins (rule, alias, category,
 * tag, `all`), of equals the later, of a tie PF_IGNORE; without any PF_SELECT
 * the default set is selected.  `enabled` has pf_nrules places.  Fails with
 * PF_E_USAGE on an unknown name, with the nearest one in the message.
 */
PF_MUST_USE bool pf_select_rules(const struct pf_selection *selections, size_t n, bool *enabled,
	struct pf_error *err);

/* All rules a name stands for; `hit` has pf_nrules places.  False: unknown. */
bool pf_rules_named(pf_str name, bool *hit);

/* A category, a tag or `all`: no rule and no alias of one. */
bool pf_is_rule_set(pf_str name);

/* The rule or alias (or set, where `sets`) that a misspelt name may be meant for, or empty. */
pf_str pf_rule_nearest(pf_str name, bool sets);

/* Error text for an unknown name, with did-you-mean; always false. */
bool pf_fail_unknown_rule(pf_str name, struct pf_error *err);

#endif
