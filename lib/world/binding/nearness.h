/* SPDX-License-Identifier: Apache-2.0 */

/* Of several things of one name, the one that is nearest. */

#ifndef PF_WORLD_BINDING_NEARNESS_H
#define PF_WORLD_BINDING_NEARNESS_H

#include "world/index.h"

/*
 * The first of the values; NULL where there are so many that looking at all of
 * them each time would take too long, or none.
 */
const struct pf_index_value *pf_alike(const struct pf_index_slot *slot);

/* How many folders two paths have in common from the top. */
size_t pf_nearness(pf_str a, pf_str b);

#endif
