/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The terms of a Pod's affinities, and its tolerations.
 */

#ifndef PF_RUNTIME_PLACEMENT_SCHEDULING_H
#define PF_RUNTIME_PLACEMENT_SCHEDULING_H

#include "kube/pod.h"

/* The terms of node affinity, required ones first. */
struct pf_node_terms {
	const struct pf_node_selector_term **ptr;
	size_t len;
	size_t nrequired;
};

struct pf_node_terms pf_node_terms(struct pf_arena *arena, const struct pf_pod *pod);

/* Those of Pod affinity, then of anti-affinity. */
struct pf_pod_terms {
	const struct pf_pod_affinity_term **ptr;
	size_t len;
	size_t naffinity; /* the first ones; the others are of anti-affinity */
};

struct pf_pod_terms pf_pod_terms(struct pf_arena *arena, const struct pf_pod *pod);

/* The weights of all preferred terms, also of such that have nothing else. */
struct pf_weights {
	pf_int_field *ptr;
	size_t len;
};

struct pf_weights pf_preferred_weights(struct pf_arena *arena, const struct pf_pod *pod);

/* Is the toleration's effect NoExecute, or one that cannot be read here? */
bool pf_may_be_no_execute(const struct pf_toleration *toleration);

/* Does it compare with a taint's key and value, but has no key? */
bool pf_lacks_taint_key(const struct pf_toleration *toleration);

#endif
