/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the words that choose rules come to where they come to less than they say.
 */

#ifndef PF_CMD_CHECK_SELECTION_H
#define PF_CMD_CHECK_SELECTION_H

#include "base/arena.h"
#include "check/check.h"

/* Find the sets that are selected and only partly built, once the configuration is read. */
void check_find_partial(struct pf_arena *arena, struct check *check);

/* Say these, and which of the checks to ignore no rule answers to. */
void check_say_selection(struct pf_arena *arena, const struct check *check);

#endif
