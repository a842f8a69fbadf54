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

/* Does a Service with these ports create a variable that ends so ("_PORT_80_TCP")? */
bool pf_service_creates(const struct pf_service_spec *spec, pf_str rest);

#endif
