/* SPDX-License-Identifier: Apache-2.0 */

/* ServiceAccounts, and what they give to Pods. */

#ifndef PF_WORLD_SERVICE_ACCOUNTS_H
#define PF_WORLD_SERVICE_ACCOUNTS_H

#include "kube/pod.h"

struct pf_world;

/* The Pod's ServiceAccount where it is in the set, or NULL. */
const struct pf_object *pf_world_service_account(const struct pf_world *world,
	const struct pf_pod *pod);

/* Does that ServiceAccount, or a patch of it, list an imagePullSecret? */
bool pf_world_service_account_has_pull_secrets(const struct pf_world *world,
	const struct pf_pod *pod);

/* The same of a ServiceAccount that the object names. */
bool pf_world_account_has_pull_secrets(const struct pf_world *world, const struct pf_object *object,
	pf_str name);

/* While the world is built. */
void pf_service_account_publish(struct pf_world *world, const struct pf_object *object);

#endif
