/* SPDX-License-Identifier: Apache-2.0 */

/* What the world knows of one object. */

#ifndef PF_WORLD_MEMBERS_H
#define PF_WORLD_MEMBERS_H

#include "world/state.h"

/* Of an object that the world was built from. */
const struct pf_member *pf_member_of(const struct pf_world *world, const struct pf_object *object);

#endif
