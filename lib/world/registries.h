/* SPDX-License-Identifier: Apache-2.0 */

/* Registries that want credentials. */

#ifndef PF_WORLD_REGISTRIES_H
#define PF_WORLD_REGISTRIES_H

#include "kube/pod.h"

struct pf_index_value;
struct pf_world;

/*
 * Does the input show that a registry wants credentials: a Pod with pull secrets
 * whose images come from there, or a pull Secret that names it?
 */
bool pf_world_registry_is_private(const struct pf_world *world, const struct pf_object *object,
	pf_str domain);

/* An image that an object without pull secrets of its own pulls. */
struct pf_world_pull {
	const struct pf_object *object;
	const struct pf_node *node;      /* its reference */
	const struct pf_node *container; /* NULL: a volume's */
	pf_str service_account;          /* of the Pod: "default" where none is written */
	struct pf_image_reference image;
};

/* Pulls from the domain, in input order. */
struct pf_world_pulls {
	const struct pf_index_value *next;
};

/* Those that are seen from the object: by others of its set, and by itself. */
struct pf_world_pulls pf_world_pulls_from(const struct pf_world *world,
	const struct pf_object *object, pf_str domain);

/* The next, or NULL. */
const struct pf_world_pull *pf_world_pulls_next(struct pf_world_pulls *pulls);

/* While the world is built; `template`: of an object that carries one, else NULL. */
void pf_registries_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);

#endif
