/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What was to silence findings and does not.
 */

#ifndef PF_RULE_IDLE_SUPPRESSION_H
#define PF_RULE_IDLE_SUPPRESSION_H

#include "rule/finding.h"

enum pf_suppression_fault {
	PF_SUPPRESSION_UNUSED,
	PF_SUPPRESSION_UNKNOWN,   /* no rule bears the name */
	PF_SUPPRESSION_MALFORMED, /* not as it must be written */
	PF_SUPPRESSION_MISPLACED,
	PF_SUPPRESSION_WITHOUT_REASON, /* where one is required */
	PF_SUPPRESSION_EXPIRED,
};

struct pf_idle_suppression {
	const struct pf_suppression *what;
	enum pf_suppression_fault fault;
	struct pf_place at;    /* the rule's name in the comment, or what stands for it */
	struct pf_piece spare; /* what goes with it when it is removed; empty: unclear */
	struct pf_piece miss;  /* nearest finding of its rules that it does not cover; or empty */
	pf_str why;            /* a clause: what is malformed, or wrong with the place */
	pf_str help;           /* what to write instead, or empty */
};

#endif
