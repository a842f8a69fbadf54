/* SPDX-License-Identifier: Apache-2.0 */

/* Objects that others refer to by name alone: what they show. */

#ifndef PF_WORLD_NAMED_H
#define PF_WORLD_NAMED_H

#include "world/state.h"

void pf_named_publish(struct pf_world *world, const struct pf_object *object);

#endif
