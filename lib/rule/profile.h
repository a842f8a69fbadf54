/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which rules run on a file, how grave they are and with what options.
 */

#ifndef PF_RULE_PROFILE_H
#define PF_RULE_PROFILE_H

#include "rule/rule.h"

/* A configured value of a rule's option. */
struct pf_option_value {
	const struct pf_rule *rule;
	pf_str name;
	pf_str value; /* "true", "3", or items separated by commas */
	pf_str where; /* ".podfit.yaml:9" */
};

/* What the rules are for some files: which run, how grave they are, and their options. */
struct pf_profile {
	const bool *enabled;              /* a place for each rule of the run */
	const enum pf_severity *severity; /* a place for each rule of the run */
	const bool *chosen; /* whether the user chose the severity; NULL: where it differs */
	const struct pf_option_value *options; /* of two for one option the later holds */
	size_t noptions;
};

#endif
