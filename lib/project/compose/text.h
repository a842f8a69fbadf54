/* SPDX-License-Identifier: Apache-2.0 */

/* A scalar setting of a compose file. */

#ifndef PF_PROJECT_COMPOSE_TEXT_H
#define PF_PROJECT_COMPOSE_TEXT_H

#include "base/arena.h"
#include "yaml/node.h"

/* A scalar setting; `node` is NULL where it is not written. */
typedef struct {
	pf_str value; /* interpolated as with no variable set; of a number or boolean its text */
	const struct pf_node *node;
	bool known;  /* written, and each variable in it has a default */
	bool varies; /* one has: an environment may put another value there */
} pf_compose_text;

/* Of a scalar node, interpolated; not written where it is none, or null. */
pf_compose_text pf_compose_text_of(struct pf_arena *arena, const struct pf_node *node);

/* Is it known, and true? */
bool pf_compose_is_true(pf_compose_text text);

#endif
