/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which nodes a Pod admits, by architecture or operating system, and what its
 * images offer them.
 */

#ifndef PF_RUNTIME_PLACEMENT_ARCHITECTURES_H
#define PF_RUNTIME_PLACEMENT_ARCHITECTURES_H

#include "kube/node_labels.h"
#include "kube/pod.h"

struct pf_cluster;

/* What nodeSelector and required node affinity leave of the values that a label has. */
struct pf_admitted {
	const struct pf_node_label *label;
	uint32_t set;               /* bit i: nodes with label->values[i] */
	bool restricted;            /* not all of them */
	bool listed;                /* by naming them, not by ruling others out */
	bool unsure;                /* something cannot be read here: a placeholder */
	const struct pf_node *node; /* the first that says something of it, or NULL */
};

/* `key` is one of a label that pf_node_label_of() knows. */
struct pf_admitted pf_admitted_nodes(struct pf_arena *arena, const struct pf_pod *pod, pf_str key);

/* The value's bit, or 0. */
uint32_t pf_admitted_bit(const struct pf_node_label *label, pf_str value);

/* "`amd64`, `arm64` and `arm`". */
pf_str pf_admitted_names(struct pf_arena *arena, const struct pf_node_label *label, uint32_t set);

/* The cluster's architectures, as far as they are said; else 0. */
uint32_t pf_cluster_architectures(const struct pf_cluster *cluster);

/* The one platform that the digest of the container's image stands for, or NULL. */
const struct pf_platform *pf_pinned_platform(const struct pf_pod_container *container);

/*
 * The platforms of the container's image that its Pod's operating system can
 * use, of these only the pinned one; not known where the image is not, or
 * where none is of that system.
 */
struct pf_platforms pf_offered_platforms(struct pf_arena *arena,
	const struct pf_pod_container *container);

/* Of the architectures in `set` those whose nodes start one of the platforms. */
uint32_t pf_served_architectures(const struct pf_platforms *platforms,
	const struct pf_node_label *label, uint32_t set);

/* "linux/amd64 and linux/arm/v7". */
pf_str pf_platform_names(struct pf_arena *arena, const struct pf_platforms *platforms);

#endif
