/* SPDX-License-Identifier: Apache-2.0 */

/* Of a compose service: settings of one value, and the plain lists and mappings. */

#ifndef PF_PROJECT_COMPOSE_SETTINGS_H
#define PF_PROJECT_COMPOSE_SETTINGS_H

#include "project/compose/layers.h"

/* Fill in what one scalar, mapping or list of scalars of `service` says. */
void pf_compose_read_settings(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service);

#endif
