/* SPDX-License-Identifier: Apache-2.0 */

/* Of a compose service: what its image is built from. */

#ifndef PF_PROJECT_COMPOSE_BUILD_H
#define PF_PROJECT_COMPOSE_BUILD_H

#include "project/compose/layers.h"

/* Fill in `build` of `service`, whose file is known. */
void pf_compose_read_build(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service);

#endif
