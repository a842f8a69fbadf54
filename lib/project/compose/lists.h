/* SPDX-License-Identifier: Apache-2.0 */

/* Of a compose service: lists whose items have a short and a long form. */

#ifndef PF_PROJECT_COMPOSE_LISTS_H
#define PF_PROJECT_COMPOSE_LISTS_H

#include "project/compose/layers.h"

/* Fill in lists of `service`, whose file is known. */
void pf_compose_read_lists(struct pf_arena *arena, const struct pf_layers *layers,
	const struct pf_env_reader *env, struct pf_compose_service *service);

#endif
