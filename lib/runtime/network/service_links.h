/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Variables that the kubelet sets for the Services of a namespace (enableServiceLinks).
 */

#ifndef PF_RUNTIME_NETWORK_SERVICE_LINKS_H
#define PF_RUNTIME_NETWORK_SERVICE_LINKS_H

#include "kube/pod.h"

struct pf_world;
struct pf_world_service;

/*
 * The Service that the container's Pod sees and that creates the variable, too,
 * with another value than the image's as far as one can tell; or NULL.
 */
const struct pf_world_service *pf_service_over(struct pf_arena *arena, const struct pf_world *world,
	const struct pf_pod_container *c, const struct pf_image_env *var);

/* A variable that the text of what the container starts reads. */
struct pf_read_variable {
	pf_str name;
	const struct pf_node *node;   /* the word it stands in; NULL: the image's */
	const struct pf_origin *from; /* of the image's words, or NULL */
};

/*
 * The Service that gives a variable a value that the text of a shell in the
 * container's command line means to give it itself, `${WEB_PORT:-8000}`: one
 * that ends in _PORT, which holds a URL where a number is meant.  Or NULL.
 */
const struct pf_world_service *pf_service_over_default(struct pf_arena *arena,
	const struct pf_world *world, const struct pf_pod_container *c,
	struct pf_read_variable *out);

/* Does a Service with these ports create a variable that ends so ("_PORT_80_TCP")? */
bool pf_service_creates(const struct pf_service_spec *spec, pf_str rest);

#endif
