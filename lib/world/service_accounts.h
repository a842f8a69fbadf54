/* SPDX-License-Identifier: Apache-2.0 */

/* ServiceAccounts: what they show. */

#ifndef PF_WORLD_SERVICE_ACCOUNTS_H
#define PF_WORLD_SERVICE_ACCOUNTS_H

#include "world/state.h"

void pf_service_account_publish(struct pf_world *world, const struct pf_object *object);

#endif
