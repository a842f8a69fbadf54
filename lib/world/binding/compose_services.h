/* SPDX-License-Identifier: Apache-2.0 */

/* Which compose service runs as a container. */

#ifndef PF_WORLD_BINDING_COMPOSE_SERVICES_H
#define PF_WORLD_BINDING_COMPOSE_SERVICES_H

#include "project/compose/compose.h"
#include "world/binding/sought.h"

/*
 * The service of a compose file in the manifest's folder or above it that builds
 * or names the container's image, and is called like the container or its
 * workload, or is the only one of that image; NULL: none, or several.  What
 * everybody pulls is no evidence without the name.  `*by_name`: that it builds
 * the image is told by names alone.
 */
const struct pf_compose_service *pf_compose_service_for(const struct pf_sought *sought,
	bool *by_name);

/*
 * The last components by which an image that a service builds is known: that of
 * the image it names, else its own name and that of its context.  Empty: none.
 */
void pf_compose_built_names(const struct pf_compose_service *service, pf_str names[2]);

#endif
