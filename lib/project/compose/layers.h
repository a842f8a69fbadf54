/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A place of a service as its `extends` make it: the mappings or values that
 * stand there, the service's own first, then those of what it extends.
 */

#ifndef PF_PROJECT_COMPOSE_LAYERS_H
#define PF_PROJECT_COMPOSE_LAYERS_H

#include "project/compose/service.h"

struct pf_layers {
	const struct pf_node *at[PF_COMPOSE_EXTENDS_MAX + 1];
	size_t n;
};

/* What stands below `key`; a null hides what is extended. */
struct pf_layers pf_layers_below(const struct pf_layers *layers, pf_str key);

/* A scalar below `key`, interpolated; not written where it is none. */
pf_compose_text pf_layers_text(struct pf_arena *arena, const struct pf_layers *layers, pf_str key);

/* The items of lists below `key`, of what is extended first; a scalar is a list of one. */
struct pf_compose_texts pf_layers_texts(struct pf_arena *arena, const struct pf_layers *layers,
	pf_str key);

/*
 * A mapping or a list of NAME=VALUE below `key`, each name once: the service's
 * own before what is extended.  Where `colon` is set, NAME:VALUE does as well.
 */
struct pf_compose_pairs pf_layers_pairs(struct pf_arena *arena, const struct pf_layers *layers,
	pf_str key, bool colon);

#endif
