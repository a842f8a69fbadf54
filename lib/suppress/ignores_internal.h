/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Entries of `ignores` in the configuration, at work.
 */

#ifndef PF_SUPPRESS_IGNORES_INTERNAL_H
#define PF_SUPPRESS_IGNORES_INTERNAL_H

#include "suppress/covers_internal.h"
#include "suppress/suppress.h"

/* Which entries are for the path of the file. */
void pf_ignores_read(struct pf_arena *arena, const struct pf_suppress_settings *settings,
	struct pf_silencing *out, pf_str path);

/* Does it silence anything: not expired, and with the reason that is required? */
bool pf_ignore_counts(const struct pf_suppress_settings *settings, const struct pf_ignore *ignore);

/* The first entry that silences the finding, or NULL; marks all that match it as used. */
const struct pf_suppression *pf_ignores_find(const struct pf_suppressor_of_run *run,
	const struct pf_silencing *s, struct pf_arena *scratch, struct pf_container_places *places,
	const struct pf_finding *finding, size_t rule);

#endif
