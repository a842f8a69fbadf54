/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which rules run, and how grave they are: selection by name, alias, category,
 * set, `all` and `default`.
 */

#ifndef PF_LINT_REGISTRY_H
#define PF_LINT_REGISTRY_H

#include "base/error.h"
#include "lint/rule.h"

const struct pf_rule *pf_rule_find(pf_str name); /* exact id, or NULL */
size_t pf_rule_index(const struct pf_rule *rule);
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
	pf_str name; /* rule, alias with or without its peer, category, tag, all, default */
};

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

/* Error text for an unknown name, with did-you-mean; always false. */
bool pf_fail_unknown_rule(pf_str name, struct pf_error *err);

#endif
