/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The baseline held against the findings of a run: what it silences, and which
 * of its entries are stale.
 */

#ifndef PF_SUPPRESS_MATCH_H
#define PF_SUPPRESS_MATCH_H

#include "rule/context.h"
#include "suppress/baseline.h"

/* A file that was linted. */
struct pf_linted_file {
	pf_str path; /* as reported */
	const struct pf_profile *profile;
	bool parsed; /* all of it: what cannot be parsed may hold anything */
};

/* What the run can judge. */
struct pf_judged {
	const struct pf_ruleset *rules;
	const struct pf_profile *profile;   /* of files that it has not seen */
	const struct pf_linted_file *files; /* by path */
	size_t nfiles;
	bool whole;        /* no finding is missed because its other file is */
	bool knows_images; /* rules about images were not kept from them */
	bool cut;          /* rules were kept from saying all they had to say: no entry is stale */
};

/*
 * Give those of `items`, which have their ids, the suppression of the entry that
 * knows them, and judge each entry: `known` has a place for each.  Returns how
 * many are stale.
 */
size_t pf_baseline_match(struct pf_arena *arena, const struct pf_baseline *baseline,
	const struct pf_judged *judged, struct pf_item *const *items, size_t n,
	enum pf_known *known);

#endif
