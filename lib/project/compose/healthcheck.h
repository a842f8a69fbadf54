/* SPDX-License-Identifier: Apache-2.0 */

/* Of a compose service: how its health is checked. */

#ifndef PF_PROJECT_COMPOSE_HEALTHCHECK_H
#define PF_PROJECT_COMPOSE_HEALTHCHECK_H

#include "project/compose/layers.h"

/* Fill in what `service` says of its health check. */
void pf_compose_read_healthcheck(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service);

#endif
