/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The compose service that a container can be held against.
 */

#ifndef PF_RUNTIME_COMPOSE_SERVICE_H
#define PF_RUNTIME_COMPOSE_SERVICE_H

#include "kube/pod.h"

struct pf_compose_service;

/*
 * The service that stands for the container, or NULL.  None for containers
 * that something else completes, that run once, or on Windows; and none whose
 * service is for development: of a profile, or of a file that is named as an
 * override or for a test.
 */
const struct pf_compose_service *pf_service_of(const struct pf_pod_container *c);

/* "service `web` of docker-compose.yml": for messages. */
pf_str pf_service_title(struct pf_arena *arena, const struct pf_compose_service *service);

#endif
