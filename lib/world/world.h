/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the objects of a run are to each other.
 *
 * Objects belong to sets: those of one Kustomization (its resources), else of
 * one directory, else of standard input; with `complete` the whole run is one
 * set, and objects of --context are in every set.  Every look-up stays inside
 * the asking object's set.  Built once between loading and linting, then only
 * read, by any number of threads.
 */

#ifndef PF_WORLD_WORLD_H
#define PF_WORLD_WORLD_H

#include "kube/pod.h"

struct pf_world;

struct pf_world_options {
	uint8_t release;
	pf_str namespace; /* of objects that name none */
	bool complete;
};

/*
 * Build from all objects; sets `set` and `patch` of each.  Belongs to `arena`.
 */
struct pf_world *pf_world_build(struct pf_arena *arena, struct pf_object *const *objects,
	size_t nobjects, const struct pf_document *const *kustomizations, size_t nkustomizations,
	const struct pf_world_options *options);

/* The namespace an object goes to; empty for kinds that have none. */
pf_str pf_world_namespace(const struct pf_world *world, const struct pf_object *object);

/* A Service of the input and what it selects. */
struct pf_world_service {
	const struct pf_object *object;
	const struct pf_service *service;
};

/* The first Service (in input order) that sends traffic to the Pod, or NULL. */
const struct pf_world_service *pf_world_service_to_pod(const struct pf_world *world,
	const struct pf_pod *pod);

/*
 * The first Service that sends traffic to this container: its target port is
 * one that the container declares, or, where no container of the Pod declares
 * it, the container is the Pod's only long-lived one.
 */
const struct pf_world_service *pf_world_service_to(const struct pf_world *world,
	const struct pf_pod_container *container);

/* The Pod's ServiceAccount where it is in the set, or NULL. */
const struct pf_object *pf_world_service_account(const struct pf_world *world,
	const struct pf_pod *pod);

/* Does that ServiceAccount list an imagePullSecret? */
bool pf_world_account_has_pull_secrets(const struct pf_world *world, const struct pf_pod *pod);

/*
 * Does a LimitRange of the namespace give every container a default for
 * `resource` ("cpu")?  `limit`: a default limit, else a default request
 * (which a default limit also gives).
 */
bool pf_world_limit_range_gives(const struct pf_world *world, const struct pf_pod *pod,
	pf_str resource, bool limit);

/*
 * Does the set show that a registry wants credentials: a Pod with pull secrets
 * whose images come from there, or a pull Secret that names it?
 */
bool pf_world_registry_is_private(const struct pf_world *world, const struct pf_object *object,
	pf_str domain);

/* Is the image replaced before it is deployed (Kustomize `images:`, ko://)? */
bool pf_world_image_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image);

#endif
