/* SPDX-License-Identifier: Apache-2.0 */

/* Images that are replaced before they are deployed: who shows so. */

#ifndef PF_WORLD_IMAGES_H
#define PF_WORLD_IMAGES_H

#include "world/state.h"

/* The images that a listed patch gives to containers; `template` as it stands in the patch. */
void pf_patched_images_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);

/* `images:` of all Kustomizations. */
void pf_rewrites_publish(struct pf_world *world);

#endif
