/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The Pod as the world sees it.
 */

#ifndef PF_WORLD_POD_H
#define PF_WORLD_POD_H

#include "kube/pod.h"

struct pf_world;

/*
 * The view of `object`, as of pf_pod_of(), with what is known of its images; or
 * NULL.  It belongs to the decoder's arena.
 */
const struct pf_pod *pf_world_pod_of(const struct pf_world *world, struct pf_decoder *decoder,
	const struct pf_object *object, const void *typed);

#endif
