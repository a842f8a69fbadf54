/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the images of the run are known from, for users who ask.
 */

#ifndef PF_ENGINE_BOUND_INTERNAL_H
#define PF_ENGINE_BOUND_INTERNAL_H

#include "engine/run_internal.h"

struct pf_bound_item {
	struct pf_bound bound; /* the first member */
	struct pf_bound_item *next;
};

/* Keep it, for the containers of a Pod in `file`: of all, or of those whose source is unread. */
void pf_bound_keep(struct pf_worker *worker, const struct pf_file *file, const struct pf_pod *pod,
	bool all);

/* Fill run->result.bindings. */
void pf_bound_finish(struct pf_run *run);

#endif
