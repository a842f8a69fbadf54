/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The controls of the Pod Security Standards, and how many of them the rules make up.
 * A rule names its control by the alias "pss/CONTROL".
 */

#ifndef PF_RULE_CONTROLS_H
#define PF_RULE_CONTROLS_H

#include "base/buf.h"
#include "rule/ruleset.h"

/* A set of rules that does not yet say all that its name promises. */
struct pf_partial_set {
	pf_str name;
	size_t built; /* controls whose rules are all there */
	size_t of;    /* controls of the level; 0: the set is none, and has no rule at all */
};

/*
 * Is the set `name` a level of the standards that misses controls of policy version 1.RELEASE,
 * or one without any rule?  A name that is no set is not.
 */
bool pf_is_partial_set(const struct pf_ruleset *rules, pf_str name, uint8_t release,
	struct pf_partial_set *out);

/* "pss-baseline: 1 of 12 controls is built". */
void pf_partial_set_say(struct pf_buf *out, const struct pf_partial_set *set);

#endif
