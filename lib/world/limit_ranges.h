/* SPDX-License-Identifier: Apache-2.0 */

/* LimitRanges, and what they give to containers. */

#ifndef PF_WORLD_LIMIT_RANGES_H
#define PF_WORLD_LIMIT_RANGES_H

#include "kube/pod.h"

struct pf_world;

/*
 * Does a LimitRange of the namespace give every container a default for
 * `resource` ("cpu")?  `limit`: a default limit, else a default request
 * (which a default limit also gives).  As the API server fills them in, `max`
 * stands in for a missing default and `min` for a missing defaultRequest.
 */
bool pf_world_limit_range_gives(const struct pf_world *world, const struct pf_pod *pod,
	pf_str resource, bool limit);

/* While the world is built. */
void pf_limit_range_publish(struct pf_world *world, const struct pf_object *object);

#endif
