/* SPDX-License-Identifier: Apache-2.0 */

/* What tells of images: under which names each is found. */

#ifndef PF_WORLD_BINDING_SOURCES_H
#define PF_WORLD_BINDING_SOURCES_H

#include "world/binding/binding.h"
#include "world/state.h"

/* `sources` must live as long as the world. */
void pf_sources_publish(struct pf_world *world, const struct pf_image_sources *sources);

#endif
