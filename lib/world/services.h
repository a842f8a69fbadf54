/* SPDX-License-Identifier: Apache-2.0 */

/* Services, and the Pods they send traffic to. */

#ifndef PF_WORLD_SERVICES_H
#define PF_WORLD_SERVICES_H

#include "kube/pod.h"

struct pf_world;

/* A Service of the input. */
struct pf_world_service {
	const struct pf_object *object;
	const struct pf_service *service;
};

/* The first Service (in input order) that sends traffic to the Pod, or NULL. */
const struct pf_world_service *pf_world_service_to_pod(const struct pf_world *world,
	const struct pf_pod *pod);

/*
 * The first Service that sends traffic to this container: its target port is
 * one that the container declares, or it is a number that no container of the
 * Pod declares and the container is the Pod's only long-lived one.
 */
const struct pf_world_service *pf_world_service_to(const struct pf_world *world,
	const struct pf_pod_container *container);

/*
 * The Service of that name that `asking` sees in its namespace, with or without
 * a selector, or NULL; none that is only a name for something outside.
 */
const struct pf_world_service *pf_world_service_named(const struct pf_world *world,
	const struct pf_object *asking, pf_str name);

/*
 * While the world is built: keep the object if it is a Service; all are
 * published at once, when they are known.
 */
void pf_services_collect(struct pf_world *world, const struct pf_object *object);
void pf_services_publish(struct pf_world *world);

#endif
