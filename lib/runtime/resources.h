/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What containers ask for, as the server will see it.
 */

#ifndef PF_RUNTIME_RESOURCES_H
#define PF_RUNTIME_RESOURCES_H

#include "kube/pod.h"

struct pf_world;

/*
 * Is there a limit (a request, which a limit also gives) of `resource` for the
 * container: its own, the Pod's, or a LimitRange's default?  Zero counts as
 * none; what is misspelt or cannot be read counts, since it is not missing.
 */
bool pf_has_limit(const struct pf_world *world, const struct pf_pod_container *c, pf_str resource);
bool pf_has_request(const struct pf_world *world, const struct pf_pod_container *c,
	pf_str resource);

/* Is there an entry for `resource` that is not zero? */
bool pf_resource_is_given(const struct pf_quantity_map *map, pf_str resource);

/*
 * Should the container say what it needs: no fragment, no ephemeral one, and
 * no ordinary init container unless `init`?
 */
bool pf_wants_resources(const struct pf_pod_container *c, bool init);

#endif
