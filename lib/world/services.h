/* SPDX-License-Identifier: Apache-2.0 */

/* Services and the Pods they send traffic to: what they show. */

#ifndef PF_WORLD_SERVICES_H
#define PF_WORLD_SERVICES_H

#include "world/state.h"

/* Keep the object if it is a Service; all are published at once, when they are known. */
void pf_services_collect(struct pf_world *world, const struct pf_object *object);
void pf_services_publish(struct pf_world *world);

#endif
