/* SPDX-License-Identifier: Apache-2.0 */

/* LimitRanges: what they show. */

#ifndef PF_WORLD_LIMIT_RANGES_H
#define PF_WORLD_LIMIT_RANGES_H

#include "world/state.h"

void pf_limit_range_publish(struct pf_world *world, const struct pf_object *object);

#endif
