/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which rules look at what: one plan for each profile of a run, so that
 * nothing is called for nothing.
 */

#ifndef PF_ENGINE_PLAN_INTERNAL_H
#define PF_ENGINE_PLAN_INTERNAL_H

#include "engine/engine.h"

/* Places in the set of the enabled rules, by hook. */
struct pf_plan {
	const struct pf_profile *profile;
	size_t *problem[PF_PROBLEM_KINDS];
	size_t nproblem[PF_PROBLEM_KINDS];
	size_t *file, *document, *object, *pod, *container, *build, *suppression;
	size_t nfile, ndocument, nobject, npod, ncontainer, nbuild, nsuppression;
	struct pf_plan *next;
};

/* The plan for `profile` in the list at `plans`, which gets it where it lacks. */
const struct pf_plan *pf_plan_of(struct pf_arena *arena, struct pf_plan **plans,
	const struct pf_ruleset *rules, const struct pf_profile *profile);

#endif
