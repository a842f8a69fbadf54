/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Selecting rules by the names they are known by.
 */

#ifndef PF_RULE_SELECT_H
#define PF_RULE_SELECT_H

#include "rule/ruleset.h"

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

/*
 * For each rule the place of the selection that decides on it, or `n`: the most
 * specific (rule, alias, category, tag, `all`), of equals the later, of one name
 * both selected and ignored the PF_IGNORE.  Names that stand for nothing are
 * passed over.  The result has a place for each rule, in `arena`; the time it
 * takes grows with the rules that the selections name.
 */
const size_t *pf_deciding_selections(struct pf_arena *arena, const struct pf_ruleset *set,
	const struct pf_selection *selections, size_t n);

/*
 * Decide for every rule; without any PF_SELECT the default set is selected.
 * `enabled` has a place for each.  Fails with PF_E_USAGE on an unknown name, with
 * the nearest one in the message.
 */
PF_MUST_USE bool pf_select_rules(struct pf_arena *arena, const struct pf_ruleset *set,
	const struct pf_selection *selections, size_t n, bool *enabled, struct pf_error *err);

#endif
