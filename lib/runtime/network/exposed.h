/* SPDX-License-Identifier: Apache-2.0 */

/* Ports that an image exposes. */

#ifndef PF_RUNTIME_NETWORK_EXPOSED_H
#define PF_RUNTIME_NETWORK_EXPOSED_H

#include "base/arena.h"
#include "image/facts.h"

/*
 * Is all known that the image exposes, and is it something?  Also where its
 * base was not read, but is one of the systems and languages whose images
 * expose nothing themselves.
 */
bool pf_knows_exposed_ports(struct pf_arena *arena, const struct pf_image_facts *facts);

#endif
