/* SPDX-License-Identifier: Apache-2.0 */

/* Objects and sets show the others what they have. */

#ifndef PF_WORLD_PUBLISH_H
#define PF_WORLD_PUBLISH_H

#include "world/state.h"

/* Add `value` (or NULL) under `key` in every view of the object, or of the set. */
void pf_publish(struct pf_world *world, const struct pf_object *object, struct pf_index_key key,
	const void *value);
void pf_publish_for_set(struct pf_world *world, const struct pf_set *set, struct pf_index_key key,
	const void *value);

#endif
